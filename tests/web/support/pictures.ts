import { crc32, deflateSync } from 'node:zlib';
import type { Outline } from './page';

type Colour = readonly [red: number, green: number, blue: number];

/** A PNG file of a filled polygon. */
export function pngOf(outline: Outline, width: number, height: number, garment: Colour, background: Colour): Buffer {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const colour = isInside(outline, (x + 0.5) / width, (y + 0.5) / height) ? garment : background;
      rows.set(colour, y * (1 + 3 * width) + 1 + 3 * x);
    }
  }
  return png(header(width, height), chunk('IDAT', deflateSync(rows)));
}

/** The beginning of a PNG file that claims this size, and no pixels. */
export function pngClaiming(width: number, height: number): Buffer {
  return png(header(width, height), chunk('IDAT', Buffer.alloc(0)));
}

/** A PNG file that says it has several frames. */
export function animatedPng(): Buffer {
  return png(
    header(1, 1),
    chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
    chunk('IDAT', deflateSync('\0\0\0\0')),
  );
}

/** A GIF file of 1 x 1 pixels and so many frames. */
export function gif(frames: number): Buffer {
  const head = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  const frame = Buffer.from('!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0', 'latin1');
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from(';')]);
}

/** A JPEG file with an EXIF orientation (1 to 8, as the TIFF specification numbers them) put in. */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1');
  exif.writeUInt16BE(orientation, 24);
  const marker = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), marker, exif, jpeg.subarray(2)]);
}

function png(...chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

/** 8 bits each of red, green, blue. */
function header(width: number, height: number): Buffer {
  const data = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  return chunk('IHDR', data);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Even-odd rule. */
function isInside(outline: Outline, x: number, y: number): boolean {
  let inside = false;
  outline.forEach(([x1, y1], i) => {
    const [x2, y2] = outline[(i + 1) % outline.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  });
  return inside;
}
