#!/usr/bin/env node
// make_icons.mjs: draws the page's icons, web/public/icons/*.png, from its favicon.svg, in Chromium. They are in the
// repository; run it again when the drawing changes.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../web/', import.meta.url));
const { chromium } = createRequire(`${web}package.json`)('@playwright/test');

// A maskable icon may be cut to a circle of 80 % of its width, and Apple's has no transparent corners: both get the drawing
// smaller, on a ground that fills the square.
const ground = '#0b5a6c';
const icons = [
  { name: '192', size: 192, share: 1 },
  { name: '512', size: 512, share: 1 },
  { name: 'maskable-512', size: 512, share: 0.8, ground },
  { name: '180', size: 180, share: 0.94, ground },
];

const drawing = readFileSync(`${web}public/favicon.svg`).toString('base64');
mkdirSync(`${web}public/icons`, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const { name, size, share, ground: colour = 'transparent' } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin: 0; display: grid; place-content: center; height: 100vh; background: ${colour}">` +
      `<img width="${size * share}" src="data:image/svg+xml;base64,${drawing}">`,
  );
  await page.screenshot({ path: `${web}public/icons/${name}.png`, omitBackground: true });
}
await browser.close();
