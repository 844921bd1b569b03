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

/** The engine's files carry the name of their build, the name of its folder, instead of all being "atelier". */
function named(source: string | null | undefined, otherwise: string): string {
  const build = /engine-build\/([\w-]+)\//.exec(source ?? '')?.[1];
  return `assets/${build ?? otherwise}-[hash]`;
}

export default defineConfig({
  // Relative addresses, so that the built folder can be served from any place of any static host.
  base: './',
  plugins: [svelte()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        chunkFileNames: ({ facadeModuleId }) => `${named(facadeModuleId, '[name]')}.js`,
        assetFileNames: ({ originalFileNames }) => `${named(originalFileNames[0], '[name]')}[extname]`,
      },
    },
  },
  // Named, so that the development server does not find it late and then load the page again.
  optimizeDeps: { include: ['wasm-feature-detect'] },
  // The pretrained model lies in assets/ beside this folder.
  server: { headers: isolation, fs: { allow: ['..'] } },
  preview: { headers: isolation },
  test: { include: ['src/**/*.test.ts'] },
});
