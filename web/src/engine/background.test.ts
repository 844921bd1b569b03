import { expect, test } from 'vitest';

import { BackgroundTask } from './background';

/** Something under way that the test ends. */
function open() {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { promise, end, fail };
}

/** Lets everything happen that waits for nothing else. */
const allElse = () => new Promise((resolve) => setTimeout(resolve));

/** A task that is done when the test says so, and rejected when it is broken off; `begun` counts how often it was begun. */
function task() {
  const work = open();
  const told = { begun: 0, work };
  const background = new BackgroundTask((signal) => {
    told.begun += 1;
    return Promise.race([
      work.promise,
      new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
    ]);
  });
  return { background, told };
}

test('a background task is broken off by others, and begun again when the last of them has ended, in whatever way', async () => {
  const { background, told } = task();
  const run = background.run();
  await allElse();
  expect(told.begun).toBe(1);

  const [first, second] = [open(), open()];
  void background.giveWayTo(first.promise);
  const given = background.giveWayTo(second.promise);
  await allElse();
  second.fail(new Error('of its own'));
  await expect(given).rejects.toThrow('of its own');
  await allElse();
  expect(told.begun).toBe(1);
  first.end();
  await allElse();
  expect(told.begun).toBe(2);
  told.work.end();
  await run;
});

test('a background task that begins while others are at work waits for them', async () => {
  const { background, told } = task();
  const other = open();
  void background.giveWayTo(other.promise);
  void background.run();
  await allElse();
  expect(told.begun).toBe(0);
  other.end();
  await allElse();
  expect(told.begun).toBe(1);
});

test('what goes wrong in a background task is told', async () => {
  const { background, told } = task();
  const run = background.run();
  const failure = expect(run).rejects.toThrow('no network');
  await allElse();
  told.work.fail(new Error('no network'));
  await failure;
});
