// Pictures as raw pixels, random numbers that are the same each time, and Fashion-MNIST's test images.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SIDE = 28;

export const CLASS_COUNT = 10;

/** Uniform numbers from 0 to below 1, the same for the same seed (mulberry32 by Tommy Ettinger, public domain). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    chance: (probability) => uniform() < probability,
  };
}

/** The test images of the data set in `folder`: their pixels, bright on black, and their labels. */
export function testImages(folder) {
  const images = readFileSync(join(folder, 't10k-images-idx3-ubyte')).subarray(16);
  const labels = readFileSync(join(folder, 't10k-labels-idx1-ubyte')).subarray(8);
  return Array.from(labels, (label, index) => ({
    pixels: images.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE),
    labels: [label],
  }));
}
