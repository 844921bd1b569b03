#!/usr/bin/env node
// compare.mjs --peers FOLDER [--rounds 3] [--seconds 6] [--skip pytorch,browser]: Atelier beside what else trains and runs
// these networks on a CPU, as ratios of medians. ./dev bench --peers runs it.
//
// Everything is measured in turn (each program once, then all of them again), so that a machine that is slower for a
// while is slower for all. A peer that cannot be had says so in one line, and the rest goes on.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { callModule, median, repository, serve } from '../browser/chromium.mjs';
import { brotliSize, engineSize } from '../browser/download_size.mjs';
import { measureTraining, serveEngine } from '../browser/training.mjs';
import { parseOptions } from '../options.mjs';
import { onnxClassification, onnxTraining, tensorflowClassification, tensorflowFiles } from './browser/measure.mjs';

const { values: options } = parseOptions({
  options: {
    peers: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    skip: { type: 'string', default: '' },
  },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const [threads, batchSize, build] = [2, 128, 'wasm-relaxed-threads'];
if (availableParallelism() < threads) {
  console.error(`the peers are compared on ${threads} threads, and here is ${availableParallelism()} core`);
  process.exit(1);
}
const presets = ['classic', 'two-block-same'];
const folders = { pytorch: join(options.peers, 'pytorch'), browser: join(options.peers, 'browser') };

const output = (command, parameters) =>
  execFileSync(command, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });

const missing = new Set(options.skip.split(','));
for (const [peer, folder] of Object.entries(folders)) {
  if (missing.has(peer)) continue;
  try {
    execFileSync(join(repository, 'tests/bench/peers/setup.sh'), [peer, folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    console.error(`the peers in ${folder} cannot be had here: their rows are left out`);
    missing.add(peer);
  }
}

/** Steps of our own native training and the measured peak, by one process. */
function measureNative(preset) {
  const json = output(join(repository, 'build/native/atelier-bench'), [
    '--benchmark_format=json',
    `--benchmark_filter=^peak/threads:${threads}|^train/${preset}/batch:${batchSize}/threads:${threads}/`,
  ]);
  const { benchmarks } = JSON.parse(json);
  const [peak, training] = ['peak', 'train'].map((name) => benchmarks.find((run) => run.name.startsWith(name)));
  return { speed: training['images/s'], share: training['GFLOP/s'] / peak['GFLOP/s'] };
}

/** PyTorch in its root file system, with /proc of its own, which goes when it ends. */
function measurePytorch(preset) {
  const script = [
    'mount -t proc proc "$1/proc"',
    'exec chroot "$1" /usr/bin/env HOME=/tmp OMP_NUM_THREADS="$2" OPENBLAS_NUM_THREADS="$2" ' +
      'LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/openblas-openmp python3 /atelier/pytorch_training.py /atelier "$3" ' +
      '--batch-size "$4" --threads "$2" --seconds "$5"',
  ].join(' && ');
  const parameters = [folders.pytorch, threads, preset, batchSize, seconds].map(String);
  const printed = output('unshare', ['--mount', 'sh', '-c', script, 'sh', ...parameters]);
  return { speed: Number(/median (\d+) images\/s/.exec(printed)[1]) };
}

const pages = await serve({ repository, peers: folders.browser, data: process.env.ATELIER_DATA });
const engine = await serveEngine();

const operations = {};
async function measureChromium(preset) {
  operations[preset] ??= await callModule(pages.address, build, threads, 'stepOperations', preset);
  const peak = await callModule(pages.address, build, threads, 'measurePeak', threads, 1);
  const result = await measureTraining(engine.address, { build, threads, preset, batchSize, seconds });
  const share = (1e-9 * result.imagesPerSecond * operations[preset]) / peak;
  return { speed: result.imagesPerSecond, share, bytes: result.bytes };
}

const programs = presets.flatMap((preset) => [
  { name: `native ${preset}`, measure: () => measureNative(preset) },
  { name: `pytorch ${preset}`, peer: 'pytorch', measure: () => measurePytorch(preset) },
  { name: `chromium ${preset}`, measure: () => measureChromium(preset) },
  {
    name: `onnx ${preset}`,
    peer: 'browser',
    measure: async () => ({ speed: await onnxTraining(pages.address, { preset, threads, batchSize, seconds }) }),
  },
]);
// The number of threads that serves each best.
for (const count of [1, threads]) {
  const parameters = { preset: 'classic', threads: count, count: 1000 };
  const engineCall = ['measureClassification', 'classic', count, 1000];
  programs.push(
    {
      name: `classify ${count}`,
      measure: async () => ({ time: await callModule(pages.address, build, count, ...engineCall) }),
    },
    {
      name: `classify onnx ${count}`,
      peer: 'browser',
      measure: async () => ({ time: await onnxClassification(pages.address, parameters) }),
    },
    {
      name: `classify tensorflow ${count}`,
      peer: 'browser',
      measure: async () => ({ time: await tensorflowClassification(pages.address, parameters) }),
    },
  );
}

const results = new Map();
try {
  for (let round = 1; round <= rounds; ++round) {
    for (const { name, peer, measure } of programs) {
      if (missing.has(peer) || missing.has(name)) continue;
      try {
        const result = await measure();
        results.set(name, [...(results.get(name) ?? []), result]);
        console.error(`round ${round}, ${name}: ${JSON.stringify(result)}`);
      } catch (error) {
        console.error(
          `${name} failed and is left out: ${String(error.stderr || error.message)
            .trim()
            .split('\n')
            .at(-1)}`,
        );
        missing.add(name);
        results.delete(name);
      }
    }
  }
} finally {
  pages.close();
  await engine.close();
}

const middle = (name, key) => (results.has(name) ? median(results.get(name).map((result) => result[key])) : NaN);
const fastest = (...names) =>
  Math.min(...names.map((name) => middle(name, 'time')).filter((time) => !Number.isNaN(time)));
const number = (value, digits, unit = '') => (Number.isFinite(value) ? `${value.toFixed(digits)}${unit}` : '');
const speedRow = (title, peer, ours, theirs, goal) => {
  const [a, b] = [middle(ours, 'speed'), middle(theirs, 'speed')];
  return [title, peer, number(a, 0, ' images/s'), number(b, 0, ' images/s'), number(a / b, 2, 'x'), goal];
};
const shareRow = (title, name, goal) => [
  title,
  'measured peak',
  '',
  '',
  number(100 * middle(name, 'share'), 0, ' %'),
  goal,
];
const tensorflowSize = missing.has('browser')
  ? NaN
  : tensorflowFiles.reduce((sum, file) => sum + brotliSize(readFileSync(join(folders.browser, file))), 0);
const ourTime = fastest('classify 1', `classify ${threads}`);
const theirTime = fastest(
  ...[1, threads].flatMap((count) => [`classify onnx ${count}`, `classify tensorflow ${count}`]),
);
const ourSize = engineSize(build);

const rows = [
  speedRow('native `classic`', 'PyTorch CPU', 'native classic', 'pytorch classic', '1.5x'),
  speedRow('native `two-block-same`', 'PyTorch CPU', 'native two-block-same', 'pytorch two-block-same', '1.3x'),
  shareRow('native `two-block-same`', 'native two-block-same', '65 %'),
  speedRow('Chromium `classic`', 'ONNX Runtime Web 1.19.2', 'chromium classic', 'onnx classic', '2.4x'),
  speedRow(
    'Chromium `two-block-same`',
    'ONNX Runtime Web 1.19.2',
    'chromium two-block-same',
    'onnx two-block-same',
    '2x',
  ),
  shareRow('Chromium `two-block-same`', 'chromium two-block-same', '65 %'),
  [
    'Chromium, one image of `classic`',
    'TensorFlow.js wasm, ONNX Runtime Web',
    number(ourTime, 3, ' ms'),
    number(theirTime, 3, ' ms'),
    number(theirTime / ourTime, 2, 'x'),
    '1x',
  ],
  [
    'engine download, brotli',
    'TensorFlow.js wasm',
    number(ourSize / 1e3, 0, ' KB'),
    number(tensorflowSize / 1e3, 0, ' KB'),
    number(ourSize / tensorflowSize, 2),
    '0.33',
  ],
  [
    'memory of page and worker, `classic`',
    '',
    number(middle('chromium classic', 'bytes') / 1e6, 0, ' MB'),
    '',
    '',
    '300 MB',
  ],
];
console.log(`${threads} threads, batch ${batchSize}, Adam; medians of ${rounds} rounds in turn\n`);
console.log('| | against | Atelier | peer | ratio | at least |\n|---|---|---|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
