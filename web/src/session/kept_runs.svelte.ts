import type { RunList, RunRecord } from './runs.svelte';
import { Shelf } from './storage';
import type { StorageState } from './storage_state.svelte';

/**
 * Puts the runs of earlier visits on the list, and from then on keeps what happens to it. Where the browser keeps nothing,
 * or is full, the list lasts as long as the page, and what was not kept is tried again with the next change.
 */
export function keepRuns(list: RunList, storage: StorageState): void {
  const shelf = new Shelf<RunRecord>('runs');
  /** What is in the shelf. */
  let kept: readonly RunRecord[] = [];
  let last: Promise<void> = shelf.all().then(
    (runs) => {
      kept = runs;
      list.restore(runs);
    },
    // It is said as soon as there is something to keep.
    () => undefined,
  );

  const keepChanges = async (runs: readonly RunRecord[]) => {
    for (const { id } of kept) {
      if (runs.some((run) => run.id === id)) continue;
      await shelf.remove(id);
      kept = kept.filter((run) => run.id !== id);
    }
    // A run that has changed is another object.
    for (const run of runs.filter((each) => !kept.includes(each))) {
      await shelf.put(run.id, run);
      kept = [...kept.filter(({ id }) => id !== run.id), run];
    }
  };
  $effect.root(() => {
    $effect(() => {
      void list.all;
      const turn = last.then(() => keepChanges(list.all));
      last = turn.catch(() => undefined);
      storage.report(turn);
    });
  });
}
