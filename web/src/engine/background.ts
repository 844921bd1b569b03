/** Something that gives way: it is broken off when what matters more begins, and begun again when all of that has ended. */
export class BackgroundTask {
  readonly #task: (signal: AbortSignal) => Promise<void>;
  #running = new AbortController();
  /** What matters more and is under way. */
  readonly #others = new Set<Promise<unknown>>();

  /** @param task ends early, in whatever way, when its signal is aborted. */
  constructor(task: (signal: AbortSignal) => Promise<void>) {
    this.#task = task;
  }

  /** Resolves when the task has come to its end; rejects with what it is rejected with, unless it was broken off. */
  async run(): Promise<void> {
    do {
      await Promise.allSettled(this.#others);
      if (this.#others.size > 0) continue;
      this.#running = new AbortController();
      const { signal } = this.#running;
      await this.#task(signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    } while (this.#running.signal.aborted);
  }

  /** Gives way to `other` until that has settled; gives it back. */
  giveWayTo<Result>(other: Promise<Result>): Promise<Result> {
    this.#running.abort();
    this.#others.add(other);
    const end = () => this.#others.delete(other);
    other.then(end, end);
    return other;
  }
}
