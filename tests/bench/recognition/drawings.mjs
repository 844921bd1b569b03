// Drawings of other people's icon sets, rendered onto a ground.

import { readFileSync } from 'node:fs';
import sharp from 'sharp';

const here = (file) => new URL(file, import.meta.url);
const read = (file) => JSON.parse(readFileSync(here(file), 'utf8'));

/** Pixels of the longer side of a rendered drawing. */
const RENDERED_SIDE = 384;

/** The sets to report on. The others are there to develop on; a set's relative is on the same side. */
const REPORTED = new Set(['openmoji', 'streamline-emojis', 'lucide-lab', 'tabler', 'solar']);

export const GROUNDS = {
  white: { background: '#ffffff', ink: '#000000' },
  dark: { background: '#20242c', ink: '#ffffff' },
  transparent: { background: null, ink: '#000000' },
};

const loaded = new Map();
function iconSet(name) {
  if (!loaded.has(name)) loaded.set(name, read(`node_modules/@iconify-json/${name}/icons.json`));
  return loaded.get(name);
}

/** Drawings of clothes: set, icon and the labels that count as right, the first of which is the class. */
export function clothes(part) {
  return Object.entries(read('drawings.json'))
    .filter(([set]) => REPORTED.has(set) === (part === 'report'))
    .flatMap(([set, icons]) => Object.entries(icons).map(([icon, labels]) => ({ set, icon, labels })));
}

/** Drawings of what is no clothes: the icons of these names, as far as the sets have them. */
export function noClothes(part) {
  const names = Object.values(read('no_clothes.json')).flat();
  return Object.keys(read('drawings.json'))
    .filter((set) => REPORTED.has(set) === (part === 'report'))
    .flatMap((set) => names.filter((name) => iconSet(set).icons[name]).map((icon) => ({ set, icon, labels: [] })));
}

/** A PNG file's bytes. */
export async function render({ set, icon }, { background, ink }) {
  const { icons, width: setWidth = 16, height: setHeight = 16 } = iconSet(set);
  const { body, left = 0, top = 0, width = setWidth, height = setHeight } = icons[icon];
  const scale = RENDERED_SIDE / Math.max(width, height);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" color="${ink}" ` +
    `viewBox="${left} ${top} ${width} ${height}" width="${scale * width}" height="${scale * height}">${body}</svg>`;
  const picture = sharp(Buffer.from(svg));
  return (background ? picture.flatten({ background }) : picture).png({ compressionLevel: 3 }).toBuffer();
}
