/** Draws training windows and converts them to the arrays of a training step. Row = time * batch + sequence. */

import {
  eachFeature,
  FEATURE_COUNT,
  type LineSoFar,
  LOOKBACK_EVENTS,
  lookbackAt,
  MELODY_CONTROLS,
  NO_LINE,
  NO_LOOKBACK,
  quantileOf,
  type Random,
  type StepContext,
} from '../../plugin/internal.ts';
import { chordOfCode, type Stretch } from '../corpus/stretches.ts';
import { drawnWith, sourceWeights } from '../corpus/weights.ts';

/** Probability with which each input is withheld from a training window, so that the network learns "not requested". */
export const DROP = {
  chords: 0.3,
  allControls: 0.3,
  eachControl: 0.3,
  style: 0.3,
  mode: 0.05,
  barsLeft: 0.1,
  past: 0.4,
};

/** A window of a stretch. */
export interface Window {
  readonly stretch: Stretch;
  readonly start: number;
}

/** Which inputs the network gets in a window. */
export interface Conditioning {
  readonly chords: boolean;
  readonly style: boolean;
  readonly mode: boolean;
  readonly barsLeft: boolean;
  /** Whether look-back sees the events before the window. */
  readonly past: boolean;
  /** One flag per control. */
  readonly controls: readonly boolean[];
  /** Whether controls are measured on groups of 4 or 8 bars. */
  readonly groupBars: 4 | 8;
}

/** A batch: sparse features per row, the symbols to predict, and 1 or 0 per row as its weight. */
export interface Batch {
  readonly steps: number;
  readonly size: number;
  readonly featureStart: Int32Array;
  readonly featureIndex: Int32Array;
  readonly featureValue: Float32Array;
  readonly duration: Uint8Array;
  readonly pitch: Uint8Array;
  readonly mask: Float32Array;
  /** The line before each row, for attention; undefined for rows of weight 0. */
  readonly past: readonly (LineSoFar | undefined)[];
  /** Number of rows with weight 1. */
  readonly notes: number;
}

/** Draws windows in proportion to source weight, then to length. */
export function windowSampler(stretches: readonly Stretch[]): (chance: Random) => Window {
  const bySource = new Map<string, Stretch[]>();
  for (const stretch of stretches) {
    const drawn = drawnWith(stretch.tune);
    const list = bySource.get(drawn);
    if (list) list.push(stretch);
    else bySource.set(drawn, [stretch]);
  }
  const notes = new Map([...bySource].map(([source, list]) => [source, sumOf(list, (s) => s.pitch.length)]));
  const weights = sourceWeights(notes);
  const sources = [...bySource].map(([source, list]) => ({
    weight: weights.get(source)!,
    starts: list.flatMap((stretch) => windowStarts(stretch).map((start) => ({ stretch, start }))),
  }));
  const sourceWeight = sources.map((source) => source.weight);
  return (chance) => chance.pick(sources[chance.weighted(sourceWeight)]!.starts);
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}

/** Windows start at bar lines, twice as often at those of four-bar groups; in chant every eight notes. */
function windowStarts(stretch: Stretch): number[] {
  const starts: number[] = [];
  let lastBar = Number.NaN;
  for (let i = 0; i < stretch.pitch.length - 4; i++) {
    if (stretch.place[i]! < 0) {
      if (i % 8 === 0) starts.push(i);
      continue;
    }
    if (stretch.bar[i] === lastBar) continue;
    lastBar = stretch.bar[i]!;
    if (Math.max(0, lastBar) % 4 === 0) starts.push(i, i);
    else if (lastBar % 2 === 0) starts.push(i);
  }
  return starts.length > 0 ? starts : [0];
}

/** Draws which inputs a window gets. */
export function drawConditioning(chance: Random): Conditioning {
  const conditioning = (drop: number) => chance.next() >= drop;
  const anyControls = conditioning(DROP.allControls);
  return {
    chords: conditioning(DROP.chords),
    style: conditioning(DROP.style),
    mode: conditioning(DROP.mode),
    barsLeft: conditioning(DROP.barsLeft),
    past: conditioning(DROP.past),
    controls: MELODY_CONTROLS.map(() => anyControls && conditioning(DROP.eachControl)),
    groupBars: chance.next() < 0.5 ? 4 : 8,
  };
}

