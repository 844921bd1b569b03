// @vitest-environment node
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { DataLoader, testImages, type Shard } from './data';
import { EngineError } from './errors';
import type { DataProgress } from './types';

/** Five shards of three images: each is three bytes of images and two of labels that tell it apart, packed. */
const names = ['training-0', 'training-1', 'training-2', 'test-0', 'test-1'];
const shards = names.map((file, index) => {
  const images = gzipSync(Buffer.from([index, 1, 2]));
  return { file, images, content: Buffer.concat([images, gzipSync(Buffer.from([index, 9]))]) };
});
const contents = new Map(shards.map(({ file, content }) => [file, content]));
const entries = shards.map(({ file, images, content }) => ({
  file,
  count: 3,
  bytes: content.length,
  imageBytes: images.length,
}));
const bytesTotal = entries.reduce((sum, { bytes }) => sum + bytes, 0);
const manifest = { training: entries.slice(0, 3), test: entries.slice(3) };

const signal = new AbortController().signal;
const broken = new Set<string>();
const damaged = new Set<string>();
let asked: string[] = [];
let server: Server;
let address = '';

beforeEach(async () => {
  broken.clear();
  damaged.clear();
  asked = [];
  server = createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? '';
    asked.push(name);
    if (broken.has(name)) response.writeHead(500).end();
    else if (name === 'manifest.json') response.end(JSON.stringify(manifest));
    else response.end(damaged.has(name) ? contents.get(name)?.map((byte) => ~byte) : contents.get(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data/manifest.json`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('the loader of the training data', () => {
  test('hands shards on in order, split into images and labels', async () => {
    const shards: Shard[] = [];
    const loader = new DataLoader(
      address,
      (shard) => shards.push(shard),
      () => undefined,
    );
    await loader.load(signal);
    expect(shards.map(({ part }) => part)).toEqual(['training', 'training', 'training', 'test', 'test']);
    expect(shards.map(({ images }) => [...images])).toEqual(names.map((_, index) => [index, 1, 2]));
    expect(shards.map(({ labels }) => [...labels])).toEqual(names.map((_, index) => [index, 9]));
    expect(shards.map(({ first }) => first)).toEqual([0, 3, 6, 0, 3]);
  });

  test('reports bytes and images, up to all of them', async () => {
    const reports: DataProgress[] = [];
    const loader = new DataLoader(
      address,
      () => undefined,
      (progress) => reports.push(progress),
    );
    await loader.load(signal);
    expect(reports[0]).toEqual({ bytesLoaded: 0, bytesTotal, images: 0 });
    expect(reports.at(-1)).toEqual({ bytesLoaded: bytesTotal, bytesTotal, images: 15 });
  });

  test('names the shard that cannot be had, and goes on there when asked again', async () => {
    broken.add('training-2');
    const shards: Shard[] = [];
    const loader = new DataLoader(
      address,
      (shard) => shards.push(shard),
      () => undefined,
    );
    await expect(loader.load(signal)).rejects.toMatchObject({
      kind: 'data',
      message: 'training-2 could not be fetched: the server answered 500 Internal Server Error.',
    });
    expect(shards).toHaveLength(2);
    broken.clear();
    await loader.load(signal);
    expect(shards.map(({ images }) => images[0])).toEqual([0, 1, 2, 3, 4]);
  }, 10_000);

  test('fetches one part alone, and tells of that part alone', async () => {
    const shards: Shard[] = [];
    const reports: DataProgress[] = [];
    const loader = new DataLoader(
      address,
      (shard) => shards.push(shard),
      () => undefined,
    );
    await loader.load(signal, testImages, (progress) => reports.push(progress));
    expect(shards.map(({ images }) => images[0])).toEqual([3, 4]);
    const bytes = manifest.test.reduce((sum, entry) => sum + entry.bytes, 0);
    expect(reports.at(-1)).toEqual({ bytesLoaded: bytes, bytesTotal: bytes, images: 6 });
    await loader.load(signal);
    expect(shards.map(({ images }) => images[0])).toEqual([3, 4, 0, 1, 2]);
  });

  test('fetches the shards that have images which are wanted, and no others', async () => {
    const shards: Shard[] = [];
    const reports: DataProgress[] = [];
    const loader = new DataLoader(
      address,
      (shard) => shards.push(shard),
      (progress) => reports.push(progress),
    );
    const here = () => shards.map(({ images }) => images[0]);
    const no = { first: 0, count: 0 };
    await loader.load(signal, { training: [{ first: 2, count: 1 }, { first: 6, count: 2 }, no] });
    expect(here()).toEqual([0, 2]);
    expect(reports.at(-1)?.images).toBe(6);
    await loader.load(signal, { training: [{ first: 2, count: 2 }] });
    expect(here()).toEqual([0, 2, 1]);
    await loader.load(signal);
    expect(here()).toEqual([0, 2, 1, 3, 4]);
  });

  test('hands no shard on twice when two ask at once', async () => {
    const shards: Shard[] = [];
    const loader = new DataLoader(
      address,
      (shard) => shards.push(shard),
      () => undefined,
    );
    await Promise.all([loader.load(signal, testImages), loader.load(signal), loader.load(signal, testImages)]);
    const inOrder = (part: string) => shards.filter((shard) => shard.part === part).map(({ images }) => images[0]);
    expect(inOrder('training')).toEqual([0, 1, 2]);
    expect(inOrder('test')).toEqual([3, 4]);
  });

  test('lets nobody wait for a part that they want nothing of', async () => {
    let arrive: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (arrive = resolve));
    const fetchNow = fetch;
    vi.stubGlobal('fetch', async (file: string, options: RequestInit) => {
      if (file.includes('training')) await held;
      return fetchNow(file, options);
    });
    const parts: string[] = [];
    const loader = new DataLoader(
      address,
      ({ part }) => parts.push(part),
      () => undefined,
    );
    const everything = loader.load(signal);
    await loader.load(signal, testImages);
    expect(parts).toEqual(['test', 'test']);
    arrive();
    await everything;
    vi.unstubAllGlobals();
    expect(parts.slice(2)).toEqual(['training', 'training', 'training']);
  });

  test('does nothing when all is there', async () => {
    let appended = 0;
    const loader = new DataLoader(
      address,
      () => ++appended,
      () => undefined,
    );
    await loader.load(signal);
    await loader.load(signal);
    expect(appended).toBe(5);
    expect(asked.toSorted()).toEqual(['manifest.json', ...names].toSorted());
  });

  test('fetches nothing ahead that the browser has no room for', async () => {
    const full = { match: () => Promise.resolve(undefined), put: () => Promise.reject(new Error('full')) };
    vi.stubGlobal('caches', { open: () => Promise.resolve(full) });
    const loader = new DataLoader(
      address,
      () => undefined,
      () => undefined,
    );
    await loader.prefetch(signal);
    vi.unstubAllGlobals();
    expect(asked).toEqual(['manifest.json', 'training-0']);
  });

  test('names a shard that the engine refuses', async () => {
    const loader = new DataLoader(
      address,
      () => {
        throw new EngineError('refused', 'training images: too short');
      },
      () => undefined,
    );
    await expect(loader.load(signal)).rejects.toMatchObject({
      kind: 'data',
      message: 'training-0 is damaged: training images: too short',
    });
  });

  test('names a shard that cannot be unpacked, and hands nothing of it on', async () => {
    damaged.add('training-1');
    const shards: Shard[] = [];
    const loader = new DataLoader(
      address,
      (shard) => shards.push(shard),
      () => undefined,
    );
    await expect(loader.load(signal)).rejects.toMatchObject({
      kind: 'data',
      message: 'training-1 is damaged: its gzip data is damaged or cut short, or something follows it',
    });
    expect(shards).toHaveLength(1);
    damaged.clear();
    await loader.load(signal);
    expect(shards).toHaveLength(5);
  });

  test('stops when the signal is aborted', async () => {
    const aborting = new AbortController();
    const loader = new DataLoader(
      address,
      () => aborting.abort(new Error('stopped')),
      () => undefined,
    );
    await expect(loader.load(aborting.signal)).rejects.toThrow('stopped');
  });
});
