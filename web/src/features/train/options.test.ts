import { describe, expect, it } from 'vitest';
import { defaultFields, fieldsFromHash, fieldsToHash, readFields, type NumberField } from './options';

it('the defaults can be used as they are', () => {
  expect(readFields(defaultFields)).toEqual({
    options: { preset: 'classic', epochs: 5, batchSize: 128, learningRate: 0.001, seed: 1 },
    problems: {},
  });
});

describe('fields that cannot be used are named with what they need', () => {
  it.each<[NumberField, string, string]>([
    ['epochs', '', 'whole number'],
    ['epochs', '0', 'Between 1 and 1,000'],
    ['epochs', '1001', 'Between 1 and 1,000'],
    ['epochs', '2.5', 'whole number'],
    ['batchSize', 'many', 'whole number'],
    ['batchSize', '4097', 'Between 1 and 4,096'],
    ['batchSize', '0x10', 'whole number'],
    ['learningRate', '', 'number'],
    ['learningRate', '0', 'Above 0'],
    ['learningRate', '-0.1', 'Above 0'],
    ['learningRate', '1.5', 'Above 0'],
    ['learningRate', 'Infinity', 'number'],
    ['seed', '-1', 'Between 0'],
    ['seed', '9007199254740993', 'Between 0'],
  ])('%s "%s": %s', (field, typed, said) => {
    const { options, problems } = readFields({ ...defaultFields, [field]: typed });
    expect(options).toBeNull();
    expect(Object.keys(problems)).toEqual([field]);
    expect(problems[field]).toContain(said);
  });
});

it.each([
  ['1e-4', 0.0001],
  [' .5 ', 0.5],
  ['1', 1],
])('a learning rate may be written "%s"', (typed, rate) => {
  expect(readFields({ ...defaultFields, learningRate: typed }).options?.learningRate).toBe(rate);
});

describe('the address', () => {
  it('brings all fields back', () => {
    const fields = { preset: 'two-block', epochs: '12', batchSize: '32', learningRate: '1e-4', seed: '7' };
    expect(fieldsFromHash(fieldsToHash(fields))).toEqual(fields);
  });

  it('gives the defaults where it says nothing', () => {
    expect(fieldsFromHash('')).toEqual(defaultFields);
    expect(fieldsFromHash('#epochs=3')).toEqual({ ...defaultFields, epochs: '3' });
  });
});
