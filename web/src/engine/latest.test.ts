import { expect, test } from 'vitest';

import { LatestOnly } from './latest';

/** A task whose results come when the test says so. */
function controlled() {
  const started: number[] = [];
  const settle: { resolve: (result: string) => void; reject: (error: Error) => void }[] = [];
  const latest = new LatestOnly((argument: number) => {
    started.push(argument);
    return new Promise<string>((resolve, reject) => settle.push({ resolve, reject }));
  });
  return { latest, started, settle };
}

test('what is overtaken while it waits is answered with null, the first and the last are done', async () => {
  const { latest, started, settle } = controlled();
  const answers = [1, 2, 3].map((argument) => latest.run(argument));
  expect(started).toEqual([1]);
  await expect(answers[1]).resolves.toBeNull();
  settle[0]?.resolve('first');
  await expect(answers[0]).resolves.toBe('first');
  expect(started).toEqual([1, 3]);
  settle[1]?.resolve('third');
  await expect(answers[2]).resolves.toBe('third');
});

test('a failure is passed on, and the next in line goes ahead', async () => {
  const { latest, started, settle } = controlled();
  const first = latest.run(1);
  const second = latest.run(2);
  settle[0]?.reject(new Error('no'));
  await expect(first).rejects.toThrow('no');
  expect(started).toEqual([1, 2]);
  settle[1]?.resolve('yes');
  await expect(second).resolves.toBe('yes');
});
