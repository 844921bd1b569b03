import { EngineError } from './errors';

/**
 * Unpacks a gzip file of a single member, by the browser: code of our own for it would be another download. Rejects with an
 * EngineError of kind `data` if it is damaged (its checksum is checked), cut short, or followed by anything else.
 */
export async function gunzip(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Response(packed).body?.pipeThrough(new DecompressionStream('gzip'));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new EngineError('data', 'its gzip data is damaged or cut short, or something follows it');
  }
}
