import { expect, type Page } from '@playwright/test';
import { isolatedAddress, plainAddress } from '../../web/playwright.config';
import { drawShape, leadingClass, open, reachPhase, startTraining, test, trousers } from './support/page';

declare global {
  interface Window {
    /** The directives of the content security policy that were violated, in order. */
    violations: string[];
  }
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      window.violations.push(effectiveDirective),
    );
  });
});

const violations = (page: Page) => page.evaluate(() => window.violations);

/** What a page of ours must not get, even if it asks. */
async function expectRefused(page: Page, foreign: string): Promise<void> {
  await page.evaluate((address) => fetch(address).catch(() => undefined), foreign);
  await page.evaluate((address) => {
    const image = new Image();
    image.src = `${address}favicon.svg`;
    return new Promise((resolve) => (image.onerror = resolve));
  }, foreign);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.violations.push("an inline script ran")';
    document.head.append(script);
  });
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
  });
  // Not at once: while a test's own code runs, the browser allows this.
  const evaluated = await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(Function('return "code from a string ran"')());
          } catch (error) {
            resolve(error instanceof EvalError);
          }
        });
      }),
  );
  expect(evaluated).toBe(true);
  // Where the policy comes both as a header and in the page, each tells of it.
  expect([...new Set(await violations(page))]).toEqual([
    'connect-src',
    'img-src',
    'script-src-elem',
    'style-src-elem',
    'script-src',
  ]);
  await expect(page.getByTestId('engine')).toBeVisible();
}

// Once with the policy as a header, once with the one in the page alone.
for (const [host, address, foreign] of [
  ['with headers', isolatedAddress, plainAddress],
  ['without', plainAddress, isolatedAddress],
] as const) {
  test(`drawing and training need nothing that the policy forbids, from a host ${host}`, async ({
    page,
    complaints,
  }) => {
    test.setTimeout(300_000);
    await open(page, address);
    await drawShape(page, trousers);
    await expect(leadingClass(page)).toHaveText('Trouser');
    await startTraining(page, 'classic', 1);
    await reachPhase(page, 'Epoch 1 of 1');
    await expect(page.getByTestId('loss')).toBeVisible();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByTestId('outcome')).toBeVisible({ timeout: 120_000 });
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);

    await expectRefused(page, foreign);
    complaints.splice(0);
  });
}

test('the engine’s worker reaches no foreign origin either', async ({ page, complaints }) => {
  await open(page);
  const directives = await page.workers()[0]?.evaluate(
    (foreign) =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) =>
          resolve((event as SecurityPolicyViolationEvent).effectiveDirective),
        );
        fetch(foreign).catch(() => undefined);
      }),
    plainAddress,
  );
  expect(directives).toBe('connect-src');
  complaints.splice(0);
});
