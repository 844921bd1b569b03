#!/usr/bin/env node
// How long a picture waits for its answer in headless Chromium:
// - a photograph of 12 megapixels, from its pixels in the page to the network's answer (messages to the worker, preparation,
//   the network), and how long the page's own thread was held up meanwhile;
// - a drawing, from the last movement of a stroke to the picture on the screen that shows the answer to it.
//
//     node tests/bench/browser/pictures.mjs [--build wasm-relaxed-threads] [--repetitions 7] [--strokes 24]
//
// needs the built page (./dev bench pictures makes it) and Chromium.

import { join } from 'node:path';
import { parseOptions } from '../options.mjs';
import { inFreshBrowser, median, repository, serve } from './chromium.mjs';
import { serveEngine } from './training.mjs';

const { values: options } = parseOptions({
  options: {
    build: { type: 'string', default: 'wasm-relaxed-threads' },
    repetitions: { type: 'string', default: '7' },
    strokes: { type: 'string', default: '24' },
  },
});

/** Runs in the page: a T-shirt with stripes and folds on an uneven wall, with a sensor's noise, 4000 x 3000 pixels. */
function makePhotograph() {
  const [width, height] = [4000, 3000];
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
  });
  const fill = (from, to, vertical) => {
    const gradient = context.createLinearGradient(0, 0, vertical ? 0 : width, vertical ? height : 0);
    gradient.addColorStop(0, from);
    gradient.addColorStop(1, to);
    context.fillStyle = gradient;
  };
  fill('rgb(225 215 200)', 'rgb(170 165 160)', false);
  context.fillRect(0, 0, width, height);
  context.translate(1100, 600);
  context.scale(18, 18);
  fill('rgb(40 60 120)', 'rgb(80 90 140)', true);
  context.fill(new Path2D('M31 5Q50 17 69 5L97 23L86 45L75 39L76 96L24 96L25 39L14 45L3 23Z'));
  fill('rgb(190 60 60)', 'rgb(150 40 50)', true);
  for (let y = 45; y < 90; y += 10) context.fillRect(26, y, 48, 3);
  const image = context.getImageData(0, 0, width, height);
  let random = 1;
  for (let i = 0; i < image.data.length; i += 4) {
    random = (Math.imul(random, 1664525) + 1013904223) | 0;
    for (let channel = 0; channel < 3; ++channel) {
      image.data[i + channel] += (((random >>> (8 * channel + 6)) & 255) - 127.5) / 12;
    }
  }
  return { width, height, rgba: image.data };
}

/** Runs in the page: milliseconds of each repetition, until the answer and of the longest task meanwhile. */
async function classifyPhotograph({ build, model, repetitions }) {
  const engine = await window.Engine.start({ build, model });
  const picture = window.makePhotograph();
  const results = [];
  for (let i = 0; i < repetitions; ++i) {
    let longest = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    });
    const start = performance.now();
    const answer = await engine.classify(picture);
    const time = performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 50));
    clearInterval(ticking);
    if (answer.blank) throw new Error('the garment was not found');
    results.push({ time, longest });
  }
  engine.dispose();
  return results;
}

/**
 * Runs in the page: from now on, window.shownAfter() says how many milliseconds after the last movement of a stroke what the network
 * sees has changed last; null if it has not.
 */
function watchAnswers() {
  const seen = () => document.querySelector('canvas[role="img"]')?.toDataURL() ?? '';
  let [ended, changed, before] = [0, null, seen()];
  // A stroke is one movement here; the browser may tell again where the mouse is.
  const moved = ({ timeStamp }) => ([ended, changed] = [timeStamp, null]);
  const begun = () => addEventListener('pointermove', moved, { capture: true, once: true });
  addEventListener('pointerdown', begun, { capture: true });
  const look = () => {
    const now = seen();
    if (now !== before) {
      before = now;
      // After this frame has been painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (changed = performance.now());
      port2.postMessage(null);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.shownAfter = () => (changed === null ? null : changed - ended);
}

/** Milliseconds from the last movement of each of some strokes until its answer is on the screen. */
async function draw(page, strokes, withSteps) {
  await page.addInitScript(() => {
    // The page fetches no training data for itself.
    Object.defineProperty(Navigator.prototype, 'connection', {
      value: { saveData: true },
    });
    Object.defineProperty(Navigator.prototype, 'serviceWorker', {
      value: undefined,
    });
  });
  await page.setViewportSize({ width: 1280, height: 1200 });
  await page.goto(new URL(`page/index.html?build=${options.build}`, page.url()).href);
  await page.getByTestId('model').waitFor();
  if (withSteps) await page.getByText('How the picture is prepared').click();
  const sheet = page.getByRole('application', { name: 'Drawing sheet' });
  await sheet.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await sheet.boundingBox();
  const at = (x, y) => [box.x + x * box.width, box.y + y * box.height];
  await page.evaluate(watchAnswers);
  const times = [];
  for (let i = 0; i < strokes; ++i) {
    if (i % 6 === 0) {
      // A fresh sheet with something on it that is no mere line. Not Playwright's click, which scrolls the sheet away.
      await page.getByRole('button', { name: 'Dress', exact: true }).evaluate((button) => button.click());
      await page.waitForTimeout(300);
    }
    await page.mouse.move(...at((0.2 + 0.618 * i) % 1, 0.05));
    await page.mouse.down();
    await page.waitForTimeout(100);
    await page.mouse.move(...at((0.5 + 0.382 * i) % 1, 0.95));
    await page.mouse.up();
    await page.waitForFunction(() => window.shownAfter() !== null, null, { timeout: 5000 });
    await page.waitForTimeout(200);
    const time = await page.evaluate(() => window.shownAfter());
    times.push(time);
  }
  return times;
}

const row = (what, values, aim) =>
  console.log(
    `| ${what} | ${median(values).toFixed(0)} ms | ${values[0].toFixed(0)} ms | ${Math.max(...values).toFixed(0)} ms | ${aim} |`,
  );

const engine = await serveEngine();
const pages = await serve({ page: join(repository, 'web/dist') });
try {
  const photographs = await inFreshBrowser(engine.address, async (page) => {
    await page.waitForFunction(() => 'Engine' in window);
    await page.evaluate(`window.makePhotograph = ${makePhotograph}; null`);
    return page.evaluate(classifyPhotograph, {
      build: options.build,
      model: `/@fs${join(repository, 'assets/models/sketch.safetensors')}`,
      repetitions: Number(options.repetitions),
    });
  });
  const drawn = (withSteps) => inFreshBrowser(pages.address, (page) => draw(page, Number(options.strokes), withSteps));
  const drawings = await drawn(false);
  const drawingsWithSteps = await drawn(true);

  console.log('| in Chromium | median | first | longest | aim |\n|---|---|---|---|---|');
  row(
    'a photograph of 4000 x 3000 pixels, until the answer',
    photographs.map(({ time }) => time),
    '400 ms',
  );
  row(
    'the longest task of the page meanwhile',
    photographs.map(({ longest }) => longest),
    '50 ms',
  );
  row('a drawing, from the end of a stroke until its answer is shown', drawings, '50 ms');
  row('the same while the steps of the preparation are shown', drawingsWithSteps, '50 ms');
} finally {
  pages.close();
  await engine.close();
}
