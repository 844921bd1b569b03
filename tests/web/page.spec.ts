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

test('the page’s address chooses the build of the engine', async ({ page }) => {
  const sentences = {
    'wasm-relaxed-threads': /on \d+ threads with relaxed SIMD, as the page’s address asks/,
    'wasm-simd-threads': /on \d+ threads with SIMD, as the page’s address asks/,
    'wasm-simd': /on one thread with SIMD, as the page’s address asks/,
  };
  for (const [build, sentence] of Object.entries(sentences)) {
    const fetched = page.context().waitForEvent('request', (request) => request.url().endsWith('.wasm'));
    await open(page, `./?build=${build}`);
    expect((await fetched).url()).toMatch(new RegExp(`/${build}-[\\w-]{8}\\.wasm$`));
    await expect(page.getByTestId('engine')).toHaveText(sentence);
    await page.getByRole('button', { name: 'Ankle boot', exact: true }).click();
    await expect(leadingClass(page)).toHaveText('Ankle boot');
  }
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
  // All that a key can be pressed on, in the order of the page. Of a group of radio buttons the chosen one counts.
  const controls = await page.evaluate(() => {
    const every = 'a[href], button, input, select, summary, [tabindex="0"]';
    const found = [...document.querySelectorAll<HTMLElement>(every)].filter((element) => {
      const disabled = 'disabled' in element && element.disabled === true;
      const unchosen = element instanceof HTMLInputElement && element.type === 'radio' && !element.checked;
      return !disabled && !unchosen && element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true });
    });
    found.forEach((element, place) => (element.dataset['place'] = String(place)));
    return found.map((element) => element.outerHTML.slice(0, 120));
  });
  expect(controls.length).toBeGreaterThan(40);
  const reached: number[] = [];
  // After the last one the focus leaves the page, and then comes back to the first.
  for (let i = 0; i <= controls.length; ++i) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['place'] ?? null);
    if (place === null) break;
    reached.push(Number(place));
  }
  expect(reached.map((place) => controls[place])).toEqual(controls);
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
