#!/usr/bin/env node
// download_size.mjs [--limit KB]: what a visitor downloads, as brotli at its best sends it: the engine (its WebAssembly
// and JavaScript) in each build, and the rest of the page. Reads web/dist, which ./dev build-page makes. With a limit, it
// fails if an engine is larger.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

export const brotliSize = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;

/** The files of the page as built, with their sizes; `build` where a file is one build's of the engine. */
function downloads() {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const [, build] = /^(wasm-[a-z-]+)-.{8}\.(js|wasm)$/.exec(entry.name) ?? [];
      return { path, build, name: entry.name };
    });
}

/** Bytes of one build's WebAssembly and JavaScript. */
export function engineSize(build) {
  const files = downloads().filter((file) => file.build === build);
  if (files.length !== 2)
    throw new Error(`web/dist holds ${files.length} files of ${build}, not 2; run ./dev build-page`);
  return files.reduce((sum, { path }) => sum + brotliSize(readFileSync(path)), 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values: options } = parseArgs({ options: { limit: { type: 'string', default: 'Infinity' } } });
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
  for (const build of ['wasm-relaxed-threads', 'wasm-simd-threads', 'wasm-simd']) {
    const size = engineSize(build);
    console.log(`engine, ${build}: ${kilobytes(size)}`);
    if (size > 1000 * Number(options.limit)) {
      console.error(`error: that is more than ${options.limit} KB; docs/performance.md says what keeps it small`);
      process.exitCode = 1;
    }
  }
  const page = downloads().filter(({ build, name }) => !build && /\.(html|js|css|svg)$/.test(name));
  const model = downloads().filter(({ name }) => name.endsWith('.safetensors'));
  const sum = (files) => files.reduce((total, { path }) => total + brotliSize(readFileSync(path)), 0);
  console.log(`page without engine: ${kilobytes(sum(page))}`);
  console.log(`pretrained network: ${kilobytes(sum(model))}`);
}
