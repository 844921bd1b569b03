import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { modelFile } from './support/models';
import {
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

const section = (page: Page) => page.getByRole('region', { name: 'Keep' });
const rows = (page: Page) => section(page).getByRole('listitem');
const alert = (page: Page) => section(page).getByRole('alert');

async function keep(page: Page, name: string): Promise<void> {
  await section(page).getByLabel('Name', { exact: true }).fill(name);
  await section(page).getByRole('button', { name: 'Keep it here' }).click();
}

/** What the page has the browser save as a file. */
async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    section(page).getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function openFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    section(page).getByRole('button', { name: 'Open a file' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

test('a network that another one has answered for is kept when its training ends', async ({ page }) => {
  await open(page);
  await startTraining(page, 'classic', 1, { epochs: 2, images: 2000 });
  await page.getByRole('button', { name: 'Use the one trained before' }).click({ timeout: 60_000 });
  await expect(page.getByTestId('test-accuracy')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByTestId('model')).toContainText('trained before');
  await expect(rows(page)).toContainText('Trained last: classic');
});

test('a network is kept, survives a reload, is renamed, opened and deleted', async ({ page }) => {
  await open(page);
  await expect(section(page)).toContainText('Nothing yet');
  await keep(page, 'my first');
  await keep(page, 'my first');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('my first 2');

  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText(/three-block · 93\.\d\d% right · .+ · 1\.3 MB/);

  await section(page).getByRole('button', { name: 'Rename my first 2' }).click();
  await section(page).getByLabel('New name of my first 2').fill('another');
  await page.keyboard.press('Enter');
  await section(page).getByRole('button', { name: 'Open another' }).click();
  await expect(page.getByTestId('model')).toContainText('from a file');
  await drawShape(page, trousers);
  await expect(leadingClass(page)).toHaveText('Trouser');

  await section(page).getByRole('button', { name: 'Delete my first', exact: true }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('another');
});

test('a network goes into a file and comes back, whole or in half precision', async ({ page }) => {
  await open(page);
  await section(page).getByLabel('Name', { exact: true }).fill('Für dich: 1');
  const whole = await download(page, 'Save as a file');
  expect(whole.name).toBe('Für dich- 1.safetensors');
  await section(page).getByLabel('Half precision').check();
  const half = await download(page, 'Save as a file');
  expect(half.bytes.length).toBeLessThan(0.52 * whole.bytes.length);

  for (const { name, bytes } of [whole, half]) {
    await openFile(page, name, bytes);
    await expect(page.getByTestId('model')).toContainText('three-block, from a file');
    await drawShape(page, trousers);
    await expect(leadingClass(page)).toHaveText('Trouser');
    await page.getByRole('button', { name: 'Use the one trained before' }).click();
  }
  await keep(page, 'kept');
  const kept = await download(page, 'Save kept as a file');
  expect(kept.bytes.equals(whole.bytes)).toBe(true);
});

test('a file that is no network for this page is refused with the reason, and the network stays', async ({ page }) => {
  await open(page);
  await openFile(page, 'notes.safetensors', Buffer.from('Buy thread.'));
  await expect(alert(page)).toContainText(
    'notes.safetensors cannot be opened. It is no safetensors file, or a damaged',
  );
  await openFile(page, 'colours.safetensors', modelFile([32, 32, 3], ['red', 'blue']));
  await expect(alert(page)).toContainText(
    'colours.safetensors cannot be opened. Its network takes pictures of the shape [32, 32, 3]',
  );
  await expect(page.getByTestId('model')).toContainText('trained before');
});

test('a full browser is said so, in a sentence that says what to do', async ({ page }) => {
  await open(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 100_000 });
  await keep(page, 'too much');
  await expect(alert(page)).toContainText('no room left');
  await expect(rows(page)).toHaveCount(0);
});

test('a browser that keeps nothing is said so', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await open(page);
  await keep(page, 'anything');
  await expect(alert(page)).toContainText('keeps nothing for this page');
});

test('what was trained is there after a reload, until it is given a name', async ({ page }) => {
  test.setTimeout(300_000);
  await open(page);
  await startTraining(page, 'classic', 1);
  await reachPhase(page, 'Epoch 1 of 1');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByTestId('outcome')).toBeVisible({ timeout: 120_000 });
  await expect(rows(page)).toContainText('Trained last: classic');

  await page.reload();
  await section(page).getByRole('button', { name: 'Rename classic' }).click();
  await section(page).getByLabel('New name of classic').fill('briefly trained');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).not.toContainText('Trained last');
  await page.reload();
  await section(page).getByRole('button', { name: 'Open briefly trained' }).click();
  await expect(page.getByTestId('model')).toContainText('classic, from a file');
});

for (const [screen, width] of [
  ['a desktop', 1280],
  ['a phone', 360],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`it looks right on ${screen} in ${colorScheme} colours`, async ({ page }, info) => {
      await page.setViewportSize({ width, height: 860 });
      await page.emulateMedia({ colorScheme });
      await open(page);
      await keep(page, 'My first network');
      await keep(page, 'A network with a rather long name that goes on and on');
      await expect(rows(page)).toHaveCount(2);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await section(page).screenshot({ path: info.outputPath('keep.png') });
    });
  }
}
