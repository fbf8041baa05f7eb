/** The committed goldens: 200 games with the scale composer, 20 with the network, and the pieces of both models. */

import { readFileSync } from 'node:fs';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { COMPOSERS } from '../helper/composers.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';
import { type Golden, playGoldenGames } from './golden-games.ts';
import { composeGoldenPieces } from './golden-pieces.ts';

/** The groups of goldens; those with the network take longer. */
export const GROUPS = {
  games: () => playGoldenGames(200, () => ({ composer: scaleComposer(), fallback: scaleFallback() })),
  pieces: async () => composeGoldenPieces(await COMPOSERS.ngram()),
  networkGames: async () => {
    const composer = await COMPOSERS.lstm();
    return playGoldenGames(20, () => ({ composer, fallback: createNgramModel() }));
  },
  networkPieces: async () => composeGoldenPieces(await COMPOSERS.lstm()),
} satisfies Record<string, () => Promise<unknown>>;

export type GroupName = keyof typeof GROUPS;

/** The file in which they are kept. */
export const GOLDENS_FILE = new URL('goldens.json', import.meta.url);

/** What the goldens were when they were last renewed. */
export function readGoldens(): Record<GroupName, unknown> & { readonly games: readonly Golden[] } {
  return JSON.parse(readFileSync(GOLDENS_FILE, 'utf8'));
}
