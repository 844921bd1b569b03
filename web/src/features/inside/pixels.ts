import type { ByteTensor } from '../../engine/engine';

type Colour = readonly [red: number, green: number, blue: number];

/** The page's two colours as they are on black, in which all pictures of a network are drawn. */
const positive: Colour = [121, 207, 224];
const negative: Colour = [240, 179, 92];

/** From black to white where nothing is negative; else black for 0, one colour above it and another below. */
export function coloured({ values, zero }: Pick<ByteTensor, 'zero'> & { values: Uint8Array }): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(3 * values.length);
  values.forEach((value, i) => {
    if (zero === 0) pixels.fill(value, 3 * i, 3 * i + 3);
    else pixels.set(shade(value - zero, 127), 3 * i);
  });
  return pixels;
}

/** How much of the picture is left where nothing mattered. */
const ground = 0.55;

/** Saliency over the picture that it is about: the picture in grey, coloured where it mattered. */
export function overlaid(picture: Uint8Array, { values, zero }: ByteTensor): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(3 * picture.length);
  picture.forEach((grey, i) => {
    const value = (values[i] ?? zero) - zero;
    const strength = Math.min(1, Math.abs(value) / (zero === 0 ? 255 : 127));
    const colour = value > 0 ? positive : negative;
    pixels.set(
      colour.map((part) => grey * ground * (1 - strength) + part * strength),
      3 * i,
    );
  });
  return pixels;
}

/** The pictures of a tensor whose last two sizes are height and width. */
export function picturesOf({ shape, values }: ByteTensor): { width: number; height: number; pictures: Uint8Array[] } {
  const [height = 1, width = 1] = shape.slice(-2);
  const size = height * width;
  const pictures = Array.from({ length: values.length / size }, (_, i) => values.subarray(i * size, (i + 1) * size));
  return { width, height, pictures };
}

/** Kernels side by side: a row of tiles for each filter, a tile for each input channel, a pixel apart. */
export function kernelSheet(
  { shape, values, zero }: ByteTensor,
  filters: number,
  channels: number,
): { width: number; height: number; pixels: Uint8ClampedArray } {
  const [, allChannels = 1, rows = 1, columns = 1] = shape;
  const width = channels * (columns + 1) - 1;
  const height = filters * (rows + 1) - 1;
  const pixels = new Uint8ClampedArray(3 * width * height).fill(gap);
  for (let filter = 0; filter < filters; ++filter) {
    for (let channel = 0; channel < channels; ++channel) {
      for (let row = 0; row < rows; ++row) {
        const from = ((filter * allChannels + channel) * rows + row) * columns;
        const to = (filter * (rows + 1) + row) * width + channel * (columns + 1);
        pixels.set(coloured({ values: values.subarray(from, from + columns), zero }), 3 * to);
      }
    }
  }
  return { width, height, pixels };
}

/** The grey between two kernels. */
const gap = 60;

function shade(value: number, end: number): number[] {
  const strength = Math.min(1, Math.abs(value) / end);
  return (value > 0 ? positive : negative).map((part) => part * strength);
}
