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

type Part = keyof Manifest;

/** Consecutive images of one part of the data: two IDX files. */
export interface Shard {
  readonly part: Part;
  readonly images: Uint8Array<ArrayBuffer>;
  readonly labels: Uint8Array<ArrayBuffer>;
}

interface Entry extends ShardEntry {
  readonly part: Part;
  readonly address: string;
}

/** Shards under way at once: enough to keep a connection busy, few enough to be held in memory. */
const concurrency = 3;

/**
 * Fetches the training data, shard by shard, and hands it on in order. Shards go into the browser's cache, so that the
 * next visit needs no network. What was handed on is done with: after a failure, `load` goes on where it was.
 */
export class DataLoader {
  readonly #manifestAddress: string;
  readonly #append: (shard: Shard) => void;
  readonly #report: (progress: DataProgress) => void;
  #appended = 0;

  /**
   * @param manifestAddress absolute.
   * @param append          takes the next shard; throws an EngineError if it is damaged.
   * @param report          called whenever more has arrived.
   */
  constructor(manifestAddress: string, append: (shard: Shard) => void, report: (progress: DataProgress) => void) {
    this.#manifestAddress = manifestAddress;
    this.#append = append;
    this.#report = report;
  }

  /** Rejects with an EngineError of kind `data` that names the file at fault, or with the signal's reason. */
  async load(signal: AbortSignal): Promise<void> {
    const cache = await FileCache.open('atelier-data');
    const entries = await this.#loadManifest(cache, signal);
    const arrived = entries.map(({ bytes }, index) => (index < this.#appended ? bytes : 0));
    const report = () => {
      this.#report({
        bytesLoaded: sum(arrived),
        bytesTotal: sum(entries.map(({ bytes }) => bytes)),
        images: sum(entries.slice(0, this.#appended).map(({ count }) => count)),
      });
    };

    const underWay = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
    const fetchShard = (entry: Entry, index: number) => {
      const shard =
        underWay.get(index) ??
        loadShard(entry, cache, signal, (bytes) => {
          arrived[index] = bytes;
          report();
        });
      // It is awaited in its turn: one that fails before must not count as unhandled.
      shard.catch(() => undefined);
      underWay.set(index, shard);
      return shard;
    };

    report();
    for (const [index, entry] of entries.entries()) {
      if (index < this.#appended) continue;
      entries.slice(index, index + concurrency).forEach((next, ahead) => fetchShard(next, index + ahead));
      const bytes = await fetchShard(entry, index);
      underWay.delete(index);
      await this.#take(entry, bytes, cache, signal);
      report();
    }
    await cache.keepOnly(new Set([this.#manifestAddress, ...entries.map(({ address }) => address)]));
  }

  /**
   * Fetches into the browser's cache, one after the other, what is not there, so that `load` finds it; where there is no
   * cache, does nothing. Rejects as `load` does.
   */
  async prefetch(signal: AbortSignal): Promise<void> {
    const cache = await FileCache.open('atelier-data');
    if (!cache.keeps) return;
    for (const entry of await this.#loadManifest(cache, signal)) {
      if (!(await cache.has(entry.address))) await loadShard(entry, cache, signal, () => undefined);
    }
  }

  async #take(entry: Entry, bytes: Uint8Array<ArrayBuffer>, cache: FileCache, signal: AbortSignal): Promise<void> {
    try {
      const images = await gunzip(bytes.subarray(0, entry.imageBytes));
      const labels = await gunzip(bytes.subarray(entry.imageBytes));
      signal.throwIfAborted();
      this.#append({ part: entry.part, images, labels });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      await cache.forget(entry.address);
      throw new EngineError('data', `${entry.file} is damaged: ${error.message}`);
    }
    ++this.#appended;
  }

  /** All shards in order, training images first; without network, those of the last visit. */
  async #loadManifest(cache: FileCache, signal: AbortSignal): Promise<Entry[]> {
    const address = this.#manifestAddress;
    const kept = await cache.get(address);
    const patience = kept === null ? {} : { pauses: [] };
    const bytes = await download(address, { signal, ...patience }).catch((error: unknown) => {
      if (kept === null || signal.aborted) throw error;
      return kept;
    });
    const manifest = parseManifest(bytes);
    await cache.put(address, bytes);
    return (['training', 'test'] as const).flatMap((part) =>
      manifest[part].map((entry) => ({
        ...entry,
        part,
        address: new URL(entry.file, address).href,
      })),
    );
  }
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
