/** How well a model foretells real tunes: cross-entropy in bits per event, split in duration and pitch. */

import {
  DURATION_COUNT,
  logSoftmaxRow,
  type NgramTables,
  PITCH_SYMBOLS,
  type StepContext,
  type StepModel,
} from '../../plugin/headless.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { contextAt, emptyContext, type Told } from './batch.ts';
import { eachEvent } from './ngram.ts';

/** Bits per event (notes and rests alike). */
export interface Bits {
  readonly total: number;
  readonly duration: number;
  readonly pitch: number;
}

/** Stretches run side by side. */
const ROWS = 48;
/** A line is begun anew after this many events, as long as the windows that were trained on. */
const WINDOW = 64;

/** Scores a step model, every event once. `told` says what the model may know besides the line itself. */
export function scoreSteps(
  model: StepModel,
  stretches: readonly Stretch[],
  told: Told,
  onProgress?: (share: number) => void,
): Bits {
  const windows = stretches.flatMap((stretch) => {
    const starts: { stretch: Stretch; start: number; end: number }[] = [];
    for (let start = 0; start < stretch.pitch.length; start += WINDOW) {
      starts.push({ stretch, start, end: Math.min(stretch.pitch.length, start + WINDOW) });
    }
    return starts;
  });
  windows.sort((a, b) => b.end - b.start - (a.end - a.start));
  const sum = { duration: 0, pitch: 0, events: 0 };
  for (let from = 0; from < windows.length; from += ROWS) {
    scoreWindows(model, windows.slice(from, from + ROWS), told, sum);
    onProgress?.(Math.min(1, (from + ROWS) / windows.length));
  }
  return bitsOf(sum);
}

function scoreWindows(
  model: StepModel,
  windows: readonly { stretch: Stretch; start: number; end: number }[],
  told: Told,
  sum: { duration: number; pitch: number; events: number },
): void {
  const run = model.begin(windows.length);
  const contexts: StepContext[] = windows.map(() => emptyContext());
  const longest = Math.max(...windows.map(({ start, end }) => end - start));
  for (let t = 0; t < longest; t++) {
    const at = windows.map(({ start, end }) => Math.min(start + t, end - 1));
    windows.forEach(({ stretch }, row) => {
      contextAt(stretch, at[row]!, t === 0, told, contexts[row]!);
    });
    const durations = run.durations(contexts).slice();
    const taken = windows.map(({ stretch }, row) => stretch.duration[at[row]!]!);
    const pitches = run.pitches(taken).slice();
    windows.forEach(({ stretch, start, end }, row) => {
      if (start + t >= end) return;
      sum.duration += surprise(durations, row, DURATION_COUNT, taken[row]!);
      sum.pitch += surprise(pitches, row, PITCH_SYMBOLS, stretch.pitch[at[row]!]!);
      sum.events++;
    });
  }
  run.end();
}

function surprise(logits: Float32Array, row: number, width: number, symbol: number): number {
  logSoftmaxRow(logits, row * width, width);
  return -logits[row * width + symbol]! / Math.LN2;
}

/** Scores n-gram tables on the same events. They may look back across the places where the network begins anew. */
export function scoreTables(tables: NgramTables, stretches: readonly Stretch[]): Bits {
  const sum = { duration: 0, pitch: 0, events: 0 };
  for (const stretch of stretches) {
    eachEvent(stretch, (context, history, duration, pitch) => {
      sum.duration -= Math.log2(tables.durations(context, history)[duration]!);
      sum.pitch -= Math.log2(tables.pitches(context, history, duration)[pitch]!);
      sum.events++;
    });
  }
  return bitsOf(sum);
}

function bitsOf({ duration, pitch, events }: { duration: number; pitch: number; events: number }): Bits {
  const round = (value: number) => Number((value / Math.max(1, events)).toFixed(4));
  return { total: round(duration + pitch), duration: round(duration), pitch: round(pitch) };
}

/** How many events stretches hold. */
export function eventCount(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, stretch) => sum + stretch.pitch.length, 0);
}
