/**
 * The closes of a chosen style: hymns and chants end with the subdominant, as in an amen; Irish, Japanese and Chinese tunes with
 * the subtonic, where their mode has no leading tone.
 */

import type { Chord, ChordSpan } from '../music/harmony.ts';
import { type Mode, scaleOf } from '../music/pitch.ts';
import type { MoodStyle } from '../music/style.ts';

const PLAGAL: readonly (MoodStyle | null)[] = ['sacred', 'chant', 'hymn'];
const MODAL: readonly (MoodStyle | null)[] = ['irish', 'japanese', 'chinese'];
const SUBDOMINANT = 5;
/** The triad on the lowered seventh degree. */
const SUBTONIC = [10, 2, 5];

/** The chords with the close of a style: V–I becomes IV–I or VII–I where the style asks for it and the mode has the chord. */
export function closeOf(style: MoodStyle | null, chords: readonly ChordSpan[], mode: Mode): readonly ChordSpan[] {
  const [before, last] = chords.slice(-2).map(({ chord }) => chord.root);
  const chord = last === 0 && before === 7 ? closingChord(style, scaleOf(mode)) : null;
  return chord === null ? chords : chords.map((span, i) => (i === chords.length - 2 ? { ...span, chord } : span));
}

/** The chord in place of the dominant; null for the dominant itself. */
function closingChord(style: MoodStyle | null, scale: readonly number[]): Chord | null {
  if (MODAL.includes(style))
    return SUBTONIC.every((tone) => scale.includes(tone)) ? { root: 10, quality: 'maj' } : null;
  const third = [9, 8].find((tone) => scale.includes(tone));
  if (!PLAGAL.includes(style) || !scale.includes(SUBDOMINANT) || third === undefined) return null;
  return { root: SUBDOMINANT, quality: third === 9 ? 'maj' : 'min' };
}
