import { EngineError } from './errors';

/** Between attempts, in milliseconds. After one more failure than there are pauses, it is reported. */
const usualPauses: readonly number[] = [300, 1000, 3000];

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** In bytes: a file of another length counts as failed. */
  readonly length?: number;
  /** Called with the bytes arrived so far; starts again from 0 with each attempt. */
  readonly onProgress?: (bytes: number) => void;
  readonly pauses?: readonly number[];
}

/**
 * Fetches a file, again after growing pauses if that fails. Rejects with an EngineError of kind `data` that names the
 * file and the last reason, or with the signal's reason.
 */
export async function download(address: string, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, pauses = usualPauses } = options;
  for (let attempt = 0; ; ++attempt) {
    try {
      return await downloadOnce(address, options);
    } catch (error) {
      signal.throwIfAborted();
      const pause = pauses[attempt];
      if (pause === undefined) {
        const name = new URL(address).pathname.split('/').at(-1) ?? address;
        const reason = error instanceof Error ? error.message : String(error);
        throw new EngineError('data', `${name} could not be fetched: ${reason}.`);
      }
      await passed(pause, signal);
      signal.throwIfAborted();
    }
  }
}

/** Resolves after so many milliseconds, or when the signal is aborted. */
function passed(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

async function downloadOnce(
  address: string,
  { signal, length: expected, onProgress }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  onProgress?.(0);
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`);
  // A server that does not know a file may answer with the page instead.
  if (response.headers.get('Content-Type')?.startsWith('text/html')) {
    throw new Error('the server has no such file');
  }
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) break;
    chunks.push(part.value);
    length += part.value.length;
    onProgress?.(length);
  }
  if (expected !== undefined && length !== expected) {
    throw new Error(`${length} bytes came instead of ${expected}`);
  }
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}
