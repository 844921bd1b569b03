import { describe, expect, test } from 'vitest';
import { buildOf, fileAddress, keptFiles } from './kept_files';

const scope = 'https://example.org/atelier/';
const files = [
  { url: 'index.html', revision: '1a2b' },
  { url: 'assets/index-B8aZ_-12.js', revision: null },
  { url: 'assets/wasm-simd-threads-J_ji-VPs.wasm', revision: null },
  { url: 'assets/wasm-simd-threads-J_ji-VPs.js', revision: null },
  { url: 'assets/wasm-simd-CFjykL_J.wasm', revision: null },
];

describe('the files that the service worker keeps', () => {
  test('belong to a build of the engine or to none', () => {
    expect(files.map(({ url }) => buildOf(url))).toEqual([
      undefined,
      undefined,
      'wasm-simd-threads',
      'wasm-simd-threads',
      'wasm-simd',
    ]);
  });

  test('are fetched at once but for the builds that do not run here', () => {
    const kept = [...keptFiles(files, scope, 'wasm-simd-threads').values()];
    expect(kept.map(({ atOnce }) => atOnce)).toEqual([true, true, true, true, false]);
  });

  test('have another key when their content is another', () => {
    const page = keptFiles(files, scope, 'wasm-simd').get(`${scope}index.html`);
    const other = keptFiles([{ url: 'index.html', revision: '3c4d' }], scope, 'wasm-simd').get(`${scope}index.html`);
    expect(page?.key).not.toBe(other?.key);
    expect(page?.hashed).toBe(false);
  });

  test('are found by address, whatever is asked after it', () => {
    expect(fileAddress(`${scope}?lang=pl#train`)).toBe(`${scope}index.html`);
    expect(fileAddress(`${scope}assets/index-B8aZ_-12.js`)).toBe(`${scope}assets/index-B8aZ_-12.js`);
  });
});
