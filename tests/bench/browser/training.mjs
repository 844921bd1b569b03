// Training speed of the page's engine in Chromium. Speed is steps by the clock of the page, so that all that passes
// between page and worker counts; validation does not.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inFreshBrowser, repository } from './chromium.mjs';

const { createServer } = createRequire(join(repository, 'web/'))('vite');

/** The engine without the page around it, served as during development. Returns {address, close}. */
export async function serveEngine() {
  const root = join(repository, 'web');
  const server = await createServer({ root, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  return {
    address: `http://127.0.0.1:${server.httpServer.address().port}/src/engine/bare.html`,
    close: () => server.close(),
  };
}

/** Runs in the page: trains until `seconds` of training have been measured. */
async function train({ build, threads, preset, batchSize, warmUpSeconds, seconds }) {
  const engine = await window.Engine.start({ build, threads, data: '/data/manifest.json' });
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
  // Of all threads and workers of the page, once, since a training holds its memory until it ends.
  const { bytes } = await performance.measureUserAgentSpecificMemory();
  engine.dispose();
  return { imagesPerSecond: (measuredSteps * batchSize) / measuredSeconds, bytes, threads: engine.build.threads };
}

/**
 * Trains in a new browser, warmed up for two seconds: fresh pages of memory and code not yet optimised by the browser
 * read low. Returns {imagesPerSecond, bytes, threads}: bytes is what performance.measureUserAgentSpecificMemory() says of
 * the page and its worker with the full data set loaded and the training under way; threads how many the engine has made
 * of those it was asked for.
 */
export function measureTraining(address, { build, threads, preset, batchSize, seconds }) {
  return inFreshBrowser(address, async (page) => {
    await page.waitForFunction(() => 'Engine' in window);
    return page.evaluate(train, { build, threads, preset, batchSize, warmUpSeconds: 2, seconds });
  });
}
