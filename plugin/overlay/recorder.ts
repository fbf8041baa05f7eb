/** Records bars, signals and controls while the overlay is open, to show the past. */

import type { BarState } from '../conductor/observe/inspection.ts';
import { NUMERIC_CONTROLS, type NumericControl } from '../mood/controls.ts';
import { meterInfo, type Seconds } from '../music/time.ts';
import type { TargetInspection } from './target.ts';

/** Number of recorded bars. */
const KEPT_BARS = 64;
/** Number of samples: a minute, at ten per second. */
const KEPT_SAMPLES = 600;

/** A series of numbers, oldest first. */
export class Row {
  readonly values: number[] = [];

  push(value: number): void {
    this.values.push(value);
    if (this.values.length > KEPT_SAMPLES) this.values.shift();
  }
}

/** Records the recent past. */
export class Recorder {
  readonly #bars = new Map<string, BarState>();
  /** Signals by name: raw, and smoothed. */
  readonly raw = new Map<string, Row>();
  readonly smoothed = new Map<string, Row>();
  readonly controls = new Map<NumericControl, Row>();
  /** Clock times of the samples in all series. */
  readonly times = new Row();
  #sorted: readonly BarState[] = [];

  /** Past, current and scheduled bars, by time. */
  get bars(): readonly BarState[] {
    return this.#sorted;
  }

  /** Records an inspection. */
  take({ bars, signals, controls, time }: TargetInspection): void {
    const seen = new Set(bars.map(keyOf));
    for (const [key, { timed }] of this.#bars) if (timed.time > time && !seen.has(key)) this.#bars.delete(key);
    for (const bar of bars) this.#bars.set(keyOf(bar), bar);
    this.#sorted = [...this.#bars.values()].sort((a, b) => a.timed.time - b.timed.time);
    for (const gone of this.#sorted.slice(0, -KEPT_BARS)) this.#bars.delete(keyOf(gone));
    this.#sorted = this.#sorted.slice(-KEPT_BARS);
    for (const { name, raw, smoothed } of signals) {
      row(this.raw, name).push(typeof raw === 'number' ? raw : 0);
      row(this.smoothed, name).push(smoothed);
    }
    this.times.push(time);
    for (const control of NUMERIC_CONTROLS) row(this.controls, control).push(controls[control]);
  }

  /** Bars that have begun by a clock time. */
  heard(time: Seconds): readonly BarState[] {
    return this.#sorted.filter(({ timed }) => timed.time <= time);
  }

  /** Share of the melody's bars that repeat earlier ones, 0..1, and the number of bars considered. */
  repetition(time: Seconds): { readonly share: number; readonly bars: number } {
    const before = new Set<string>();
    let again = 0;
    let all = 0;
    for (const { phrase, phraseBar } of this.heard(time)) {
      const { barTicks } = meterInfo(phrase.request.meter);
      const from = phraseBar * barTicks;
      const notes = phrase.notes.filter(({ tick }) => tick >= from && tick < from + barTicks);
      if (notes.length === 0) continue;
      const shape = notes.map(({ pitch, tick }) => `${pitch}@${tick - from}`).join(' ');
      all++;
      if (before.has(shape)) again++;
      before.add(shape);
    }
    return { share: all === 0 ? 0 : again / all, bars: all };
  }
}

function keyOf({ timed }: BarState): string {
  return `${timed.deck}/${timed.time.toFixed(4)}`;
}

function row<K>(rows: Map<K, Row>, key: K): Row {
  const there = rows.get(key) ?? new Row();
  rows.set(key, there);
  return there;
}

/** The value below which a share of numbers lies; 0 if there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
