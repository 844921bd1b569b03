// The peers in Chromium: ONNX Runtime Web and TensorFlow.js, from a folder that setup.sh filled.

import { inFreshBrowser } from '../../browser/chromium.mjs';

const scripts = {
  onnxTraining: '/peers/node_modules/onnxruntime-web-training/dist/ort.training.wasm.min.js',
  onnx: '/peers/node_modules/onnxruntime-web/dist/ort.wasm.min.js',
  tensorflow: '/peers/node_modules/@tensorflow/tfjs/dist/tf.min.js',
  tensorflowWasm: '/peers/node_modules/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js',
};

/**
 * Runs in the page: training steps of a gradient graph, images/s after a warm-up of two seconds. The parameters and Adam
 * are in JavaScript, since the build has no optimizer for such a graph; images are shuffled and scaled for each step.
 */
async function trainWithOnnx({ preset, threads, batchSize, seconds }) {
  const { ort } = window;
  ort.env.wasm.wasmPaths = `${location.origin}/peers/node_modules/onnxruntime-web-training/dist/`;
  ort.env.wasm.numThreads = threads;
  const session = await ort.InferenceSession.create(`/peers/graphs/${preset}-gradient.onnx`, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
  const bytesOf = async (name) => new Uint8Array(await (await fetch(`/data/${name}`)).arrayBuffer());
  const pixels = (await bytesOf('train-images-idx3-ubyte')).subarray(16);
  const labels = (await bytesOf('train-labels-idx1-ubyte')).subarray(8);

  const parameters = new Map();
  for (const [name, shape] of Object.entries(await (await fetch(`/peers/graphs/${preset}-parameters.json`)).json())) {
    const count = shape.reduce((product, size) => product * size, 1);
    const window3x3 = shape.length === 4 ? 9 : 1;
    const limit = shape.length === 1 ? 0 : Math.sqrt(6 / (window3x3 * (shape[0] + shape[1])));
    const values = Float32Array.from({ length: count }, () => (2 * Math.random() - 1) * limit);
    const tensor = new ort.Tensor('float32', values, shape);
    parameters.set(name, { values, tensor, first: new Float32Array(count), second: new Float32Array(count) });
  }

  let steps = 0;
  const step = async () => {
    const images = new Float32Array(batchSize * 784);
    const classes = new BigInt64Array(batchSize);
    for (let i = 0; i < batchSize; ++i) {
      const image = Math.floor(Math.random() * 48_000);
      classes[i] = BigInt(labels[image]);
      for (let j = 0; j < 784; ++j) images[i * 784 + j] = pixels[image * 784 + j] / 255;
    }
    const feeds = {
      image: new ort.Tensor('float32', images, [batchSize, 1, 28, 28]),
      label: new ort.Tensor('int64', classes, [batchSize]),
    };
    for (const [name, { tensor }] of parameters) feeds[name] = tensor;
    const results = await session.run(feeds);
    ++steps;
    const rate = (0.001 * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps);
    for (const [name, { values, first, second }] of parameters) {
      const gradient = results[`d_${name}`].data;
      for (let i = 0; i < values.length; ++i) {
        const g = gradient[i];
        first[i] = 0.9 * first[i] + 0.1 * g;
        second[i] = 0.999 * second[i] + 0.001 * g * g;
        values[i] -= (rate * first[i]) / (Math.sqrt(second[i]) + 1e-7);
      }
    }
    return results.loss.data[0];
  };

  const start = performance.now();
  while (performance.now() - start < 2000) await step();
  let loss = 0;
  let measured = 0;
  const begin = performance.now();
  while (performance.now() - begin < 1000 * seconds) {
    loss = await step();
    ++measured;
  }
  const elapsed = (performance.now() - begin) / 1000;
  // A graph that does not learn measures nothing. Untrained, the loss is 2.3.
  if (!(loss < 2)) throw new Error(`the loss is still ${loss} after ${steps} steps`);
  return (measured * batchSize) / elapsed;
}

/** Runs in the page: the median of the milliseconds that classifying one image takes. */
async function classifyWithOnnx({ preset, threads, count }) {
  const { ort } = window;
  ort.env.wasm.wasmPaths = `${location.origin}/peers/node_modules/onnxruntime-web/dist/`;
  ort.env.wasm.numThreads = threads;
  const session = await ort.InferenceSession.create(`/peers/graphs/${preset}.onnx`, { executionProviders: ['wasm'] });
  const image = new ort.Tensor('float32', new Float32Array(784).fill(0.5), [1, 1, 28, 28]);
  const times = [];
  for (let i = 0; i < 50 + count; ++i) {
    const start = performance.now();
    const { probabilities } = await session.run({ image });
    if (probabilities.data.length !== 10) throw new Error('not ten classes');
    if (i >= 50) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[count >> 1];
}

/** Runs in the page: the same with TensorFlow.js' wasm backend. Only `classic`. */
async function classifyWithTensorflow({ threads, count }) {
  const { tf } = window;
  tf.wasm.setWasmPaths('/peers/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
  tf.wasm.setThreadsCount(threads);
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend does not start');
  const { layers } = tf;
  const model = tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [28, 28, 1], filters: 28, kernelSize: 3, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 56, kernelSize: 3, activation: 'relu' }),
      layers.flatten(),
      layers.dense({ units: 56, activation: 'relu' }),
      layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  const image = tf.fill([1, 28, 28, 1], 0.5);
  const times = [];
  for (let i = 0; i < 50 + count; ++i) {
    const start = performance.now();
    const probabilities = model.predict(image);
    await probabilities.data();
    probabilities.dispose();
    if (i >= 50) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[count >> 1];
}

function run(address, files, measure, parameters) {
  return inFreshBrowser(address, async (page) => {
    // TensorFlow.js starts half as many threads as there are processors, at most.
    await page.evaluate(
      (value) => Object.defineProperty(navigator, 'hardwareConcurrency', { value }),
      2 * parameters.threads,
    );
    for (const url of files) await page.addScriptTag({ url });
    return page.evaluate(measure, parameters);
  });
}

export const onnxTraining = (address, parameters) => run(address, [scripts.onnxTraining], trainWithOnnx, parameters);
export const onnxClassification = (address, parameters) => run(address, [scripts.onnx], classifyWithOnnx, parameters);
export const tensorflowClassification = (address, parameters) =>
  run(address, [scripts.tensorflow, scripts.tensorflowWasm], classifyWithTensorflow, parameters);

/** What a page with TensorFlow.js' wasm backend downloads, below the peers' folder. */
export const tensorflowFiles = [
  'node_modules/@tensorflow/tfjs/dist/tf.min.js',
  'node_modules/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js',
  'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm',
];
