import { expect, type Page } from '@playwright/test';
import { expectNoSidewaysScroll, leadingClass, open, sheet, test, trousers, type Outline } from './support/page';

// All that the page is for, on a small phone. Drawn with a finger; pressed with clicks, since Chromium makes none of a
// tap that follows a stroke through the devtools protocol.

test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 }, serviceWorker: true });
test.setTimeout(240_000);

const region = (page: Page, name: string) => page.getByRole('region', { name });

/** Draws an outline with a finger, as the tool at hand does. */
async function drawByTouch(page: Page, outline: Outline): Promise<void> {
  await sheet(page).evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await sheet(page).boundingBox();
  if (!box) throw new Error('drawByTouch: the sheet is not on the screen');
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: Outline) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height })),
    });
  const [first, ...others] = outline;
  if (!first) throw new Error('drawByTouch: an outline without points');
  await touch('touchStart', first);
  for (const point of others) await touch('touchMove', point);
  await touch('touchEnd');
}

test('on a phone one draws, trains, examines, teaches and keeps, and goes on without a network', async ({
  page,
  context,
}, info) => {
  await open(page);

  // Draw, and see what it sees.
  await page.getByText('Shape', { exact: true }).click();
  await drawByTouch(page, trousers);
  await expect(leadingClass(page)).toHaveText('Trouser');
  await page.getByText('Look inside the network').click();
  await expect(page.getByRole('img', { name: /coloured where it mattered for Trouser/ })).toBeVisible();

  // Train and watch.
  await page.getByLabel('Recipe', { exact: true }).selectOption('sprint');
  await page.getByLabel('Training pictures', { exact: true }).selectOption('a number');
  await page.getByLabel('Training pictures: the number').fill('4000');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByTestId('test-accuracy')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByTestId('model')).toContainText('sprint');

  // Understand what it gets wrong.
  const mistakes = region(page, 'What it gets wrong');
  await mistakes.getByRole('button', { name: 'Examine the network' }).click();
  await expect(page.getByTestId('evaluation-accuracy')).toBeVisible({ timeout: 120_000 });
  await mistakes.getByRole('list', { name: 'Most frequent confusions' }).getByRole('button').first().click();
  await expect(page.getByRole('heading', { name: / taken for .*: \d+$/ })).toBeFocused();

  // Teach it.
  const teach = region(page, 'Teach');
  await teach.getByLabel('What it is').selectOption('Bag');
  await teach.getByRole('button', { name: 'Add to the lesson' }).click();
  await teach.getByRole('button', { name: /^Teach/ }).click();
  await expect(page.getByTestId('teaching-result')).toBeVisible({ timeout: 120_000 });

  // Keep it.
  const library = region(page, 'Keep');
  await library.getByLabel('Name', { exact: true }).fill('on the road');
  await library.getByRole('button', { name: 'Keep it here' }).click();
  await expect(library.getByRole('listitem').filter({ hasText: 'on the road' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: info.outputPath('phone-journey.png'), fullPage: true });

  // Without a network.
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? null), { timeout: 60_000 })
    .toBe('activated');
  await context.setOffline(true);
  await open(page);
  await library.getByRole('button', { name: 'Open on the road' }).click();
  await drawByTouch(page, trousers);
  await expect(leadingClass(page)).toBeVisible();
});
