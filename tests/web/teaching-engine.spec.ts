import { expect, test, type Page } from '@playwright/test';
import { engineAddress } from '../../web/playwright.config';
import type { Engine } from '../../web/src/engine/engine';

// What the engine answers where it cannot teach, on a bare page through the development server.

declare global {
  interface Window {
    Engine: typeof Engine;
    engine: Engine;
  }
}

async function startEngine(page: Page): Promise<void> {
  await page.goto(engineAddress);
  await page.waitForFunction(() => 'Engine' in window);
  await page.evaluate(async () => {
    window.engine = await window.Engine.start({ data: '/data/manifest.json' });
  });
}

/** The reason why examples of so many pixels and this class are refused. */
function refusal(page: Page, count: number, pixels: number, label: number): Promise<string> {
  return page.evaluate(
    async ([examples, size, name]) => {
      const example = { pixels: new Uint8Array(size), label: name };
      return window.engine.teach(Array.from({ length: examples }, () => example)).then(
        () => 'taught',
        (error: Error) => error.message,
      );
    },
    [count, pixels, label] as const,
  );
}

test('what cannot be taught is refused with the reason, and the network stays as it is', async ({ page }) => {
  test.slow();
  await startEngine(page);
  expect(await refusal(page, 1, 784, 0)).toContain('There is no such network yet');

  await page.evaluate(async () => {
    const training = window.engine.train({ preset: 'sprint', epochs: 1, batchSize: 128, learningRate: 0.001, seed: 1 });
    for await (const { step } of training) if (step > 5) break;
    training.pause();
  });
  expect(await refusal(page, 1, 784, 0)).toBe('The network is in training: it can be taught afterwards.');

  await page.evaluate(async () => {
    window.engine.training?.stop();
    await window.engine.training?.result;
  });
  const answers = () => page.evaluate(async () => [...(await window.engine.answers(new Uint8Array(2 * 784).fill(90)))]);
  const before = await answers();
  expect(before).toHaveLength(20);
  expect(await refusal(page, 0, 784, 0)).toContain('there are no own images');
  expect(await refusal(page, 2, 700, 0)).not.toBe('taught');
  expect(await refusal(page, 1, 784, 10)).not.toBe('taught');
  expect(await answers()).toEqual(before);
  expect(await page.evaluate(() => window.engine.model?.origin)).toBe('trained');

  expect(await refusal(page, 2, 784, 3)).toBe('taught');
  expect(await page.evaluate(() => window.engine.model?.origin)).toBe('taught');
  expect(await answers()).not.toEqual(before);
});
