import { expect, type Page } from '@playwright/test';
import { modelFile } from './support/models';
import { expectAccessible, expectNoSidewaysScroll, open, reachPhase, startTraining, test } from './support/page';

// What a network gets wrong: the page's section about it, with the real engine and the real test images.

test.setTimeout(400_000);

const section = (page: Page) => page.getByRole('region', { name: 'What it gets wrong' });
const accuracy = (page: Page) => page.getByTestId('evaluation-accuracy');
const matrix = (page: Page) => page.getByRole('table', { name: /Confusion matrix of the test images/ });

async function examine(page: Page): Promise<void> {
  await section(page).getByRole('button', { name: 'Examine the network' }).click();
  await expect(accuracy(page)).toBeVisible({ timeout: 120_000 });
}

/** The counts that a table's cells hold. */
async function counts(page: Page): Promise<number[][]> {
  return matrix(page)
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent?.trim().replace('·', ''))),
      ),
    );
}

/** How many images a gallery shows, and whether any of them is but black. */
async function pictures(page: Page, name: RegExp): Promise<{ count: number; black: number }> {
  return page
    .getByRole('list', { name })
    .locator('canvas')
    .evaluateAll((canvases) => {
      const reference = document.createElement('canvas');
      reference.width = reference.height = 28;
      reference.getContext('2d')?.fillRect(0, 0, 28, 28);
      const isBlack = (canvas: HTMLCanvasElement) => canvas.toDataURL() === reference.toDataURL();
      const all = canvases.filter((canvas) => canvas instanceof HTMLCanvasElement);
      return { count: all.length, black: all.filter(isBlack).length };
    });
}

test('the shipped network is examined on the test images, which are fetched for it', async ({ page }, info) => {
  const fetched: string[] = [];
  page.context().on('request', (request) => {
    const file = /data\/(.*)$/.exec(request.url())?.[1];
    if (file) fetched.push(file.replace(/-[0-9a-f]+\.shard$/, ''));
  });
  await open(page);
  const stated = await page.getByText('right on the test images').textContent();
  fetched.splice(0);
  await examine(page);
  expect([...new Set(fetched)].filter((file) => !file.startsWith('training')).sort()).toEqual([
    'manifest.json',
    'test-00',
    'test-01',
  ]);
  // The model file's training was tested natively: the same figure but for roundings.
  expect(parseFloat((await accuracy(page).textContent()) ?? '')).toBeCloseTo(parseFloat(stated ?? ''), 0);

  const table = await counts(page);
  expect(table.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(Array(10).fill(1000));
  const shirt = table[6] ?? [];
  expect(Math.min(...table.map((row, label) => row[label] ?? 0))).toBe(shirt[6]);
  await expect(section(page).getByRole('row', { name: /Shirt weakest/ })).toBeVisible();

  await page.getByRole('button', { name: /^Shirt taken for T-shirt\/top: \d+$/ }).click();
  const title = page.getByRole('heading', { name: `Shirt taken for T-shirt/top: ${shirt[0]}` });
  await expect(title).toBeFocused();
  await expect.poll(() => pictures(page, /^Shirt taken for/)).toEqual({ count: 24, black: 0 });
  await page
    .getByRole('button', { name: /^Show more \(24 of/ })
    .first()
    .click();
  await expect.poll(async () => (await pictures(page, /^Shirt taken for/)).count).toBe(Math.min(48, shirt[0] ?? 0));
  const first = page
    .getByRole('list', { name: /^Shirt taken for/ })
    .getByRole('list', { name: 'What the network says' })
    .first();
  await expect(first.getByRole('listitem').first()).toContainText('T-shirt/top');

  await expect.poll(() => pictures(page, /surest/)).toEqual({ count: 24, black: 0 });
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('understand.png'), fullPage: true });

  await page.getByRole('button', { name: 'Close' }).click();
  await expect(title).toBeHidden();
  await page.getByRole('list', { name: 'Most frequent confusions' }).getByRole('button').first().click();
  await expect(page.getByRole('heading', { name: / taken for .*: \d+$/ })).toBeFocused();
});

