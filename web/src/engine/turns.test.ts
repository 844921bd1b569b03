import { expect, test } from 'vitest';

import { otherMessages } from './turns';

test('all who work in slices have their turns, one after the other', async () => {
  const turns: string[] = [];
  const work = async (name: string) => {
    for (let slice = 0; slice < 3; ++slice) {
      turns.push(name);
      await otherMessages();
    }
  };
  await Promise.all([work('training'), work('evaluation')]);
  expect(turns).toEqual(['training', 'evaluation', 'training', 'evaluation', 'training', 'evaluation']);
});
