/** The network's input for each note: a sparse feature vector, defined once for training and inference. */

import { type Chord, chordTones } from '../music/harmony.ts';
import { MELODY_CONTROLS } from '../music/melody-controls.ts';
import type { Mode } from '../music/pitch.ts';
import { MODES } from '../music/pitch.ts';
import { FINE_STYLES, type FineStyle, STYLES, type Style } from '../music/style.ts';
import { METERS, type Meter } from '../music/time.ts';
import type { LineSoFar } from './event-history.ts';
import { eachLookback, type Lookback, lookbackFeatureCount, SEQUENCE_AT } from './lookback.ts';
import { eachSequence, SEQUENCE_FEATURES } from './sequence.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from './tokens.ts';

/** Mode labels of the training data: major, minor, and the eight church modes of chant. */
export const MODE_CLASSES = ['major', 'minor', 'ch1', 'ch2', 'ch3', 'ch4', 'ch5', 'ch6', 'ch7', 'ch8'] as const;
export type ModeClass = (typeof MODE_CLASSES)[number];
/** Meters of the training data; `none` is chant. */
export const METER_CLASSES = [...METERS, 'none'] as const;
export type MeterClass = (typeof METER_CLASSES)[number];

/** Knots of the piecewise-linear encoding of a control; a value activates the two nearest. */
export const CONTROL_KNOTS = 7;
/** Larger numbers of remaining bars count as this. */
export const MAX_BARS_LEFT = 8;
/** Positions in a bar, an eighth of a quarter note each; the longest bar has 144/24 of a quarter. */
const PLACES = 48;

/** Start of each group of features. */
export const LAYOUT = layout({
  previousPitch: PITCH_SYMBOLS + 1,
  previousDuration: DURATION_COUNT + 1,
  place: PLACES,
  beatPhase: 9,
  meter: METER_CLASSES.length,
  barsLeft: MAX_BARS_LEFT + 1,
  chordRoot: 12,
  chordTones: 12,
  chordKnown: 1,
  nextTones: 12,
  mode: MODE_CLASSES.length,
  style: STYLES.length,
  controls: MELODY_CONTROLS.length * (CONTROL_KNOTS + 1),
  lookback: lookbackFeatureCount(PITCH_SYMBOLS, DURATION_COUNT),
  // New features come last: older weights are read with zeros for them.
  sequence: SEQUENCE_FEATURES,
  fineStyle: FINE_STYLES.length,
});

/** Length of the feature vector. */
export const FEATURE_COUNT = LAYOUT.total;
/** Its lengths for older weights: without the sequence features, and without the fine styles. */
export const EARLIER_FEATURE_COUNTS: readonly number[] = [LAYOUT.sequence, LAYOUT.fineStyle];

function layout<K extends string>(sizes: Record<K, number>): Record<K | 'total', number> {
  const offsets = {} as Record<K | 'total', number>;
  let at = 0;
  for (const [name, size] of Object.entries(sizes) as [K, number][]) {
    offsets[name] = at;
    at += size;
  }
  offsets.total = at;
  return offsets;
}

/** Everything known before a note is chosen. Negative numbers and nulls mean "unknown" or "not requested". */
export interface StepContext {
  /** Pitch symbol of the previous event; -1 at the start. */
  previousPitch: number;
  /** Duration symbol of the previous event; -1 at the start. */
  previousDuration: number;
  /** Position in the bar, in 1/24 of a quarter note; -1 without meter. */
  place: number;
  meter: MeterClass;
  /** Whole bars after this one until the phrase ends; -1 if unknown. */
  barsLeft: number;
  chord: Chord | null;
  /** The next chord. */
  nextChord: Chord | null;
  mode: ModeClass | null;
  style: Style | null;
  fineStyle: FineStyle | null;
  /** In the order of MELODY_CONTROLS, each 0..1 or null. */
  controls: readonly (number | null)[];
  /** Look-back on the melody so far. */
  lookback: Lookback;
  /** The melody so far, for attention. */
  past: LineSoFar;
}

/** Calls `feature(index, value)` for each nonzero feature. */
export function eachFeature(step: Readonly<StepContext>, feature: (index: number, value: number) => void): void {
  feature(LAYOUT.previousPitch + (step.previousPitch < 0 ? PITCH_SYMBOLS : step.previousPitch), 1);
  feature(LAYOUT.previousDuration + (step.previousDuration < 0 ? DURATION_COUNT : step.previousDuration), 1);
  if (step.place >= 0) {
    feature(LAYOUT.place + Math.min(PLACES - 1, Math.floor(step.place / 3)), 1);
    feature(LAYOUT.beatPhase + (step.place % 3 === 0 ? (step.place % 24) / 3 : 8), 1);
  }
  feature(LAYOUT.meter + METER_CLASSES.indexOf(step.meter), 1);
  if (step.barsLeft >= 0) feature(LAYOUT.barsLeft + Math.min(MAX_BARS_LEFT, step.barsLeft), 1);
  if (step.chord) {
    feature(LAYOUT.chordKnown, 1);
    feature(LAYOUT.chordRoot + step.chord.root, 1);
    for (const tone of chordTones(step.chord)) feature(LAYOUT.chordTones + tone, 1);
  }
  if (step.nextChord) for (const tone of chordTones(step.nextChord)) feature(LAYOUT.nextTones + tone, 1);
  if (step.mode) feature(LAYOUT.mode + MODE_CLASSES.indexOf(step.mode), 1);
  if (step.style) feature(LAYOUT.style + STYLES.indexOf(step.style), 1);
  for (let control = 0; control < MELODY_CONTROLS.length; control++) {
    const value = step.controls[control];
    if (value != null) controlFeatures(control, value, feature);
  }
  eachLookback(step.lookback, PITCH_SYMBOLS, DURATION_COUNT, (index) => feature(LAYOUT.lookback + index, 1));
  eachSequence(step.lookback, SEQUENCE_AT, (index) => feature(LAYOUT.sequence + index, 1));
  if (step.fineStyle) feature(LAYOUT.fineStyle + FINE_STYLES.indexOf(step.fineStyle), 1);
}

function controlFeatures(control: number, value: number, feature: (index: number, value: number) => void): void {
  const start = LAYOUT.controls + control * (CONTROL_KNOTS + 1);
  const position = Math.min(1, Math.max(0, value)) * (CONTROL_KNOTS - 1);
  const knot = Math.min(CONTROL_KNOTS - 2, Math.floor(position));
  feature(start, 1);
  if (position - knot < 1) feature(start + 1 + knot, 1 - (position - knot));
  if (position > knot) feature(start + 2 + knot, position - knot);
}

/** The mode class of a mode: the network knows major and minor, masks and priors do the rest. */
export function modeClassOf(mode: Mode): ModeClass {
  return MODES[mode].family;
}

/** The meter class of a meter. */
export function meterClassOf(meter: Meter): MeterClass {
  return meter;
}
