/** Scores models on real tunes: cross-entropy in bits per event, split into duration and pitch. */

import {
  DURATION_COUNT,
  logSoftmaxRow,
  type NgramTables,
  PITCH_SYMBOLS,
  type StepContext,
  type StepModel,
} from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { type Conditioning, contextAt, emptyContext } from './batch.ts';
import { eachEvent } from './ngram.ts';

/** Bits per event (notes and rests). */
export interface Bits {
  readonly total: number;
  readonly duration: number;
  readonly pitch: number;
}

/** Stretches per batch. */
const ROWS = 48;

/** Scores a step model on every event once. `conditioning` selects the model's inputs besides the melody. */
export function scoreSteps(
  model: StepModel,
  stretches: readonly Stretch[],
  conditioning: Conditioning,
  onProgress?: (share: number) => void,
): Bits {
  const longestFirst = [...stretches].sort((a, b) => b.pitch.length - a.pitch.length);
  const sum = { duration: 0, pitch: 0, events: 0 };
  for (let from = 0; from < longestFirst.length; from += ROWS) {
    scoreSide(model, longestFirst.slice(from, from + ROWS), conditioning, sum);
    onProgress?.(Math.min(1, (from + ROWS) / longestFirst.length));
  }
  return bitsOf(sum);
}

/** Scores a batch of stretches, each from its first event to its last. */
function scoreSide(
  model: StepModel,
  stretches: readonly Stretch[],
  conditioning: Conditioning,
  sum: { duration: number; pitch: number; events: number },
): void {
  const run = model.begin(stretches.length);
  const contexts: StepContext[] = stretches.map(() => emptyContext());
  const longest = Math.max(...stretches.map(({ pitch }) => pitch.length));
  for (let t = 0; t < longest; t++) {
    const at = stretches.map(({ pitch }) => Math.min(t, pitch.length - 1));
    stretches.forEach((stretch, row) => {
      contextAt(stretch, at[row]!, 0, conditioning, contexts[row]!);
    });
    const durations = run.durations(contexts).slice();
    const taken = stretches.map(({ duration }, row) => duration[at[row]!]!);
    const pitches = run.pitches(taken).slice();
    stretches.forEach(({ pitch }, row) => {
      if (t >= pitch.length) return;
      sum.duration += surprise(durations, row, DURATION_COUNT, taken[row]!);
      sum.pitch += surprise(pitches, row, PITCH_SYMBOLS, pitch[t]!);
      sum.events++;
    });
  }
  run.end();
}

function surprise(logits: Float32Array, row: number, width: number, symbol: number): number {
  logSoftmaxRow(logits, row * width, width);
  return -logits[row * width + symbol]! / Math.LN2;
}

/** Scores n-gram tables on the same events. */
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

/** Number of events in stretches. */
export function eventCount(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, stretch) => sum + stretch.pitch.length, 0);
}
