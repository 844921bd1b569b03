// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { pl } from './pl';
import { translated, type Sentences } from './sentences';

describe('a sentence of the engine', () => {
  const rules: Sentences = [
    ['layer {}: {}', 'warstwa {}: {}'],
    ['{} bytes came instead of {}', 'zamiast {2} przyszło {1}'],
    ['one (of) two?', 'jedno z dwojga'],
  ];

  it.each([
    ['one (of) two?', 'jedno z dwojga'],
    ['layer 3: 5 bytes came instead of 7', 'warstwa 3: zamiast 7 przyszło 5'],
    ['layer 3: something else', 'warstwa 3: something else'],
    ['one of two', 'one of two'],
  ])('%s', (english, other) => {
    expect(translated(english, rules)).toBe(other);
  });
});

const root = join(import.meta.dirname, '../../..');

/** All that is written in quotes in the engine's sources, put together where it is broken into several lines. */
function engineTexts(): string {
  const folders = ['core/atelier', 'wasm', 'web/src/engine'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(cpp|h|ts)$/.test(name) && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  return files
    .join('\n')
    .replace(/"\s*\n\s*"/g, '')
    .replaceAll('\\"', '"');
}

/** What browsers themselves say of a connection. */
const ofBrowsers = [
  'Failed to fetch',
  'NetworkError when attempting to fetch resource',
  'Load failed',
  'network error',
];

it.each(Object.entries({ en, pl }))(
  'every sentence that is translated is one that the engine can say: %s',
  (_, words) => {
    const texts = engineTexts();
    const pieces = words.sentences
      .map(([english]) => english)
      .filter((english) => !ofBrowsers.some((said) => english.startsWith(said)))
      // Sentences are put together of pieces there; the short ones, such as ": ", are everywhere.
      .flatMap((english) => english.replace(/^(model file|safetensors): /, '').split('{}'))
      .filter((piece) => piece.trim().length > 6);
    expect(pieces.filter((piece) => !texts.includes(piece.trim()))).toEqual([]);
  },
);

it('a translation has no value that the sentence does not have', () => {
  const wrong = [...en.sentences, ...pl.sentences].filter(([english, polish]) => {
    const values = english.split('{}').length - 1;
    const places = [...polish.matchAll(/\{(\d*)\}/g)].map(([, place], index) => Number(place || index + 1));
    return places.some((place) => place > values);
  });
  expect(wrong).toEqual([]);
});

// What the tests of the core expect of the engine, and the bindings add.
it.each([
  [
    'layer 1 (conv2d): kernel 29x29 does not fit input 28x28',
    'Warstwa 1 (Splot): okno 29x29 nie mieści się w obrazie 28x28',
  ],
  [
    'layer 6 (dense_1): units must be 10, one a class, not 12',
    'Warstwa 6 (dense_1): liczba jednostek musi wynosić 10, po jednej na klasę, a wynosi 12',
  ],
  [
    'layer 2 (dropout): "rate" must be at least 0 and below 1, not 1.5',
    'Warstwa 2 (Dropout): „Część” to musi być liczba od 0 do poniżej 1, a nie 1.5',
  ],
  [
    'layer 1 (conv2d): "filters" must be a whole number from 1 to 65536, not "abc"',
    'Warstwa 1 (Splot): „Filtry” to musi być liczba całkowita od 1 do 65536, a nie "abc"',
  ],
  [
    'training-03-abc.shard could not be fetched: the server answered 500 Internal Server Error.',
    'Nie udało się pobrać pliku training-03-abc.shard: serwer odpowiedział 500 Internal Server Error.',
  ],
  [
    'model file: its network takes images of [32, 32, 3], expected [28, 28, 1]',
    'Sieć z tego pliku przyjmuje obrazy [32, 32, 3], a tu mają one [28, 28, 1].',
  ],
  [
    'model file: "network" is damaged: layer 2 (dense): the last layer has a unit for each class, at most 255, not 256',
    'Liczba klas sieci z tego pliku to 256, a tu może ich być najwyżej 255.',
  ],
  [
    'layer 2 (dense): the last layer has a unit for each class, at most 255, not 256',
    'Warstwa 2 (Gęsta): ostatnia warstwa ma po jednej jednostce na klasę, najwyżej 255, a nie 256',
  ],
  ['safetensors: cut short: only 5 bytes', 'To nie jest plik safetensors albo jest uszkodzony.'],
  [
    'evaluation: the network tells 3 classes, the data has 10',
    'Liczba klas tej sieci to 3, a obrazy testowe, tak jak obrazy do nauki, mają 10 innych: nie da się jej tu ani sprawdzić, ani uczyć.',
  ],
])('in Polish: %s', (english, polish) => {
  expect(translated(english, pl.sentences)).toBe(polish);
});

it.each([
  [
    'layer 2 (max_pooling2d): "pool_size" must be a whole number from 1 to 65536, not "abc"',
    'Layer 2 (Max pooling): Pool size must be a whole number from 1 to 65536, not "abc"',
  ],
  ['network: has no layers', 'The network has no layers'],
  [
    'fine-tuning: familiar images: the network tells 3 classes, the data has 10',
    'This network tells 3 classes apart, but the test images are of 10 other ones, and so are the pictures that it would be taught with: it can be neither examined nor taught here.',
  ],
  [
    'trainer: images that are learned from cannot validate: include_validation wants validate_every to be never',
    'Pictures that it learns from cannot check it: choose “Check every: never”.',
  ],
  [
    'model file: its network takes images of [32, 32, 3], expected [28, 28, 1]',
    'Its network takes pictures of the shape [32, 32, 3] (height, width, channels), and here they are [28, 28, 1]. Choose a network that was trained on such pictures.',
  ],
  [
    'model file: "network" is damaged: layer 2 (dense): the last layer has a unit for each class, at most 255, not 256',
    'Its network tells 256 classes apart, and 255 are the most that there can be here.',
  ],
  [
    'model file: "network" is damaged: layer 2 (dropout): "rate" must be at least 0 and below 1, not 1.5',
    'The file is damaged. Save the network once more, or choose another copy of the file.',
  ],
  [
    'model file: tensor "dense/bias", of shape [10], is missing',
    'The file is damaged. Save the network once more, or choose another copy of the file.',
  ],
  [
    'safetensors: cut short: only 5 bytes',
    'It is no safetensors file, or a damaged one. Choose a network that was saved here or by atelier on the command line.',
  ],
])('in the page’s English: %s', (said, english) => {
  expect(translated(said, en.sentences)).toBe(english);
});

it.each(Object.entries({ en, pl }))(
  'sentences name options of a training as its form does: %s',
  (_, { sentences, train }) => {
    const labels = Object.values(train.options).map(({ label }) => label);
    const quoted = sentences
      .filter(([said]) => /^(trainer|augmentation|optimizer): /.test(said))
      .flatMap(([, words]) => [...words.matchAll(/[“„]([^”:]+)/g)].map(([, name]) => name ?? ''));
    const words = Object.values(train.optionWords).flatMap((each) => Object.values(each));
    expect(quoted.filter((name) => !labels.includes(name) && !words.includes(name))).toEqual([]);
  },
);
