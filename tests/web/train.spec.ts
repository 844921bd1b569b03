import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { plainAddress } from '../../web/playwright.config';
import {
  chooseTraining,
  drawShape,
  expectAccessible,
  expectNoSidewaysScroll,
  leadingClass,
  open,
  reachPhase,
  startTraining,
  test,
  trousers,
} from './support/page';

// Enough for a machine that has other things to do.
test.setTimeout(400_000);

const phase = (page: Page) => page.getByTestId('phase');
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Training' });
const numberIn = async (page: Page, id: string) => parseFloat((await page.getByTestId(id).textContent()) ?? '');
const start = (page: Page) => page.getByRole('button', { name: /Start training|Train again/ });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const runs = (page: Page) => page.getByRole('region', { name: 'Runs' }).getByRole('listitem');

async function expectEnded(page: Page): Promise<void> {
  await expect(page.getByTestId('test-accuracy')).toBeVisible({ timeout: 300_000 });
}

/** How many epochs the table of the newest run tells of. */
async function epochsDone(page: Page): Promise<number> {
  const table = page.locator('details', { has: page.getByText(/^All figures/) }).last();
  if ((await table.getAttribute('open')) === null) await table.locator('summary').click();
  return (await table.getByRole('row').count()) - 1;
}

test('a network learns, can be paused, and answers meanwhile', async ({ page }, info) => {
  await open(page);
  await startTraining(page, 'classic', 1, { images: 24_000 });
  await reachPhase(page, 'Epoch 1', { pause: true });
  const firstLoss = await numberIn(page, 'loss');
  await page.getByRole('button', { name: 'Resume' }).press('Enter');
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await expect(phase(page)).toContainText('Paused');
  await expect(page.getByRole('button', { name: 'Resume' })).toBeFocused();
  await expect(page.getByTestId('model')).toHaveText('classic, in training');
  await expect(field(page, 'Epochs')).toBeDisabled();

  // What was under way when the button was pressed may still arrive.
  await page.waitForTimeout(500);
  const held = await progress(page).getAttribute('aria-valuenow');
  const heldLoss = await numberIn(page, 'loss');
  await drawShape(page, trousers);
  await expect(leadingClass(page)).toBeVisible();
  await page.waitForTimeout(1000);
  expect(await progress(page).getAttribute('aria-valuenow')).toBe(held);
  expect(await numberIn(page, 'loss')).toBe(heldLoss);

  await page.getByRole('button', { name: 'Resume' }).click();
  const chart = page.getByRole('img', { name: /^Loss / });
  await expect(chart).toHaveAccessibleName(/within the first epoch/);
  await expect.poll(() => numberIn(page, 'loss'), { timeout: 60_000 }).toBeLessThan(heldLoss);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('training.png'), fullPage: true });

  await expectEnded(page);
  expect(await numberIn(page, 'test-accuracy')).toBeGreaterThan(70);
  expect(await epochsDone(page)).toBe(1);
  await expect(chart).toHaveAccessibleName(/figures are in the table below/);
  const cells = await page.getByRole('row').nth(1).getByRole('cell').allTextContents();
  const [trainingLoss, validationLoss] = cells.map(parseFloat);
  expect(trainingLoss).toBeLessThan(firstLoss);
  expect(validationLoss).toBeLessThan(trainingLoss ?? 0);
  await expect(page.getByTestId('best-epoch')).toContainText('Best epoch so far: 1');
  await expect(page.getByTestId('model')).toHaveText('classic, trained here');
  await expect(leadingClass(page)).toHaveText('Trouser');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('done.png'), fullPage: true });

  await page.getByRole('button', { name: 'Use the one trained before' }).click();
  await expect(page.getByTestId('model')).toContainText('trained before');
  await page.getByRole('button', { name: 'Use the one trained here' }).click();
  await expect(page.getByTestId('model')).toContainText('trained here');
});

