import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const dist = join(__dirname, '../../../web/dist');

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
};

/** The simplest static host there is: the built page in a folder, and no header but the content's type. */
export interface StaticHost extends AsyncDisposable {
  readonly address: string;
  /** What is served from now on instead of what was built; see `file` for the latter. */
  readonly replaced: Map<string, string>;
  /** A file as it was built. */
  file(path: string): Promise<string>;
}

export async function startHost(): Promise<StaticHost> {
  const folder = '/some/folder/';
  const replaced = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const path = normalize(name.slice(folder.length));
    const content = replaced.get(path) ?? (name.startsWith(folder) ? readFile(join(dist, path)) : Promise.reject());
    Promise.resolve(content).then(
      (bytes) =>
        response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('host: no port');
  return {
    address: `http://localhost:${place.port}${folder}`,
    replaced,
    file: (path) => readFile(join(dist, path), 'utf8'),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
