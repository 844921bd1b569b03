import { expect, type Page } from '@playwright/test';
import {
  drawShape,
  expectAccessible,
  expectNoSidewaysScroll,
  leadingClass,
  sheet,
  test,
  trousers,
} from './support/page';

// The page's frame: its languages, and the way around it.

const header = (page: Page) => page.getByRole('banner');
const sections = (page: Page) => header(page).getByRole('navigation');

test.describe('in a browser that speaks Polish', () => {
  test.use({ locale: 'pl-PL' });

  test('the page is Polish, with names of garments and numbers as Poles write them', async ({ page }, info) => {
    await page.goto('./');
    await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
    await expect(page.getByRole('heading', { name: 'Trening' })).toBeVisible();
    await expect(page.getByText('Liczba parametrów: 256 830')).toBeVisible();
    await expect(page.getByTestId('model')).toContainText('wytrenowana wcześniej');

    await page.getByText('Kształt', { exact: true }).click();
    const box = await page.getByRole('application', { name: 'Arkusz do rysowania' }).boundingBox();
    if (!box) throw new Error('the sheet is not on the screen');
    for (const [i, [x, y]] of [...trousers, trousers[0] ?? [0, 0]].entries()) {
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
    await expect(leadingClass(page)).toHaveText('Spodnie');
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('polish.png'), fullPage: true });
  });

  test('an address that asks for English gets it', async ({ page }) => {
    await page.goto('./?lang=en');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('heading', { name: 'Train' })).toBeVisible();
  });
});

test('the language changes at once, takes no drawing away, and is kept', async ({ page }) => {
  await page.goto('./?lang=en');
  await drawShape(page, trousers);
  await expect(leadingClass(page)).toHaveText('Trouser');

  await header(page).getByRole('button', { name: 'Polski' }).click();
  await expect(leadingClass(page)).toHaveText('Spodnie');
  await expect(page.getByRole('button', { name: 'Zacznij trening' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
  await expect(header(page).getByRole('button', { name: 'Polski' })).toHaveAttribute('aria-pressed', 'true');

  await page.reload();
  await expect(page.getByRole('button', { name: 'Zacznij trening' })).toBeVisible();
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Zacznij trening' })).toBeVisible();
});

test('the header leads to each section, by mouse and by keys, and leaves the address alone', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto('./#preset=two-block&epochs=3');
  await sections(page).getByRole('link', { name: 'Train' }).click();
  await expect(page.getByRole('heading', { name: 'Train' })).toBeInViewport();
  await expect(sections(page).getByRole('link', { name: 'Train' })).toHaveAttribute('aria-current', 'true');
  await expect(page.getByLabel('Epochs', { exact: true })).toHaveValue('3');
  await expect(sections(page)).toBeInViewport();

  await sections(page).getByRole('link', { name: 'Draw' }).press('Enter');
  await expect(sheet(page)).toBeInViewport();
  // The section has the focus: the next stop is its first control.
  await page.keyboard.press('Tab');
  await expect(sheet(page)).toBeFocused();
  expect(new URL(page.url()).hash).toBe('#preset=two-block&epochs=3');
});

test('the first stop of the tab key leads past the header', async ({ page }) => {
  await page.goto('./');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(sheet(page)).toBeFocused();
});

for (const locale of ['en-GB', 'pl-PL']) {
  test.describe(`on a phone in ${locale}`, () => {
    test.use({ locale, viewport: { width: 360, height: 740 } });

    test('header and sections fit', async ({ page }, info) => {
      await page.goto('./');
      await expect(page.getByTestId('model')).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.screenshot({ path: info.outputPath('phone.png'), fullPage: true });
    });
  });
}
