import { expect, test, vi } from 'vitest';
import { inOwnTask } from './own_task';

test('work is done later, and undone when it is no longer wanted', () => {
  vi.useFakeTimers();
  const undo = vi.fn();
  const work = vi.fn(() => undo);
  const stop = inOwnTask(work);
  expect(work).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(work).toHaveBeenCalledOnce();
  stop();
  expect(undo).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

test('work that is called off in time is not done', () => {
  vi.useFakeTimers();
  const work = vi.fn();
  inOwnTask(work)();
  vi.runAllTimers();
  expect(work).not.toHaveBeenCalled();
  vi.useRealTimers();
});
