import { expect, it } from 'vitest';
import { fileName } from './save_blob';

it.each([
  ['classic 2.csv', 'classic 2.csv'],
  ['a/b\\c: "d"?.png', 'a-b-c- -d--.png'],
  ['..\u0000hidden.csv', '-hidden.csv'],
])('%j is saved as %j', (name, saved) => {
  expect(fileName(name)).toBe(saved);
});
