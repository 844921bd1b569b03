import { describe, expect, it } from 'vitest';
import type { Layer } from '../../engine/engine';
import {
  brief,
  fieldsOf,
  layerFields,
  layerText,
  moved,
  newLayers,
  placeFor,
  withText,
  type LayerField,
} from './layers';

const field = (kind: string, name: string): LayerField => {
  const found = layerFields[kind]?.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};

const conv: Layer = { type: 'conv2d', filters: 28, kernel_size: [3, 3], activation: 'relu', use_bias: true };

it('every kind that can be added has its fields filled in', () => {
  for (const [kind, layer] of Object.entries(newLayers)) {
    expect(layer.type).toBe(kind);
    for (const option of layerFields[kind] ?? []) expect(layerText(layer, option)).not.toBe('');
  }
});

it.each(['lstm', 'constructor', '__proto__'])('a layer of an unknown kind has no options: %s', (type) => {
  expect(fieldsOf({ type })).toEqual([]);
  expect(brief({ type })).toBe('');
});

describe('an option of a layer', () => {
  it.each<[string, string, string, unknown]>([
    ['conv2d', 'filters', '64', 64],
    ['conv2d', 'filters', '3x5', '3x5'],
    ['conv2d', 'kernel_size', '5', [5, 5]],
    ['conv2d', 'kernel_size', '3 × 5', [3, 5]],
    ['conv2d', 'kernel_size', '3x5', [3, 5]],
    ['conv2d', 'kernel_size', 'wide', 'wide'],
    ['conv2d', 'padding', 'same', 'same'],
    ['conv2d', 'use_bias', 'false', false],
    ['dropout', 'rate', '0.25', 0.25],
    ['dropout', 'rate', ',5', 0.5],
    ['dropout', 'rate', 'half', 'half'],
    ['batch_normalization', 'epsilon', '1e-5', 0.00001],
  ])('%s %s typed as "%s"', (kind, name, typed, value) => {
    expect(withText({ type: kind }, field(kind, name), typed)[name]).toEqual(value);
  });

  it('reads as it was written', () => {
    expect(layerText(conv, field('conv2d', 'kernel_size'))).toBe('3');
    expect(layerText({ ...conv, kernel_size: [3, 5] }, field('conv2d', 'kernel_size'))).toBe('3 × 5');
    expect(layerText(conv, field('conv2d', 'strides'))).toBe('');
    expect(layerText({ type: 'dense', units: 'many' }, field('dense', 'units'))).toBe('many');
  });
});

it('a layer is told in a line', () => {
  expect(brief(conv)).toBe('28, 3 × 3, relu');
  expect(brief({ type: 'flatten' })).toBe('');
  expect(brief({ type: 'dense', units: 10, activation: 'softmax' })).toBe('10, softmax');
});

it('a new layer goes where it fits', () => {
  const layers = ['conv2d', 'flatten', 'dense', 'dense'].map((type) => ({ type }));
  expect(placeFor('conv2d', layers)).toBe(1);
  expect(placeFor('dropout', layers)).toBe(1);
  expect(placeFor('dense', layers)).toBe(3);
  expect(placeFor('conv2d', [])).toBe(0);
  expect(placeFor('conv2d', [{ type: 'dense' }])).toBe(0);
});

it('a layer is moved past its neighbours', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
});
