import { expect, test, type Page } from '@playwright/test';
import { engineAddress } from '../../web/playwright.config';
import type { Engine, Network, TrainOptions } from '../../web/src/engine/engine';

// What the engine offers a page that trains, on a bare page: real builds, real data, real trainings.

declare global {
  interface Window {
    Engine: typeof Engine;
    engine: Engine;
  }
}

test.setTimeout(300_000);

const options: TrainOptions = { preset: 'sprint', epochs: 1, batchSize: 64, seed: 1, trainingImages: 640 };

const tiny: Network = {
  name: 'tiny',
  input: [28, 28, 1],
  layers: [
    { type: 'max_pooling2d', pool_size: 4 },
    { type: 'flatten' },
    { type: 'dense', units: 10, activation: 'softmax' },
  ],
};

test.beforeEach(async ({ page }) => {
  await page.goto(engineAddress);
  await page.waitForFunction(() => 'Engine' in window);
  await page.evaluate(async () => {
    window.engine = await window.Engine.start({ data: '/data/manifest.json' });
  });
});

/** Trains to the end. */
function train(page: Page, chosen: TrainOptions) {
  return page.evaluate((given) => window.engine.train(given).result, chosen);
}

/** How the network in use says its answers are to be taken, as its file has it; null where it says nothing. */
function calibration(page: Page): Promise<Record<'temperature' | 'certain_from', number> | null> {
  return page.evaluate(async () => {
    const bytes = await window.engine.saveModel();
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    return JSON.parse(header.__metadata__.calibration ?? 'null');
  });
}

test('the options are listed as forms need them, and the recipes with theirs', async ({ page }) => {
  const { list, recipes, presets } = await page.evaluate(() => ({
    list: window.engine.options(),
    recipes: window.engine.recipes(),
    presets: window.engine.presets(),
  }));
  const find = (name: string) => list.find((option) => option.name === name);
  expect(find('batchSize')).toEqual({
    name: 'batchSize',
    group: 'Training',
    type: 'whole',
    usual: '128',
    low: 1,
    high: 4096,
    aboveLow: false,
    belowHigh: false,
    words: [],
  });
  expect(find('learningRate')).toMatchObject({ type: 'number', low: 0, high: null, aboveLow: true });
  expect(find('trainingImages')).toMatchObject({ usual: 'all', words: ['all'] });
  expect(find('optimizer')).toMatchObject({ type: 'word', words: ['adam', 'adamw', 'sgd'] });
  const classic = recipes.find(({ name }) => name === 'classic');
  expect(classic).toMatchObject({ preset: 'classic', options: { epochs: 10, batchSize: 32, learningRate: 0.001 } });
  expect(presets.find(({ name }) => name === 'classic')?.network.layers[0]).toEqual({
    type: 'conv2d',
    filters: 28,
    kernel_size: [3, 3],
    strides: [1, 1],
    padding: 'valid',
    activation: 'relu',
    use_bias: true,
  });
});

test('options as typed are looked through: what applies, what is wrong, what does not go together', async ({
  page,
}) => {
  const check = (texts: Record<string, string>) => page.evaluate((given) => window.engine.checkOptions(given), texts);
  const fine = await check({ epochs: '3', learningRate: '1e-2', patience: 'never', momentum: 'nonsense' });
  expect(fine).toMatchObject({
    options: { epochs: 3, learningRate: 0.01, patience: 'never', batchSize: 128 },
    wrong: [],
    problem: null,
  });
  // Adam has none, so that it is nonsense does not matter.
  expect(fine.applying).not.toContain('momentum');
  expect(await check({ optimizer: 'sgd', momentum: '2' })).toMatchObject({ options: null, wrong: ['momentum'] });
  expect(await check({ epochs: '', seed: '-1' })).toMatchObject({ options: null, wrong: ['epochs', 'seed'] });
  const problem = await check({ optimizer: 'adamw' });
  expect(problem.problem).toContain('adamw needs a weight decay above 0');
  await expect(check({ batchsize: '3' })).rejects.toThrow('there is no option batchsize');
});

test('a network is described while it is written', async ({ page }) => {
  const describe = (network: Network) => page.evaluate((given) => window.engine.describe(given), network);
  expect(await describe(tiny)).toMatchObject({
    layers: [
      { name: 'max_pooling2d', output: [7, 7, 1], parameterCount: 0 },
      { name: 'flatten', output: [49] },
      { name: 'dense', output: [10], parameterCount: 500 },
    ],
    parameterCount: 500,
    problem: null,
  });
  const wide = { ...tiny, layers: [{ type: 'conv2d', filters: 3, kernel_size: 29 }, ...tiny.layers] };
  expect(await describe(wide)).toMatchObject({
    network: null,
    layers: [],
    problem: { layer: 0, message: expect.stringContaining('does not fit input 28x28') },
  });
  const three = { ...tiny, layers: [{ type: 'flatten' }, { type: 'dense', units: 3, activation: 'softmax' }] };
  expect((await describe(three)).problem).toEqual({
    layer: 1,
    message: 'layer 2 (dense): units must be 10, one a class, not 3',
  });
  expect((await describe({ ...tiny, input: [14, 14, 1] })).problem).toMatchObject({ layer: null });
  expect((await describe({ ...tiny, layers: [] })).problem).toEqual({ layer: null, message: 'network: has no layers' });
});

