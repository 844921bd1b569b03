import { expect, type Page } from '@playwright/test';
import { plainAddress } from '../../web/playwright.config';
import { drawShape, expectAccessible, leadingClass, open, startTraining, test, trousers } from './support/page';

// Enough for a machine that has other things to do.
test.setTimeout(400_000);

const phase = (page: Page) => page.getByTestId('phase');
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Training' });
const numberIn = async (page: Page, id: string) => parseFloat((await page.getByTestId(id).textContent()) ?? '');

/** The training data has come and been unpacked, and the first steps are done. */
async function expectUnderWay(page: Page): Promise<void> {
  await expect(phase(page)).toContainText('Epoch 1 of 1', { timeout: 60_000 });
}

async function expectFinished(page: Page, preset: string, firstLoss: number): Promise<void> {
  await expect(page.getByTestId('test-accuracy')).toBeVisible({
    timeout: 300_000,
  });
  expect(await numberIn(page, 'test-accuracy')).toBeGreaterThan(80);
  await page.getByText('All figures as a table').click();
  const cells = await page.getByRole('row').nth(1).getByRole('cell').allTextContents();
  const [trainingLoss, validationLoss] = cells.map(parseFloat);
  expect(trainingLoss).toBeLessThan(firstLoss);
  expect(validationLoss).toBeLessThan(trainingLoss ?? 0);
  await expect(page.getByTestId('model')).toHaveText(`${preset}, trained here`);
}

test('a network learns, can be paused, and answers meanwhile', async ({ page }, info) => {
  await open(page);
  await startTraining(page, 'classic', 1);
  await expectUnderWay(page);
  const firstLoss = await numberIn(page, 'loss');
  await expect(page.getByTestId('model')).toHaveText('classic, in training');
  await expect(page.getByLabel('Epochs')).toBeDisabled();

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(phase(page)).toContainText('Paused');
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
  await expect.poll(() => numberIn(page, 'loss'), { timeout: 60_000 }).toBeLessThan(heldLoss);
  await expectAccessible(page);
  await page.screenshot({
    path: info.outputPath('training.png'),
    fullPage: true,
  });

  await expectFinished(page, 'classic', firstLoss);
  await expect(leadingClass(page)).toHaveText('Trouser');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('done.png'), fullPage: true });

  await page.getByRole('button', { name: 'Use the one trained before' }).click();
  await expect(page.getByTestId('model')).toContainText('trained before');
  await page.getByRole('button', { name: 'Use the one trained here' }).click();
  await expect(page.getByTestId('model')).toContainText('trained here');
});

test('a page without isolation trains on one thread, and its address brings the options back', async ({ page }) => {
  await open(page, plainAddress);
  await expect(page.getByTestId('engine')).toContainText('on one thread');
  await startTraining(page, 'classic', 7);
  await expectUnderWay(page);
  const firstLoss = await numberIn(page, 'loss');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await expectFinished(page, 'classic', firstLoss);

  await page.reload();
  await expect(page.getByRole('radio', { name: /^classic \d/ })).toBeChecked();
  await expect(page.getByLabel('Seed')).toHaveValue('7');
});

test('a training that is stopped is tested as far as it got', async ({ page }) => {
  await open(page);
  await startTraining(page, 'classic', 2);
  await expectUnderWay(page);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByTestId('outcome')).toContainText('before you stopped it', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Train again' })).toBeEnabled();
});

test('options that cannot be used are refused with a sentence', async ({ page }) => {
  await open(page);
  await page.getByLabel('Batch size').fill('5000');
  await expect(page.getByText('Between 1 and 4,096.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start training' })).toBeDisabled();
  await page.getByLabel('Batch size').fill('64');
  await expect(page.getByRole('button', { name: 'Start training' })).toBeEnabled();
});
