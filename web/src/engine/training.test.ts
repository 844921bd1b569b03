import { expect, test } from 'vitest';

import { Training } from './training';
import type { TrainProgress } from './types';

function progress(step: number, phase: TrainProgress['phase'] = 'training'): TrainProgress {
  return {
    phase,
    outcome: phase === 'finished' ? 'completed' : 'unfinished',
    epoch: 1,
    epochs: 1,
    step,
    steps: 10,
    loss: 1,
    accuracy: 0.5,
    imagesPerSecond: 1000,
    secondsLeft: null,
    bestEpoch: 0,
    overfitted: false,
    history: [],
    test: null,
  };
}

/** A training whose end the test decides. */
function openTraining() {
  let resolve: (progress: TrainProgress) => void = () => undefined;
  const result = new Promise<TrainProgress>((end) => (resolve = end));
  return { training: new Training(() => Promise.resolve(), result), resolve };
}

test('an iterator gets what is reported, and the last of all', async () => {
  const { training, resolve } = openTraining();
  const steps: number[] = [];
  const reading = (async () => {
    for await (const { step } of training) steps.push(step);
  })();
  training.report(progress(1));
  await Promise.resolve();
  training.report(progress(2));
  await Promise.resolve();
  resolve(progress(10, 'finished'));
  await reading;
  expect(steps.at(-1)).toBe(10);
  expect(steps).toContain(2);
});

test('a slow reader gets the newest, not a backlog', async () => {
  const { training, resolve } = openTraining();
  for (let step = 1; step <= 5; ++step) training.report(progress(step));
  const reader = training[Symbol.asyncIterator]();
  expect((await reader.next()).value).toMatchObject({ step: 5 });
  resolve(progress(10, 'finished'));
  expect((await reader.next()).value).toMatchObject({ step: 10 });
  expect((await reader.next()).done).toBe(true);
});

test('what ends a training in an error is thrown to the iterator', async () => {
  const training = new Training(() => Promise.resolve(), Promise.reject(new Error('no data')));
  const reader = training[Symbol.asyncIterator]();
  await expect(reader.next()).rejects.toThrow('no data');
});

test('aborting the signal stops the training', () => {
  const commands: string[] = [];
  const aborting = new AbortController();
  const send = (command: string) => {
    commands.push(command);
    return Promise.resolve();
  };
  new Training(send, new Promise(() => undefined), aborting.signal);
  aborting.abort();
  expect(commands).toEqual(['stop']);
});
