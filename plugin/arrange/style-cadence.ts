/** The closes of a chosen style: hymns and chants end with the subdominant, as in an amen. */

import type { ChordSpan } from '../music/harmony.ts';
import { type Mode, scaleOf } from '../music/pitch.ts';
import type { Style } from '../music/style.ts';

const PLAGAL: readonly (Style | null)[] = ['sacred', 'chant'];
const SUBDOMINANT = 5;

/** The chords with the close of a style: V–I becomes IV–I where the style is plagal and the mode has the subdominant. */
export function closeOf(style: Style | null, chords: readonly ChordSpan[], mode: Mode): readonly ChordSpan[] {
  const scale: readonly number[] = scaleOf(mode);
  const [before, last] = chords.slice(-2).map(({ chord }) => chord.root);
  const third = [9, 8].find((tone) => scale.includes(tone));
  const isDominant = last === 0 && before === 7;
  if (!PLAGAL.includes(style) || !isDominant || !scale.includes(SUBDOMINANT) || third === undefined) return chords;
  const quality = third === 9 ? 'maj' : 'min';
  return chords.map((span, i) => (i === chords.length - 2 ? { ...span, chord: { root: SUBDOMINANT, quality } } : span));
}