test('the matrix is walked through with the arrow keys', async ({ page }) => {
  await open(page);
  await examine(page);
  const cell = page.getByRole('button', { name: /^T-shirt\/top, named rightly/ });
  await cell.focus();
  await page.keyboard.press('ArrowDown');
  await expect(cell).not.toBeFocused();
  const focused = page.locator('tbody button:focus');
  await expect(focused).toHaveAttribute('aria-label', /taken for T-shirt\/top/);
  const name = await focused.getAttribute('aria-label');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: name ?? '' })).toBeFocused();
  // One stop for the Tab key in all.
  await expect(matrix(page).locator('button[tabindex="0"]')).toHaveCount(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the section fits a phone in ${colorScheme} colours`, async ({ page }, info) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme });
    await open(page);
    await examine(page);
    await page.getByRole('list', { name: 'Most frequent confusions' }).getByRole('button').first().click();
    // Few enough to be scrolled past.
    await expect.poll(async () => (await pictures(page, / taken for /)).count).toBe(8);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await section(page).screenshot({ path: info.outputPath('understand.png') });
  });
}

test('an examination can be stopped, and data that cannot be had are asked for again', async ({ page, complaints }) => {
  await open(page);
  await page.context().route('**/data/test-01*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue().catch(() => undefined);
  });
  await section(page).getByRole('button', { name: 'Examine the network' }).press('Enter');
  await expect(section(page).getByRole('button', { name: 'Stop' })).toBeFocused();
  await section(page).getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(section(page).getByRole('button', { name: 'Examine the network' })).toBeFocused();
  await expect(page.getByRole('alert')).toBeHidden();

  await page.context().unroute('**/data/test-01*');
  await page.context().route('**/data/test-01*', (route) => route.abort());
  await section(page).getByRole('button', { name: 'Examine the network' }).click();
  await expect(page.getByRole('alert')).toContainText('could not be fetched', { timeout: 60_000 });
  await page.context().unroute('**/data/test-01*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(accuracy(page)).toBeVisible({ timeout: 120_000 });
  // The browser itself logs each request that failed.
  complaints.splice(0);
});

test('a network in training is examined as it is, and each of its epochs is kept', async ({ page }, info) => {
  await open(page);
  await startTraining(page, 'classic', 1, { epochs: 2, images: 12_000 });
  await reachPhase(page, 'Epoch 1 of 2', { pause: true });
  await examine(page);
  await expect(section(page)).toContainText('are named correctly by classic, in training');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(section(page)).toContainText('The network has changed since');
  const early = parseFloat((await accuracy(page).textContent()) ?? '');

  await expect(page.getByTestId('test-accuracy')).toBeVisible({ timeout: 300_000 });
  const epochs = (epoch: number) =>
    page.getByRole('table', { name: `Confusion matrix of the validation images after epoch ${epoch}` });
  const slider = page.getByRole('slider', { name: 'Epoch', exact: true });
  await expect(epochs(2)).toBeVisible();
  await expect(slider).toHaveAttribute('aria-valuetext', /^Epoch 2: \d+\.\d+% right$/);
  await section(page).getByRole('button', { name: 'Examine it again' }).click();
  await expect(section(page)).toContainText('are named correctly by classic, trained here', { timeout: 120_000 });
  const late = parseFloat((await accuracy(page).textContent()) ?? '');
  expect(late).toBeGreaterThan(early);
  // The training's own test is of the same network on the same images.
  expect(late).toBe(parseFloat((await page.getByTestId('test-accuracy').textContent()) ?? ''));
  await expectAccessible(page);
  await section(page).screenshot({ path: info.outputPath('epochs.png') });

  const told = await slider.getAttribute('aria-valuetext');
  await page.reload();
  await expect(slider).toHaveAttribute('aria-valuetext', told ?? '');
  await slider.press('ArrowLeft');
  await expect(epochs(1)).toBeVisible();

  // A network of other classes answers: the run has its own.
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('region', { name: 'Keep' }).getByRole('button', { name: 'Open a file' }).click(),
  ]);
  const buffer = modelFile([28, 28, 1], ['round', 'square', 'long']);
  await chooser.setFiles({ name: 'shapes.safetensors', mimeType: 'application/octet-stream', buffer });
  await expect(page.getByTestId('model')).toHaveText('tiny, from a file');
  await expect(epochs(1).getByRole('columnheader')).toHaveText([
    /T-shirt/,
    ...Array<RegExp>(8).fill(/./),
    /Ankle boot/,
  ]);
  await section(page).getByRole('button', { name: 'Examine the network' }).click();
  await expect(section(page).getByRole('alert')).toContainText('the test images are of 10 other ones');
});
