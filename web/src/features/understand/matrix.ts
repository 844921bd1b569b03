import type { EpochRecord } from '../../engine/engine';

/** Whether there is a matrix of this epoch. */
export function isValidated({ validationConfusion }: EpochRecord): boolean {
  return validationConfusion !== null;
}

/** One cell of a confusion matrix as it is shown. */
export interface Cell {
  readonly count: number;
  /** Named rightly. */
  readonly right: boolean;
  /** Of the row, 0 to 1. */
  readonly share: number;
}

/** [true class, predicted class] as rows of cells. */
export function rowsOf(confusion: Uint32Array, classes: number): Cell[][] {
  return Array.from({ length: classes }, (_, label) => {
    const counts = [...confusion.subarray(label * classes, (label + 1) * classes)];
    const images = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count, prediction) => ({
      count,
      right: label === prediction,
      share: images === 0 ? 0 : count / images,
    }));
  });
}

/** How much colour the lighter cells get at most, in percent: dark text still stands out from it. */
const mostLightColour = 40;
/** From here on a cell is so dark that its text is light; between the two, neither would do. */
const leastDarkColour = 95;

/**
 * How much of the scale's colour a cell gets, in percent. Of mistakes even a few percent matter, so their scale is a
 * root's; and what is above a half is dark, with light text.
 */
export function colourOf(share: number): { percent: number; dark: boolean } {
  if (share === 0) return { percent: 0, dark: false };
  if (share > 0.5) return { percent: leastDarkColour + (100 - leastDarkColour) * (2 * share - 1), dark: true };
  return { percent: mostLightColour * Math.sqrt(2 * share), dark: false };
}

export type Direction = 'up' | 'down' | 'left' | 'right';

const steps: Record<Direction, readonly [row: number, column: number]> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
};

export interface Place {
  readonly label: number;
  readonly prediction: number;
}

/** The next cell in that direction that holds images; the same one if there is none. */
export function nextCell(rows: readonly (readonly Cell[])[], from: Place, direction: Direction): Place {
  const [row, column] = steps[direction];
  let { label, prediction } = from;
  for (;;) {
    label += row;
    prediction += column;
    const cell = rows[label]?.[prediction];
    if (cell === undefined) return from;
    if (cell.count > 0) return { label, prediction };
  }
}

/** Where the images of a cell are among all, those that the network was surest of first. */
export function imagesOf(
  { label, prediction }: Place,
  labels: Uint8Array,
  predictions: Uint32Array,
  probabilities: Float32Array,
): number[] {
  const classes = probabilities.length / predictions.length;
  const sureness = (index: number) => probabilities[index * classes + prediction] ?? 0;
  return [...predictions.keys()]
    .filter((index) => labels[index] === label && predictions[index] === prediction)
    .sort((a, b) => sureness(b) - sureness(a));
}
