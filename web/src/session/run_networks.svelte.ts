import { Shelf } from './storage';

/** A network has about a megabyte: those of so many runs are kept, the newest. */
export const mostNetworks = 10;

/** The networks that the runs of the list have come to, kept unasked, so that each of them can answer again. */
export class RunNetworks {
  #ids = $state.raw<readonly string[]>([]);
  /** Model files by the ids of their runs. These begin with a moment: in order, they are from the oldest to the newest. */
  readonly #files = new Shelf<ArrayBuffer>('run-networks');
  /** What is kept and what is removed do not overtake each other. */
  #last: Promise<unknown> = Promise.resolve();

  /** Finds what earlier visits have kept. */
  async load(): Promise<void> {
    this.#ids = await this.#files.keys();
  }

  /** Whether there is one of this run. */
  has(id: string): boolean {
    return this.#ids.includes(id);
  }

  /** Keeps a run's network, in the place of one that it had come to before. */
  keep(id: string, file: ArrayBuffer): Promise<void> {
    return this.#inTurn(async () => {
      // Other tabs keep theirs here, too.
      const others = (await this.#files.keys()).filter((other) => other !== id).toSorted();
      const room = mostNetworks - 1;
      for (const oldest of others.slice(0, -room)) await this.#files.remove(oldest);
      this.#ids = others.slice(-room);
      await this.#files.put(id, file);
      this.#ids = [...this.#ids, id];
    });
  }

  /** The model file; null if it is no longer there. */
  async file(id: string): Promise<ArrayBuffer | null> {
    const file = await this.#files.get(id);
    if (file === undefined) this.#ids = this.#ids.filter((each) => each !== id);
    return file ?? null;
  }

  /** Removes it; gives its model file, so that it can be brought back. */
  remove(id: string): Promise<ArrayBuffer | null> {
    return this.#inTurn(async () => {
      const file = await this.file(id);
      await this.#files.remove(id);
      this.#ids = this.#ids.filter((each) => each !== id);
      return file;
    });
  }

  #inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(action);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
