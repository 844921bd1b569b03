#!/usr/bin/env node
// make_shards.mjs DATA OUT: cuts Fashion-MNIST's four IDX files (in DATA, plain or gzip-compressed) into
// shards that the page fetches as it needs them, with a manifest. Does nothing when they are there.
//
// A shard is one file: an IDX file of images and one of labels, each gzip-compressed, one after the
// other. Its name carries a hash of its content, so that it can be cached for ever. It is not named .gz,
// which makes some servers declare and browsers undo the compression.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const shardSize = 5000;
const parts = { training: 'train', test: 't10k' };

const [data, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: make_shards.mjs DATA OUT');
  process.exit(2);
}

/** An IDX file's sizes and values. */
function readIdx(name) {
  const plain = join(data, name);
  const bytes = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
  const rank = bytes[3];
  const sizes = Array.from({ length: rank }, (_, axis) => bytes.readUInt32BE(4 + 4 * axis));
  return { sizes, values: bytes.subarray(4 + 4 * rank) };
}

/** Items first to first + count - 1 as an IDX file. */
function idxSlice({ sizes, values }, first, count) {
  const itemSize = values.length / sizes[0];
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  [count, ...sizes.slice(1)].forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return Buffer.concat([header, values.subarray(first * itemSize, (first + count) * itemSize)]);
}

function makePart(part, prefix) {
  const images = readIdx(`${prefix}-images-idx3-ubyte`);
  const labels = readIdx(`${prefix}-labels-idx1-ubyte`);
  const shards = [];
  for (let first = 0; first < images.sizes[0]; first += shardSize) {
    const count = Math.min(shardSize, images.sizes[0] - first);
    const packedImages = gzipSync(idxSlice(images, first, count));
    const packed = Buffer.concat([
      packedImages,
      gzipSync(idxSlice(labels, first, count)),
    ]);
    const hash = createHash('sha256').update(packed).digest('hex').slice(0, 12);
    const file = `${part}-${String(shards.length).padStart(2, '0')}-${hash}.shard`;
    writeFileSync(join(out, file), packed);
    shards.push({ file, count, bytes: packed.length, imageBytes: packedImages.length });
  }
  return shards;
}

function isComplete(manifestPath) {
  if (!existsSync(manifestPath)) return false;
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  return [...manifest.training, ...manifest.test].every(({ file }) => existsSync(join(out, file)));
}

const manifestPath = join(out, 'manifest.json');
if (!isComplete(manifestPath)) {
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(out)) {
    if (file.endsWith('.shard')) rmSync(join(out, file));
  }
  const manifest = Object.fromEntries(
    Object.entries(parts).map(([part, prefix]) => [part, makePart(part, prefix)]),
  );
  // Last, so that an interrupted run is begun again.
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
}
