import { expect, type Page } from '@playwright/test';
import {
  drawShape,
  expectAccessible,
  expectNoSidewaysScroll,
  leadingClass,
  open,
  test,
  trousers,
  type Outline,
} from './support/page';

// Teaching the network pictures of one's own, with the real engine.

test.setTimeout(240_000);

const section = (page: Page) => page.getByRole('region', { name: 'Teach' });
const examples = (page: Page) => page.getByRole('list', { name: 'Pictures of your own that the network learns' });
const thumbnails = (page: Page) => examples(page).getByRole('listitem');
const teachButton = (page: Page) => section(page).getByRole('button', { name: /^Teach/ });
const result = (page: Page) => page.getByTestId('teaching-result');

/** Something that no garment of the data set looks like. */
const star: Outline = [
  [0.5, 0.05],
  [0.62, 0.38],
  [0.95, 0.4],
  [0.68, 0.6],
  [0.8, 0.95],
  [0.5, 0.72],
  [0.2, 0.95],
  [0.32, 0.6],
  [0.05, 0.4],
  [0.38, 0.38],
];

async function addAs(page: Page, name: string): Promise<void> {
  const before = await thumbnails(page).count();
  await section(page).getByLabel('What it is').selectOption(name);
  await section(page).getByRole('button', { name: 'Add to the lesson' }).click();
  await expect(thumbnails(page)).toHaveCount(before + 1);
}

async function teach(page: Page): Promise<void> {
  await teachButton(page).click();
  await expect(result(page)).toBeVisible({ timeout: 120_000 });
}

test('a drawing is taught in seconds, other answers stay, and it can be undone', async ({ page }, info) => {
  await open(page);
  await drawShape(page, star);
  await expect(leadingClass(page)).toBeVisible();
  const wrong = (await leadingClass(page).textContent()) ?? '';
  const name = wrong === 'Sandal' ? 'Bag' : 'Sandal';
  await addAs(page, name);
  await expect(thumbnails(page)).toContainText(`taken for ${wrong}`);
  await expect(section(page).getByRole('heading', { name: 'Your lesson: 1 picture' })).toBeVisible();

  await teach(page);
  await expect(result(page)).toHaveText('Of your 1 picture it named 0 correctly before, and names 1 now.');
  await expect(leadingClass(page)).toHaveText(name);
  await expect(thumbnails(page)).toContainText('recognised');
  await expect(thumbnails(page)).toContainText(`before: ${wrong}`);
  await expect(page.getByTestId('model')).toHaveText('three-block, taught by you');
  const others = (await page.getByTestId('teaching-others').textContent()) ?? '';
  const [, before, after] = /: (\d+) before (\d+) now/.exec(others.replaceAll(',', '')) ?? [];
  expect(Number(before)).toBeGreaterThan(850);
  expect(Number(after)).toBeGreaterThan(Number(before) - 30);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('taught.png'), fullPage: true });

  // What it knew, it knows.
  await page.getByRole('button', { name: 'Trousers', exact: true }).click();
  await expect(leadingClass(page)).toHaveText('Trouser');

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Undo the teaching' }).click();
  await expect(leadingClass(page)).toHaveText(wrong);
  await expect(page.getByTestId('model')).toContainText('trained before');
  await page.getByRole('button', { name: 'Use the one you taught' }).click();
  await expect(leadingClass(page)).toHaveText(name);

  // A reload does not lose it, nor what it was made from.
  await page.reload();
  await expect(page.getByTestId('model')).toContainText('trained before');
  await section(page).getByRole('button', { name: 'Use it again' }).click();
  await expect(page.getByTestId('model')).toHaveText('three-block, taught by you');
  await expect(section(page).getByRole('button', { name: 'Use it again' })).toBeHidden();
  await expect(thumbnails(page)).toContainText('recognised');
  await page.getByRole('button', { name: 'Undo the teaching' }).click();
  await expect(page.getByTestId('model')).toContainText('trained before');
  await expect(thumbnails(page)).toContainText(`taken for ${wrong}`);
});

