import { describe, expect, it } from 'vitest';
import {
  fieldText,
  formatAccuracy,
  formatCount,
  formatDuration,
  formatLoss,
  formatMegabytes,
  formatProbability,
  plainText,
} from './format';

describe('formatDuration', () => {
  it.each([
    [-1, '0 s'],
    [0.4, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [80, '1 min 20 s'],
    [3599.6, '1 h'],
    [3900, '1 h 5 min'],
    [7199, '2 h'],
  ])('says %d seconds as "%s"', (seconds, said) => {
    expect(formatDuration(seconds)).toBe(said);
  });
});

describe('formatProbability', () => {
  it.each([
    [0, '0%'],
    [0.0009, '0%'],
    [0.001, '<1%'],
    [0.974, '97%'],
    [0.999, '>99%'],
    [1, '100%'],
  ])('says %d as "%s"', (value, said) => {
    expect(formatProbability(value)).toBe(said);
  });
});

it('formats counts, accuracies, losses and sizes', () => {
  expect(formatCount(394530)).toBe('394,530');
  expect(formatAccuracy(0.90954)).toBe('90.95%');
  expect(formatLoss(0.25)).toBe('0.250');
  expect(formatLoss(NaN)).toBe('not finite');
  expect(formatLoss(null)).toBe('–');
  expect(formatAccuracy(null)).toBe('–');
  expect(formatMegabytes(23_456_789)).toBe('23.5');
});

it('a number stands in a field as it is typed in this language, and may be typed with either mark', () => {
  expect(fieldText('0.001')).toBe('0.001');
  expect(fieldText('never')).toBe('never');
  expect(['0.5', '0,5'].map(plainText)).toEqual(['0.5', '0.5']);
});
