import type { RunList, RunRecord } from './runs.svelte';
import { Shelf } from './storage';

/**
 * Puts the runs of earlier visits on the list, and from then on keeps what happens to it. Where the browser keeps nothing,
 * or is full, the list lasts as long as the page.
 */
export async function keepRuns(list: RunList): Promise<void> {
  const shelf = new Shelf<RunRecord>('runs');
  let kept: readonly RunRecord[] = await shelf.all();
  list.restore(kept);

  const keepChanges = async (runs: readonly RunRecord[]) => {
    const before = kept;
    kept = runs;
    // A run that has changed is another object.
    const changed = runs.filter((run) => !before.includes(run));
    const removed = before.filter(({ id }) => !runs.some((run) => run.id === id));
    await Promise.all([...changed.map((run) => shelf.put(run.id, run)), ...removed.map(({ id }) => shelf.remove(id))]);
  };
  $effect.root(() => {
    $effect(() => void keepChanges(list.all).catch(() => undefined));
  });
}
