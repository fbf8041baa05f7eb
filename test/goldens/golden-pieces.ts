/** What `compose` writes for every mood, as hashes of its MIDI file and its JSON. */

import { playSections } from '../../plugin/compose/play-sections.ts';
import { scoreData } from '../../plugin/compose/score-data.ts';
import { readScript } from '../../plugin/compose/script.ts';
import { toMidi } from '../../plugin/compose/to-midi.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import type { PhraseModel } from '../../plugin/music/phrase.ts';
import { hash } from './golden-games.ts';

const BARS = 16;

/** A piece of each mood, and one that moves through them all. */
export const GOLDEN_SCRIPTS: readonly string[] = [
  ...PRESET_NAMES.map((mood) => `${mood}:${BARS}`),
  PRESET_NAMES.map((mood) => `${mood}:4`).join(','),
];

/** Hashes of the pieces at some indices of {@link GOLDEN_SCRIPTS}, by their scripts. */
export async function composeGoldenPieces(
  indices: readonly number[],
  composer: PhraseModel,
): Promise<Record<string, { midi: string; json: string }>> {
  const fallback = createNgramModel();
  const pieces: Record<string, { midi: string; json: string }> = {};
  for (const index of indices) {
    const script = GOLDEN_SCRIPTS[index]!;
    const played = await playSections({
      source: { composer, fallback },
      sections: readScript(script, PRESET_NAMES),
      soundtrack: { seed: 'golden' },
      signals: {},
    });
    const json = scoreData(played);
    pieces[script] = { midi: hash([...toMidi(json)]), json: hash(json) };
  }
  return pieces;
}
