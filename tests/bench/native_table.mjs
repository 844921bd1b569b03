#!/usr/bin/env node
// native_table.mjs FILE: Google Benchmark's JSON of atelier-bench as one table: GFLOP/s, the share of the peak that was
// measured in the same run on as many threads, and images/s of training steps. Medians of the repetitions.

import { readFileSync } from 'node:fs';

const { benchmarks } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const runs = new Map();
for (const run of benchmarks.filter(({ run_type: type }) => type === 'iteration')) {
  if (run.error_occurred) {
    console.error(`${run.name}: ${run.error_message}`);
    process.exitCode = 1;
    continue;
  }
  const [, name, threads] = /^(.*)\/threads:(\d+)/.exec(run.name);
  const key = `${name} ${threads}`;
  if (!runs.has(key)) runs.set(key, { name, threads, label: run.label, gflops: [], images: [] });
  runs.get(key).gflops.push(run['GFLOP/s']);
  if ('images/s' in run) runs.get(key).images.push(run['images/s']);
}

const peaks = new Map();
for (const { name, threads, label, gflops } of runs.values()) {
  if (name === 'peak') peaks.set(threads, { label, gflops: median(gflops) });
}
for (const [threads, { label, gflops }] of peaks) {
  console.log(`Measured peak, ${threads} thread${threads === '1' ? '' : 's'} (${label}): ${gflops.toFixed(0)} GFLOP/s`);
}
console.log('\n| native | threads | GFLOP/s | of the peak | images/s |\n|---|---|---|---|---|');
for (const { name, threads, gflops, images } of runs.values()) {
  if (name === 'peak') continue;
  const speed = median(gflops);
  const share = peaks.has(threads) ? `${((100 * speed) / peaks.get(threads).gflops).toFixed(0)} %` : '';
  console.log(
    `| ${name} | ${threads} | ${speed.toFixed(0)} | ${share} | ${images.length ? median(images).toFixed(0) : ''} |`,
  );
}
