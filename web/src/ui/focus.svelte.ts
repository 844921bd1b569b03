import { tick, untrack } from 'svelte';

type Place = () => HTMLElement | null | undefined;

/**
 * Whoever works with the keyboard stays where they are: when what has the focus within `place` vanishes with a change of
 * what `changes` reads, the focus goes to `target`.
 */
export function keepFocus(place: Place, target: Place, changes: () => unknown, options?: FocusOptions): void {
  // Before the page shows the change.
  $effect.pre(() => {
    changes();
    if (!untrack(place)?.contains(document.activeElement)) return;
    void tick().then(() => document.activeElement === document.body && target()?.focus(options));
  });
}

/** After the row at this place of a list has gone: its last button is where the next row's is, or else the target. */
export async function focusNext(list: Element | null | undefined, place: number, target: Place): Promise<void> {
  await tick();
  const next = list?.children[place] ?? list?.lastElementChild;
  (next?.querySelector<HTMLElement>('button:last-of-type') ?? target())?.focus();
}
