import { describe, expect, test } from 'vitest';

import { decideBuild, isBuildName, type Features } from './build';

const all: Features = { simd: true, relaxedSimd: true, threads: true, isolated: true, cores: 4 };

describe('the build that runs', () => {
  test('is the fastest where the browser has everything', () => {
    expect(decideBuild(all)).toEqual({
      name: 'wasm-relaxed-threads',
      threads: 4,
      isolated: true,
      relaxedSimd: true,
    });
  });

  test('goes without relaxed SIMD where the browser has none', () => {
    expect(decideBuild({ ...all, relaxedSimd: false }).name).toBe('wasm-simd-threads');
  });

  test('has one thread on a page that is not cross-origin isolated', () => {
    expect(decideBuild({ ...all, isolated: false })).toMatchObject({ name: 'wasm-simd', threads: 1 });
  });

  test('has one thread in a browser without WebAssembly threads', () => {
    expect(decideBuild({ ...all, threads: false })).toMatchObject({ name: 'wasm-simd', threads: 1 });
  });

  test('does not use more threads than help', () => {
    expect(decideBuild({ ...all, cores: 64 }).threads).toBe(8);
  });

  test('can be forced, and so can its threads', () => {
    expect(decideBuild(all, 'wasm-simd-threads', 3)).toMatchObject({
      name: 'wasm-simd-threads',
      threads: 3,
    });
    expect(decideBuild(all, 'wasm-simd', 3)).toMatchObject({ name: 'wasm-simd', threads: 1 });
  });

  test('never has more threads than there are cores', () => {
    expect(decideBuild({ ...all, cores: 2 }, undefined, 4).threads).toBe(2);
  });

  test('cannot be forced where it does not run: the reason is said', () => {
    expect(() => decideBuild({ ...all, isolated: false }, 'wasm-simd-threads')).toThrow(
      'The engine cannot run here: build wasm-simd-threads needs a cross-origin isolated page.',
    );
    expect(() => decideBuild({ ...all, relaxedSimd: false }, 'wasm-relaxed-threads')).toThrow('needs relaxed SIMD');
  });

  test('does not exist for a browser without SIMD: the reason is said', () => {
    expect(() => decideBuild({ ...all, simd: false })).toThrow('this browser has no WebAssembly SIMD');
  });

  test('has one of three names', () => {
    expect(isBuildName('wasm-simd')).toBe(true);
    expect(isBuildName('wasm')).toBe(false);
    expect(isBuildName(null)).toBe(false);
  });
});
