// @vitest-environment node
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { download } from './download';

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** Serves with `answer`; the address of a file there. */
async function serve(answer: RequestListener): Promise<string> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/data/shard-00`;
}

const signal = new AbortController().signal;
const pauses = [1, 1];

test('a file arrives whole, with progress', async () => {
  const address = await serve((_, response) => response.end(Buffer.alloc(100_000, 7)));
  let seen = -1;
  const bytes = await download(address, { signal, onProgress: (count) => (seen = count) });
  expect(bytes).toEqual(new Uint8Array(100_000).fill(7));
  expect(seen).toBe(100_000);
});

test('what fails at first is tried again', async () => {
  let requests = 0;
  const address = await serve((_, response) => {
    response.statusCode = ++requests < 3 ? 503 : 200;
    response.end('content');
  });
  const bytes = await download(address, { signal, pauses });
  expect(new TextDecoder().decode(bytes)).toBe('content');
  expect(requests).toBe(3);
});

test('what keeps failing is reported with its name and the reason', async () => {
  let requests = 0;
  const address = await serve((_, response) => {
    ++requests;
    response.statusCode = 404;
    response.end();
  });
  await expect(download(address, { signal, pauses })).rejects.toMatchObject({
    kind: 'data',
    message: 'shard-00 could not be fetched: the server answered 404 Not Found.',
  });
  expect(requests).toBe(3);
});

test('a file of another length counts as failed', async () => {
  const address = await serve((_, response) => response.end('cut sh'));
  await expect(download(address, { signal, pauses, length: 9 })).rejects.toThrow(
    'shard-00 could not be fetched: 6 bytes came instead of 9.',
  );
});

test("a page in a file's place counts as failed", async () => {
  const address = await serve((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<p>Hello');
  });
  await expect(download(address, { signal, pauses })).rejects.toThrow('the server has no such file');
});

test('an abort ends the pauses between attempts', async () => {
  const aborting = new AbortController();
  const address = await serve((_, response) => {
    response.statusCode = 500;
    response.end();
    setTimeout(() => aborting.abort(new Error('enough')), 50);
  });
  await expect(download(address, { signal: aborting.signal, pauses: [60_000] })).rejects.toThrow('enough');
});
