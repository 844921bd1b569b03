import { describe, expect, it } from 'vitest';
import { isAnimated } from './animation';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('GIF', () => {
  const head = 'GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff';
  const comment = '!\xfe\x03hey\0';
  const frame = '!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0';
  const frameWithColours = ',\0\0\0\0\x01\0\x01\0\x80\0\0\0\xff\xff\xff\x02\x02D\x01\0';

  it.each([
    ['one frame', head + frame + ';', false],
    ['one frame and a comment', head + comment + frame + ';', false],
    ['two frames', head + frame + frame + ';', true],
    ['two frames, the first with colours of its own', head + frameWithColours + frame + ';', true],
    ['a second frame that is cut off', head + frame + ',\0\0', true],
    ['only its header', head, false],
    ['only its name', 'GIF89a', false],
    ['nonsense after its header', head + 'nonsense', false],
  ])('%s', (_, file, animated) => {
    expect(isAnimated(bytes(file))).toBe(animated);
  });
});

describe('PNG', () => {
  const head = '\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0....';

  it.each([
    ['without a chunk of animation', head + '\0\0\0\0IDAT....', false],
    ['with one', head + '\0\0\0\x08acTL\0\0\0\x02\0\0\0\0....\0\0\0\0IDAT....', true],
    ['with one after the pixels, where it means nothing', head + '\0\0\0\0IDAT....\0\0\0\x08acTL', false],
    ['with a chunk longer than the file', head + '\xff\xff\xff\xfftEXt', false],
    ['cut off', head.slice(0, 20), false],
  ])('%s', (_, file, animated) => {
    expect(isAnimated(bytes(file))).toBe(animated);
  });
});

describe('WebP', () => {
  const extended = (flags: string) => `RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0${flags}\0\0\0\0\0\0\0\0\0`;

  it.each([
    ['simple', 'RIFF\x16\0\0\0WEBPVP8 ', false],
    ['extended, still', extended('\x10'), false],
    ['extended, animated', extended('\x12'), true],
  ])('%s', (_, file, animated) => {
    expect(isAnimated(bytes(file))).toBe(animated);
  });
});

it('other files are not animated', () => {
  expect(isAnimated(bytes('\xff\xd8\xff\xe0'))).toBe(false);
  expect(isAnimated(bytes(''))).toBe(false);
});
