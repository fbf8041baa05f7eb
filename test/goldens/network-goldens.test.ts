/** What the network writes in known games and pieces is what it was. Some of them are played in a short run, the others in a full one. */

import { expect, test } from 'vitest';
import { listedCases } from '../helper/cases.ts';
import { GROUPS, readGoldens } from './goldens.ts';

const { networkGames, networkPieces } = readGoldens();
/** Every eighth one. */
const inShort = (_: unknown, index: number) => index % 8 === 0;

test('games are note for note what they were', { timeout: 600_000 }, async () => {
  expect(networkGames).toHaveLength(20);
  const indices = listedCases([...networkGames.keys()], inShort);
  expect(await GROUPS.networkGames(indices)).toEqual(indices.map((index) => networkGames[index]));
});

test('pieces are note for note what they were', { timeout: 600_000 }, async () => {
  const scripts = Object.keys(networkPieces);
  const indices = listedCases([...scripts.keys()], inShort);
  const expected = indices.map((index) => [scripts[index], networkPieces[scripts[index]!]]);
  expect(await GROUPS.networkPieces(indices)).toEqual(Object.fromEntries(expected));
});
