#!/usr/bin/env node
// download_size.mjs [--limit KB] [--page-limit KB] [--model-limit KB]: what a visitor downloads, as brotli at its best sends
// it: the engine (its WebAssembly and JavaScript) in each build, the rest of the page, both together, and the pretrained
// network. Reads web/dist, which ./dev build-page makes. Fails if an engine, a page with its engine, or the network (as it
// lies there: many hosts do not compress such files) is larger than its limit.

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
  const limit = { type: 'string', default: 'Infinity' };
  const { values: limits } = parseArgs({ options: { limit, 'page-limit': limit, 'model-limit': limit } });
  const report = (what, bytes, name) => {
    console.log(`${what}: ${(bytes / 1000).toFixed(1)} KB`);
    if (bytes > 1000 * Number(limits[name] ?? Infinity)) {
      console.error(`error: that is more than ${limits[name]} KB; docs/performance.md says what keeps it small`);
      process.exitCode = 1;
    }
  };
  const compressed = (files) => files.reduce((total, { path }) => total + brotliSize(readFileSync(path)), 0);
  const builds = ['wasm-relaxed-threads', 'wasm-simd-threads', 'wasm-simd'];
  const engines = builds.map((build) => ({ build, size: engineSize(build) }));
  for (const { build, size } of engines) report(`engine, ${build}`, size, 'limit');

  const page = compressed(
    downloads().filter(({ build, name }) => !build && /\.(html|js|css|svg|png|webmanifest)$/.test(name)),
  );
  report('page without engine', page);
  report('page and engine', page + Math.max(...engines.map(({ size }) => size)), 'page-limit');
  const [model] = downloads().filter(({ name }) => name.endsWith('.safetensors'));
  report('pretrained network, compressed', compressed([model]));
  report('pretrained network', readFileSync(model.path).length, 'model-limit');
}
