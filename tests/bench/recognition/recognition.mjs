#!/usr/bin/env node
// recognition.mjs [--model MODEL]... [--part develop|report] [--uploads 200] [--only TEXT] [--wrong]: how well networks
// recognise what people draw and upload. ./dev bench recognition runs it.
//
// --part     develop: what to choose by; report: other icon sets and other test images, to say how good the choice is
// --uploads  pictures of each kind made from test images
// --only     kinds whose name contains this alone
// --wrong    names each picture that a model gets wrong
//
// Beside the models: the shipped plain one with pictures averaged down to 28x28 and inverted where the border is light.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { parseOptions } from '../options.mjs';
import { plainly } from './baseline.mjs';
import { clothes, GROUNDS, noClothes, render } from './drawings.mjs';
import { score } from './metrics.mjs';
import { SIDE, testImages } from './pictures.mjs';
import { KINDS, makeUpload } from './uploads.mjs';

const here = (file) => new URL(file, import.meta.url).pathname;
const repository = here('../../..');

/** Trained without drawings. */
const BASELINE = join(repository, 'assets/models/two-block.safetensors');

const { values: options } = parseOptions({
  options: {
    model: { type: 'string', multiple: true, default: [BASELINE] },
    part: { type: 'string', default: 'report' },
    uploads: { type: 'string', default: '200' },
    only: { type: 'string', default: '' },
    wrong: { type: 'boolean', default: false },
    data: { type: 'string' },
    cache: { type: 'string' },
    atelier: { type: 'string', default: join(repository, 'build/native/atelier') },
  },
});

/** Pictures are made once: in a folder whose name depends on all that decides how they look. */
const version = createHash('sha256');
for (const file of ['package-lock.json', 'pictures.mjs', 'drawings.mjs', 'uploads.mjs', 'baseline.mjs']) {
  version.update(readFileSync(here(file)));
}
const folder = join(options.cache, version.digest('hex').slice(0, 12), options.part);

/** Writes a picture beside the one as the baseline sees it, unless both are there; the paths of both. */
async function keep(name, make) {
  const plain = join(folder, 'plain', `${name}.png`);
  const file = join(folder, name);
  if (!existsSync(plain)) {
    mkdirSync(join(plain, '..'), { recursive: true });
    mkdirSync(join(file, '..'), { recursive: true });
    const bytes = await make();
    writeFileSync(file, bytes);
    writeFileSync(`${plain}.part`, await plainly(bytes));
    renameSync(`${plain}.part`, plain);
  }
  return { file, plain };
}

const slug = (text) => text.replace(/[^a-z]+/g, '-');

async function drawings(list, kind, ground) {
  const pictures = [];
  for (const drawing of list) {
    const name = join(slug(kind), `${drawing.set}-${drawing.icon}.png`);
    pictures.push({ ...(await keep(name, () => render(drawing, GROUNDS[ground]))), labels: drawing.labels });
  }
  return pictures;
}

const images = testImages(options.data);
const half = images.length / 2;
const ownHalf = options.part === 'report' ? images.slice(half) : images.slice(0, half);

async function uploads(kind) {
  const pictures = [];
  for (let index = 0; index < Number(options.uploads); ++index) {
    const { pixels, labels } = ownHalf[index];
    const seed = index + (options.part === 'report' ? half : 0);
    const name = join(slug(kind), `${index}`);
    pictures.push({ ...(await keep(name, async () => (await makeUpload(kind, pixels, seed)).bytes)), labels });
  }
  return pictures;
}

/** Test images as files, in the form they have in the data set. */
async function originals() {
  const pictures = [];
  for (const [index, { pixels, labels }] of ownHalf.slice(0, 1000).entries()) {
    const raw = { width: SIDE, height: SIDE, channels: 1 };
    const make = () => sharp(pixels, { raw }).toColourspace('b-w').png().toBuffer();
    pictures.push({ ...(await keep(join('originals', `${index}.png`), make)), labels });
  }
  return pictures;
}

const kinds = [
  { name: 'test image as it is', make: originals, flags: ['--prepared'] },
  { name: 'test image, prepared', make: originals, flags: [] },
  ...Object.keys(KINDS).map((kind) => ({ name: `upload: ${kind}`, make: () => uploads(kind) })),
  ...Object.keys(GROUNDS).map((ground) => ({
    name: `drawing: ${ground} ground`,
    make: () => drawings(clothes(options.part), `drawing ${ground}`, ground),
  })),
  { name: 'no clothes', make: () => drawings(noClothes(options.part), 'no clothes', 'white') },
].filter(({ name }) => name.includes(options.only));

/** The answers of `atelier predict`, a picture each. */
function ask(model, files, flags = []) {
  const lines = execFileSync(options.atelier, ['predict', '--json', '--model', model, ...flags, ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  }).trimEnd();
  return lines.split('\n').map((line) => JSON.parse(line));
}

const percent = (share) => (share === undefined ? '' : (100 * share).toFixed(1)).padStart(6);
const columns = [
  { title: 'plain averaging', model: BASELINE, flags: ['--prepared'], file: 'plain' },
  ...options.model.map((model) => ({ title: model.replace(/\/?model\.safetensors$/, ''), model, file: 'file' })),
];

console.log(
  `${options.part} part; accuracy, balanced accuracy, expected calibration error, answers called "not sure": in percent\n`,
);
const width = Math.max(...kinds.map(({ name }) => name.length)) + 7;
console.log([''.padEnd(width), ...columns.map(({ title }) => title.slice(-27).padEnd(27))].join(' | '));
for (const { name, make, flags: ownFlags = [] } of kinds) {
  const pictures = await make();
  const cells = columns.map(({ model, flags, file }) => {
    const answers = ask(
      model,
      pictures.map((picture) => picture[file]),
      file === 'plain' ? flags : ownFlags,
    );
    const results = pictures.map((picture, index) => ({ ...picture, answer: answers[index] }));
    if (options.wrong && file === 'file') {
      for (const { labels, answer } of results) {
        if (!labels.includes(answer.label))
          console.log(`  ${answer.file}: ${answer.class}, not ${labels.join(' or ')}`);
      }
    }
    const { accuracy, balanced, calibration, unsure } = score(results);
    return [accuracy, balanced, calibration, unsure].map(percent).join(' ');
  });
  console.log([`${name} (${pictures.length})`.padEnd(width), ...cells].join(' | '));
}
