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

test('work that shall wait for a rest is done once, after it', () => {
  vi.useFakeTimers();
  const work = vi.fn();
  const first = inOwnTask(work, 100);
  vi.advanceTimersByTime(99);
  first();
  inOwnTask(work, 100);
  vi.advanceTimersByTime(99);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
