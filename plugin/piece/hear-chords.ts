/** Hears the chords of some bars: for each half bar, the chord that explains most of what sounds. */

import { type Chord, type ChordSpan, QUALITIES, type Quality } from '../music/harmony.ts';
import { modulo, type PitchClass } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { type Meter, meterInfo, type Ticks } from '../music/time.ts';

/** Qualities that are heard, with a cost for the rarer ones, so that a passing tone makes no seventh. */
const HEARD: readonly (readonly [Quality, cost: number])[] = [
  ['maj', 0],
  ['min', 0],
  ['dom7', 0.06],
  ['min7', 0.07],
  ['maj7', 0.08],
  ['sus4', 0.12],
  ['dim', 0.12],
  ['m7b5', 0.14],
  ['aug', 0.2],
];
/** What tones outside a chord cost, and what its root in the bass is worth, in shares of all that sounds. */
const OUTSIDE = 0.7;
const BASS = 0.25;
/** Bars of this length and more may change their chord in the middle. */
const HALVED: Ticks = 1920;

/**
 * The chords of `bars` bars from a tick on, relative to a tonic. Spans without a note go on with the chord before.
 * @param notes of all pitched parts
 */
export function hearChords(
  notes: readonly Note[],
  {
    from,
    bars,
    meter,
    tonic,
  }: { readonly from: Ticks; readonly bars: number; readonly meter: Meter; readonly tonic: PitchClass },
): readonly ChordSpan[] {
  const { barTicks } = meterInfo(meter);
  const step = barTicks >= HALVED ? barTicks / 2 : barTicks;
  const spans: { tick: Ticks; durationTicks: Ticks; chord: Chord }[] = [];
  for (let tick = 0; tick < bars * barTicks; tick += step) {
    const heard = chordOf(notes, from + tick, from + tick + step, tonic);
    const last = spans.at(-1);
    const chord = heard ?? last?.chord ?? { root: 0, quality: 'power' };
    if (last !== undefined && last.chord.root === chord.root && last.chord.quality === chord.quality)
      last.durationTicks += step;
    else spans.push({ tick, durationTicks: step, chord });
  }
  return spans;
}

function chordOf(notes: readonly Note[], from: Ticks, to: Ticks, tonic: PitchClass): Chord | null {
  const weights = new Array<number>(12).fill(0);
  let all = 0;
  let lowest = { pitch: Number.POSITIVE_INFINITY, length: 0 };
  for (const { pitch, tick, durationTicks } of notes) {
    const length = Math.min(to, tick + durationTicks) - Math.max(from, tick);
    if (length <= 0) continue;
    weights[modulo(pitch - tonic, 12)]! += length;
    all += length;
    if (pitch < lowest.pitch) lowest = { pitch, length };
  }
  if (all === 0) return null;
  const bass = modulo(lowest.pitch - tonic, 12);
  let best: Chord | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (let root = 0; root < 12; root++)
    for (const [quality, cost] of HEARD) {
      const tones = QUALITIES[quality].tones.map((tone) => (root + tone) % 12);
      const inside = tones.reduce((sum, tone) => sum + weights[tone]!, 0) / all;
      const own = inside - OUTSIDE * (1 - inside) - cost + (root === bass ? BASS : 0);
      if (own > most + 1e-9) [best, most] = [{ root, quality }, own];
    }
  return best;
}
