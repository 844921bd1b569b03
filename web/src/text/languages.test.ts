// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageClasses } from '../engine/classes';
import { en } from './en';
import { text } from './index';
import { addressIn, firstLanguage } from './languages';
import { pl } from './pl';

describe('the language to begin with', () => {
  it.each<[string, string | null, string[], string]>([
    ['?lang=pl', 'en', ['en-GB'], 'pl'],
    ['?lang=PL-pl', null, [], 'pl'],
    ['', 'pl', ['en-GB'], 'pl'],
    ['', null, ['de-AT', 'pl-PL', 'en'], 'pl'],
    ['?lang=xx', null, ['pl'], 'pl'],
    ['?lang=toString', 'constructor', ['__proto__'], 'en'],
    ['', null, ['de', 'fr'], 'en'],
    ['', null, [], 'en'],
  ])('for the address "%s", the choice %s and the browser’s %j it is %s', (search, kept, preferred, expected) => {
    expect(firstLanguage(search, kept, preferred)).toBe(expected);
  });
});

it('an address that names a language follows the choice, others stay as they are', () => {
  expect(addressIn('pl', 'https://a.example/?lang=en&build=wasm-simd#seed=3')).toBe(
    'https://a.example/?lang=pl&build=wasm-simd#seed=3',
  );
  expect(addressIn('pl', 'https://a.example/#seed=3')).toBe('https://a.example/#seed=3');
});

/** Paths of all words, and the number of values that each sentence takes. */
function shapeOf(messages: object, path = ''): Record<string, number> {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]: [string, unknown]) => {
      const place = `${path}${key}`;
      // These hold only what differs from what the engine says.
      if (['sentences', 'classNames'].includes(place)) return [];
      if (typeof value === 'object' && value !== null) return Object.entries(shapeOf(value, `${place}.`));
      return [[place, typeof value === 'function' ? value.length : 0]];
    }),
  );
}

const engineSource = (file: string) => readFileSync(join(import.meta.dirname, '../../../core/atelier', file), 'utf8');

/** What the engine's source has by names that look so. */
const namesIn = (file: string, name: RegExp) => [...engineSource(file).matchAll(name)].map(([, found]) => found ?? '');

describe('the page has words of its own for everything that the engine lists', () => {
  it('options', () => {
    const keys = namesIn('train/option_list.cpp', /\.key = "(\w+)"/g);
    const names = keys.map((key) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    expect(Object.keys(en.train.options)).toEqual(names);
  });

  it('recipes', () => {
    expect(Object.keys(en.train.recipes)).toEqual(
      namesIn('train/recipe_list.cpp', /ListedRecipe\{\s+\.name = "([\w-]+)"/g),
    );
  });

  it('classes of the images', () => {
    const [, list = ''] = /kClassNames = \{([^}]+)\}/.exec(engineSource('data/fashion_mnist.h')) ?? [];
    expect(imageClasses).toEqual([...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name));
  });

  it('networks', () => {
    expect(Object.keys(en.presets)).toEqual(namesIn('nn/presets.cpp', /Preset\{"([\w-]+)"/g));
  });
});

describe('the Polish page', () => {
  it('has every word that the English one has', () => {
    expect(shapeOf(pl)).toEqual(shapeOf(en));
  });

  it('names every class of Fashion-MNIST', () => {
    expect(Object.keys(pl.classNames)).toEqual(imageClasses);
  });
});

it('words are found in groups, as deep as they lie', () => {
  const words = text.classify;
  expect(words.undo).toBe('Undo');
  expect(words.sampleNames.boot).toBe('Ankle boot');
  expect(words.spoken('Bag', '97%')).toBe('Bag, 97%');
});
