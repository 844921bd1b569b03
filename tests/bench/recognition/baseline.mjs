// What one does without looking at a picture: averages it down to 28x28 and inverts it where the border is light.

import sharp from 'sharp';
import { SIDE } from './pictures.mjs';

/** A PNG file's bytes, 28x28 grey, of a picture's. */
export async function plainly(bytes) {
  const { data } = await sharp(bytes)
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .resize(SIDE, SIDE, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const border = data.filter((_, index) => {
    const [x, y] = [index % SIDE, Math.floor(index / SIDE)];
    return x === 0 || y === 0 || x === SIDE - 1 || y === SIDE - 1;
  });
  const isLight = border.reduce((sum, value) => sum + value, 0) / border.length > 127;
  const pixels = isLight ? data.map((value) => 255 - value) : data;
  return sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
