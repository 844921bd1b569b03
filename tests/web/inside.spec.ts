import { expect, type Page } from '@playwright/test';
import {
  draw,
  drawShape,
  expectAccessible,
  expectNoSidewaysScroll,
  leadingClass,
  open,
  test,
  trousers,
} from './support/page';

// What the network looks at in a drawing.

const summary = (page: Page) => page.getByText('Look inside the network');
const saliency = (page: Page) => page.getByRole('img', { name: /coloured where it mattered for/ });
const maps = (page: Page, layer: string) => page.getByRole('img', { name: new RegExp(`^${layer}: .* pictures of `) });

/** What a picture's canvases hold. */
const content = (page: Page, layer: string) =>
  maps(page, layer)
    .locator('canvas')
    .evaluateAll((canvases) => canvases.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()).join());

test('saliency, feature maps and filters are shown for a drawing, and follow it', async ({ page }, info) => {
  await open(page);
  await summary(page).click();
  await expect(page.getByText('Draw something, and here')).toBeVisible();
  // What the network has learned is there before anything is drawn.
  await expect(page.getByRole('img', { name: 'conv2d: 32 filters of 3 × 3 on the picture' })).toBeVisible();

  await drawShape(page, trousers);
  await expect(leadingClass(page)).toHaveText('Trouser');
  await expect(saliency(page)).toHaveAccessibleName(/for Trouser\.$/);
  for (const [layer, count, size] of [
    ['conv2d', 32, '28 × 28'],
    ['conv2d_1', 32, '28 × 28'],
    ['max_pooling2d', 32, '14 × 14'],
    ['conv2d_3', 64, '14 × 14'],
  ] as const) {
    await expect(maps(page, layer)).toHaveAccessibleName(`${layer}: ${count} pictures of ${size}`);
    await expect(maps(page, layer).locator('canvas')).toHaveCount(count);
  }
  await expect(page.getByRole('img', { name: 'dense: 128 numbers' })).toBeVisible();

  // The gap between the legs is what tells trousers from a dress: brighter there speaks against them.
  const against = await saliency(page).evaluate((canvas) => {
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(12, 14, 4, 10) ?? { data: [] };
    return [...data].filter((_, i) => i % 4 === 0).reduce((sum, red, i) => sum + red - (data[4 * i + 2] ?? 0), 0);
  });
  expect(against).toBeGreaterThan(0);

  const before = await content(page, 'conv2d');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('Draw something, and here')).toBeVisible();
  await page.getByRole('button', { name: 'Bag', exact: true }).click();
  await expect(saliency(page)).toHaveAccessibleName(/for Bag\.$/);
  await expect.poll(() => content(page, 'conv2d')).not.toBe(before);
  await expectAccessible(page);
  await page.locator('#draw').screenshot({ path: info.outputPath('inside.png') });

  await page.getByLabel('What mattered for').selectOption('Shirt');
  await expect(saliency(page)).toHaveAccessibleName(/for Shirt\.$/);
});

test('while somebody draws, answers come first', async ({ page }) => {
  await page.addInitScript(() => {
    const asked: string[] = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: { type?: string }, ...rest: []) {
      asked.push(message.type ?? '');
      post.call(this, message, ...rest);
    };
    Object.assign(window, { asked });
  });
  const countOf = (type: string) =>
    page.evaluate(
      (wanted) => (window as unknown as { asked: string[] }).asked.filter((each) => each === wanted).length,
      type,
    );
  await open(page);
  await summary(page).click();
  await page.getByRole('button', { name: 'Dress', exact: true }).click();
  await expect(saliency(page)).toHaveAccessibleName(/for Dress\.$/);
  const [explained, answered] = [await countOf('explain'), await countOf('classify')];

  await draw(page, [
    [0.1, 0.9],
    [0.9, 0.9],
    [0.9, 0.1],
    [0.1, 0.1],
    [0.1, 0.9],
  ]);
  const answers = (await countOf('classify')) - answered;
  const explanations = (await countOf('explain')) - explained;
  expect(answers).toBeGreaterThan(3);
  expect(explanations).toBeLessThan(answers / 2);
  // At rest, what is shown is explained.
  await expect.poll(() => countOf('explain')).toBeGreaterThan(explained);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the network’s inside fits a phone in ${colorScheme} colours`, async ({ page }, info) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme });
    await open(page);
    await drawShape(page, trousers);
    await summary(page).click();
    await expect(saliency(page)).toBeVisible();
    await expect(maps(page, 'conv2d').locator('canvas')).toHaveCount(32);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.locator('#draw').screenshot({ path: info.outputPath('inside.png') });
  });
}
