#!/usr/bin/env node
// Training speed of the page's engine in headless Chromium, as a table: images/s, GFLOP/s, the share of the build's
// measured peak, and the memory in use.
//
//     node tests/bench/browser/bench.mjs [--presets classic,two-block-same] [--builds NAME,...] [--threads 1,2]
//                                        [--batch 128] [--seconds 10] [--repetitions 3]
//
// needs the engine's builds, the benchmark module's and the page's data (./dev bench browser makes them) and Chromium.
// Peak and trainings are measured in turn: peak, first training, second, ..., and all over again.

import { parseOptions } from '../options.mjs';
import { callModule, median, repository, serve } from './chromium.mjs';
import { measureTraining, serveEngine } from './training.mjs';

const { values: options } = parseOptions({
  options: {
    presets: { type: 'string', default: 'classic,two-block,two-block-same' },
    builds: { type: 'string', default: 'wasm-relaxed-threads,wasm-simd-threads,wasm-simd' },
    threads: { type: 'string', default: '1,2' },
    batch: { type: 'string', default: '128' },
    seconds: { type: 'string', default: '10' },
    repetitions: { type: 'string', default: '3' },
  },
});
const list = (text) => text.split(',');
const batchSize = Number(options.batch);

const threadCounts = (build) => (build === 'wasm-simd' ? [1] : list(options.threads).map(Number));
const settings = list(options.builds).flatMap((build) => threadCounts(build).map((threads) => ({ build, threads })));
const key = (...parts) => parts.join(' ');

const modules = await serve({ repository });
const engine = await serveEngine();
try {
  const operations = {};
  for (const preset of list(options.presets)) {
    operations[preset] = await callModule(
      modules.address,
      settings[0].build,
      settings[0].threads,
      'stepOperations',
      preset,
    );
  }
  const peaks = {};
  const results = {};
  for (let round = 0; round < Number(options.repetitions); ++round) {
    for (const { build, threads } of settings) {
      const peak = await callModule(modules.address, build, threads, 'measurePeak', threads, 1);
      (peaks[key(build, threads)] ??= []).push(peak);
      for (const preset of list(options.presets)) {
        const seconds = Number(options.seconds);
        const result = await measureTraining(engine.address, { build, threads, preset, batchSize, seconds });
        (results[key(build, threads, preset)] ??= []).push(result);
      }
    }
  }

  console.log(`Training in Chromium, batch ${batchSize}; medians of ${options.repetitions}\n`);
  console.log(
    '| preset | build | threads | images/s | GFLOP/s | of the peak | memory |\n|---|---|---|---|---|---|---|',
  );
  for (const preset of list(options.presets)) {
    for (const { build, threads } of settings) {
      const measured = results[key(build, threads, preset)];
      const speed = median(measured.map(({ imagesPerSecond }) => imagesPerSecond));
      const bytes = median(measured.map((result) => result.bytes));
      const run = measured[0].threads;
      const asked = run === threads ? '' : ` (${threads} asked for)`;
      const [gflops, peak] = [(speed * operations[preset]) / 1e9, median(peaks[key(build, threads)])];
      console.log(
        `| ${preset} | ${build} | ${run}${asked} | ${speed.toFixed(0)} | ${gflops.toFixed(0)} of ${peak.toFixed(0)} | ` +
          `${((100 * gflops) / peak).toFixed(0)} % | ${(bytes / 1e6).toFixed(0)} MB |`,
      );
    }
  }
} finally {
  modules.close();
  await engine.close();
}
