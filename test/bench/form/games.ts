/** Composes the games that the form bench measures, as `npm run compose --seed a --variants N --json` does: the same bytes. */

import { type PlayedMusic, playSections } from '../../../plugin/compose/play-sections.ts';
import { type ScoreData, scoreData } from '../../../plugin/compose/score-data.ts';
import type { ScriptSection } from '../../../plugin/compose/script.ts';
import { createNgramModel } from '../../../plugin/generate/ngram.ts';
import type { PhraseModel } from '../../../plugin/music/phrase.ts';
import type { Style } from '../../../plugin/music/style.ts';
import type { SoundtrackDefinition } from '../../../plugin/soundtrack/soundtrack.ts';

/** Bars of a piece of one mood. */
export const BARS = 64;
/** Bars of each mood in a script. */
const SCRIPT_BARS = 8;
/** Bars of a piece in a style, and the mood that is played in all styles. */
const STYLED_BARS = 32;
const STYLED_MOOD = 'exploration';

/** Changes of mood as games have them: into danger and out of it, down a cave, from a fight won, and between quiet scenes. */
const SCRIPTS: readonly (readonly string[])[] = [
  ['forest', 'battle', 'forest'],
  ['village', 'cave', 'boss', 'victory'],
  ['calm', 'sorrow', 'mystery', 'exploration'],
];

/** A composer of games; seeds count from 1. */
export interface Games {
  /** One piece of one mood. */
  piece(mood: string, seed: number): Promise<ScoreData>;
  /** The same as it was played, to be rendered. */
  played(mood: string, seed: number): Promise<PlayedMusic>;
  /** A shorter piece of {@link STYLED_MOOD} with a tune in a style. */
  styled(style: Style, seed: number): Promise<ScoreData>;
  /** One piece of each script. */
  scripts(seed: number): Promise<readonly ScoreData[]>;
  dispose(): void;
}

/** Composes with a model that is already loaded; disposes of it at the end. */
export function gamesOf(
  composer: PhraseModel,
  warn: (message: string) => void,
  lengths = { piece: BARS, script: SCRIPT_BARS },
): Games {
  const fallback = createNgramModel();
  const perform = (sections: readonly ScriptSection[], seed: number, said: SoundtrackDefinition = {}) =>
    playSections({ source: { composer, fallback }, sections, soundtrack: { ...said, seed: `a/${seed}` }, warn });
  const play = async (...asked: Parameters<typeof perform>) => scoreData(await perform(...asked));
  const played = (mood: string, seed: number) => perform([{ mood, bars: lengths.piece }], seed);
  return {
    piece: async (mood, seed) => scoreData(await played(mood, seed)),
    played,
    styled: (style, seed) =>
      play([{ mood: STYLED_MOOD, bars: STYLED_BARS }], seed, {
        moods: { [STYLED_MOOD]: { like: STYLED_MOOD, controls: { style } } },
      }),
    async scripts(seed) {
      const all: ScoreData[] = [];
      for (const moods of SCRIPTS)
        all.push(
          await play(
            moods.map((mood) => ({ mood, bars: lengths.script })),
            seed,
          ),
        );
      return all;
    },
    dispose() {
      composer.dispose();
      fallback.dispose();
    },
  };
}
