import type { EpochRecord, TrainProgress } from '../../engine/engine';

/** A place on the curves: `epoch` counts finished ones, with the part of the one under way. */
export interface CurvePoint {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** Of an epoch's mean so far: the first batches alone say little. */
const leastPart = 0.02;
/** Between two points of the curve, as a part of an epoch. */
const spacing = 0.01;

/** Adds what a progress says of the epoch under way, unless that is hardly more than what is there. */
export function extendCurve(curve: readonly CurvePoint[], progress: TrainProgress): readonly CurvePoint[] {
  if (progress.phase !== 'training' || progress.steps === 0) return curve;
  const part = progress.step / progress.steps;
  const epoch = progress.epoch - 1 + part;
  if (part < leastPart || epoch < (curve.at(-1)?.epoch ?? 0) + spacing) return curve;
  return [...curve, { epoch, loss: progress.loss, accuracy: progress.accuracy }];
}

/** Columns for a chart: positions in order, training values, validation values; null where there is none. */
export type Columns = [number[], (number | null)[], (number | null)[]];

/** One quantity's training curve within and after the epochs, and its validation values after them. */
export function columns(
  curve: readonly CurvePoint[],
  history: readonly EpochRecord[],
  quantity: 'loss' | 'accuracy',
): Columns {
  const rows: [number, number | null, number | null][] = curve.map((point) => [point.epoch, point[quantity], null]);
  for (const record of history) {
    rows.push(
      quantity === 'loss'
        ? [record.epoch, record.trainingLoss, record.validationLoss]
        : [record.epoch, record.trainingAccuracy, record.validationAccuracy],
    );
  }
  rows.sort(([a], [b]) => a - b);
  return [rows.map(([epoch]) => epoch), rows.map(([, training]) => training), rows.map(([, , value]) => value)];
}
