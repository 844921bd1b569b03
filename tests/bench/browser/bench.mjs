#!/usr/bin/env node
// Training speed of the page's engine in headless Chromium, as a table of images/s.
//
//     node tests/bench/browser/bench.mjs [--presets classic,two-block-same] [--builds NAME,...] [--threads 1,2]
//                                        [--batch 128] [--seconds 10] [--repetitions 3]
//
// needs the engine's builds and the page's data (./dev build-page makes both) and Chromium. Every measurement has a
// browser of its own, which trains for two seconds first: fresh pages of memory and code not yet optimised by the
// browser read low. Speed is steps by the clock of the page, so that all that passes between page and worker counts;
// validation does not.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const web = fileURLToPath(new URL('../../../web/', import.meta.url));
const requireFromWeb = createRequire(web);
const { createServer } = requireFromWeb('vite');
const { chromium } = requireFromWeb('@playwright/test');

const { values: options } = parseArgs({
  options: {
    presets: { type: 'string', default: 'classic,two-block,two-block-same' },
    builds: { type: 'string', default: 'wasm-relaxed-threads,wasm-simd-threads,wasm-simd' },
    threads: { type: 'string', default: '1,2' },
    batch: { type: 'string', default: '128' },
    seconds: { type: 'string', default: '10' },
    repetitions: { type: 'string', default: '3' },
  },
});

const warmUpSeconds = 2;

/** Runs in the page: trains until `seconds` of training have been measured, and returns images/s. */
async function measure({ build, threads, preset, batchSize, warmUpSeconds, seconds }) {
  const engine = await window.Engine.start({ build, threads, data: '/data/manifest.json' });
  if (engine.build.threads !== threads) throw new Error(`${build} runs ${engine.build.threads} threads`);
  const training = engine.train({ preset, epochs: 1000, batchSize, learningRate: 0.001, seed: 1 });
  let previous = null;
  let [measuredSteps, measuredSeconds, trainedSeconds] = [0, 0, 0];
  for await (const { phase, epoch, step } of training) {
    const now = { phase, epoch, step, time: performance.now() / 1000 };
    if (phase === 'training' && previous?.phase === 'training' && previous.epoch === epoch) {
      trainedSeconds += now.time - previous.time;
      if (trainedSeconds > warmUpSeconds) {
        measuredSteps += step - previous.step;
        measuredSeconds += now.time - previous.time;
      }
    }
    previous = now;
    if (measuredSeconds >= seconds) break;
  }
  engine.dispose();
  return (measuredSteps * batchSize) / measuredSeconds;
}

async function measureInFreshBrowser(address, parameters) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForFunction(() => 'Engine' in window);
    return await page.evaluate(measure, parameters);
  } finally {
    await browser.close();
  }
}

const list = (text) => text.split(',');
const server = await createServer({ root: web, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
await server.listen();
try {
  const address = `http://127.0.0.1:${server.httpServer.address().port}/src/engine/bare.html`;
  console.log('| preset | build | threads | images/s, median | lowest | highest |\n|---|---|---|---|---|---|');
  for (const preset of list(options.presets)) {
    for (const build of list(options.builds)) {
      const threadCounts = build === 'wasm-simd' ? [1] : list(options.threads).map(Number);
      for (const threads of threadCounts) {
        const speeds = [];
        for (let i = 0; i < Number(options.repetitions); ++i) {
          speeds.push(
            await measureInFreshBrowser(address, {
              build,
              threads,
              preset,
              batchSize: Number(options.batch),
              warmUpSeconds,
              seconds: Number(options.seconds),
            }),
          );
        }
        speeds.sort((a, b) => a - b);
        const [lowest, median, highest] = [0, speeds.length >> 1, speeds.length - 1].map((i) => speeds[i].toFixed(0));
        console.log(`| ${preset} | ${build} | ${threads} | ${median} | ${lowest} | ${highest} |`);
      }
    }
  }
} finally {
  await server.close();
}
