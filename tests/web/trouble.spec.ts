import { expect } from '@playwright/test';
import { plainAddress } from '../../web/playwright.config';
import {
  drawShape,
  expectAccessible,
  leadingClass,
  open,
  reachPhase,
  sheet,
  startTraining,
  test,
  trousers,
} from './support/page';

test('training data that cannot be fetched is said so, and can be tried again', async ({ page, complaints }) => {
  await open(page);
  await page.context().route('**/data/**', (route) => route.abort());
  await startTraining(page, 'classic', 3);
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 60_000 });
  await page.context().unroute('**/data/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await reachPhase(page, 'Epoch 1 of 1');
  await expect(page.getByRole('alert')).toBeHidden();
  // The browser itself logs each request that failed.
  complaints.splice(0);
});

test('a browser without room says so, once', async ({ page }, info) => {
  test.setTimeout(400_000);
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await open(page);
  const notice = page.getByRole('alert').filter({ hasText: 'There is no room left for this page' });
  for (const seed of [1, 2]) {
    await startTraining(page, 'classic', seed, { epochs: 2, images: 1000 });
    await expect(page.getByRole('region', { name: 'Runs' }).getByRole('listitem')).toHaveCount(seed, {
      timeout: 200_000,
    });
    if (seed === 1) {
      await expectAccessible(page);
      await notice.screenshot({ path: info.outputPath('full.png') });
      await notice.getByRole('button', { name: 'Understood' }).click();
    }
    await expect(notice).toBeHidden();
  }
});

test('a crashed worker is started again and said so', async ({ page, complaints }) => {
  await open(page);
  const [worker] = page.workers();
  await worker?.evaluate(() => void setTimeout(() => JSON.parse('no longer well')));
  await expect(page.getByRole('alert')).toContainText('The engine has been started again');
  await drawShape(page, trousers);
  await expect(leadingClass(page)).toHaveText('Trouser');
  // Whoever came from the sheet is back there afterwards.
  await sheet(page).focus();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Understood' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(sheet(page)).toBeFocused();
  complaints.splice(0);
});

test('after a crash, what the page goes on to offer works', async ({ page, complaints }) => {
  test.setTimeout(300_000);
  await open(page);
  const keep = page.getByRole('region', { name: 'Keep' });
  await keep.getByRole('button', { name: 'Keep it here' }).click();
  await keep.getByRole('button', { name: 'Open three-block' }).click();
  await expect(page.getByTestId('model')).toContainText('three-block, from a file');
  await startTraining(page, 'classic', 1, { images: 1000 });
  await expect(page.getByTestId('test-accuracy')).toBeVisible({ timeout: 200_000 });
  const understand = page.getByRole('region', { name: 'What it gets wrong' });
  await understand.getByRole('button', { name: 'Examine the network' }).click();
  const more = understand.getByRole('button', { name: /^Show more \(24 of/ });
  await expect(more).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('button', { name: 'Go on', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Use the one trained before' }).click();
  await expect(page.getByTestId('model')).toContainText('trained before');

  const worker = page.workers().find((each) => each.url().includes('/worker-'));
  await worker?.evaluate(() => void setTimeout(() => JSON.parse('no longer well')));
  await expect(page.getByRole('alert')).toContainText('The engine has been started again');
  await expect(page.getByTestId('model')).toContainText('trained before');
  await expect(page.getByRole('button', { name: 'Go on', exact: true })).toBeHidden();
  await more.click();
  await expect(understand.getByRole('button', { name: /^Show more \(48 of/ })).toBeVisible();
  await page.getByRole('button', { name: 'Use the one trained here' }).click();
  await expect(page.getByTestId('model')).toHaveText('classic, trained here');
  await page.getByRole('button', { name: 'Use the one from the file' }).click();
  await expect(page.getByTestId('model')).toContainText('three-block, from a file');
  await expect(understand.getByRole('alert')).toBeHidden();
  complaints.splice(0);
});

test('a browser that cannot run the engine is told why', async ({ page }) => {
  await page.goto(`${plainAddress}?build=wasm-relaxed-threads`);
  await expect(page.getByRole('alert')).toContainText('needs a cross-origin isolated page');
  // Without an engine there are no recipes to choose from, and nothing to start.
  await expect(page.getByRole('button', { name: 'Start training' })).toBeHidden();
});
