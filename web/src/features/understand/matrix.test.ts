import { describe, expect, test } from 'vitest';

import { colourOf, imagesOf, nextCell, rowsOf } from './matrix';

const confusion = Uint32Array.from([3, 1, 0, 0, 2, 2, 5, 0, 0]);

describe('a confusion matrix', () => {
  test('is shown by rows, with each cell’s share of its row', () => {
    const rows = rowsOf(confusion, 3);
    expect(rows[0]).toEqual([
      { count: 3, right: true, share: 0.75 },
      { count: 1, right: false, share: 0.25 },
      { count: 0, right: false, share: 0 },
    ]);
    expect(rows[2]?.map(({ share }) => share)).toEqual([1, 0, 0]);
  });

  test('of no images has no shares', () => {
    expect(
      rowsOf(new Uint32Array(4), 2)
        .flat()
        .map(({ share }) => share),
    ).toEqual([0, 0, 0, 0]);
  });

  test('is coloured the more the larger the share, without the middle tones that no text is legible on', () => {
    const percents = [0, 0.01, 0.1, 0.5, 0.51, 0.9, 1].map((share) => colourOf(share).percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents[0]).toBe(0);
    expect(percents.at(-1)).toBe(100);
    expect(colourOf(0.5)).toEqual({ percent: 40, dark: false });
    expect(colourOf(0.51).dark).toBe(true);
    expect(colourOf(0.51).percent).toBeGreaterThan(95);
  });

  test('is walked through from one cell with images to the next', () => {
    const rows = rowsOf(confusion, 3);
    expect(nextCell(rows, { label: 0, prediction: 0 }, 'right')).toEqual({ label: 0, prediction: 1 });
    expect(nextCell(rows, { label: 0, prediction: 1 }, 'right')).toEqual({ label: 0, prediction: 1 });
    expect(nextCell(rows, { label: 0, prediction: 0 }, 'down')).toEqual({ label: 2, prediction: 0 });
    expect(nextCell(rows, { label: 2, prediction: 0 }, 'up')).toEqual({ label: 0, prediction: 0 });
    expect(nextCell(rows, { label: 1, prediction: 1 }, 'left')).toEqual({ label: 1, prediction: 1 });
  });
});

test('a cell’s images come with those first that the network was surest of', () => {
  const labels = Uint8Array.from([0, 0, 1, 0]);
  const predictions = Uint32Array.from([1, 1, 1, 0]);
  const probabilities = Float32Array.from([0.4, 0.6, 0.1, 0.9, 0, 1, 0.8, 0.2]);
  expect(imagesOf({ label: 0, prediction: 1 }, labels, predictions, probabilities)).toEqual([1, 0]);
  expect(imagesOf({ label: 1, prediction: 0 }, labels, predictions, probabilities)).toEqual([]);
});