const NO_CONTROLS: readonly null[] = MELODY_CONTROLS.map(() => null);

/** Fills the context for event `i` of a window that starts at event `start`, before which the network knows nothing. */
export function contextAt(
  stretch: Stretch,
  i: number,
  start: number,
  conditioning: Conditioning,
  out: StepContext,
): void {
  const first = i === start;
  out.previousPitch = first ? -1 : stretch.pitch[i - 1]!;
  out.previousDuration = first ? -1 : stretch.duration[i - 1]!;
  out.place = stretch.place[i]!;
  out.meter = stretch.meter;
  out.barsLeft = conditioning.barsLeft ? stretch.barsLeft[i]! : -1;
  out.chord = conditioning.chords ? chordOfCode(stretch.chord[i]!) : null;
  out.nextChord = conditioning.chords ? chordOfCode(stretch.nextChord[i]!) : null;
  out.mode = conditioning.mode ? stretch.mode : null;
  out.style = conditioning.style ? stretch.style : null;
  out.fineStyle = conditioning.style ? stretch.tune.fineStyle : null;
  out.controls = conditioning.controls.some(Boolean) ? controlsAt(stretch, i, conditioning) : NO_CONTROLS;
  const from = conditioning.past ? Math.max(0, i - LOOKBACK_EVENTS) : start;
  out.lookback = lookbackAt(stretch, from, i, stretch.onset[i]!, stretch.tune.bar, out.lookback);
  // Keys are computed once a window, so its line begins at one event.
  const begin = conditioning.past ? Math.max(0, start - LOOKBACK_EVENTS) : start;
  out.past = { history: stretch, from: begin, to: i, onset: stretch.onset[i]!, bar: stretch.tune.bar };
}

function controlsAt(stretch: Stretch, i: number, conditioning: Conditioning): (number | null)[] {
  const group = stretch.groups[(conditioning.groupBars === 4 ? stretch.group4 : stretch.group8)[i]!]!;
  const chant = stretch.meter === 'none';
  return MELODY_CONTROLS.map((control, index) =>
    !conditioning.controls[index] || (chant && (control === 'density' || control === 'syncopation'))
      ? null
      : quantileOf(control, group[control]),
  );
}

/** A context that is filled repeatedly. */
export function emptyContext(): StepContext {
  return {
    previousPitch: -1,
    previousDuration: -1,
    place: -1,
    meter: 'none',
    barsLeft: -1,
    chord: null,
    nextChord: null,
    mode: null,
    style: null,
    fineStyle: null,
    controls: NO_CONTROLS,
    lookback: NO_LOOKBACK.slice(),
    past: NO_LINE,
  };
}

/** Makes a batch of windows; `conditioning` selects the inputs of each. Features from number `below` on are left out. */
export function makeBatch(
  windows: readonly Window[],
  conditioning: readonly Conditioning[],
  steps: number,
  below = FEATURE_COUNT,
): Batch {
  const size = windows.length;
  const rows = steps * size;
  const featureStart = new Int32Array(rows + 1);
  const featureIndex = new Int32Array(rows * 64);
  const featureValue = new Float32Array(rows * 64);
  const duration = new Uint8Array(rows);
  const pitch = new Uint8Array(rows);
  const mask = new Float32Array(rows);
  const past: (LineSoFar | undefined)[] = new Array(rows).fill(undefined);
  const context = emptyContext();
  let count = 0;
  let notes = 0;
  const push = (index: number, value: number) => {
    if (index >= below) return;
    featureIndex[count] = index;
    featureValue[count++] = value;
  };
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < size; b++) {
      const row = t * size + b;
      const { stretch, start } = windows[b]!;
      const i = start + t;
      featureStart[row] = count;
      if (i >= stretch.pitch.length) continue;
      contextAt(stretch, i, start, conditioning[b]!, context);
      eachFeature(context, push);
      duration[row] = stretch.duration[i]!;
      pitch[row] = stretch.pitch[i]!;
      mask[row] = 1;
      past[row] = context.past;
      notes++;
    }
  }
  featureStart[rows] = count;
  return { steps, size, featureStart, featureIndex, featureValue, duration, pitch, mask, past, notes };
}
