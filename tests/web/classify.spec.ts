import { expect } from '@playwright/test';
import { draw, drawShape, leadingClass, open, sheet, test, trousers } from './support/page';

test('a drawn shape is named while it is drawn, and undo takes it back', async ({ page }) => {
  await open(page);
  await expect(page.getByText('Draw a garment', { exact: true })).toBeVisible();

  await drawShape(page, trousers);
  await expect(leadingClass(page)).toHaveText('Trouser');
  await expect(page.getByRole('listitem').filter({ hasText: 'Trouser' }).first()).toContainText('%');

  await page.keyboard.press('Control+z');
  await expect(page.getByText('Draw a garment', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('brush, eraser and clear change what the network sees', async ({ page }) => {
  await open(page);
  const pixels = () =>
    page.getByRole('img', { name: /28 by 28 pixels/ }).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

  await draw(page, [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.8, 0.8],
    [0.2, 0.8],
    [0.2, 0.2],
  ]);
  await expect(leadingClass(page)).toBeVisible();
  const before = await pixels();

  await page.getByText('Eraser', { exact: true }).click();
  await draw(page, [
    [0.6, 0.05],
    [0.6, 0.95],
  ]);
  await expect.poll(pixels).not.toBe(before);

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(leadingClass(page)).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(leadingClass(page)).toBeVisible();
});

test('the keyboard alone draws', async ({ page }) => {
  await open(page);
  await sheet(page).focus();
  for (let i = 0; i < 2; ++i) await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Space');
  for (let i = 0; i < 4; ++i) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Space');
  await expect(leadingClass(page)).toBeVisible();
});

test('every sample is named after what it shows', async ({ page }) => {
  await open(page);
  const classes = {
    'T-shirt': 'T-shirt/top',
    Trousers: 'Trouser',
    Dress: 'Dress',
    Bag: 'Bag',
    'Ankle boot': 'Ankle boot',
  };
  for (const [sample, name] of Object.entries(classes)) {
    await page.getByRole('button', { name: sample, exact: true }).click();
    await expect(leadingClass(page)).toHaveText(name);
  }
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('a finger draws and does not scroll the page', async ({ page }) => {
    await open(page);
    const box = await sheet(page).boundingBox();
    if (!box) throw new Error('the sheet is not on the screen');
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...[x, y]: [] | [number, number]) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          x === undefined || y === undefined ? [] : [{ x: box.x + x * box.width, y: box.y + y * box.height }],
      });
    // Up one leg and down the other; a single line would be nothing to see.
    await touch('touchStart', 0.35, 0.9);
    for (let y = 0.9; y > 0.1; y -= 0.05) await touch('touchMove', 0.35, y);
    for (let y = 0.1; y < 0.9; y += 0.05) await touch('touchMove', 0.65, y);
    await touch('touchEnd');

    await expect(leadingClass(page)).toBeInViewport();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});
