/**
 * The page's one service worker. It keeps the page, one build of the engine and the pretrained model, so that the next
 * visit needs no network; and it adds the headers that a host may not send, cross-origin isolation above all. The training
 * data is none of its business: the engine keeps that itself (src/engine/file_cache.ts).
 */
import { relaxedSimd } from 'wasm-feature-detect';
import { isolationHeaders, securityHeaders } from './offline/headers';
import { fileAddress, keptFiles, type KeptFile, type PageFile } from './offline/kept_files';

declare const self: ServiceWorkerGlobalScope & {
  /** Put in by vite-plugin-pwa: all files of the page. */
  readonly __WB_MANIFEST: readonly PageFile[];
};

const scope = self.registration.scope;

// Pages that this worker serves are isolated, so they have threads wherever a browser has these at all. (It cannot try that
// itself, since it is no such page.)
const files = relaxedSimd().then((relaxed) =>
  keptFiles(self.__WB_MANIFEST, scope, relaxed ? 'wasm-relaxed-threads' : 'wasm-simd-threads'),
);
// Each folder of a host may hold a page of its own.
const cache = () => self.caches.open(`atelier-page ${scope}`);

async function install(): Promise<void> {
  const kept = await cache();
  const wanted = [...(await files).values()].filter(({ atOnce }) => atOnce);
  await Promise.all(
    wanted.map(async ({ address, key, hashed }) => {
      if ((await kept.match(key)) !== undefined) return;
      // A file without a hash in its name may be an old one in the browser's own cache.
      const response = await fetch(address, { cache: hashed ? 'default' : 'no-cache' });
      if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
      await kept.put(key, response);
    }),
  );
}

/** Lets go of what only an earlier version of the page needed. */
async function tidy(): Promise<void> {
  const kept = await cache();
  const keys = new Set([...(await files).values()].map(({ key }) => key));
  const old = (await kept.keys()).filter(({ url }) => !keys.has(url));
  await Promise.all(old.map((request) => kept.delete(request)));
}

async function answer(request: Request): Promise<Response> {
  const file = (await files).get(fileAddress(request.url));
  if (file === undefined) return withHeaders(await fetch(request));
  const kept = await (await cache()).match(file.key);
  return withHeaders(kept ?? (await fetchAndKeep(request, file)));
}

async function fetchAndKeep(request: Request, { key, hashed }: KeptFile): Promise<Response> {
  const response = await fetch(request);
  if (hashed && response.status === 200) {
    const copy = response.clone();
    await (await cache()).put(key, copy).catch(() => undefined);
  }
  return response;
}

function withHeaders(response: Response): Response {
  // Another site's, or a redirection that the browser follows.
  if (response.type !== 'basic' && response.type !== 'default') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries({ ...isolationHeaders, ...securityHeaders })) {
    if (!headers.has(name)) headers.set(name, value);
  }
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

self.addEventListener('install', (event) => event.waitUntil(install()));

self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(scope) && !url.startsWith(`${scope}data/`)) {
    event.respondWith(answer(event.request));
  }
});

// The page asks for it when its visitor wants the new version now.
self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if (data === 'take over') void self.skipWaiting();
});
