import { expect, test } from 'vitest';

import { answersOf } from './answers';

const evaluation = {
  labels: Uint8Array.from([1, 3]),
  predictions: Uint32Array.from([2, 0]),
  probabilities: Float32Array.from([0.125, 0.25, 0.5, 0.0625, 0.0625, 0.5, 0.25, 0.125, 0, 0.125]),
};

test('the most probable classes are shown, and which is taken and which is true', () => {
  expect(answersOf(evaluation, 0)).toEqual([
    { label: 2, probability: 0.5, taken: true, true: false },
    { label: 1, probability: 0.25, taken: false, true: true },
    { label: 0, probability: 0.125, taken: false, true: false },
  ]);
});

test('the true class is shown however improbable it seemed', () => {
  expect(answersOf(evaluation, 1).map(({ label }) => label)).toEqual([0, 1, 3]);
});
