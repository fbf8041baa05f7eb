/** A stretch of drumming, and how it is played: what varies from bar to bar, how hard, and how early or late. */

import { DRIFT, DRUM_PPQ, type Meter, meterInfo, PPQ, type Score, ticksToSeconds } from '../../plugin/internal.ts';
import type { DrumPerformance } from '../corpus/drum-hits.ts';
import { mean } from './interval.ts';

/** A stroke on the grid. */
export interface TakeHit {
  readonly bar: number;
  /** 1/24 of a quarter from the bar line. */
  readonly place: number;
  /** What is struck: any name, the same for the same drum. */
  readonly drum: string;
  /** 1..127 */
  readonly velocity: number;
  /** Milliseconds after the place. */
  readonly deviation: number;
}

/** Whole bars of one meter and tempo; hits in order of time. */
export interface DrumTake {
  readonly name: string;
  readonly bars: number;
  readonly meter: string;
  readonly hits: readonly TakeHit[];
}

/** Figures of a take; null where too few strokes say anything. */
export interface TakeFigures {
  readonly timing: number | null;
  readonly timingByPlace: number | null;
  readonly timingMemory: number | null;
  readonly velocityAtPlace: number | null;
  readonly differentBars: number;
  readonly commonestBar: number;
  readonly fills: number;
}

/** Wider deviations are other strokes. */
const STRAY_MS = 90;
/** Strokes at a place from which it has a mean. */
const AT_PLACE = { velocity: 4, timing: 6 } as const;
/** A fourth bar is a fill if it shares less than this with the bar before. */
const UNLIKE = 0.7;

/** The first bars of a performance, from its first hit on, at most `most`. */
export function takeOf({ id, meter, hits }: DrumPerformance, most: number): DrumTake {
  const length = (meterInfo(meter as Meter).barTicks / PPQ) * DRUM_PPQ;
  const first = Math.floor(hits[0]!.tick / length);
  const placed = hits.map(({ tick, drum, velocity, offset }) => ({
    ...{ bar: Math.floor(tick / length) - first, place: tick % length, drum, velocity, deviation: offset },
  }));
  const bars = Math.min(most, placed.at(-1)!.bar + 1);
  return { name: id, bars, meter, hits: placed.filter(({ bar }) => bar < bars) };
}

/** The strokes of a part over scores of one meter without swing, one after another. */
export function takeOfScores(name: string, scores: readonly Score[], part: string): DrumTake {
  const hits: TakeHit[] = [];
  let before = 0;
  for (const score of scores) {
    const { barTicks } = meterInfo(score.meter);
    const step = PPQ / 4;
    for (const note of score.parts.find((one) => one.name === part)?.notes ?? []) {
      const exact = Math.round(note.tick / step) * step;
      // The last sixteenth of a bar may be late, but not as late as the next bar.
      const bar = Math.min(Math.floor(exact / barTicks), Math.floor(note.tick / barTicks));
      const place = Math.min(exact - bar * barTicks, barTicks - step);
      hits.push({
        bar: before + bar,
        place: (place / PPQ) * DRUM_PPQ,
        drum: String(note.pitch),
        velocity: note.velocity * 127,
        deviation: 1000 * ticksToSeconds(note.tick - bar * barTicks - place, score.bpm),
      });
    }
    before += score.bars;
  }
  return { name, bars: before, meter: scores[0]!.meter, hits };
}

