import { beforeEach, expect, it } from 'vitest';
import { startOfRun } from './run_id';
import { RunList, type RunRecord } from './runs.svelte';

function run(id: string, name: string, date = '2026-01-02T00:00:00.000Z'): RunRecord {
  return {
    id,
    name,
    date,
    recipe: 'classic',
    network: { input: [28, 28, 1], layers: [] },
    parameterCount: 1,
    options: { epochs: 1 },
    changed: [],
    curve: [],
    history: [],
    bestEpoch: 0,
    overfitted: false,
    outcome: 'completed',
    test: null,
  };
}

let runs: RunList;
const names = () => runs.all.map(({ name }) => name);

beforeEach(() => {
  runs = new RunList();
  runs.put(run('a', 'plain'));
  runs.put(run('b', 'augmented'));
});

it('a run that is put again takes its own place', () => {
  runs.put({ ...run('a', 'plain'), bestEpoch: 3 });
  expect(names()).toEqual(['plain', 'augmented']);
  expect(runs.find('a')?.bestEpoch).toBe(3);
});

it('runs are renamed, but not to nothing', () => {
  runs.rename('a', '  without augmentation ');
  runs.rename('b', '  ');
  expect(names()).toEqual(['without augmentation', 'augmented']);
  runs.rename('b', 'without augmentation');
  runs.rename('a', 'without augmentation');
  expect(names()).toEqual(['without augmentation', 'without augmentation 2']);
});

it('runs are removed', () => {
  runs.remove('a');
  expect(names()).toEqual(['augmented']);
  expect(runs.find('a')).toBeNull();
});

it('a name that is taken gets a number', () => {
  expect(runs.freeName('classic')).toBe('classic');
  expect(runs.freeName('plain')).toBe('plain 2');
  runs.put(run('c', 'plain 2'));
  expect(runs.freeName('plain')).toBe('plain 3');
});

it('runs of an earlier visit come before, and none twice', () => {
  runs.restore([run('z', 'old', '2025-01-01T00:00:00.000Z'), run('a', 'plain, as it was')]);
  expect(names()).toEqual(['old', 'plain', 'augmented']);
});

it('runs and their ids are plain data, each its own', () => {
  expect(startOfRun().id).not.toBe(startOfRun().id);
  expect(structuredClone(runs.all)).toEqual(runs.all);
});
