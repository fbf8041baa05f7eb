/** The pitch classes on which a phrase may end. */

import { chordAt, chordTones } from '../music/harmony.ts';
import type { PhraseRequest } from '../music/phrase.ts';
import { type PitchClass, scaleOf } from '../music/pitch.ts';
import { meterInfo } from '../music/time.ts';
import { finalsOf } from './mode-priors.ts';

/** Tones of a chord that a melody may rest on: root, third and fifth. */
const TRIAD = 3;

/**
 * The tones of the cadence that the last chord has; if it has none of them, its own, as a half close on the subdominant does
 * not rest on the second degree. A half close rests on the tonic only if there is nothing else, and an open end on any tone
 * of its chord. Null: any tone.
 */
export function closingTones({ cadence, chords, bars, meter, mode }: PhraseRequest): readonly PitchClass[] | null {
  const scale = scaleOf(mode);
  const named = cadence === 'open' ? scale : finalsOf(mode)[cadence];
  const tones = named.filter((tone) => scale.includes(tone));
  const last = chordAt(chords, bars * meterInfo(meter).barTicks - 1);
  if (last === null) return cadence === 'open' ? null : tones;
  const own = chordTones(last)
    .slice(0, TRIAD)
    .filter((tone) => scale.includes(tone));
  const choices = [
    tones.filter((tone) => own.includes(tone)),
    own.filter((tone) => cadence !== 'half' || tone !== 0),
    own,
  ];
  return choices.find((each) => each.length > 0) ?? tones;
}
