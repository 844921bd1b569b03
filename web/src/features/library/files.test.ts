import { expect, test } from 'vitest';
import { fileName } from './files';

test('a network’s name becomes a file’s name that every system takes', () => {
  expect(fileName('classic')).toBe('classic.safetensors');
  expect(fileName('  mój najlepszy, 93%  ')).toBe('mój-najlepszy-93.safetensors');
  expect(fileName('../../etc/passwd')).toBe('etc-passwd.safetensors');
  expect(fileName('???')).toBe('model.safetensors');
});
