/** A grey image, 28 x 28, 0 to 255, as a picture. */
export function bitmapOfPixels(pixels: Uint8Array): Promise<ImageBitmap> {
  const side = Math.sqrt(pixels.length);
  const rgba = new Uint8ClampedArray([...pixels].flatMap((value) => [value, value, value, 255]));
  return createImageBitmap(new ImageData(rgba, side, side));
}
