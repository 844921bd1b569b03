import { expect, it } from 'vitest';
import type { EpochRecord, TrainProgress } from '../../engine/engine';
import type { CurvePoint } from '../../session/runs.svelte';
import { bestValue, columns, extendCurve, historyCsv } from './curves';

function at(epoch: number, step: number, phase: TrainProgress['phase'] = 'training'): TrainProgress {
  return {
    phase,
    outcome: 'unfinished',
    epoch,
    epochs: 3,
    step,
    steps: 100,
    loss: 1 / (epoch + step),
    accuracy: 0.5,
    imagesPerSecond: 1000,
    secondsLeft: null,
    bestEpoch: 0,
    overfitted: false,
    history: [],
    test: null,
  };
}

const record: EpochRecord = {
  epoch: 1,
  trainingLoss: 0.6,
  trainingAccuracy: 0.8,
  validationLoss: 0.5,
  validationAccuracy: 0.82,
  validationConfusion: null,
  learningRate: 0.001,
  seconds: 9,
  imagesPerSecond: 5000,
};

it('the curve grows with the epoch under way', () => {
  const curve = extendCurve(extendCurve([], at(1, 50)), at(2, 25));
  expect(curve.map(({ epoch }) => epoch)).toEqual([0.5, 1.25]);
});

it('the first batches of an epoch are left out', () => {
  expect(extendCurve([], at(1, 1))).toEqual([]);
});

it('what hardly differs from the last point is left out', () => {
  const curve = extendCurve([], at(1, 50));
  expect(extendCurve(curve, at(1, 50))).toBe(curve);
});

it('validation and test add no points of training', () => {
  expect(extendCurve([], at(1, 50, 'validating'))).toEqual([]);
  expect(extendCurve([], at(1, 50, 'testing'))).toEqual([]);
});

it('a long training has no more points than can be told apart', () => {
  const long = { ...at(1, 50), epochs: 100 };
  const curve = extendCurve([], long);
  expect(extendCurve(curve, { ...long, step: 55 })).toBe(curve);
  expect(extendCurve(curve, { ...long, step: 61 })).toHaveLength(2);
});

const curve: CurvePoint[] = [
  { epoch: 0.5, loss: 0.9, accuracy: 0.7 },
  { epoch: 1.5, loss: 0.4, accuracy: 0.85 },
];

it('the columns come in order, with both values at the end of an epoch', () => {
  expect(columns([{ curve, history: [record] }], 'loss')).toEqual([
    [0.5, 1, 1.5],
    [0.9, 0.6, 0.4],
    [null, 0.5, null],
  ]);
  expect(columns([{ curve, history: [record] }], 'accuracy')[2]).toEqual([null, 0.82, null]);
});

it('several runs share one axis', () => {
  const other = { curve: [{ epoch: 0.25, loss: 1.5, accuracy: 0.4 }], history: [{ ...record, validationLoss: null }] };
  expect(columns([{ curve, history: [record] }, other], 'loss')).toEqual([
    [0.25, 0.5, 1, 1.5],
    [null, 0.9, 0.6, 0.4],
    [null, null, 0.5, null],
    [1.5, null, 0.6, null],
    [null, null, null, null],
  ]);
});

it('the best epoch’s validation value is marked where there is one', () => {
  expect(bestValue([record], 1, 'loss')).toBe(0.5);
  expect(bestValue([record], 1, 'accuracy')).toBe(0.82);
  expect(bestValue([record], 0, 'loss')).toBeNull();
});

it('a history is a table that spreadsheets read', () => {
  const rate = Math.fround(0.001);
  expect(
    historyCsv([
      { ...record, learningRate: rate },
      { ...record, epoch: 2, validationLoss: null },
    ]),
  ).toBe(
    'epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,learning_rate,seconds,images_per_second\r\n' +
      '1,0.6,0.8,0.5,0.82,0.001,9,5000\r\n' +
      '2,0.6,0.8,,0.82,0.001,9,5000\r\n',
  );
});
