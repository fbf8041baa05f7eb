/** What `compose` writes for every mood, as hashes of its MIDI file and its JSON. */

import { recite } from '../../models/cli/recital.ts';
import { recitalJson } from '../../models/cli/recital-json.ts';
import { recitalMidi } from '../../models/cli/recital-midi.ts';
import { readScript } from '../../models/cli/script.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESET_NAMES } from '../../plugin/mood/presets.ts';
import type { PhraseModel } from '../../plugin/music/phrase.ts';
import { hash } from './golden-games.ts';

const BARS = 16;

/** Hashes of the piece of each mood, and of one that moves through them all. */
export async function composeGoldenPieces(
  composer: PhraseModel,
): Promise<Record<string, { midi: string; json: string }>> {
  const fallback = createNgramModel();
  const scripts = [...PRESET_NAMES.map((mood) => `${mood}:${BARS}`), PRESET_NAMES.map((mood) => `${mood}:4`).join(',')];
  const pieces: Record<string, { midi: string; json: string }> = {};
  for (const script of scripts) {
    const recital = await recite({
      source: { composer, fallback },
      sections: readScript(script, PRESET_NAMES),
      soundtrack: { seed: 'golden' },
      signals: {},
    });
    const json = recitalJson(recital);
    pieces[script] = { midi: hash([...recitalMidi(json)]), json: hash(json) };
  }
  return pieces;
}
