/** Measures a melody: five numbers, and their quantiles among the training melodies (0..1). */

import { MELODY_CONTROLS, type MelodyControl, type MelodyControls } from '../music/melody-controls.ts';
import { metricWeight } from '../music/metric-weight.ts';
import { type Mode, modulo, type RelativePitch, scaleOf } from '../music/pitch.ts';
import { type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';
import type { ModeClass } from './features.ts';
import { QUANTILES } from './quantiles.generated.ts';

/** The measured properties of a note. */
export interface MeasuredNote {
  readonly pitch: RelativePitch;
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
}

/** Measurements in their own units. */
export type RawMeasures = Record<MelodyControl, number>;

/** Pitch classes of minor melodies: natural minor with the leading tone. */
const MINOR_WITH_LEADING_TONE = [0, 2, 3, 5, 7, 8, 10, 11];

/**
 * Measures notes over a number of bars:
 * density = notes per quarter note; register = mean semitones above the tonic anchor; leap = mean interval between
 * consecutive notes in semitones (each at most an octave); syncopation = Longuet-Higgins & Lee (1984), per four quarter
 * notes; chromaticism = share of notes outside the scale.
 */
export function measureRaw(
  notes: readonly MeasuredNote[],
  stretch: { readonly meter: Meter | null; readonly ticks: Ticks; readonly scale: readonly number[] },
): RawMeasures {
  const quarters = stretch.ticks / PPQ;
  if (notes.length === 0) return { density: 0, register: 0, leap: 0, syncopation: 0, chromaticism: 0 };
  let pitchSum = 0;
  let leapSum = 0;
  let outside = 0;
  for (let i = 0; i < notes.length; i++) {
    const { pitch } = notes[i]!;
    pitchSum += pitch;
    if (!stretch.scale.includes(modulo(pitch, 12))) outside++;
    if (i > 0) leapSum += Math.min(12, Math.abs(pitch - notes[i - 1]!.pitch));
  }
  return {
    density: notes.length / quarters,
    register: pitchSum / notes.length,
    leap: leapSum / Math.max(1, notes.length - 1),
    syncopation: stretch.meter ? (syncopationSum(notes, stretch.meter, stretch.ticks) * 4) / quarters : 0,
    chromaticism: outside / notes.length,
  };
}

/** Syncopation, summed over notes: how much the strongest position that a note sustains or leaves silent outweighs its start. */
export function syncopationSum(notes: readonly MeasuredNote[], meter: Meter, end: Ticks): number {
  const { barTicks } = meterInfo(meter);
  const step = PPQ / 4;
  let sum = 0;
  for (let i = 0; i < notes.length; i++) {
    const start = notes[i]!.tick;
    const until = i + 1 < notes.length ? notes[i + 1]!.tick : end;
    const own = metricWeight(meter, modulo(start, barTicks));
    let strongest = own;
    for (let tick = Math.floor(start / step) * step + step; tick < until; tick += step) {
      strongest = Math.max(strongest, metricWeight(meter, modulo(tick, barTicks)));
      if (strongest === 0) break;
    }
    sum += strongest - own;
  }
  return sum;
}

/** The church modes of chant; two numbers each. */
const CHURCH_MODES = ['dorian', 'phrygian', 'lydian', 'mixolydian'] as const;

/** The scale, in semitones above the tonic, that training melodies of a mode class are measured against. */
export function trainingScale(mode: ModeClass): readonly number[] {
  if (mode === 'major') return scaleOf('ionian');
  if (mode === 'minor') return MINOR_WITH_LEADING_TONE;
  return scaleOf(CHURCH_MODES[Math.floor((Number(mode.slice(2)) - 1) / 2)]!);
}

/** The quantile of a measurement among the training melodies, 0..1; the inverse of {@link valueAtQuantile}. */
export function quantileOf(control: MelodyControl, value: number): number {
  const table = QUANTILES[control];
  const last = table.length - 1;
  if (value <= table[0]!) return 0;
  if (value >= table[last]!) return 1;
  let high = 1;
  while (table[high]! < value) high++;
  const low = table[high - 1]!;
  return (high - 1 + (value - low) / (table[high]! - low)) / last;
}

/** The measurement at a quantile of the training melodies, in its own unit. */
export function valueAtQuantile(control: MelodyControl, quantile: number): number {
  const table = QUANTILES[control];
  const position = Math.min(1, Math.max(0, quantile)) * (table.length - 1);
  const low = Math.min(table.length - 2, Math.floor(position));
  return table[low]! + (table[low + 1]! - table[low]!) * (position - low);
}

/** The melody controls of notes in a mode, measured as quantiles of the training melodies. */
export function measure(
  notes: readonly MeasuredNote[],
  phrase: { readonly meter: Meter; readonly bars: number; readonly mode: Mode },
): MelodyControls {
  const ticks = phrase.bars * meterInfo(phrase.meter).barTicks;
  const raw = measureRaw(notes, { meter: phrase.meter, ticks, scale: scaleOf(phrase.mode) });
  return Object.fromEntries(
    MELODY_CONTROLS.map((control) => [control, quantileOf(control, raw[control])]),
  ) as MelodyControls;
}
