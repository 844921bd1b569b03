/** Whether the file of a GIF, PNG or WebP picture holds more than one frame; false for all other files. */
export function isAnimated(bytes: Uint8Array): boolean {
  if (startsWith(bytes, 0, 'GIF8')) return isAnimatedGif(bytes);
  if (startsWith(bytes, 1, 'PNG\r\n')) return isAnimatedPng(bytes);
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) return isAnimatedWebp(bytes);
  return false;
}

/** Counts image blocks (GIF89a specification, sections 20 to 26). */
function isAnimatedGif(bytes: Uint8Array): boolean {
  const colourTable = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let at = 13 + colourTable(byte(bytes, 10));
  let images = 0;
  while (at < bytes.length && images < 2) {
    const block = byte(bytes, at);
    if (block === 0x2c) {
      images += 1;
      at = skipSubBlocks(bytes, at + 11 + colourTable(byte(bytes, at + 9)));
    } else if (block === 0x21) {
      at = skipSubBlocks(bytes, at + 2);
    } else {
      break;
    }
  }
  return images > 1;
}

/** Position after a chain of sub-blocks, each with its length in front, the last one empty. */
function skipSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && byte(bytes, at) !== 0) at += byte(bytes, at) + 1;
  return at + 1;
}

/** An animated PNG has a chunk acTL in front of its first pixels (PNG specification, section 11.3.6). */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 8 <= bytes.length && !startsWith(bytes, at + 4, 'IDAT')) {
    if (startsWith(bytes, at + 4, 'acTL')) return true;
    at += 12 + view.getUint32(at);
  }
  return false;
}

/** The extended header's animation flag (WebP container specification). */
function isAnimatedWebp(bytes: Uint8Array): boolean {
  return startsWith(bytes, 12, 'VP8X') && (byte(bytes, 20) & 0x02) !== 0;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function startsWith(bytes: Uint8Array, at: number, name: string): boolean {
  return [...name].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}
