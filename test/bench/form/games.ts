/** Composes the games that the form bench measures, as `npm run compose --seed a --variants N --json` does: the same bytes. */

import { recite } from '../../../models/cli/recital.ts';
import { type RecitalJson, recitalJson } from '../../../models/cli/recital-json.ts';
import type { Section } from '../../../models/cli/script.ts';
import { createNgramModel } from '../../../plugin/generate/ngram.ts';
import type { PhraseModel } from '../../../plugin/music/phrase.ts';

/** Bars of a piece of one mood. */
export const BARS = 64;
/** Bars of each mood in a script. */
const SCRIPT_BARS = 8;

/** Changes of mood as games have them: into danger and out of it, down a cave, from a fight won, and between quiet scenes. */
const SCRIPTS: readonly (readonly string[])[] = [
  ['forest', 'battle', 'forest'],
  ['village', 'cave', 'boss', 'victory'],
  ['calm', 'sorrow', 'mystery', 'exploration'],
];

/** A composer of games; seeds count from 1. */
export interface Games {
  /** One piece of one mood. */
  piece(mood: string, seed: number): Promise<RecitalJson>;
  /** One piece of each script. */
  scripts(seed: number): Promise<readonly RecitalJson[]>;
  dispose(): void;
}

/** Composes with a model that is already loaded; disposes of it at the end. */
export function gamesOf(
  composer: PhraseModel,
  warn: (message: string) => void,
  lengths = { piece: BARS, script: SCRIPT_BARS },
): Games {
  const fallback = createNgramModel();
  const play = async (sections: readonly Section[], seed: number) =>
    recitalJson(await recite({ source: { composer, fallback }, sections, soundtrack: { seed: `a/${seed}` }, warn }));
  return {
    piece: (mood, seed) => play([{ mood, bars: lengths.piece }], seed),
    async scripts(seed) {
      const played: RecitalJson[] = [];
      for (const moods of SCRIPTS)
        played.push(
          await play(
            moods.map((mood) => ({ mood, bars: lengths.script })),
            seed,
          ),
        );
      return played;
    },
    dispose() {
      composer.dispose();
      fallback.dispose();
    },
  };
}
