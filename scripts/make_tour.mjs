#!/usr/bin/env node
// make_tour.mjs [NAME...]: takes the pictures of docs/page.md and README.md, docs/images/*.png, from the built page as it runs;
// all of them, or those named. Build the page first (./dev build-page). Training takes a minute or two.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const web = `${root}web/`;
const { chromium } = createRequire(`${web}package.json`)('@playwright/test');
const port = Number(process.env.ATELIER_TEST_PORT ?? 4173);
const address = `http://localhost:${port}/`;
const desktop = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };

const dress = [
  [0.36, 0.04], [0.44, 0.04], [0.5, 0.12], [0.56, 0.04], [0.64, 0.04], [0.68, 0.28], [0.6, 0.46], [0.78, 0.96],
  [0.22, 0.96], [0.4, 0.46], [0.32, 0.28],
];
const bag = [
  [0.06, 0.4], [0.94, 0.4], [0.9, 0.92], [0.1, 0.92], [0.06, 0.4], [0.3, 0.4], [0.34, 0.16], [0.5, 0.1], [0.66, 0.16],
  [0.7, 0.4],
];
const arrow = [
  [0.05, 0.4], [0.55, 0.4], [0.55, 0.15], [0.95, 0.5], [0.55, 0.85], [0.55, 0.6], [0.05, 0.6],
];
const star = [
  [0.5, 0.05], [0.62, 0.38], [0.95, 0.4], [0.68, 0.6], [0.8, 0.95], [0.5, 0.72], [0.2, 0.95], [0.32, 0.6], [0.05, 0.4],
  [0.38, 0.38],
];

/** @param tool a shape fills itself, a brush does not. */
async function draw(page, outline, tool = 'Shape') {
  const sheet = page.getByRole('application', { name: 'Drawing sheet' });
  await page.getByText(tool, { exact: true }).click();
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  for (const [i, [x, y]] of outline.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
    if (i === 0) await page.mouse.down();
  }
  await page.mouse.up();
  await page.getByTestId('leading-class').waitFor();
  await page.mouse.move(0, 0);
}

const region = (page, name) => page.getByRole('region', { name, exact: true });

/** A part of the page with some room around it, as a screenshot of the whole page wants to know it. */
function placeOf(part) {
  return part.evaluate((element) => {
    const room = 24;
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + scrollX - room, y: top + scrollY - room, width: width + 2 * room, height: height + 2 * room };
  });
}

/** Each picture: how to come to it, and what of the page is in it. */
const pictures = {
  async draw(page) {
    await draw(page, dress);
    return region(page, 'Draw');
  },
  async unsure(page) {
    await draw(page, arrow);
    return region(page, 'Draw');
  },
  async steps(page) {
    await page.getByText('How the picture is prepared').click();
    await draw(page, bag, 'Brush');
    const steps = page.locator('details').filter({ hasText: 'How the picture is prepared' });
    await steps.getByText('Filled', { exact: true }).waitFor();
    await page.waitForTimeout(500);
    return steps;
  },
  async shelf(page) {
    await page.getByText('Take one of the test images').click();
    await page.getByLabel('Kind').selectOption('Ankle boot');
    await page.getByRole('button', { name: 'Ankle boot, image 5' }).click();
    await page.getByTestId('leading-class').waitFor();
    return region(page, 'Draw');
  },
  async inside(page) {
    await draw(page, dress);
    await page.getByText('Look inside the network').click();
    const inside = page.locator('details').filter({ hasText: 'Look inside the network' });
    await inside.getByRole('img').nth(4).waitFor();
    await page.waitForTimeout(1000);
    return inside;
  },
  async train(page) {
    return region(page, 'Train');
  },
  async mistakes(page) {
    const section = region(page, 'What it gets wrong');
    await section.getByRole('button', { name: 'Examine the network' }).click();
    const cell = section.getByRole('button', { name: /^Shirt taken for T-shirt/ }).first();
    await cell.waitFor({ timeout: 120_000 });
    await cell.click();
    await page.waitForTimeout(1000);
    return section;
  },
  async page(page) {
    await draw(page, dress);
    // One with a point on the curves of the validation images after each epoch.
    await page.getByLabel('Recipe', { exact: true }).selectOption('classic');
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByTestId('phase').getByText('Epoch 3').waitFor({ timeout: 600_000 });
    await page.waitForTimeout(3000);
    await region(page, 'Train').scrollIntoViewIfNeeded();
    return 'beginning';
  },
  async teach(page) {
    await draw(page, star);
    const lesson = region(page, 'Teach');
    await lesson.getByLabel('What it is').selectOption('Dress');
    await lesson.getByRole('button', { name: 'Add to the lesson' }).click();
    for (const [sample, name] of [['T-shirt', 'Shirt'], ['Bag', 'Bag']]) {
      await page.getByRole('button', { name: sample, exact: true }).click();
      await page.waitForTimeout(500);
      await lesson.getByLabel('What it is').selectOption(name);
      await lesson.getByRole('button', { name: 'Add to the lesson' }).click();
    }
    await lesson.getByRole('button', { name: 'Teach the network' }).click();
    await page.getByTestId('teaching-result').waitFor({ timeout: 300_000 });
    await page.waitForTimeout(1000);
    return lesson;
  },
  async keep(page) {
    const library = region(page, 'Keep');
    await library.getByLabel('Name', { exact: true }).fill('As it came');
    await library.getByRole('button', { name: 'Keep it here' }).click();
    await library.getByRole('listitem').first().waitFor();
    return library;
  },
  async phone(page) {
    await page.setViewportSize(phone);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${address}?lang=pl`);
    const sheet = page.getByRole('application');
    await page.getByTestId('model').waitFor();
    await page.getByRole('button', { name: 'Torebka' }).click();
    await page.getByTestId('leading-class').waitFor();
    await sheet.scrollIntoViewIfNeeded();
    return 'window';
  },
};

const asked = process.argv.slice(2);
for (const name of asked) if (!(name in pictures)) throw new Error(`there is no picture ${name}: ${Object.keys(pictures)}`);

const server = spawn('npx', ['vite', 'preview', '--port', String(port), '--strictPort'], {
  cwd: web,
  stdio: 'ignore',
  detached: true,
});
mkdirSync(`${root}docs/images`, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
try {
  for (let tries = 0; !(await fetch(address).then(() => true, () => false)); ++tries) {
    if (tries > 60) throw new Error('the page is not served');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  for (const [name, come] of Object.entries(pictures)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const context = await browser.newContext({ viewport: desktop, serviceWorkers: 'block', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(address);
    await page.getByTestId('model').waitFor({ timeout: 60_000 });
    // A bar that sticks to the window's edge would lie across a picture of the page.
    const shown = await come(page);
    await page.evaluate(() => (document.querySelector('header').style.position = 'static'));
    const path = `${root}docs/images/${name}.png`;
    if (shown === 'beginning') {
      // Without the sections after the training.
      const { y, height } = await placeOf(page.locator('#train'));
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: desktop.width, height: y + height } });
    } else if (shown === 'window') await page.screenshot({ path });
    else await page.screenshot({ path, fullPage: true, clip: await placeOf(shown) });
    console.log(`docs/images/${name}.png`);
    await context.close();
  }
} finally {
  await browser.close();
  process.kill(-server.pid);
}
