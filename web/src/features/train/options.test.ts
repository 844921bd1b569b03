import { describe, expect, it } from 'vitest';
import type { TrainOption } from '../../engine/engine';
import type { RunRecord } from '../../session/runs.svelte';
import {
  changedOptions,
  choiceFromHash,
  choiceOf,
  choiceOfRun,
  choiceToHash,
  firstRecipe,
  optionHint,
  optionLabel,
  optionWord,
  otherOptions,
  rangeSentence,
  trimmed,
  type Catalogue,
  type Choice,
} from './options';

function option(name: string, more: Partial<TrainOption> = {}): TrainOption {
  const rest = { low: 1, high: 4096, aboveLow: false, belowHigh: false, words: [] };
  return { name, group: 'Training', type: 'whole', usual: '5', ...rest, ...more };
}

const network = (units: number) => ({ name: 'net', input: [28, 28, 1], layers: [{ type: 'dense', units }] });

const catalogue: Catalogue = {
  options: [
    option('epochs'),
    option('learningRate', { type: 'number', usual: '0.001' }),
    option('patience', { usual: 'never', words: ['never'] }),
  ],
  recipes: [
    { name: 'plain', preset: 'small', options: { epochs: 10, learningRate: 0.001 } },
    { name: firstRecipe, preset: 'large', options: { epochs: 2, patience: 4 } },
  ],
  presets: [
    { name: 'small', parameterCount: 1, network: { ...network(10), name: 'small' } },
    { name: 'large', parameterCount: 2, network: { ...network(20), name: 'large' } },
  ],
};
const [plain, other] = catalogue.recipes;
if (!plain || !other) throw new Error('two recipes are needed');

/** What the address of a choice brings back. */
const thereAndBack = (choice: Choice) => choiceFromHash(choiceToHash(choice, catalogue), catalogue);

it('a recipe says what it says, and the defaults say the rest', () => {
  expect(choiceOf(other, catalogue)).toMatchObject({
    preset: 'large',
    texts: { epochs: '2', learningRate: '0.001', patience: '4' },
  });
});

describe('the address', () => {
  it('names the recipe alone while nothing else is chosen', () => {
    expect(choiceToHash(choiceOf(plain, catalogue), catalogue)).toBe('#recipe=plain');
    expect(thereAndBack(choiceOf(other, catalogue))).toEqual(choiceOf(other, catalogue));
  });

  it('holds what differs from the recipe, and brings it back', () => {
    const choice = choiceOf(plain, catalogue);
    const changed = { ...choice, texts: { ...choice.texts, epochs: '3', learningRate: '1e-3', patience: ' 2 ' } };
    expect(choiceToHash(changed, catalogue)).toBe('#recipe=plain&epochs=3&patience=2');
    expect(thereAndBack(changed)?.texts).toEqual({ epochs: '3', learningRate: '0.001', patience: '2' });
  });

  it('holds another preset, or a network of one’s own', () => {
    const large = { ...choiceOf(plain, catalogue), network: { ...network(20), name: 'large' }, preset: 'large' };
    expect(choiceToHash(large, catalogue)).toBe('#recipe=plain&network=large');
    expect(thereAndBack(large)).toEqual(large);
    const own = { ...choiceOf(plain, catalogue), network: { ...network(7), name: 'custom' }, preset: null };
    expect(thereAndBack(own)).toEqual(own);
  });

  it.each([
    '',
    '#',
    '#train',
    '#recipe=nobody',
    '#network=nothing',
    '#network={',
    '#network={"layers":3}',
    '#network=null',
    '#network={"input":[28,28,1],"layers":[null]}',
    '#network={"input":["28",28,1],"layers":[]}',
    '#network={"input":[28,28,1],"layers":[{"type":3}]}',
    '#network={"input":[28,28,1],"layers":[{"type":"conv2d","kernel_size":null}]}',
    '#network={"input":[28,28,1],"layers":[{"type":"conv2d","kernel_size":{"height":3}}]}',
    '#network={"input":[28,28,1],"layers":[{"type":"conv2d","strides":["1",{}]}]}',
  ])('that says nothing, or nonsense, gives the recipe to begin with: %s', (hash) => {
    expect(choiceFromHash(hash, catalogue)).toEqual(choiceOf(other, catalogue));
  });

  it('gives nothing while there are no recipes', () => {
    expect(choiceFromHash('#recipe=plain', { options: [], recipes: [], presets: [] })).toBeNull();
  });
});

