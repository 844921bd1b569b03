import { expect } from '@playwright/test';
import {
  drawShape,
  expectAccessible,
  expectNoSidewaysScroll,
  leadingClass,
  open,
  sheet,
  test,
  trousers,
} from './support/page';

test('the page opens without an error and says which build runs, and why', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('engine')).toContainText('with relaxed SIMD: this browser offers both');
  await expect(page.getByTestId('model')).toContainText('trained before');
  await expect(page.getByText('256,830 parameters')).toBeVisible();
});

const screens = {
  desktop: { width: 1280, height: 860 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 360, height: 740 },
};

for (const [screen, viewport] of Object.entries(screens)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`looks right on a ${screen} in ${colorScheme} colours`, async ({ page }, info) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await open(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.screenshot({
        path: info.outputPath('empty.png'),
        fullPage: true,
      });

      await drawShape(page, trousers);
      await expect(leadingClass(page)).toHaveText('Trouser');
      await expect(leadingClass(page)).toBeInViewport();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.screenshot({
        path: info.outputPath('drawing.png'),
        fullPage: true,
      });
    });
  }
}

test('all controls are reached with the tab key, in reading order', async ({ page }) => {
  await open(page);
  const reached: string[] = [];
  for (let i = 0; i < 33; ++i) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const element = document.activeElement;
        const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
        if (isField && element.labels?.[0]) {
          return element.labels[0].innerText.split('\n')[0]?.trim() ?? '';
        }
        return element?.getAttribute('aria-label')?.split('.')[0] ?? element?.textContent?.trim() ?? '';
      }),
    );
  }
  expect(reached).toEqual([
    'Skip to the content',
    'Draw',
    'Train',
    'Mistakes',
    'Teach',
    'Keep',
    'English',
    'Polski',
    'Drawing sheet',
    'Brush',
    'Brush size',
    'How the picture is prepared',
    'T-shirt',
    'Trousers',
    'Dress',
    'Bag',
    'Ankle boot',
    'Take one of the test images',
    'Choose a picture',
    'Take a picture',
    'Paste',
    'Look inside the network',
    'Recipe',
    'Start training',
    'Copy the link',
    'Network',
    'Layers',
    'Epochs',
    'Batch size',
    'Learning rate',
    'Seed',
    'Training pictures',
    'More of the training',
  ]);
});

test('who prefers reduced motion sees no transitions', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  const duration = await page
    .getByRole('button', { name: 'Choose a picture' })
    .evaluate((button) => getComputedStyle(button).transitionDuration);
  expect(duration).toMatch(/^1e-05s/);
  // Charts read their colours just after they have set them.
  const colour = await page.getByRole('button', { name: 'Choose a picture' }).evaluate((button) => {
    button.style.color = 'rgb(1, 2, 3)';
    return getComputedStyle(button).color;
  });
  expect(colour).toBe('rgb(1, 2, 3)');
  await expect(sheet(page)).toBeVisible();
});
