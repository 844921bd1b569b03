// @vitest-environment node
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { gunzip } from './gunzip';

const content = new Uint8Array(5000).map((_, index) => index % 7);
const packed = new Uint8Array(gzipSync(content));

describe('unpacking gzip', () => {
  test('gives what was packed', async () => {
    expect(await gunzip(packed)).toEqual(content);
    expect(await gunzip(new Uint8Array(gzipSync(new Uint8Array())))).toEqual(new Uint8Array());
  });

  test('refuses what is cut short, altered, followed by more, or no gzip', async () => {
    const altered = packed.slice();
    altered[packed.length - 6] = ~(altered[packed.length - 6] ?? 0);
    const followed = new Uint8Array([...packed, 1, 2, 3]);
    for (const damaged of [packed.slice(0, -1), packed.slice(0, 12), packed.slice(0, 0), altered, followed, content]) {
      await expect(gunzip(damaged)).rejects.toMatchObject({
        kind: 'data',
        message: 'its gzip data is damaged or cut short, or something follows it',
      });
    }
  });
});
