/**
 * What a host should send with every file, and what the service worker adds where it does not. Read by the page's build
 * too (vite.config.ts); docs/hosting.md tells hosts about them.
 */

/** Makes the page cross-origin isolated: without, browsers withhold shared memory, and with it threads. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

const directives: Record<string, string> = {
  'default-src': "'none'",
  // Compiling WebAssembly is allowed, JavaScript from strings and inline scripts are not.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'media-src': "'self' blob:",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

const policyOf = (entries: Record<string, string>) =>
  Object.entries(entries)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/** The policy of the page as a `<meta>` element states it. */
export const pagePolicy = policyOf(directives);

/** As a header, which can also say who may frame the page, and which workers heed. */
export const securityHeaders = {
  'Content-Security-Policy': policyOf({ ...directives, 'frame-ancestors': "'none'" }),
} as const;
