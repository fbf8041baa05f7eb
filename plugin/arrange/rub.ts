/** Rubs: in tense moods of the dial the pad holds a tone of the mode a semitone from a tone of the chord (Penderecki, and film music since). */

import type { Setting } from './arrange-context.ts';
import type { Voiced } from './harmony-parts.ts';
import { CLEAR_ABOVE, type Voicing } from './voicing.ts';

/** Tension from which some chords have one; at full tension all have. */
const FROM = 0.4;

/** The chords, by chance with a rub: the more tense the mood, the more of them. Presets have none. */
export function withRubs(setting: Setting, chords: readonly Voiced[]): readonly Voiced[] {
  const { felt } = setting.feeling;
  if (felt === undefined || felt.tension < FROM) return chords;
  const chance = setting.chance('rub');
  const share = (felt.tension - FROM) / (1 - FROM);
  return chords.map((chord) =>
    chance.next() < share ? { ...chord, voicing: rubbed(chord.voicing, setting.scale) } : chord,
  );
}

/** The voicing with a semitone in it, above C3 and inside the mode; as it is, if the mode has none. */
function rubbed(voicing: Voicing, scale: readonly number[]): Voicing {
  const beside = [...voicing].reverse().flatMap((pitch) => [pitch - 1, pitch + 1]);
  const free = beside.find((pitch) => pitch >= CLEAR_ABOVE && scale.includes(pitch % 12) && !voicing.includes(pitch));
  return free === undefined ? voicing : [...voicing, free].sort((a, b) => a - b);
}
