// Pictures like those that people upload, made from test images: larger, off-centre, turned a little, on grounds of many
// kinds, most of them as JPEG of quality 60.

import sharp from 'sharp';
import { randomNumbers, SIDE } from './pictures.mjs';

const SMALLEST = 200;
const LARGEST = 2000;
const LARGEST_TURN = 8; // Degrees.
const JPEG_QUALITY = 60;
const JPEG_SHARE = 0.75;

// The garment is at least this bright wherever it is not the ground, so that it stands out from a ground of its tone.
const MASK_FROM = 12;

const grey = (value) => [value, value, value];
const mix = (a, b, share) => a.map((value, channel) => value + (b[channel] - value) * share);

/** A colour of the given lightness, 0 to 1: full saturation only where there is room for it. */
function colour(random, lightness) {
  const hue = random.uniform() * 6;
  const pure = [0, 4, 2].map((offset) => Math.min(Math.max(Math.abs(((hue + offset) % 6) - 3) - 1, 0), 1));
  const tone = mix(grey(0.5), pure, random.between(0.2, 0.7));
  const light = 0.299 * tone[0] + 0.587 * tone[1] + 0.114 * tone[2];
  return tone.map((value) => 255 * Math.min(Math.max(value + lightness - light, 0), 1));
}

/** Noise to add to each pixel, one tile of it, repeated: of standard deviation 1. */
const TILE = 256;
const noiseTile = (() => {
  const random = randomNumbers(1);
  return Float32Array.from({ length: TILE * TILE * 3 }, () => {
    let sum = -2;
    for (let i = 0; i < 4; ++i) sum += random.uniform();
    return sum * Math.sqrt(3);
  });
})();

/** What each kind decides, from random numbers: the ground, how the garment's tone becomes a colour, and disturbances.
 * `tone` is from 0, the garment's darkest in the data set's form, to 1. */
export const KINDS = {
  'garment on white': () => ({ ground: grey(255), paint: (tone) => grey(255 * (1 - tone)) }),
  'garment on black': () => ({ ground: grey(0), paint: (tone) => grey(255 * tone) }),
  'tinted on a coloured ground': (random) => coloured(random),
  'on a coloured gradient with noise': (random) => ({ ...gradient(random), noise: random.between(3, 9) }),
  'on a textured ground': (random) => ({
    ...coloured(random),
    noise: random.between(1, 3),
    weave: { amplitude: random.between(4, 10), period: random.between(4, 24) },
  }),
  'on white, in a thin border': (random) => ({
    ...KINDS['garment on white'](),
    border: { width: random.between(0.004, 0.015), color: grey(random.between(0, 160)) },
  }),
  'on white, with a shadow': (random) => ({
    ...KINDS['garment on white'](),
    shadow: {
      strength: random.between(0.1, 0.3),
      offset: random.between(0.01, 0.04),
      blur: random.between(0.01, 0.03),
    },
  }),
};

/** Half of them light on a dark ground, half dark on a light one. */
function coloured(random) {
  const dark = random.chance(0.5);
  const ground = colour(random, dark ? random.between(0.08, 0.3) : random.between(0.75, 0.95));
  const tint = colour(random, dark ? 0.9 : 0.1);
  return { ground, paint: (tone) => mix(ground, tint, 0.12 + 0.88 * tone) };
}

function gradient(random) {
  const base = coloured(random);
  return { ...base, corner: base.ground.map((value) => Math.min(Math.max(value + random.between(-40, 40), 0), 255)) };
}

/** A test image and its mask, enlarged to `side` pixels and turned: two planes of side x side pixels. */
async function enlarge(pixels, side, angle) {
  const mask = pixels.map((value) => (value > MASK_FROM ? 255 : 0));
  const planes = [];
  for (const plane of [pixels, mask]) {
    const padded = await sharp(plane, { raw: { width: SIDE, height: SIDE, channels: 1 } })
      .extend({ top: 4, bottom: 4, left: 4, right: 4, background: '#000000' })
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    const enlarged = await sharp(padded, { raw: { width: SIDE + 8, height: SIDE + 8, channels: 1 } })
      .resize(side, side, { kernel: 'cubic' })
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    const { data, info } = await sharp(enlarged, { raw: { width: side, height: side, channels: 1 } })
      .rotate(angle, { background: '#000000' })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    planes.push({ data, width: info.width, height: info.height });
  }
  return planes;
}

async function blurred({ data, width, height }, sigma) {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .blur(Math.max(sigma, 0.3))
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

/** One picture: `{ bytes, extension }`. The same for the same kind, image and seed. */
export async function makeUpload(kind, pixels, seed) {
  const random = randomNumbers(seed);
  const width = Math.round(SMALLEST * (LARGEST / SMALLEST) ** random.uniform());
  const height = Math.round(Math.min(Math.max(width * random.between(0.75, 1.33), SMALLEST), LARGEST));
  const look = KINDS[kind](random);
  const reach = Math.min(width, height);
  // The padding around the image is room for turning it; of the picture the garment takes 45 to 85 %.
  const side = Math.round((reach * random.between(0.45, 0.85) * (SIDE + 8)) / SIDE);
  const [tones, mask] = await enlarge(pixels, side, random.between(-LARGEST_TURN, LARGEST_TURN));
  const garmentReach = (reach * SIDE) / (SIDE + 8);
  const room = (length, own) => (length - own) / 2 + random.between(-1, 1) * Math.max((length - own * 0.85) / 2, 0);
  const left = Math.round(room(width, tones.width));
  const top = Math.round(room(height, tones.height));

  const shadow = look.shadow && (await blurred(mask, look.shadow.blur * garmentReach));
  const offset = look.shadow ? Math.round(look.shadow.offset * garmentReach) : 0;
  const border = look.border ? Math.max(Math.round(look.border.width * reach), 1) : 0;
  const { ground, corner = ground, noise = 0, weave } = look;
  const paints = Array.from({ length: 256 }, (_, tone) => look.paint(tone / 255));
  const at = (data, x, y) =>
    x < 0 || y < 0 || x >= mask.width || y >= mask.height ? 0 : data[y * mask.width + x] / 255;
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const place = (y * width + x) * 3;
      const isBorder = x < border || y < border || width - x <= border || height - y <= border;
      const along = (x + y) / (width + height);
      const wave = weave
        ? weave.amplitude * Math.sin((2 * Math.PI * x) / weave.period) * Math.sin((2 * Math.PI * y) / weave.period)
        : 0;
      const light = shadow ? 1 - look.shadow.strength * at(shadow, x - left - offset, y - top - offset) : 1;
      const cover = at(mask.data, x - left, y - top);
      const paint = paints[Math.round(255 * at(tones.data, x - left, y - top))];
      const tile = ((y % TILE) * TILE + (x % TILE)) * 3;
      for (let channel = 0; channel < 3; ++channel) {
        const behind = (ground[channel] + (corner[channel] - ground[channel]) * along + wave) * light;
        const shown = isBorder ? look.border.color[channel] : behind + (paint[channel] - behind) * cover;
        rgb[place + channel] = shown + noise * noiseTile[tile + channel];
      }
    }
  }
  const picture = sharp(rgb, { raw: { width, height, channels: 3 } });
  const isJpeg = random.chance(JPEG_SHARE);
  return {
    bytes: await (isJpeg ? picture.jpeg({ quality: JPEG_QUALITY }) : picture.png({ compressionLevel: 2 })).toBuffer(),
    extension: isJpeg ? 'jpg' : 'png',
  };
}
