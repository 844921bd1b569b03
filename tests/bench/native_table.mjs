#!/usr/bin/env node
// native_table.mjs FILE: Google Benchmark's JSON of atelier-bench as one table: milliseconds; where they were counted, GFLOP/s
// and their share of the peak that was measured in the same run on as many threads; and images/s of training steps. Above it
// the peak, and how long two cores take to hand a value over. Medians of the repetitions.

import { readFileSync } from 'node:fs';

const { benchmarks } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const milliseconds = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3 };

const runs = new Map();
for (const run of benchmarks.filter(({ run_type: type }) => type === 'iteration')) {
  if (run.error_occurred) {
    console.error(`${run.name}: ${run.error_message}`);
    process.exitCode = 1;
    continue;
  }
  const threads = /\/threads:(\d+)/.exec(run.name)?.[1] ?? '1';
  const name = run.name.replaceAll(/\/(threads:\d+|repeats:\d+|real_time)/g, '');
  const key = `${name} ${threads}`;
  if (!runs.has(key))
    runs.set(key, {
      name,
      threads,
      label: run.label,
      times: [],
      gflops: [],
      images: [],
      handovers: [],
    });
  runs.get(key).times.push(run.real_time * milliseconds[run.time_unit]);
  if ('GFLOP/s' in run) runs.get(key).gflops.push(run['GFLOP/s']);
  if ('images/s' in run) runs.get(key).images.push(run['images/s']);
  if ('one way' in run) runs.get(key).handovers.push(run['one way']);
}

const peaks = new Map();
for (const { name, threads, label, gflops } of runs.values()) {
  if (name === 'peak') peaks.set(threads, { label, gflops: median(gflops) });
}
for (const [threads, { label, gflops }] of peaks) {
  console.log(`Measured peak, ${threads} thread${threads === '1' ? '' : 's'} (${label}): ${gflops.toFixed(0)} GFLOP/s`);
}
const handovers = [...runs.values()].flatMap((run) => run.handovers);
if (handovers.length) console.log(`Handover from core to core: ${(1e9 * median(handovers)).toFixed(0)} ns`);
console.log('\n| native | threads | ms | GFLOP/s | of the peak | images/s |\n|---|---|---|---|---|---|');
for (const { name, threads, times, gflops, images } of runs.values()) {
  if (name === 'peak' || name === 'handover') continue;
  const speed = median(gflops);
  const share = speed && peaks.has(threads) ? `${((100 * speed) / peaks.get(threads).gflops).toFixed(0)} %` : '';
  console.log(
    `| ${name} | ${threads} | ${median(times).toPrecision(3)} | ${speed?.toFixed(0) ?? ''} | ${share} | ` +
      `${images.length ? median(images).toFixed(0) : ''} |`,
  );
}