it('numbers that are written differently are not changes; an empty field is one', () => {
  const choice = choiceOf(plain, catalogue);
  const typed = (texts: Record<string, string>) =>
    changedOptions(catalogue.options, { ...choice, texts: { ...choice.texts, ...texts } });
  expect(typed({ epochs: '10.0', learningRate: '1e-3', patience: 'never' })).toEqual([]);
  expect(typed({ epochs: '', patience: '0' })).toEqual(['epochs', 'patience']);
});

it('texts reach the engine without spaces around them', () => {
  expect(trimmed({ learningRate: ' 0.01 ', patience: 'never' })).toEqual({ learningRate: '0.01', patience: 'never' });
});

it('a comma before decimals is as good as a point in an address', () => {
  expect(choiceFromHash('#recipe=plain&learningRate=0,01', catalogue)?.texts['learningRate']).toBe('0.01');
});

it.each<[Partial<TrainOption>, string]>([
  [{}, 'Enter a whole number, at least 1 and at most 4,096.'],
  [{ type: 'number', low: 0, high: null, aboveLow: true }, 'Enter a number, above 0.'],
  [{ type: 'number', low: 0, high: 1, belowHigh: true }, 'Enter a number, at least 0 and below 1.'],
])('a number’s range is said in a sentence: %o', (more, said) => {
  expect(rangeSentence(option('x', more))).toBe(said);
});

it('an option that the page has no words for is named as the engine names it', () => {
  expect(optionLabel('someNewThing2')).toBe('Some new thing 2');
  expect(optionHint('someNewThing2')).toBe('');
  expect(optionLabel('batchSize')).toBe('Batch size');
});

it('a word that an option takes is said as it suits that option; others are the engine’s', () => {
  expect(optionWord('validateEvery', 'end')).toBe('at the end');
  expect(optionWord('nesterov', 'false')).toBe('off');
  expect(optionWord('keep', 'end')).toBe('end');
});

it('the options that are not everybody’s come by group, those that apply', () => {
  const options = [option('epochs'), option('keep'), option('beta1', { group: 'Optimizer' }), option('patience')];
  const names = (applying: string[] | null) =>
    otherOptions(options, applying).map(([group, list]) => [group, list.map(({ name }) => name)]);
  expect(names(null)).toEqual([
    ['Training', ['keep', 'patience']],
    ['Optimizer', ['beta1']],
  ]);
  expect(names(['epochs', 'keep'])).toEqual([['Training', ['keep']]]);
});

describe('a kept run', () => {
  const run = {
    recipe: firstRecipe,
    network: { ...network(20), name: 'large' },
    options: { epochs: 7 },
  } as unknown as RunRecord;

  it('can be trained again with what it was trained with', () => {
    expect(choiceOfRun(run, catalogue)).toMatchObject({
      recipe: other,
      preset: 'large',
      texts: { epochs: '7', learningRate: '0.001', patience: 'never' },
    });
    expect(choiceOfRun({ ...run, network: { ...network(7), name: 'custom' } }, catalogue)).toMatchObject({
      preset: null,
      network: { layers: [{ type: 'dense', units: 7 }] },
    });
  });

  it('of a recipe that there is no more cannot', () => {
    expect(choiceOfRun({ ...run, recipe: 'gone' }, catalogue)).toBeNull();
  });
});