test('undone, the network that was taught answers, whatever was opened since', async ({ page }) => {
  const keep = page.getByRole('region', { name: 'Keep' });
  const keepAndOpen = async (name: string) => {
    await keep.getByLabel('Name', { exact: true }).fill(name);
    await keep.getByRole('button', { name: 'Keep it here' }).click();
    await keep.getByRole('button', { name: `Open ${name}` }).click();
    await expect(page.getByTestId('model')).toContainText('from a file');
  };
  await open(page);
  await keepAndOpen('base');
  await drawShape(page, star);
  await expect(leadingClass(page)).toBeVisible();
  const wrong = (await leadingClass(page).textContent()) ?? '';
  const name = wrong === 'Sandal' ? 'Bag' : 'Sandal';
  await addAs(page, name);
  await teach(page);
  await keepAndOpen('other');
  await page.getByRole('button', { name: 'Use the one you taught' }).click();
  await expect(leadingClass(page)).toHaveText(name);
  await page.getByRole('button', { name: 'Undo the teaching' }).click();
  await expect(page.getByTestId('model')).toContainText('from a file');
  await expect(leadingClass(page)).toHaveText(wrong);
});

test('what two tabs add is one lesson', async ({ page, context }) => {
  const other = await context.newPage();
  for (const [tab, name] of [
    [page, 'Bag'],
    [other, 'Dress'],
  ] as const) {
    await open(tab);
    await tab.getByRole('button', { name, exact: true }).click();
    await expect(leadingClass(tab)).toHaveText(name);
  }
  await addAs(page, 'Bag');
  await addAs(other, 'Dress');
  await page.reload();
  await expect(thumbnails(page)).toHaveCount(2);
});

test('what is taken out is unlearned by the next teaching', async ({ page }) => {
  await open(page);
  await drawShape(page, star);
  await expect(leadingClass(page)).toBeVisible();
  const wrong = (await leadingClass(page).textContent()) ?? '';
  await addAs(page, wrong === 'Sandal' ? 'Bag' : 'Sandal');
  await teach(page);
  await expect(leadingClass(page)).not.toHaveText(wrong);

  await page.getByRole('button', { name: 'Trousers', exact: true }).click();
  await expect(leadingClass(page)).toHaveText('Trouser');
  await addAs(page, 'Trouser');
  await thumbnails(page)
    .first()
    .getByRole('button', { name: /^Take out/ })
    .click();
  await expect(thumbnails(page)).toHaveCount(1);
  await teach(page);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(leadingClass(page)).not.toHaveText('Trouser');
});

test('examples survive a reload, go into a file and come back from it', async ({ page }) => {
  await open(page);
  await drawShape(page, trousers);
  await expect(leadingClass(page)).toHaveText('Trouser');
  await addAs(page, 'Dress');
  await page.reload();
  await expect(thumbnails(page)).toHaveCount(1);
  await expect(thumbnails(page)).toContainText('taken for Trouser');

  const download = page.waitForEvent('download');
  await section(page).getByRole('button', { name: 'Save to a file' }).click();
  const file = await (await download).path();
  await examples(page)
    .getByRole('button', { name: /^Take out/ })
    .click();
  await expect(thumbnails(page)).toHaveCount(0);
  const chooser = section(page).locator('input[type=file]');
  await chooser.setInputFiles(file);
  await expect(thumbnails(page)).toHaveCount(1);
  await chooser.setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(page.getByRole('alert')).toContainText('notes.json is no lesson');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`fits a phone in ${colorScheme} colours`, async ({ page }, info) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme });
    await open(page);
    await page.getByRole('button', { name: 'Bag', exact: true }).click();
    await expect(leadingClass(page)).toHaveText('Bag');
    await addAs(page, 'Bag');
    await page.getByRole('button', { name: 'Dress', exact: true }).click();
    await expect(leadingClass(page)).toHaveText('Dress');
    await addAs(page, 'Coat');
    await expect(thumbnails(page)).toHaveCount(2);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await section(page).screenshot({ path: info.outputPath('teach.png') });
  });
}
