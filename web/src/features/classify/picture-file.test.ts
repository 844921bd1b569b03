import { expect, it } from 'vitest';
import { FileRefused, inspect } from './picture-file';

function png(width: number, height: number): string {
  const size = [width, height].map((side) =>
    String.fromCharCode(...new Uint8Array(Uint32Array.of(side).buffer).reverse()),
  );
  return `\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR${size.join('')}\x08\x02\0\0\0....\0\0\0\0IDAT....`;
}

/** The shortest JPEG that has a size, 40 wide and 30 high, and an EXIF orientation. */
function jpeg(orientation: number): string {
  const exif = `Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`;
  return `\xff\xd8\xff\xe1\0${String.fromCharCode(exif.length + 2)}${exif}\xff\xc0\0\x0b\x08\0\x1e\0\x28\x01\x01\x11\0\xff\xd9`;
}

const file = (name: string, content: string) =>
  new File([Uint8Array.from(content, (letter) => letter.charCodeAt(0))], name);

it('a picture is measured', async () => {
  expect((await inspect(file('coat.png', png(300, 400)))).size).toEqual({ width: 300, height: 400 });
});

it.each([
  [1, { width: 40, height: 30 }],
  [6, { width: 30, height: 40 }],
])('a photo of EXIF orientation %d is measured upright', async (orientation, size) => {
  expect((await inspect(file('photo.jpg', jpeg(orientation)))).size).toEqual(size);
});

it.each([
  ['empty.png', '', 'empty.png is empty'],
  ['notes.txt', 'Buy thread.', 'notes.txt is not a picture'],
  ['cut.png', '\x89PNG\r\n\x1a\n', 'cut.png is not a picture'],
  ['none.png', png(0, 10), 'none.png could not be read'],
  ['wall.png', png(10_001, 10_000), '10,001 × 10,000 pixels'],
])('%s is refused by name', async (name, content, sentence) => {
  const refusal = inspect(file(name, content));
  await expect(refusal).rejects.toBeInstanceOf(FileRefused);
  await expect(refusal).rejects.toThrow(sentence);
});

it('100 megapixels are still taken', async () => {
  expect((await inspect(file('large.png', png(10_000, 10_000)))).size.width).toBe(10_000);
});

it('a file above 50 MB is refused without being read', async () => {
  const large = Object.defineProperty(file('huge.png', png(10, 10)), 'size', { value: 50_000_001 });
  await expect(inspect(large)).rejects.toThrow('huge.png has 50.0 MB; pictures up to 50 MB are taken');
});
