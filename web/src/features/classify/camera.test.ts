import { describe, expect, it } from 'vitest';
import { text } from '../../text';
import { cameraProblem } from './camera';

describe('why there is no camera', () => {
  it.each([
    ['NotAllowedError', text.camera.refused],
    ['NotFoundError', text.camera.none],
    ['NotReadableError', text.camera.busy],
    ['TypeError', text.camera.impossible],
  ])('%s is said in a sentence', (name, sentence) => {
    expect(cameraProblem(new DOMException('', name))).toBe(sentence);
  });

  it('whatever else is thrown, too', () => {
    expect(cameraProblem('out of order')).toBe(text.camera.impossible);
  });
});
