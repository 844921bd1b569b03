import { buildNames } from '../engine/build';
import type { BuildName } from '../engine/types';

/** A file of the page as built. `revision` is a hash of its content where the name has none. */
export interface PageFile {
  readonly url: string;
  readonly revision: string | null;
}

/** A file as the service worker keeps it. */
export interface KeptFile {
  /** What the page asks for, absolute. */
  readonly address: string;
  /** Under which the content is kept: another content has another key, so two versions of a page do not mix. */
  readonly key: string;
  /** The address says which content it is. */
  readonly hashed: boolean;
  /** Fetched when the service worker is installed, not only when it is asked for. */
  readonly atOnce: boolean;
}

/** Which build of the engine a file belongs to; undefined if to none. */
export function buildOf(url: string): BuildName | undefined {
  const name = url.slice(url.lastIndexOf('/') + 1);
  return buildNames.find(
    (build) => name.startsWith(`${build}-`) && /^.{8}\.(js|wasm)$/.test(name.slice(build.length + 1)),
  );
}

/**
 * The files of a page by address. Of the engine only one build is fetched at once: each is a third of all there is to
 * download, and a browser runs one.
 * @param scope where the page lies, absolute, with a slash at its end.
 */
export function keptFiles(files: readonly PageFile[], scope: string, build: BuildName): ReadonlyMap<string, KeptFile> {
  return new Map(
    files.map(({ url, revision }) => {
      const address = new URL(url, scope).href;
      const key = revision === null ? address : `${address}?revision=${revision}`;
      const atOnce = [undefined, build].includes(buildOf(url));
      return [address, { address, key, hashed: revision === null, atOnce }];
    }),
  );
}

/** The file that an address stands for: the folder for its index.html, and whatever is asked after a question mark. */
export function fileAddress(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname.endsWith('/') ? `${pathname}index.html` : pathname}`;
}
