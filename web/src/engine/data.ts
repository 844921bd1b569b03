import { download } from './download';
import { EngineError } from './errors';
import { FileCache } from './file_cache';
import { gunzip } from './gunzip';
import type { DataProgress } from './types';

/** What scripts/make_shards.mjs writes beside the shards. */
interface Manifest {
  readonly training: readonly ShardEntry[];
  readonly test: readonly ShardEntry[];
}

interface ShardEntry {
  /** Address, relative to the manifest's. It carries a hash of the content: what is cached is never stale. */
  readonly file: string;
  readonly count: number;
  readonly bytes: number;
  /** How many of the bytes, from the start, are the images' file; the others are the labels'. Both are gzip-compressed. */
  readonly imageBytes: number;
}

export type Part = keyof Manifest;

/** Consecutive images of a part. */
export interface ImageRange {
  readonly first: number;
  readonly count: number;
}

/** Images that are wanted, of each part some; of a part that is not named, none. */
export type Wanted = Readonly<Partial<Record<Part, readonly ImageRange[]>>>;

const all: readonly ImageRange[] = [{ first: 0, count: Infinity }];

/** All test images. */
export const testImages: Wanted = { test: all };

/** Consecutive images of one part of the data: two IDX files. */
export interface Shard {
  readonly part: Part;
  /** Place of its first image in the part. */
  readonly first: number;
  readonly images: Uint8Array<ArrayBuffer>;
  readonly labels: Uint8Array<ArrayBuffer>;
}

interface Entry extends ShardEntry {
  readonly part: Part;
  /** Place of its first image in the part. */
  readonly first: number;
  readonly address: string;
}

/** Shards under way at once: enough to keep a connection busy, few enough to be held in memory. */
const concurrency = 3;

/**
 * Fetches the training data, shard by shard, and hands on what is wanted in order. Shards go into the browser's cache, so
 * that the next visit needs no network. What was handed on is done with: after a failure, `load` goes on where it was.
 */
export class DataLoader {
  readonly #manifestAddress: string;
  readonly #handOn: (shard: Shard) => void;
  readonly #report: (progress: DataProgress) => void;
  /** Once they are known: what a page fetches is of one piece. */
  #entries: readonly Entry[] | null = null;
  /** Addresses of what was handed on. */
  readonly #here = new Set<string>();
  /** The last load of each part: the next one waits for it. */
  readonly #turns: Record<Part, Promise<unknown>> = { training: Promise.resolve(), test: Promise.resolve() };

  /**
   * @param manifestAddress absolute.
   * @param handOn          takes a shard; throws an EngineError if it is damaged.
   * @param report          called whenever more has arrived, unless a load has a report of its own.
   */
  constructor(manifestAddress: string, handOn: (shard: Shard) => void, report: (progress: DataProgress) => void) {
    this.#manifestAddress = manifestAddress;
    this.#handOn = handOn;
    this.#report = report;
  }

