/** The models of a game when they do not load. */

import { expect, test } from 'vitest';
import { drummerFinder } from '../../plugin/player/composers.ts';
import { drummer } from '../helper/drummer.ts';

test('drums that do not load are tried again with each restart, and reported once', async () => {
  const warnings: string[] = [];
  let tries = 0;
  const load = async () => {
    if (++tries < 4) throw new Error('offline');
    return drummer;
  };
  const drums = drummerFinder(load, (message) => void warnings.push(message));
  for (let start = 0; start < 3; start++) await drums.find();
  expect(drums.drummer).toBeNull();
  expect(warnings).toEqual(['the drummer could not be loaded: offline']);
  for (let start = 0; start < 2; start++) await drums.find();
  expect(drums.drummer).toBe(drummer);
  expect(tries).toBe(4);
});
