/** The committed goldens: 200 games with the scale composer, 20 with the network and its drummer, and the pieces of both models. */

import { readFileSync } from 'node:fs';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { COMPOSERS } from '../helper/composers.ts';
import { drummer } from '../helper/drummer.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';
import { playGoldenGames } from './golden-games.ts';
import { composeGoldenPieces, GOLDEN_SCRIPTS } from './golden-pieces.ts';

/** The groups of goldens: each plays all of its games or pieces, or those at some indices. */
export const GROUPS = {
  games: (indices = indicesTo(200)) =>
    playGoldenGames(indices, () => ({ composer: scaleComposer(), fallback: scaleFallback() })),
  pieces: async (indices = indicesTo(GOLDEN_SCRIPTS.length)) => composeGoldenPieces(indices, await COMPOSERS.ngram()),
  networkGames: async (indices = indicesTo(20)) => {
    const composer = await COMPOSERS.lstm();
    return playGoldenGames(indices, () => ({ composer, fallback: createNgramModel(), drummer: () => drummer }));
  },
  networkPieces: async (indices = indicesTo(GOLDEN_SCRIPTS.length)) =>
    composeGoldenPieces(indices, await COMPOSERS.lstm()),
} satisfies Record<string, (indices?: readonly number[]) => Promise<unknown>>;

function indicesTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}

export type GroupName = keyof typeof GROUPS;

/** The file in which they are kept. */
export const GOLDENS_FILE = new URL('goldens.json', import.meta.url);

/** What the goldens were when they were last renewed. */
export function readGoldens(): {
  readonly [name in GroupName]: Awaited<ReturnType<(typeof GROUPS)[name]>>;
} {
  return JSON.parse(readFileSync(GOLDENS_FILE, 'utf8'));
}