  /**
   * Makes sure that these images are there: fetches the shards that have some of them, and no others. Rejects with an
   * EngineError of kind `data` that names the file at fault, or with the signal's reason.
   */
  async load(signal: AbortSignal, wanted: Wanted = { training: all, test: all }, report = this.#report): Promise<void> {
    const cache = await FileCache.open('atelier-data');
    const known = await this.#loadManifest(cache, signal);
    const entries = known.filter((entry) => wanted[entry.part]?.some((range) => hasSome(entry, range)));
    const arrived = new Map<Entry, number>();
    const tell = () => {
      const here = entries.filter(({ address }) => this.#here.has(address));
      for (const entry of here) arrived.set(entry, entry.bytes);
      report({
        bytesLoaded: sum([...arrived.values()]),
        bytesTotal: sum(entries.map(({ bytes }) => bytes)),
        images: sum(here.map(({ count }) => count)),
      });
    };
    tell();
    for (const part of ['training', 'test'] as const) {
      const ofPart = entries.filter((entry) => entry.part === part);
      // Another load of a part that nothing is wanted of is not waited for.
      if (ofPart.length === 0) continue;
      const turn = this.#inTurn(part, () =>
        this.#loadPart(ofPart, cache, signal, (entry, bytes) => {
          arrived.set(entry, bytes);
          tell();
        }),
      );
      await turn.catch((error: unknown) => {
        // There may be other files by now.
        this.#entries = null;
        throw error;
      });
    }
    await cache.keepOnly(new Set([this.#manifestAddress, ...known.map(({ address }) => address)]));
  }

  /** After the load of this part that is under way, if one is: no shard is to be taken twice. */
  #inTurn(part: Part, load: () => Promise<void>): Promise<void> {
    const turn = this.#turns[part].then(load);
    this.#turns[part] = turn.catch(() => undefined);
    return turn;
  }

  async #loadPart(
    entries: readonly Entry[],
    cache: FileCache,
    signal: AbortSignal,
    onProgress: (entry: Entry, bytes: number) => void,
  ): Promise<void> {
    const underWay = new Map<Entry, Promise<Uint8Array<ArrayBuffer>>>();
    const fetchShard = (entry: Entry) => {
      const shard = underWay.get(entry) ?? loadShard(entry, cache, signal, (bytes) => onProgress(entry, bytes));
      // It is awaited in its turn: one that fails before must not count as unhandled.
      shard.catch(() => undefined);
      underWay.set(entry, shard);
      return shard;
    };
    const missing = entries.filter(({ address }) => !this.#here.has(address));
    for (const [place, entry] of missing.entries()) {
      missing.slice(place, place + concurrency).forEach(fetchShard);
      const bytes = await fetchShard(entry);
      underWay.delete(entry);
      await this.#take(entry, bytes, cache, signal);
      onProgress(entry, entry.bytes);
    }
  }

  /**
   * Fetches into the browser's cache, one after the other, what is not there, so that `load` finds it; where there is no
   * cache, does nothing, and ends where it takes no more. Rejects as `load` does.
   */
  async prefetch(signal: AbortSignal): Promise<void> {
    const cache = await FileCache.open('atelier-data');
    if (!cache.keeps) return;
    for (const entry of await this.#loadManifest(cache, signal)) {
      if (await cache.has(entry.address)) continue;
      await loadShard(entry, cache, signal, () => undefined);
      if (!(await cache.has(entry.address))) return;
    }
  }

  async #take(entry: Entry, bytes: Uint8Array<ArrayBuffer>, cache: FileCache, signal: AbortSignal): Promise<void> {
    try {
      const images = await gunzip(bytes.subarray(0, entry.imageBytes));
      const labels = await gunzip(bytes.subarray(entry.imageBytes));
      signal.throwIfAborted();
      this.#handOn({ part: entry.part, first: entry.first, images, labels });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      await cache.forget(entry.address);
      throw new EngineError('data', `${entry.file} is damaged: ${error.message}`);
    }
    this.#here.add(entry.address);
  }

  /** All shards in order, training images first; without network, those of the last visit. */
  async #loadManifest(cache: FileCache, signal: AbortSignal): Promise<readonly Entry[]> {
    this.#entries ??= await this.#fetchManifest(cache, signal);
    return this.#entries;
  }

  async #fetchManifest(cache: FileCache, signal: AbortSignal): Promise<Entry[]> {
    const address = this.#manifestAddress;
    const kept = await cache.get(address);
    const patience = kept === null ? {} : { pauses: [] };
    const bytes = await download(address, { signal, ...patience }).catch((error: unknown) => {
      if (kept === null || signal.aborted) throw error;
      return kept;
    });
    const manifest = parseManifest(bytes);
    await cache.put(address, bytes);
    return (['training', 'test'] as const).flatMap((part) => {
      let first = 0;
      return manifest[part].map((entry) => {
        const placed = { ...entry, part, first, address: new URL(entry.file, address).href };
        first += entry.count;
        return placed;
      });
    });
  }
}

/** Whether some of its images are in the range. */
function hasSome(shard: Entry, range: ImageRange): boolean {
  return range.first < shard.first + shard.count && shard.first < range.first + range.count;
}

function parseManifest(bytes: Uint8Array<ArrayBuffer>): Manifest {
  try {
    const { training, test } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Manifest>;
    if (Array.isArray(training) && Array.isArray(test)) return { training, test };
  } catch {
    // Told below, like any other content that is no manifest.
  }
  throw new EngineError('data', 'The list of the training data (manifest.json) is damaged.');
}

async function loadShard(
  { address, bytes: length }: Entry,
  cache: FileCache,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const kept = await cache.get(address);
  if (kept?.length === length) {
    onProgress(length);
    return kept;
  }
  const bytes = await download(address, { signal, length, onProgress });
  await cache.put(address, bytes);
  return bytes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
