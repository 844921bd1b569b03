import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/**
 * Cross-origin isolation gives the page shared memory and with it threads. `ATELIER_ISOLATION=off` serves without, as a
 * static host would that cannot set headers: the page then trains on one thread.
 */
const isolation: Record<string, string> =
  process.env['ATELIER_ISOLATION'] === 'off'
    ? {}
    : {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      };

export default defineConfig({
  // Relative addresses, so that the built folder can be served from any place of any static host.
  base: './',
  plugins: [svelte()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  worker: { format: 'es' },
  // Named, so that the development server does not find it late and then load the page again.
  optimizeDeps: { include: ['wasm-feature-detect'] },
  // The pretrained model lies in assets/ beside this folder.
  server: { headers: isolation, fs: { allow: ['..'] } },
  preview: { headers: isolation },
  test: { include: ['src/**/*.test.ts'] },
});
