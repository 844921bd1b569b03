import { expect, it } from 'vitest';
import type { EpochRecord, TrainProgress } from '../../engine/engine';
import { columns, extendCurve, type CurvePoint } from './curves';

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

it('the columns come in order, with both values at the end of an epoch', () => {
  const curve: CurvePoint[] = [
    { epoch: 0.5, loss: 0.9, accuracy: 0.7 },
    { epoch: 1.5, loss: 0.4, accuracy: 0.85 },
  ];
  expect(columns(curve, [record], 'loss')).toEqual([
    [0.5, 1, 1.5],
    [0.9, 0.6, 0.4],
    [null, 0.5, null],
  ]);
  expect(columns(curve, [record], 'accuracy')[2]).toEqual([null, 0.82, null]);
});
