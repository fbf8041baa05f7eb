/**
 * Key detection: the key whose profile correlates best with the duration of each pitch class (profiles after Krumhansl &
 * Kessler 1982: tonic, fifth and third stand out of the scale, the scale out of the rest).
 */

import { type MidiPitch, MODES, type Mode, modulo, scaleOf, TONICS, type Tonic } from './pitch.ts';

/** A key, and the correlation of its profile with the notes, -1..1. */
export interface HeardKey {
  readonly tonic: Tonic;
  readonly mode: Mode;
  readonly agreement: number;
}

/** Krumhansl & Kessler's mean ratings, over major and minor, of tonic, fifth, third, other scale notes and the rest. */
const RATING = { tonic: 6.3, fifth: 5, third: 4.9, scale: 3.4, outside: 2.5 } as const;
/** The first and last notes suggest the tonic more than others do: their durations are multiplied by these. */
const FIRST = 1.25;
const LAST = 1.75;

/** What a key loses of its correlation. */
interface Doubts {
  /** In scales other than major and minor. */
  readonly rare: number;
  readonly minor: number;
  /** For each note of the tonic chord that never sounds. */
  readonly absent: number;
  /** For notes outside the scale, by their share of the time. */
  readonly outside: number;
}
const OF_PIECES: Doubts = { rare: 0.03, minor: 0, absent: 0, outside: 0 };
/** Set by openings and whole lines of 1,700 hymns, songs, dances and game melodies whose keys are stated. */
const OF_MELODIES: Doubts = { rare: 0.2, minor: 0.1, absent: 0.3, outside: 2 };

/** Scales in which music is heard, the more common first. Others fit short lines by chance: a few whole steps are not a whole tone scale. */
export const HEARD_MODES: readonly Mode[] = [
  'ionian',
  'aeolian',
  'dorian',
  'mixolydian',
  'phrygian',
  'lydian',
  'harmonic minor',
];

/** What of a note tells its key. */
interface KeyNote {
  readonly pitch: MidiPitch;
  readonly duration: number;
}

/**
 * The key of a piece, or of a part with many notes, which are given in order; of equal keys, the more common. `modes` are the candidates.
 * @throws RangeError if there are no notes or no modes.
 */
export function hearKey(notes: readonly KeyNote[], modes: readonly Mode[] = HEARD_MODES): HeardKey {
  return likeliestKey(notes, modes, OF_PIECES);
}

/**
 * The key of a melody, of which there may be a few notes only. They correlate with several keys, so plain major, tonic chords
 * that sound, and scales that have all the notes are preferred.
 * @throws RangeError if there are no notes or no modes.
 */
export function hearMelodyKey(notes: readonly KeyNote[], modes: readonly Mode[] = HEARD_MODES): HeardKey {
  return likeliestKey(notes, modes, OF_MELODIES);
}

function likeliestKey(notes: readonly KeyNote[], modes: readonly Mode[], doubts: Doubts): HeardKey {
  if (notes.length === 0 || modes.length === 0) throw new RangeError('hear key: give at least one note and one mode');
  const sounding = new Array<number>(12).fill(0);
  notes.forEach(({ pitch, duration }, i) => {
    const weight = i === notes.length - 1 ? LAST : i === 0 ? FIRST : 1;
    sounding[modulo(pitch, 12)]! += duration * weight;
  });
  let best: HeardKey | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const mode of modes) {
    const profile = profileOf(mode);
    TONICS.forEach((tonic, pc) => {
      const turned = sounding.map((_, degree) => sounding[(degree + pc) % 12]!);
      const agreement = correlation(turned, profile);
      const belief = agreement - doubtOf(mode, turned, doubts);
      if (belief <= most) return;
      best = { tonic, mode, agreement };
      most = belief;
    });
  }
  return best!;
}

/** `sounding` is the time of each pitch class, counted from the tonic. */
function doubtOf(mode: Mode, sounding: readonly number[], { rare, minor, absent, outside }: Doubts): number {
  const profile = profileOf(mode);
  const missing = profile.filter((rating, pc) => rating > RATING.scale && sounding[pc] === 0).length;
  const all = sounding.reduce((sum, time) => sum + time, 0);
  const off = sounding.reduce((sum, time, pc) => sum + (profile[pc] === RATING.outside ? time : 0), 0);
  return (
    (mode === 'ionian' || mode === 'aeolian' ? 0 : rare) +
    (MODES[mode].family === 'minor' ? minor : 0) +
    missing * absent +
    (all === 0 ? 0 : (off / all) * outside)
  );
}

function profileOf(mode: Mode): readonly number[] {
  const scale = scaleOf(mode);
  const third = MODES[mode].family === 'major' ? 4 : 3;
  return Array.from({ length: 12 }, (_, pc) => {
    if (!scale.includes(pc)) return RATING.outside;
    return pc === 0 ? RATING.tonic : pc === 7 ? RATING.fifth : pc === third ? RATING.third : RATING.scale;
  });
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, first, second] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - meanA) * (b[i]! - meanB);
    first += (a[i]! - meanA) ** 2;
    second += (b[i]! - meanB) ** 2;
  }
  return first === 0 ? 0 : both / Math.sqrt(first * second);
}
