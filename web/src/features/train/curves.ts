import type { EpochRecord, TrainProgress } from '../../engine/engine';
import type { CurvePoint } from '../../session/runs.svelte';

/** Of an epoch's mean so far: the first batches alone say little. */
const leastPart = 0.02;
/** Between two points of the curve, as a part of an epoch. */
const leastSpacing = 0.01;
/** On a whole curve: more could not be told apart. */
const mostPoints = 1000;

/** Adds what a progress says of the epoch under way, unless that is hardly more than what is there. */
export function extendCurve(curve: readonly CurvePoint[], progress: TrainProgress): readonly CurvePoint[] {
  if (progress.phase !== 'training' || progress.steps === 0) return curve;
  const part = progress.step / progress.steps;
  const epoch = progress.epoch - 1 + part;
  const spacing = Math.max(leastSpacing, progress.epochs / mostPoints);
  if (part < leastPart || epoch < (curve.at(-1)?.epoch ?? 0) + spacing) return curve;
  return [...curve, { epoch, loss: progress.loss, accuracy: progress.accuracy }];
}

export type Quantity = 'loss' | 'accuracy';

/** One run's curves. */
export interface Curves {
  readonly curve: readonly CurvePoint[];
  readonly history: readonly EpochRecord[];
}

/** Columns for a chart: positions in order, then training and validation values of each run; null where there is none. */
export type Columns = [number[], ...(number | null)[][]];

/** One quantity's training curve within and after the epochs, and its validation values after them, of some runs. */
export function columns(runs: readonly Curves[], quantity: Quantity): Columns {
  const rows = new Map<number, (number | null)[]>();
  const put = (epoch: number, column: number, value: number | null) => {
    const row = rows.get(epoch) ?? new Array<number | null>(2 * runs.length).fill(null);
    row[column] = value;
    rows.set(epoch, row);
  };
  runs.forEach(({ curve, history }, run) => {
    for (const point of curve) put(point.epoch, 2 * run, point[quantity]);
    for (const record of history) {
      const loss = quantity === 'loss';
      put(record.epoch, 2 * run, loss ? record.trainingLoss : record.trainingAccuracy);
      put(record.epoch, 2 * run + 1, loss ? record.validationLoss : record.validationAccuracy);
    }
  });
  const epochs = [...rows.keys()].toSorted((a, b) => a - b);
  const series = Array.from({ length: 2 * runs.length }, (_, column) =>
    epochs.map((epoch) => rows.get(epoch)?.[column] ?? null),
  );
  return [epochs, ...series];
}

/** The best epoch's validation value; null if there is none. */
export function bestValue(history: readonly EpochRecord[], bestEpoch: number, quantity: Quantity): number | null {
  const record = history.find(({ epoch }) => epoch === bestEpoch);
  if (!record) return null;
  return quantity === 'loss' ? record.validationLoss : record.validationAccuracy;
}

/** A history as a table for spreadsheets: a row for each epoch, as history.jsonl of the command line has it. */
export function historyCsv(history: readonly EpochRecord[]): string {
  const keys = [
    ['epoch', 'epoch'],
    ['training_loss', 'trainingLoss'],
    ['training_accuracy', 'trainingAccuracy'],
    ['validation_loss', 'validationLoss'],
    ['validation_accuracy', 'validationAccuracy'],
    ['learning_rate', 'learningRate'],
    ['seconds', 'seconds'],
    ['images_per_second', 'imagesPerSecond'],
  ] as const;
  const rows = history.map((record) => keys.map(([, key]) => figure(record[key])));
  return [keys.map(([title]) => title), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Single precision has seven digits: 0.001, where the number nearest to it is 0.0010000000474974513. */
function figure(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(7)));
}