test('a page without isolation trains on one thread, and its address repeats the run', async ({ page }) => {
  const fetched = new Set<string>();
  page.context().on('request', (request) => {
    const shard = /data\/(.*)-[0-9a-f]+\.shard$/.exec(request.url())?.[1];
    if (shard) fetched.add(shard);
  });
  await open(page, plainAddress);
  await expect(page.getByTestId('engine')).toContainText('on one thread');
  await startTraining(page, 'sprint', 7, { images: 2000 });
  await expectEnded(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  // The first 2,000 images to learn from, the last 12,000 of 60,000 to validate on, and those of the test; no others.
  expect([...fetched].sort()).toEqual([
    'test-00',
    'test-01',
    'training-00',
    'training-09',
    'training-10',
    'training-11',
  ]);
  const accuracy = await numberIn(page, 'test-accuracy');
  expect(page.url()).toMatch(/#recipe=sprint&epochs=1&trainingImages=2000&seed=7$/);

  await page.reload();
  await expect(field(page, 'Recipe')).toHaveValue('sprint');
  await expect(field(page, 'Seed')).toHaveValue('7');
  await expect(page.getByText('3 things are changed.')).toBeVisible();
  await start(page).click();
  await expectEnded(page);
  expect(await numberIn(page, 'test-accuracy')).toBe(accuracy);
});

test('a reload loses nothing of what is typed', async ({ page }) => {
  await open(page);
  await field(page, 'Seed').fill('77');
  await expect(page).toHaveURL(/#recipe=sprint&seed=77$/);
  await page.reload();
  await expect(field(page, 'Seed')).toHaveValue('77');
});

test('a screen reader hears how the training goes, and what the network in training answers', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Trousers', exact: true }).click();
  const said = (name: string) =>
    page.getByRole('region', { name, exact: true }).locator('.visually-hidden[role=status]').last();
  await expect(said('Draw')).toHaveText(/^Trouser, \d+%$/);
  // Nothing of before: the network begins anew.
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(said('Draw')).toHaveText('');
  await startTraining(page, 'classic', 1, { epochs: 40, images: 2000 });
  await expect(said('Train')).toHaveText(/^Epoch \d+ of 40 is done. Validation accuracy /, { timeout: 120_000 });
  await page.getByRole('button', { name: 'Trousers', exact: true }).click();
  await expect(said('Draw')).not.toHaveText('', { timeout: 30_000 });
  await expect(page.getByTestId('model')).toHaveText('classic, in training');
  await page.getByRole('button', { name: 'Stop', exact: true }).press('Enter');
  await expect(said('Train')).toHaveText(/^The training has ended. Test accuracy /, { timeout: 120_000 });
  await expect(page.getByRole('group', { name: 'Course of the training' })).toBeFocused();
});

test('a training that is stopped is tested as far as it got', async ({ page }) => {
  await open(page);
  await startTraining(page, 'classic', 2, { images: 48_000 });
  await reachPhase(page, 'Epoch 1');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByTestId('outcome')).toContainText('before you stopped it', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Train again' })).toBeEnabled();
});

test('a training stops after its epoch, and goes on for more', async ({ page }) => {
  await open(page);
  await startTraining(page, 'classic', 3, { epochs: 50, images: 1000 });
  await reachPhase(page, 'Epoch 1');
  await page.getByRole('button', { name: 'Stop after this epoch' }).click();
  await expect(page.getByTestId('outcome')).toContainText('before you stopped it', { timeout: 120_000 });
  const done = await epochsDone(page);
  expect(done).toBeGreaterThanOrEqual(1);
  expect(done).toBeLessThan(50);

  await page.getByLabel('More epochs').fill('0');
  await expect(page.getByText('Enter a whole number, at least 1 and at most 1000.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeDisabled();
  await page.getByLabel('More epochs').fill('2');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(phase(page)).toContainText(`of ${done + 2}`);
  await expectEnded(page);
  await expect(page.getByTestId('outcome')).toContainText('of 10,000 pictures that it had never seen');
  expect(await epochsDone(page)).toBe(done + 2);
  await expect(runs(page)).toHaveCount(1);
});

test('options that cannot be used are refused with a sentence', async ({ page }) => {
  await open(page);
  // The recipe that the form begins with has AdamW and a weight decay already.
  await field(page, 'Recipe').selectOption('classic');
  await field(page, 'Batch size').fill('5000');
  await expect(page.getByText('Enter a whole number, at least 1 and at most 4,096.')).toBeVisible();
  await expect(start(page)).toBeDisabled();
  await field(page, 'Batch size').fill('64');
  await expect(start(page)).toBeEnabled();

  await page.getByText('Optimizer', { exact: true }).first().click();
  await expect(field(page, 'Momentum')).toBeHidden();
  await field(page, 'Optimizer').selectOption('SGD');
  await expect(field(page, 'Momentum')).toBeVisible();
  await field(page, 'Optimizer').selectOption('AdamW');
  await expect(page.getByRole('alert')).toContainText('AdamW needs a weight decay above 0');
  await expect(start(page)).toBeDisabled();
  await page.getByText('Regularisation', { exact: true }).click();
  await field(page, 'Weight decay').fill('0,01');
  await expect(start(page)).toBeEnabled();
  await page.getByRole('button', { name: 'Back to the recipe' }).click();
  await expect(field(page, 'Batch size')).toHaveValue('32');
});

test('on the Polish page numbers have a comma, and the engine says in Polish what is wrong', async ({ page }) => {
  await page.goto('./?lang=pl');
  const rate = field(page, 'Tempo uczenia');
  await expect(rate).toHaveValue('0,01');
  await rate.fill('0.02');
  await expect(rate).toHaveValue('0,02');
  await page.getByText('Regularyzacja', { exact: true }).click();
  await field(page, 'Zanik wag').fill('0');
  await expect(page.getByRole('alert')).toContainText('AdamW wymaga zaniku wag większego niż 0');
  await field(page, 'Zanik wag').fill('0,001');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Zacznij trening' })).toBeEnabled();

  await page.getByText('Warstwy', { exact: true }).click();
  const layers = page.locator('.editor li');
  await layers.nth(0).getByText('Splot').click();
  await layers.nth(0).getByLabel('Filtry').fill('wiele');
  await layers.nth(0).getByLabel('Filtry').press('Tab');
  await expect(page.getByRole('alert')).toHaveText(
    /^Warstwa 1 \(Splot\): „Filtry” to musi być liczba całkowita od 1 do/,
  );
});

test('a network is put together layer by layer, with its shapes, and trained', async ({ page }, info) => {
  await open(page);
  await chooseTraining(page, 'sprint', 1, { images: 1000 });
  await field(page, 'Network').selectOption('classic');
  await expect(page.getByTestId('parameters')).toHaveText('394,530 parameters.');
  await page.getByText('Layers', { exact: true }).click();
  const layers = page.locator('.editor li');
  await expect(layers).toHaveCount(6);
  await expect(layers.nth(0)).toContainText('→ 26 × 26 × 28');

  await layers.nth(0).getByText('Convolution').click();
  await layers.nth(0).getByLabel('Filters').fill('8');
  await layers.nth(0).getByLabel('Filters').press('Tab');
  await expect(layers.nth(0)).toContainText('→ 26 × 26 × 8');
  await expect(layers.nth(0)).toContainText('80 parameters');
  await expect(field(page, 'Network')).toHaveValue('');

  await layers.nth(0).getByLabel('Kernel size').fill('29');
  await layers.nth(0).getByLabel('Kernel size').press('Tab');
  await expect(page.getByRole('alert')).toContainText('Layer 1 (Convolution): kernel 29x29 does not fit input 28x28');
  await expect(start(page)).toBeDisabled();
  await layers.nth(0).getByLabel('Kernel size').fill('5');
  await layers.nth(0).getByLabel('Kernel size').press('Tab');
  await expect(layers.nth(0)).toContainText('→ 24 × 24 × 8');
  await expect(layers.nth(0).getByLabel('Kernel size')).toHaveAccessibleDescription(/^Height and width of the part/);
  await layers.nth(0).screenshot({ path: info.outputPath('layer.png') });

  for (const kind of ['Average pooling', 'Batch normalisation', 'Dropout', 'ReLU', 'Dense', 'Convolution']) {
    await page.getByLabel('New layer').selectOption(kind);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: `${kind} added as layer` })).toBeAttached();
  }
  await expect(layers).toHaveCount(12);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expectAccessible(page);

  // The dense layer that was added comes before the last one; moved to the end, the network no longer answers.
  await layers.nth(10).locator('summary').click();
  await layers.nth(10).getByRole('button', { name: 'Down' }).click();
  await expect(layers.nth(11).locator('summary')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('activation softmax is for the network');
  await layers.nth(11).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);

  await start(page).click();
  await expectEnded(page);
  await expect(page.getByTestId('outcome')).toContainText('your network');
  await expect(runs(page)).toContainText('your own');

  await page.reload();
  await expect(field(page, 'Network')).toHaveValue('');
  await page.getByText('Layers', { exact: true }).click();
  await expect(layers).toHaveCount(11);
  await expect(layers.nth(0)).toContainText('→ 24 × 24 × 8');
});

test('what augmentation does is seen as its options change', async ({ page }) => {
  await open(page);
  await page.getByText('Augmentation', { exact: true }).click();
  const sheet = page.getByTestId('augmentation');
  await expect(sheet).toBeVisible({ timeout: 60_000 });
  const pixels = () => sheet.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const plain = await pixels();
  await field(page, 'Rotation').fill('90');
  await expect.poll(pixels).not.toBe(plain);
  await expectAccessible(page);
  await field(page, 'Rotation').fill('0');
  await expect.poll(pixels).toBe(plain);
});

test('runs are kept, compared, renamed, saved and deleted', async ({ page }, info) => {
  await open(page);
  await startTraining(page, 'classic', 1, { epochs: 2, images: 1000 });
  await expectEnded(page);
  await startTraining(page, 'sprint', 1, { epochs: 2, images: 1000 });
  await expect(runs(page)).toHaveCount(2, { timeout: 300_000 });
  await expect(page.getByText('Solid: validation. Dashed: training.')).toBeVisible();
  await expect(page.getByText('All figures of sprint as a table')).toBeVisible();

  const first = runs(page).nth(0);
  await first.getByRole('button', { name: 'Rename' }).click();
  await first.getByLabel('New name').fill('plain');
  await first.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(first.getByRole('checkbox', { name: 'plain' })).toBeChecked();
  await expect(page.getByText('All figures of plain as a table')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('compared.png'), fullPage: true });

  const [csv] = await Promise.all([
    page.waitForEvent('download', { timeout: 30_000 }),
    first.getByRole('button', { name: 'CSV plain' }).click(),
  ]);
  expect(csv.suggestedFilename()).toBe('plain.csv');
  const [head, one, two, end] = (await readFile(await csv.path(), 'utf8')).split('\r\n');
  expect(head).toMatch(/^epoch,training_loss,training_accuracy,validation_loss,/);
  expect(one).toMatch(/^1,[\d.]+,[\d.]+,[\d.]+,[\d.]+,0\.001,/);
  expect(two).toMatch(/^2,/);
  expect(end).toBe('');

  const [png] = await Promise.all([
    page.waitForEvent('download', { timeout: 30_000 }),
    page.getByRole('button', { name: 'Charts as PNG' }).click(),
  ]);
  expect(png.suggestedFilename()).toBe('plain, sprint.png');
  await png.saveAs(info.outputPath('charts.png'));
  const bytes = await readFile(info.outputPath('charts.png'));
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeGreaterThan(5000);

  await first.getByRole('checkbox', { name: 'plain' }).uncheck();
  await expect(page.getByText('Solid: validation. Dashed: training.')).toBeHidden();
  await first.getByRole('button', { name: 'Open its network' }).click();
  await expect(page.getByTestId('model')).toHaveText('classic, from a file');
  await expect(page.getByText(/right on the test images/)).toContainText(
    (await first
      .getByText(/^\d\d\.\d\d%$/)
      .first()
      .textContent()) ?? '',
  );
  await first.getByRole('button', { name: 'Use its options' }).click();
  await expect(field(page, 'Recipe')).toHaveValue('classic');
  await expect(field(page, 'Epochs')).toHaveValue('2');

  await first.getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(runs(page)).toHaveCount(1);
  await expect(runs(page).getByRole('button', { name: 'Delete' })).toBeFocused();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(runs(page).nth(0)).toContainText('plain');
  await expect(runs(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Open its network' })).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Open its network' })).toHaveCount(2);
});

