import { expect, type Locator, type Page } from '@playwright/test';
import { startHost } from './support/host';
import { leadingClass, open, startTraining, test } from './support/page';

test.use({ serviceWorker: true });

/** The service worker has all it needs and answers for the page. */
const expectKept = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? null), { timeout: 60_000 })
    .toBe('activated');

/** How often the page has been loaded, this time included. */
function countLoads(page: Page): { count: number } {
  const loads = { count: 0 };
  page.on('domcontentloaded', () => ++loads.count);
  return loads;
}

async function classifySample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ankle boot', exact: true }).click();
  await expect(leadingClass(page)).toHaveText('Ankle boot');
}

test('after one visit the page needs no network', async ({ page, context, complaints }) => {
  const loads = countLoads(page);
  await open(page);
  await expectKept(page);
  await context.setOffline(true);
  await expect(page.evaluate(() => fetch('data/manifest.json'))).rejects.toThrow();
  complaints.splice(0);

  await page.reload();
  await open(page, './?build=wasm-relaxed-threads#seed=3');
  await classifySample(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(loads.count).toBe(3);
});

test('after a visit that trained, the next one trains without a network', async ({ page, context }) => {
  await open(page);
  await expectKept(page);
  await startTraining(page, 'sprint', 1, { images: 2000 });
  const accuracy = page.getByTestId('test-accuracy');
  await expect(accuracy).toBeVisible({ timeout: 60_000 });
  const before = (await accuracy.textContent()) ?? '';
  await context.setOffline(true);
  await open(page);
  await expect(accuracy).toBeHidden();
  await startTraining(page, 'sprint', 1, { images: 2000 });
  await expect(accuracy).toHaveText(before, { timeout: 60_000 });
});

test('it keeps one build of the engine, and another one as soon as it has been used', async ({ page, context }) => {
  await open(page);
  await expectKept(page);
  const builds = () =>
    page.evaluate(async () => {
      const name = (await caches.keys()).find((each) => each.startsWith('atelier-page'));
      const kept = await (await caches.open(name ?? '')).keys();
      return kept.map(({ url }) => /(wasm-[a-z-]+)-.{8}\.wasm/.exec(url)?.[1]).filter((build) => build !== undefined);
    });
  expect(await builds()).toEqual(['wasm-relaxed-threads']);
  await open(page, './?build=wasm-simd');
  await expect.poll(builds).toEqual(['wasm-relaxed-threads', 'wasm-simd']);
  await context.setOffline(true);
  await open(page, './?build=wasm-simd');
  await classifySample(page);
});

test('on a host without headers it loads once more and then has threads', async ({ page, context }) => {
  await using host = await startHost();
  const loads = countLoads(page);
  await page.goto(host.address);
  await expect(page.getByTestId('engine')).toContainText('relaxed SIMD', { timeout: 60_000 });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(loads.count).toBe(2);
  await classifySample(page);

  await context.setOffline(true);
  await open(page, host.address);
  await expect(page.getByTestId('engine')).toContainText('relaxed SIMD');
  await classifySample(page);
});

/** Opens a page that is touched while it loads, on a host without headers; what it is then offered. */
async function touch(page: Page, address: string): Promise<Locator> {
  await page.addInitScript(() => {
    if (sessionStorage.length > 0) return;
    addEventListener('DOMContentLoaded', () => dispatchEvent(new PointerEvent('pointerdown')));
  });
  await page.goto(address);
  const offer = page.getByRole('status').filter({ hasText: 'runs on all cores' });
  await expect(offer).toBeVisible({ timeout: 60_000 });
  return offer;
}

test('a page that someone has begun to use is not loaded again unasked', async ({ page }) => {
  await using host = await startHost();
  const loads = countLoads(page);
  const offer = await touch(page, host.address);
  await expect(page.getByTestId('engine')).toContainText('on one thread');
  expect(loads.count).toBe(1);

  await offer.getByRole('button', { name: 'Reload now' }).click();
  await expect(page.getByTestId('engine')).toContainText('relaxed SIMD', { timeout: 60_000 });
  expect(loads.count).toBe(2);
});

test('what is put off leaves the keyboard at the beginning of the page', async ({ page }) => {
  await using host = await startHost();
  const offer = await touch(page, host.address);
  await offer.getByRole('button', { name: 'Later' }).click();
  await expect(offer).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('application', { name: 'Drawing sheet' })).toBeFocused();
});

test('a newer version is offered, and the old one works until it is wanted', async ({ page, context }) => {
  await using host = await startHost();
  await page.goto(host.address);
  await expect(page.getByTestId('engine')).toContainText('relaxed SIMD', { timeout: 60_000 });

  const html = await host.file('index.html');
  host.replaced.set('index.html', html.replace('<title>Atelier</title>', '<title>Atelier 2</title>'));
  const script = await host.file('service-worker.js');
  const changed = script.replace(/("?revision"?:"?)[^"]+("?,"?url"?:"index\.html")/, '$1second$2');
  host.replaced.set('service-worker.js', changed);
  expect(changed).not.toBe(script);

  await page.reload();
  await expect(page).toHaveTitle('Atelier');
  const offer = page.getByRole('status').filter({ hasText: 'newer version' });
  await expect(offer).toBeVisible({ timeout: 60_000 });
  await classifySample(page);
  const other = await context.newPage();
  await other.goto(host.address);
  await expect(other).toHaveTitle('Atelier');
  const otherOffer = other.getByRole('status').filter({ hasText: 'newer version' });
  await expect(otherOffer).toBeVisible({ timeout: 60_000 });
  await offer.getByRole('button', { name: 'Reload now' }).click();
  await expect(page).toHaveTitle('Atelier 2');
  await classifySample(page);

  await otherOffer.getByRole('button', { name: 'Reload now' }).click();
  await expect(other).toHaveTitle('Atelier 2');
});

test('the page can be installed', async ({ page }) => {
  await open(page);
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Playwright's contexts are private windows, from which nothing is ever installed.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});
