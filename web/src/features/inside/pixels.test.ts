import { describe, expect, test } from 'vitest';

import { coloured, kernelSheet, overlaid, picturesOf } from './pixels';

const signed = (values: number[], shape = [values.length]) => ({
  shape: Uint32Array.from(shape),
  values: Uint8Array.from(values),
  zero: 128,
  limit: 1,
});

describe('the colours of numbers', () => {
  test('are greys where nothing is negative', () => {
    expect([...coloured({ values: Uint8Array.from([0, 7, 255]), zero: 0 })]).toEqual([0, 0, 0, 7, 7, 7, 255, 255, 255]);
  });

  test('are two where something is, on black for zero', () => {
    const [r, g, b, ...others] = coloured(signed([255, 128, 1]));
    expect([r, g, b]).toEqual([121, 207, 224]);
    expect(others.slice(0, 3)).toEqual([0, 0, 0]);
    expect(others.slice(3)).toEqual([240, 179, 92]);
  });
});

test('saliency colours the picture where it mattered, and greys it elsewhere', () => {
  const pixels = overlaid(Uint8Array.from([200, 200, 0]), signed([128, 255, 1]));
  expect([...pixels]).toEqual([110, 110, 110, 121, 207, 224, 240, 179, 92]);
});

test('a stack of channels is cut into its pictures', () => {
  const { width, height, pictures } = picturesOf(signed([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 2, 3]));
  expect([width, height]).toEqual([3, 2]);
  expect(pictures.map((picture) => [...picture])).toEqual([
    [1, 2, 3, 4, 5, 6],
    [7, 8, 9, 10, 11, 12],
  ]);
});

test('kernels lie in rows of filters and columns of channels, a pixel apart', () => {
  // Two filters of one row and two columns on two channels; of the channels one is left out.
  const { width, height, pixels } = kernelSheet(signed([255, 1, 9, 9, 128, 255, 9, 9], [2, 2, 1, 2]), 2, 1);
  expect([width, height]).toEqual([2, 3]);
  const reds = [...pixels].filter((_, i) => i % 3 === 0);
  expect(reds).toEqual([121, 240, 60, 60, 0, 121]);
  expect(kernelSheet(signed([255, 1, 9, 9, 128, 255, 9, 9], [2, 2, 1, 2]), 2, 2).width).toBe(5);
});