/** Figures as the review of human drummers counts them. */
export function figuresOf({ bars, hits }: DrumTake): TakeFigures {
  const patterns = patternsOf(hits);
  const struck = [...patterns.values()].map((strokes) => [...strokes].sort().join(' '));
  const counts = new Map<string, number>();
  for (const bar of struck) counts.set(bar, (counts.get(bar) ?? 0) + 1);
  const timed = hits.filter(({ deviation }) => Math.abs(deviation) < STRAY_MS);
  const deviations = timed.map(({ deviation }) => deviation);
  const place = ({ place: at, drum }: TakeHit) => `${at}/${drum}`;
  const residuals = groups(hits, place, ({ velocity }) => velocity)
    .filter((values) => values.length >= AT_PLACE.velocity)
    .flatMap((values) => values.map((value) => value - mean(values)));
  const means = groups(timed, place, ({ deviation }) => deviation)
    .filter((values) => values.length >= AT_PLACE.timing)
    .map(mean);
  const fourths = Array.from({ length: Math.floor(bars / 4) }, (_, i) => 4 * i + 3);
  const unlike = fourths.filter((bar) => likeness(patterns.get(bar), patterns.get(bar - 1)) < UNLIKE);
  const played = fourths.filter((bar) => patterns.has(bar) && patterns.has(bar - 1));
  return {
    timing: deviations.length > 8 ? spread(deviations) : null,
    timingByPlace: means.length > 3 ? spread(means) : null,
    timingMemory: deviations.length > 32 ? memory(deviations) : null,
    velocityAtPlace: residuals.length > 8 ? spread(residuals) : null,
    differentBars: counts.size / Math.max(1, struck.length),
    commonestBar: Math.max(0, ...counts.values()) / Math.max(1, struck.length),
    fills: unlike.length / Math.max(1, played.length),
  };
}

/** The strokes of each bar that has some. */
export function patternsOf(hits: readonly TakeHit[]): ReadonlyMap<number, ReadonlySet<string>> {
  const patterns = new Map<number, Set<string>>();
  for (const { bar, place, drum } of hits) patterns.set(bar, (patterns.get(bar) ?? new Set()).add(`${place}/${drum}`));
  return patterns;
}

/** Jaccard's index of two bars; 1 where one has no strokes. */
export function likeness(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): number {
  if (!a || !b) return 1;
  const shared = [...a].filter((stroke) => b.has(stroke)).length;
  return shared / (a.size + b.size - shared);
}

export function spread(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** Correlation of each value with the next. */
function memory(values: readonly number[]): number {
  const middle = mean(values);
  const about = values.map((value) => value - middle);
  const total = about.reduce((sum, value) => sum + value * value, 0);
  return total === 0 ? 0 : about.slice(1).reduce((sum, value, i) => sum + value * about[i]!, 0) / total;
}

function groups<T>(items: readonly T[], key: (item: T) => string, value: (item: T) => number): number[][] {
  const found = new Map<string, number[]>();
  for (const item of items) {
    const list = found.get(key(item));
    if (list) list.push(value(item));
    else found.set(key(item), [value(item)]);
  }
  return [...found.values()];
}

/** A performance played to a click, without most of its slow drift, which a band does not have. */
export function withoutDrift(take: DrumTake): DrumTake {
  let drift = 0;
  const hits = take.hits.map((hit) => {
    drift += DRIFT.rate * (hit.deviation - drift);
    return { ...hit, deviation: hit.deviation - (1 - DRIFT.left) * drift };
  });
  return { ...take, hits };
}

/** Deviations about their mean, as shares of the take's spread: people stray further than a band may. */
export function relativeDeviations({ hits }: DrumTake): number[] {
  const deviations = hits.map(({ deviation }) => deviation);
  const [middle, usual] = [mean(deviations), spread(deviations) || 1];
  return deviations.map((deviation) => (deviation - middle) / usual);
}

/** Velocities as shares of the take's mean. */
export function relativeVelocities({ hits }: DrumTake): number[] {
  const usual = mean(hits.map(({ velocity }) => velocity));
  return hits.map(({ velocity }) => velocity / usual);
}

/** The area that two histograms share, 0..1. */
export function sharedArea(a: readonly number[], b: readonly number[], width: number): number {
  const shares = (values: readonly number[]) => {
    const bins = new Map<number, number>();
    for (const value of values) {
      const bin = Math.floor(value / width);
      bins.set(bin, (bins.get(bin) ?? 0) + 1 / values.length);
    }
    return bins;
  };
  const [one, other] = [shares(a), shares(b)];
  return [...one].reduce((sum, [bin, share]) => sum + Math.min(share, other.get(bin) ?? 0), 0);
}