test('overfitting is said in words when it happens', async ({ page }) => {
  await open(page);
  await startTraining(page, 'classic', 1, { epochs: 100, images: 200 });
  await expect(page.getByTestId('overfitting')).toContainText('It is learning by heart (overfitting): since epoch', {
    timeout: 300_000,
  });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expectEnded(page);
});

test('a page that is never drawn trains all the same', async ({ page }) => {
  // As in a hidden tab, where browsers call none of these.
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
    window.requestIdleCallback = () => 0;
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { get: () => true });
  });
  await open(page);
  await startTraining(page, 'classic', 1, { images: 1000 });
  await expectEnded(page);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`everything fits a phone of 360 pixels in ${colorScheme} colours`, async ({ page }, info) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme });
    await open(page);
    await chooseTraining(page, 'classic', 1, { epochs: 2, images: 1000 });
    for (const summary of ['Layers', 'More of the training', 'Optimizer', 'Regularisation', 'Augmentation']) {
      await page.getByText(summary, { exact: true }).first().click();
    }
    await page.locator('.editor li').nth(0).getByText('Convolution').click();
    await expect(page.getByTestId('augmentation')).toBeVisible({ timeout: 60_000 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('form.png'), fullPage: true });
    await start(page).click();
    await reachPhase(page, 'Epoch 1');
    await expectNoSidewaysScroll(page);
    await expectEnded(page);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('ended.png'), fullPage: true });
  });
}
