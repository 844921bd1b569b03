/**
 * Does something in a task of its own instead of at once, so that what one message of the engine brings about does not
 * hold the page up in one piece (charts take 10 ms each, beside a training that uses all cores).
 *
 * @param wait  milliseconds until then, for what shall be done only once nothing has called it off for so long.
 * @returns what calls it off, or undoes it by what `work` returned; an effect of Svelte's can return it. What the
 *   effect depends on must be read before, not in `work`.
 */
export function inOwnTask(work: () => (() => void) | undefined, wait = 0): () => void {
  let undo: (() => void) | undefined;
  const timer = setTimeout(() => (undo = work()), wait);
  return () => {
    clearTimeout(timer);
    undo?.();
  };
}
