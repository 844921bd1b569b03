import { expect, test, type Page } from '@playwright/test';
import { engineAddress } from '../../web/playwright.config';
import type { EvaluationProgress } from '../../web/src/engine/engine';

// Evaluations and explanations on a bare page: what the engine's client promises whoever uses it without ours.

/** An engine with the shipped network. */
async function startEngine(page: Page): Promise<void> {
  await page.goto(engineAddress);
  await page.waitForFunction(() => 'Engine' in window);
  await page.evaluate(async () => {
    window.engine = await window.Engine.start({ data: '/data/manifest.json' });
  });
}

/** Trains for a moment, so that there is a network. */
async function trainAMoment(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const training = window.engine.train({
      preset: 'classic',
      epochs: 1,
      batchSize: 128,
      learningRate: 0.001,
      seed: 1,
    });
    for await (const { step } of training) {
      if (step >= 20) training.stop();
    }
  });
}

test('an evaluation tells how far it is, can be aborted, and is one at a time', async ({ page }) => {
  test.setTimeout(300_000);
  await startEngine(page);
  const nothing = await page.evaluate(() => window.engine.evaluate().catch(({ message }) => String(message)));
  expect(nothing).toContain('There is no network yet');

  await trainAMoment(page);
  const seen = await page.evaluate(async () => {
    const progresses: EvaluationProgress[] = [];
    const first = window.engine.evaluate({ onProgress: (progress) => progresses.push(progress) });
    const second = await window.engine.evaluate().catch(({ kind }) => String(kind));
    const { model, accuracy, confusion, labels, predictions, probabilities, mistakes, classes } = await first;
    const pixels = await window.engine.testImages(mistakes.slice(0, 2));
    return {
      progresses,
      second,
      origin: model.origin,
      accuracy,
      right: [...labels.keys()].filter((i) => labels[i] === predictions[i]).length,
      sizes: [confusion, labels, predictions, probabilities, classes, pixels].map(({ length }) => length),
      mistakes: mistakes.length,
    };
  });
  expect(seen.second).toBe('refused');
  expect(seen.origin).toBe('trained');
  expect(seen.sizes).toEqual([100, 10_000, 10_000, 100_000, 10, 2 * 784]);
  expect(seen.right).toBe(10_000 - seen.mistakes);
  expect(seen.accuracy).toBeCloseTo(seen.right / 10_000, 12);
  expect(seen.progresses.at(-1)).toEqual({ phase: 'evaluating', images: 10_000, imagesTotal: 10_000 });

  const aborted = await page.evaluate(async () => {
    const stopping = new AbortController();
    const evaluation = window.engine.evaluate({ signal: stopping.signal, onProgress: () => stopping.abort() });
    const reason = await evaluation.catch(({ name }) => String(name));
    const { accuracy } = await window.engine.evaluate();
    return { reason, accuracy };
  });
  expect(aborted).toEqual({ reason: 'AbortError', accuracy: seen.accuracy });
});

test('an explanation has a picture for each channel of each layer, and changes nothing', async ({ page }) => {
  test.setTimeout(300_000);
  await startEngine(page);
  const none = await page.evaluate(() => window.engine.filters().catch(({ message }) => String(message)));
  expect(none).toContain('There is no network yet');
  await trainAMoment(page);

  const explained = await page.evaluate(async () => {
    const [width, height] = [100, 120];
    const blank = new Uint8ClampedArray(4 * width * height).fill(255);
    const rgba = blank.slice();
    for (let y = 20; y < 100; ++y) for (let x = 35; x < 65; ++x) rgba.set([40, 40, 40], 4 * (y * width + x));
    const picture = { width, height, rgba };
    const before = await window.engine.classify(picture);
    const explanation = await window.engine.explain(picture);
    const again = await window.engine.explain(picture);
    const asked = await window.engine.explain(picture, 4);
    const after = await window.engine.classify(picture);
    const filters = await window.engine.filters();
    return {
      same: String(before?.probabilities) === String(after?.probabilities),
      repeats: String(explanation?.saliency.values) === String(again?.saliency.values),
      leading: before?.probabilities.indexOf(Math.max(...before.probabilities)),
      label: explanation?.label,
      asked: asked?.label,
      differs: String(asked?.saliency.values) !== String(explanation?.saliency.values),
      saliency: [explanation?.saliency.zero, explanation?.saliency.values.length],
      layers: explanation?.layers.map(({ name, output }) => `${name} ${[...output.shape].join('x')}`),
      filters: filters.map(({ name, kernel }) => `${name} ${[...kernel.shape].join('x')}`),
      blank: await window.engine.explain({ width, height, rgba: blank }),
    };
  });
  expect(explained).toMatchObject({ same: true, repeats: true, differs: true, asked: 4, blank: null });
  expect(explained.label).toBe(explained.leading);
  expect(explained.saliency).toEqual([128, 784]);
  expect(explained.layers).toEqual([
    'conv2d 28x26x26',
    'max_pooling2d 28x13x13',
    'conv2d_1 56x11x11',
    'dense 56',
    'dense_1 10',
  ]);
  expect(explained.filters).toEqual(['conv2d 28x1x3x3', 'conv2d_1 56x28x3x3']);
});
