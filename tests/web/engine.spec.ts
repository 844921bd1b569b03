import { expect, test, type Page } from '@playwright/test';

import { engineAddress } from '../../web/playwright.config';
import type { BuildName, Engine, TrainOptions, TrainProgress } from '../../web/src/engine/engine';

// The engine on a bare page, through the development server: real builds, real data, real trainings.

declare global {
  interface Window {
    Engine: typeof Engine;
    engine: Engine;
    /** What the engine told unasked, in order. */
    told: string[];
  }
}

const options: TrainOptions = {
  preset: 'classic',
  epochs: 1,
  batchSize: 128,
  learningRate: 0.001,
  seed: 1,
};

/** Opens the bare page and starts an engine on it. */
async function startEngine(page: Page, build?: BuildName): Promise<void> {
  await page.goto(engineAddress);
  await page.waitForFunction(() => 'Engine' in window);
  await page.evaluate(async (name) => {
    window.engine = await window.Engine.start({
      build: name,
      data: '/data/manifest.json',
    });
    window.told = [];
    window.engine.on('restart', ({ message, origins }) => window.told.push(`${message} ${origins.join()}`));
    window.engine.on('model', ({ origin }) => window.told.push(origin));
  }, build);
}

/** Starts a training and returns when it has come to its `step`th step. */
async function trainUntil(page: Page, step: number, trainOptions = options): Promise<void> {
  await page.evaluate(
    async ([wanted, chosen]) => {
      for await (const progress of window.engine.train(chosen)) {
        if (progress.step >= wanted) break;
      }
    },
    [step, trainOptions] as const,
  );
}

/** The error that a training ends with. */
function trainingError(page: Page, trainOptions = options): Promise<{ kind: string; message: string }> {
  return page.evaluate(
    (chosen) =>
      window.engine.train(chosen).result.then(
        () => ({ kind: 'none', message: '' }),
        ({ kind, message }) => ({ kind, message }),
      ),
    trainOptions,
  );
}

/** What the engine makes of a dark rectangle on white, as a rough dress or pair of trousers. */
function classifyRectangle(page: Page): Promise<number[] | null> {
  return page.evaluate(async () => {
    const [width, height] = [100, 120];
    const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let y = 20; y < 100; ++y) {
      for (let x = 35; x < 65; ++x) rgba.set([40, 40, 40], 4 * (y * width + x));
    }
    const answer = await window.engine.classify({ width, height, rgba });
    return answer === null ? null : [...answer.probabilities];
  });
}

const builds: [BuildName, number][] = [
  ['wasm-relaxed-threads', 2],
  ['wasm-simd-threads', 2],
  ['wasm-simd', 1],
];

for (const [build, fewestThreads] of builds) {
  test(`${build} trains, stops, classifies, saves and opens`, async ({ page }) => {
    await startEngine(page, build);
    const info = await page.evaluate(() => window.engine.build);
    expect(info.name).toBe(build);
    expect(info.isolated).toBe(true);
    expect(info.threads).toBeGreaterThanOrEqual(fewestThreads);

    await trainUntil(page, 60);
    const meanwhile = await classifyRectangle(page);
    expect(meanwhile).toHaveLength(10);

    const last = await page.evaluate(() => {
      const training = window.engine.training;
      training?.stop();
      return training?.result;
    });
    expect(last).toMatchObject({
      phase: 'finished',
      outcome: 'stopped',
      epoch: 1,
    });
    expect(last?.test?.accuracy).toBeGreaterThan(0.6);

    const trained = await classifyRectangle(page);
    expect(trained?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    const opened = await page.evaluate(async () => {
      const bytes = await window.engine.saveModel();
      return window.engine.loadModel(bytes.buffer);
    });
    expect(opened).toMatchObject({
      preset: 'classic',
      parameterCount: 394_530,
      origin: 'opened',
    });
    expect(opened.testAccuracy).toBeCloseTo(last?.test?.accuracy ?? 0, 12);
    expect(await classifyRectangle(page)).toEqual(trained);
    expect(await page.evaluate(() => window.told)).toEqual(['training', 'trained', 'opened']);
  });
}

test('a training pauses, goes on and comes to a good end', async ({ page }) => {
  test.slow();
  await startEngine(page);
  expect(await page.evaluate(() => window.engine.presets().map(({ name }) => name))).toEqual([
    'classic',
    'classic-deep',
    'two-block',
    'two-block-same',
    'classic-norm',
    'two-block-norm',
    'sprint',
    'three-block',
  ]);
  await trainUntil(page, 30, { ...options, epochs: 2, batchSize: 32 });

  const held = await page.evaluate(async () => {
    const training = window.engine.training;
    training?.pause();
    // A call that is answered after the pause has begun.
    await window.engine.saveModel();
    const before = training?.progress?.step;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return {
      before,
      after: training?.progress?.step,
      paused: training?.paused,
    };
  });
  expect(held.paused).toBe(true);
  expect(held.after).toBe(held.before);
  expect(await classifyRectangle(page)).toHaveLength(10);

  const seen = await page.evaluate(async () => {
    const training = window.engine.training;
    const progresses: TrainProgress[] = [];
    training?.resume();
    for await (const progress of training ?? []) progresses.push(progress);
    return progresses;
  });
  const first = seen[0];
  const last = seen.at(-1);
  expect(first?.loss).toBeGreaterThan(last?.history[0]?.trainingLoss ?? Infinity);
  expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['training', 'validating', 'testing', 'finished']));
  expect(last?.outcome).toBe('completed');
  // Natively these two epochs come to 0.90 on the validation images.
  expect(last?.test?.accuracy).toBeGreaterThanOrEqual(0.88);
  expect(seen.some(({ secondsLeft }) => secondsLeft !== null && secondsLeft > 1)).toBe(true);
});

