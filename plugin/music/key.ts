/**
 * Key detection: the key whose profile correlates best with the duration of each pitch class (profiles after Krumhansl &
 * Kessler 1982: tonic, fifth and third stand out of the scale, the scale out of the rest).
 */

import { type MidiPitch, MODES, type Mode, modulo, NAMED_MODES, scaleOf, TONICS, type Tonic } from './pitch.ts';

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
/** Correlation by which rarer scales must exceed major and minor. */
const RARE = 0.03;
const HEARD = (Object.keys(MODES) as Mode[]).filter((mode) => !NAMED_MODES.includes(mode));

/**
 * The key of notes that are given in order; of equal ones, the more common. `modes` are the candidates, default all but {@link NAMED_MODES}.
 * @throws RangeError if there are no notes or no modes.
 */
export function hearKey(
  notes: readonly { readonly pitch: MidiPitch; readonly duration: number }[],
  modes: readonly Mode[] = HEARD,
): HeardKey {
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
      const belief = agreement - (mode === 'ionian' || mode === 'aeolian' ? 0 : RARE);
      if (belief <= most) return;
      best = { tonic, mode, agreement };
      most = belief;
    });
  }
  return best!;
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
