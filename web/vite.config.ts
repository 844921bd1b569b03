import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { isolationHeaders, pagePolicy, securityHeaders } from './src/offline/headers.ts';

/**
 * What docs/hosting.md asks of a host. `ATELIER_ISOLATION=off` serves without, as a static host would that cannot set
 * headers: the page's service worker then adds them from the second visit on.
 */
const plain = process.env['ATELIER_ISOLATION'] === 'off';
const isolation: Record<string, string> = plain ? {} : isolationHeaders;

/** The built page states its content security policy itself, for hosts that send no headers. */
const policyInPage: Plugin = {
  name: 'atelier:content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy }, injectTo: 'head-prepend' },
  ],
};

/** The page can be installed, and its service worker knows all of its files but the training data. */
const installable = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'service-worker.ts',
  // The page registers it when it has nothing better to do: src/offline.
  injectRegister: false,
  injectManifest: {
    globPatterns: ['**/*.{html,js,css,svg,png,wasm,safetensors}'],
    maximumFileSizeToCacheInBytes: 8e6,
    rollupFormat: 'iife',
  },
  manifest: {
    id: './',
    start_url: './',
    scope: './',
    name: 'Atelier',
    short_name: 'Atelier',
    description: 'Draw a garment, see it named, and train the network behind it in your browser.',
    lang: 'en',
    categories: ['education'],
    display: 'standalone',
    theme_color: '#0b5a6c',
    background_color: '#f4f3ef',
    icons: [
      { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
});

/** The engine's files carry the name of their build, the name of its folder, instead of all being "atelier". */
function named(source: string | null | undefined, otherwise: string): string {
  const build = /engine-build\/([\w-]+)\//.exec(source ?? '')?.[1];
  return `assets/${build ?? otherwise}-[hash]`;
}

export default defineConfig({
  // Relative addresses, so that the built folder can be served from any place of any static host.
  base: './',
  plugins: [svelte(), policyInPage, installable],
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
  preview: { headers: plain ? {} : { ...isolation, ...securityHeaders } },
  test: { include: ['src/**/*.test.ts'] },
});