test('a network that is no preset is trained', async ({ page }) => {
  const last = await train(page, { network: tiny, epochs: 1, trainingImages: 640, seed: 1 });
  expect(last.outcome).toBe('completed');
  expect(await page.evaluate(() => window.engine.model)).toMatchObject({ preset: 'tiny', parameterCount: 500 });
  const refused = page.evaluate(() => window.engine.train({ epochs: 1 }).result);
  await expect(refused).rejects.toThrow('neither a preset nor a network is named');
});

test('a training that is extended ends as one that was as long from the start', async ({ page }) => {
  const whole = await train(page, { ...options, epochs: 3 });
  await train(page, options);
  const extended = await page.evaluate(() => window.engine.extend(2).result);
  expect(extended.outcome).toBe('completed');
  expect(extended.epochs).toBe(3);
  const losses = (progress: typeof whole) =>
    progress.history.map(({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss]);
  expect(losses(extended)).toEqual(losses(whole));
  expect(extended.test).toEqual(whole.test);
  expect(await page.evaluate(() => window.engine.model)).toMatchObject({ origin: 'trained' });
});

test('a training stops after its epoch, and without one there is nothing to extend', async ({ page }) => {
  const refused = page.evaluate(() => window.engine.extend(1).result);
  await expect(refused).rejects.toThrow('none was started');
  const last = await page.evaluate(async (chosen) => {
    const training = window.engine.train({ ...chosen, epochs: 40 });
    for await (const { step } of training) {
      if (step > 0) break;
    }
    training.stopAfterEpoch();
    return training.result;
  }, options);
  expect(last.outcome).toBe('stopped');
  expect(last.history.length).toBe(last.epoch);
  expect(last.history.at(-1)?.validationLoss).not.toBeNull();
});

test('augmentation is shown on training pictures, of which a few are fetched for it', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => /\.shard$/.test(request.url()) && fetched.push(request.url()));
  const draw = (rotation: number) =>
    page.evaluate(async (given) => {
      const { width, height, pixels } = await window.engine.augmentationSheet({
        options: { preset: 'classic', rotation: given },
        images: 3,
        versions: 4,
      });
      return { width, height, pixels: [...pixels] };
    }, rotation);
  const plain = await draw(0);
  expect(plain).toMatchObject({ width: 2 * (8 + 28 + 8 + 4 * 30 - 2), height: 2 * (8 + 3 * 30 - 2) });
  expect(plain.pixels).toHaveLength(plain.width * plain.height);
  expect((await draw(45)).pixels).not.toEqual(plain.pixels);
  expect(fetched).toHaveLength(1);
});

test('what is trained is calibrated by the validation images, where there are any', async ({ page }) => {
  const chosen: TrainOptions = { network: tiny, epochs: 1, trainingImages: 640, seed: 1 };
  await train(page, chosen);
  const { temperature, certain_from: certainFrom } = (await calibration(page)) ?? {};
  expect(temperature).toBeGreaterThan(0.1);
  expect(temperature).toBeLessThan(10);
  expect(certainFrom).toBeGreaterThan(0.1);
  expect(certainFrom).toBeLessThan(0.9);

  // Whoever asks, and in whatever way, is told the same: of a picture, of what the network sees of it, of a test image.
  const answers = await page.evaluate(async () => {
    const [width, height] = [100, 120];
    const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let y = 20; y < 100; ++y) for (let x = 35; x < 65; ++x) rgba.set([40, 40, 40], 4 * (y * width + x));
    const drawn = await window.engine.classify({ width, height, rgba });
    const { probabilities } = await window.engine.evaluate();
    return {
      drawn: [...(drawn?.probabilities ?? [])],
      seen: [...(await window.engine.answers(drawn?.pixels ?? new Uint8Array()))],
      examined: [...probabilities.slice(0, 10)],
      tested: [...(await window.engine.answers(await window.engine.testImages(Uint32Array.of(0))))],
    };
  });
  expect(answers.drawn).toHaveLength(10);
  answers.drawn.forEach((probability, label) => expect(answers.seen[label]).toBeCloseTo(probability, 5));
  answers.examined.forEach((probability, label) => expect(answers.tested[label]).toBeCloseTo(probability, 5));

  await train(page, { ...chosen, validateEvery: 'never' });
  expect(await calibration(page)).toBeNull();
});
