/**
 * The closes of a chosen style: hymns and chants end with the subdominant, as in an amen; Irish, Japanese and Chinese tunes with
 * the subtonic, where their mode has no leading tone; rags and swing tunes with a chain of fifths.
 */

import type { Chord, ChordSpan, Quality } from '../music/harmony.ts';
import { MODES, type Mode, scaleOf } from '../music/pitch.ts';
import type { MoodStyle } from '../music/style.ts';

const PLAGAL: readonly (MoodStyle | null)[] = ['sacred', 'chant', 'hymn'];
const MODAL: readonly (MoodStyle | null)[] = ['irish', 'japanese', 'chinese'];
const SUBDOMINANT = 5;
const DOMINANT: Chord = { root: 7, quality: 'dom7' };
/** The chord before the dominant seventh of a close in major (Berlin, Ragtime, 1980; Levine, The Jazz Theory Book, 1995). */
const APPROACHES: Partial<Record<MoodStyle, Chord>> = {
  ragtime: { root: 2, quality: 'dom7' },
  swing: { root: 2, quality: 'min7' },
};
const PLAIN: Partial<Record<Quality, Quality>> = { maj7: 'maj', maj6: 'maj', min7: 'min', min6: 'min' };
/** The triad on the lowered seventh degree. */
const SUBTONIC = [10, 2, 5];

/**
 * The chords with the close of a style: V–I becomes IV–I or VII–I where the style asks for it and the mode has the chord; a rag
 * comes to its V7 by the dominant above it, and swing by the chord of the second degree.
 */
export function closeOf(style: MoodStyle | null, chords: readonly ChordSpan[], mode: Mode): readonly ChordSpan[] {
  return withClose(style, style === 'irish' ? chords.map(plainSpan) : chords, mode);
}

/** The chord without its seventh or sixth, but for the dominant's: a session of dance tunes strums triads and fifths. */
function plainSpan(span: ChordSpan): ChordSpan {
  const { root, quality: given } = span.chord;
  const quality = given === 'dom7' && root !== DOMINANT.root ? 'maj' : PLAIN[given];
  return quality === undefined ? span : { ...span, chord: { ...span.chord, quality } };
}

function withClose(style: MoodStyle | null, chords: readonly ChordSpan[], mode: Mode): readonly ChordSpan[] {
  const [before, last] = chords.slice(-2).map(({ chord }) => chord.root);
  if (last !== 0 || before !== 7) return chords;
  const approach =
    style !== null && MODES[mode].family === 'major' && chords.length > 3 ? APPROACHES[style] : undefined;
  const chord = approach ? DOMINANT : closingChord(style, scaleOf(mode));
  if (chord === null) return chords;
  const at = (i: number) => (i === chords.length - 2 ? chord : i === chords.length - 3 ? approach : undefined);
  return chords.map((span, i) => ({ ...span, chord: at(i) ?? span.chord }));
}

/** The chord in place of the dominant; null for the dominant itself. */
function closingChord(style: MoodStyle | null, scale: readonly number[]): Chord | null {
  if (MODAL.includes(style))
    return SUBTONIC.every((tone) => scale.includes(tone)) ? { root: 10, quality: 'maj' } : null;
  const third = [9, 8].find((tone) => scale.includes(tone));
  if (!PLAGAL.includes(style) || !scale.includes(SUBDOMINANT) || third === undefined) return null;
  return { root: SUBDOMINANT, quality: third === 9 ? 'maj' : 'min' };
}