test('what is refused is answered with the reason, and nothing changes', async ({ page }) => {
  await startEngine(page, 'wasm-simd');
  await expect(classifyRectangle(page)).rejects.toThrow('There is no such network yet');

  expect(await trainingError(page, { ...options, preset: 'clasic' })).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('classic, classic-deep, two-block, two-block-same'),
  });
  expect(await trainingError(page, { ...options, epochs: 1.5 })).toMatchObject({
    kind: 'refused',
  });
  expect(await trainingError(page, { ...options, batchSize: 5000 })).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('4096'),
  });
  expect(await trainingError(page, { ...options, optimizer: 'adamw' })).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('weight decay'),
  });
  const unknown = { ...options, batchsize: 5 };
  expect(await trainingError(page, unknown)).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('batchsize'),
  });
  const refused = await page.evaluate(() =>
    window.engine.loadModel(new ArrayBuffer(100)).then(
      () => null,
      ({ kind }) => kind,
    ),
  );
  expect(refused).toBe('refused');
  expect(await page.evaluate(() => window.engine.model)).toBeNull();
});

test('a training that memory does not suffice for is given up, and the engine goes on', async ({ page }) => {
  await startEngine(page);
  await trainUntil(page, 5);
  await page.evaluate(async () => {
    const training = window.engine.training;
    training?.stop();
    await training?.result;
    await window.engine.loadModel((await window.engine.saveModel()).buffer);
  });
  const before = await classifyRectangle(page);
  expect(
    await trainingError(page, {
      ...options,
      preset: 'three-block',
      batchSize: 4096,
    }),
  ).toEqual({
    kind: 'refused',
    message: 'There is not enough memory for this. A smaller batch size needs less.',
  });
  // 4096 x 28 x 28 x 1024 numbers: counted in 32 bits, their bytes would be few enough.
  const network: TrainOptions['network'] = {
    input: [28, 28, 1],
    layers: [
      { type: 'conv2d', filters: 1024, kernel_size: 3, padding: 'same' },
      { type: 'global_average_pooling2d' },
      { type: 'dense', units: 10, activation: 'softmax' },
    ],
  };
  expect(await trainingError(page, { ...options, network, batchSize: 4096 })).toEqual({
    kind: 'refused',
    message: 'There is not enough memory for this. A smaller batch size needs less.',
  });
  expect(await page.evaluate(() => window.engine.model?.origin)).toBe('opened');
  expect(await classifyRectangle(page)).toEqual(before);
});

test('while pictures come faster than answers, only the newest counts', async ({ page }) => {
  await startEngine(page);
  await trainUntil(page, 5);
  const answers = await page.evaluate(async () => {
    const picture = {
      width: 4,
      height: 4,
      rgba: new Uint8ClampedArray(64).fill(255),
    };
    const pending = Array.from({ length: 5 }, () => window.engine.classify(picture));
    return (await Promise.all(pending)).map((answer) => answer !== null);
  });
  expect(answers).toEqual([true, false, false, false, true]);
});

test('a worker that crashes is started again, and the networks trained and opened are still there', async ({
  page,
}) => {
  await startEngine(page);
  await trainUntil(page, 20);
  await page.evaluate(() => {
    window.engine.training?.stop();
    return window.engine.training?.result;
  });
  const before = await classifyRectangle(page);
  const crash = async () => {
    // The one that died before may be listed still, and this one may die before it answers.
    const worker = page.workers().findLast((candidate) => candidate.url().includes('/engine/worker'));
    const dying = worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of order');
      });
    });
    await dying?.catch(() => undefined);
  };

  const crashed = trainingError(page);
  await page.waitForFunction(() => (window.engine.training?.progress?.step ?? 0) > 5);
  await crash();
  expect(await crashed).toMatchObject({
    kind: 'crashed',
    message: expect.stringContaining('out of order'),
  });
  await page.waitForFunction(() => window.told.some((text) => text.endsWith('out of order trained')));
  expect(await page.evaluate(() => window.engine.model?.origin)).toBe('trained');
  expect(await classifyRectangle(page)).toEqual(before);

  // Whichever answered, answers again, and the other can be asked to.
  await page.evaluate(async () => window.engine.loadModel((await window.engine.saveModel()).buffer));
  await page.evaluate(() => window.engine.useModel('trained'));
  await crash();
  await page.waitForFunction(() => window.told.some((text) => text.endsWith('out of order trained,opened')));
  expect(await page.evaluate(() => window.engine.model?.origin)).toBe('trained');
  await page.evaluate(() => window.engine.useModel('opened'));
  expect(await classifyRectangle(page)).toEqual(before);
});

test('a shard that cannot be fetched is named, and asking again goes on', async ({ page }) => {
  const failing = '**/data/training-03-*';
  await page.route(failing, (route) => route.abort());
  await startEngine(page);
  expect(await trainingError(page)).toMatchObject({
    kind: 'data',
    message: expect.stringMatching(/^training-03-\w+\.shard could not be fetched/),
  });
  await page.unroute(failing);
  await trainUntil(page, 1);
});

test('the next visit needs no network for the training data', async ({ page }) => {
  await startEngine(page);
  await trainUntil(page, 1);
  await page.route('**/data/**', (route) => route.abort());
  await startEngine(page);
  await trainUntil(page, 1);
});
