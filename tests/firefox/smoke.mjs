#!/usr/bin/env node
// smoke.mjs: opens the built page (web/dist) in Firefox and does there what a visitor does first: draws, gets an answer,
// trains a network for a short epoch. All else is tested in Chromium; this is for what a second engine does otherwise.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const { resolve } = createRequire(`${web}package.json`);
const load = (name) => import(resolve(name));
const { default: puppeteer } = await load('puppeteer-core');
const { preview } = await load('vite');

/** In milliseconds; enough for a machine that has other things to do. */
const patience = 300_000;

const server = await preview({ root: web, logLevel: 'error', preview: { port: 0 } });
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  headless: true,
});

try {
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });

  // Puppeteer's own ways of waiting compile functions in the page, which its content security policy forbids (older versions
  // of Firefox heed it there, too).
  /** Waits until the element of that test id has a text that fits. */
  const text = async (id, pattern) => {
    for (const end = Date.now() + patience; Date.now() < end; await sleep(200)) {
      const shown = await page.evaluate(
        (selector) => document.querySelector(selector)?.textContent ?? '',
        `[data-testid="${id}"]`,
      );
      if (pattern.test(shown)) return shown;
    }
    throw new Error(`nothing like ${pattern} appears in ${id}`);
  };
  const click = async (name) => {
    const button = await page.evaluateHandle(
      (wanted) =>
        [...document.querySelectorAll('button')].find((each) => (each.ariaLabel ?? each.innerText).includes(wanted)),
      name,
    );
    await button.click();
  };
  const step = (what) => console.log(`ok  ${what}`);

  await page.goto(`${server.resolvedUrls.local[0]}#recipe=classic&epochs=1&trainingImages=4000&seed=1`);
  step(`it starts: ${await text('engine', /The engine runs/)}`);
  assert.equal(await page.evaluate(() => crossOriginIsolated), true);

  await click('Trousers');
  assert.equal(await text('leading-class', /./), 'Trouser');
  step('it answers');

  // While the button is still down.
  const seen = () => page.evaluate(() => document.querySelector('canvas[role="img"]').toDataURL());
  const box = await page.evaluate(() => {
    const sheet = document.querySelector('[role="application"]');
    sheet.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = sheet.getBoundingClientRect();
    return { x, y, width, height };
  });
  await page.mouse.move(box.x + 0.1 * box.width, box.y + 0.1 * box.height);
  await page.mouse.down();
  // The first dot has its answer by then.
  await sleep(500);
  const before = await seen();
  await page.mouse.move(box.x + 0.9 * box.width, box.y + 0.5 * box.height, { steps: 10 });
  for (const end = Date.now() + patience; (await seen()) === before; await sleep(200)) {
    assert.ok(Date.now() < end, 'the answer does not follow the stroke');
  }
  await page.mouse.up();
  step('it follows a stroke');

  await click('Start training');
  const accuracy = parseFloat(await text('test-accuracy', /%/));
  assert.ok(accuracy > 60, `accuracy ${accuracy} %`);
  step(`it trains: ${accuracy} % of the test images after a short epoch`);

  assert.deepEqual(complaints, []);
  step('no errors');
} finally {
  await browser.close();
  await server.close();
}
