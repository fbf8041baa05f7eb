/** The music of known games and pieces is what it was: renew with `npm run goldens` where a change is meant to change notes. */

import { expect, test } from 'vitest';
import { GROUPS, readGoldens } from './goldens.ts';

const goldens = readGoldens();

test('the goldens are of games that play', () => {
  expect(goldens.games).toHaveLength(200);
  expect(goldens.games.filter(({ count }) => count > 10).length).toBeGreaterThan(190);
  expect(goldens.games.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(20_000);
});

test.each(['games', 'pieces'] as const)('%s are note for note what they were', { timeout: 600_000 }, async (name) => {
  expect(await GROUPS[name]()).toEqual(goldens[name]);
});
