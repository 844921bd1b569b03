/**
 * Files by address in the browser's Cache Storage: kept from visit to visit. It is a help, never a need: where the
 * browser has none (a page neither from localhost nor by https) or it is full, files come from the network each time.
 */
export class FileCache {
  readonly #cache: Cache | null;

  private constructor(cache: Cache | null) {
    this.#cache = cache;
  }

  static async open(name: string): Promise<FileCache> {
    const storage = globalThis.caches as CacheStorage | undefined;
    return new FileCache((await storage?.open(name).catch(() => null)) ?? null);
  }

  /** Whether there is a cache at all. */
  get keeps(): boolean {
    return this.#cache !== null;
  }

  async has(address: string): Promise<boolean> {
    return (await this.#cache?.match(address)) !== undefined;
  }

  async get(address: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const response = await this.#cache?.match(address);
    return response === undefined ? null : new Uint8Array(await response.arrayBuffer());
  }

  async put(address: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#cache?.put(address, new Response(bytes)).catch(() => undefined);
  }

  async forget(address: string): Promise<void> {
    await this.#cache?.delete(address);
  }

  /** Makes room: what is not among `addresses` goes. */
  async keepOnly(addresses: ReadonlySet<string>): Promise<void> {
    const requests = (await this.#cache?.keys()) ?? [];
    const old = requests.filter(({ url }) => !addresses.has(url));
    await Promise.all(old.map(({ url }) => this.forget(url)));
  }
}
