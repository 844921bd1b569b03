// Measuring in headless Chromium: a server on this machine, and a browser of its own for each measurement, since fresh
// pages of memory, and what earlier measurements left behind, change what is measured.

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));
const { chromium } = createRequire(join(repository, 'web/'))('@playwright/test');

const types = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/**
 * Serves folders, {name: path} as /name/..., and an empty page at /, cross-origin isolated as threads need it.
 * Returns {address, close}.
 */
export async function serve(folders) {
  const server = createServer((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    const [, name, ...rest] = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)).split(
      '/',
    );
    if (name === '') {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Benchmark</title><link rel="icon" href="data:," />');
      return;
    }
    const file = join(folders[name] ?? '', ...rest);
    const found = name in folders && statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Opens `address` in a new browser, hands the page to `work`, and returns what that returns. */
export async function inFreshBrowser(address, work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      // Else the page waits up to a minute for the answer to measureUserAgentSpecificMemory().
      '--enable-blink-features=ForceEagerMeasureMemory',
    ],
  });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    return await work(page);
  } finally {
    await browser.close();
  }
}

/** Runs a function of a build's benchmark module, on `threads` threads, in a new browser. */
export function callModule(address, build, threads, ...call) {
  return inFreshBrowser(address, (page) =>
    page.evaluate(
      (message) =>
        new Promise((resolve, reject) => {
          const worker = new Worker('/repository/tests/bench/browser/module_worker.mjs', { type: 'module' });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message: text }) => reject(new Error(text));
          worker.postMessage(message);
        }),
      { build, threads, call },
    ),
  );
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
