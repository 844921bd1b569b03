#!/usr/bin/env node
// How long a recipe takes in headless Chromium, and what it ends with: from random weights with the data loaded to the
// last step (validation included, the test not), by the clock of the page.
//
//     node tests/bench/browser/recipe.mjs [NAME] [--seeds 1,2,3] [--threads 2] [--build wasm-relaxed-threads]
//
// needs the engine's builds and the page's data (./dev bench browser makes them) and Chromium.

import { parseOptions } from '../options.mjs';
import { inFreshBrowser, median } from './chromium.mjs';
import { serveEngine } from './training.mjs';

const { values: options, positionals } = parseOptions({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    threads: { type: 'string', default: '2' },
    build: { type: 'string', default: 'wasm-relaxed-threads' },
  },
});
const name = positionals[0] ?? 'sprint';

/** Runs in the page. */
async function train({ build, threads, name, seed }) {
  const engine = await window.Engine.start({ build, threads, data: '/data/manifest.json' });
  const recipe = engine.recipes().find((candidate) => candidate.name === name);
  if (!recipe) throw new Error(`there is no recipe ${name}`);
  let [loaded, trained] = [null, null];
  engine.on('data', ({ bytesLoaded, bytesTotal }) => {
    if (bytesLoaded === bytesTotal) loaded = performance.now();
  });
  const training = engine.train({ ...recipe.options, preset: recipe.preset, seed });
  for await (const { phase } of training) {
    if (phase !== 'training' && phase !== 'validating') trained ??= performance.now();
  }
  const { test, outcome } = await training.result;
  engine.dispose();
  return { seconds: (trained - loaded) / 1000, accuracy: test.accuracy, outcome };
}

const engine = await serveEngine();
try {
  const runs = [];
  for (const seed of options.seeds.split(',').map(Number)) {
    const run = await inFreshBrowser(engine.address, async (page) => {
      await page.waitForFunction(() => 'Engine' in window);
      return page.evaluate(train, { build: options.build, threads: Number(options.threads), name, seed });
    });
    runs.push(run);
    console.log(`${name}, seed ${seed}: ${run.outcome} in ${run.seconds.toFixed(1)} s, test accuracy ${run.accuracy}`);
  }
  const [seconds, accuracy] = ['seconds', 'accuracy'].map((key) => median(runs.map((run) => run[key])));
  console.log(`median: ${seconds.toFixed(1)} s, test accuracy ${accuracy}`);
} finally {
  await engine.close();
}
