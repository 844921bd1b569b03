import { createStore, del, entries, get, keys, set, update, type UseStore } from 'idb-keyval';

/** Why something could not be kept in the browser. */
export type StorageTrouble =
  /** The browser grants this page no more room. */
  | 'full'
  /** It grants none: some private windows, or cookies forbidden. */
  | 'forbidden';

/** What every call of a shelf that fails is rejected with. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly trouble: StorageTrouble,
    cause: unknown,
  ) {
    super(`storage: ${trouble}`, { cause });
  }
}

/**
 * Values by key in the browser's storage (IndexedDB), kept from visit to visit. Plain data alone: what structuredClone
 * copies.
 */
export class Shelf<Value> {
  readonly #name: string;
  #store: UseStore | null = null;

  /** @param name never changes, or what was kept is lost. */
  constructor(name: string) {
    this.#name = name;
  }

  get(key: string): Promise<Value | undefined> {
    return this.#try((store) => get<Value>(key, store));
  }

  all(): Promise<Value[]> {
    return this.#try(async (store) => (await entries<string, Value>(store)).map(([, value]) => value));
  }

  keys(): Promise<string[]> {
    return this.#try((store) => keys<string>(store));
  }

  put(key: string, value: Value): Promise<void> {
    return this.#try((store) => set(key, value, store));
  }

  /** Puts what `change` makes of the value that is there, which another tab may have put there. */
  update(key: string, change: (value: Value | undefined) => Value): Promise<void> {
    return this.#try((store) => update<Value>(key, change, store));
  }

  remove(key: string): Promise<void> {
    return this.#try((store) => del(key, store));
  }

  async #try<Result>(action: (store: UseStore) => Promise<Result>): Promise<Result> {
    try {
      this.#store ??= createStore(`atelier-${this.#name}`, this.#name);
      return await action(this.#store);
    } catch (error) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      throw new StorageError(full ? 'full' : 'forbidden', error);
    }
  }
}

/**
 * Asks the browser not to make room by throwing away what this page keeps, as it may do when the device's storage runs
 * short. Some browsers ask the visitor; so it is for moments when they keep something of their own.
 */
export async function askToPersist(): Promise<void> {
  const storage = navigator.storage as StorageManager | undefined;
  await storage?.persist?.().catch(() => false);
}

/** This moment, as it is kept. */
export function now(): string {
  return new Date().toISOString();
}
