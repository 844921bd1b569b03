import { StorageError, type StorageTrouble } from './storage';

/** What becomes of all that the page keeps unasked: runs, networks, the training under way, the lesson. */
export class StorageState {
  /** Why something was not kept, until the visitor has read it. */
  trouble = $state<StorageTrouble | null>(null);

  /** Said once in a visit: the next epoch, and the one after that, would say the same. */
  #said: StorageTrouble | null = null;

  /** To be called with whatever is being kept without anybody waiting for it. */
  report(keeping: Promise<unknown>): void {
    keeping.catch((error: unknown) => {
      if (!(error instanceof StorageError)) throw error;
      if (error.trouble !== this.#said) this.trouble = error.trouble;
      this.#said = error.trouble;
    });
  }
}
