/**
 * Reads drum performances (`grooves.jsonl` of the Groove source): each hit with its place on the grid, how early or late it was
 * played, what was struck and how hard. They teach timing and fills; the melody's network does not read them.
 */

import { DRUM_CLASSES, type DrumClass, METERS, type Meter } from '../../plugin/internal.ts';
import { linesOf } from './files.ts';
import type { LeftOut } from './source-counts.ts';

/** One hit. */
export interface DrumHit {
  /** Place on the grid, in 1/24 of a quarter note from the start. */
  readonly tick: number;
  /** Milliseconds after it (early is negative). */
  readonly offset: number;
  readonly drum: DrumClass;
  readonly velocity: number;
}

/** One performance. */
export interface DrumPerformance {
  readonly id: string;
  readonly drummer: string;
  /** "funk/purdieshuffle": kind, then variant if there is one. */
  readonly style: string;
  readonly bpm: number;
  readonly meter: Meter;
  readonly kind: 'beat' | 'fill';
  /** Mean deviation of all hits, in ms: how far the drummer is from the click. */
  readonly lead: number;
  readonly split: 'train' | 'validation';
  readonly hits: readonly DrumHit[];
}

/** What a file of performances gives, and what it does not. */
export interface DrumReading {
  readonly performances: readonly DrumPerformance[];
  readonly leftOut: readonly LeftOut[];
}

/** Fewer hits show no manner of playing. */
const FEWEST_HITS = 4;

/** Reads all performances of a file. @throws Error if it cannot be opened. */
export function readDrumHits(file: string, source = 'groove'): DrumReading {
  const performances: DrumPerformance[] = [];
  const leftOut: LeftOut[] = [];
  let number = 0;
  for (const line of linesOf(file)) {
    number++;
    if (line.trim() === '') continue;
    const read = performanceOf(line);
    if (typeof read !== 'string') performances.push(read);
    else leftOut.push({ source, name: `${source}:${number}`, reason: read });
  }
  return { performances, leftOut };
}

/** A line as a performance, or the reason why it is none. */
function performanceOf(line: string): DrumPerformance | string {
  let read: Record<string, unknown>;
  try {
    read = JSON.parse(line);
  } catch {
    return 'a line that is not JSON';
  }
  const { id, drummer, style, bpm, beat_type: kind, split, lead, hits } = read;
  if (typeof id !== 'string' || typeof drummer !== 'string' || typeof style !== 'string')
    return 'no id, drummer or style';
  if (!Number.isFinite(bpm) || (bpm as number) <= 0) return 'no tempo';
  if (kind !== 'beat' && kind !== 'fill') return 'neither a beat nor a fill';
  if (split !== 'train' && split !== 'validation') return 'of no split';
  const meter = METERS.find((known) => known === read.meter);
  if (!meter) return `meter ${read.meter} is not one the network knows`;
  if (!Array.isArray(hits) || hits.length < FEWEST_HITS) return `fewer than ${FEWEST_HITS} hits`;
  const struck = hits.map(hitOf);
  if (struck.includes(null)) return 'a hit that is not [tick, offset, drum, velocity]';
  return {
    id,
    drummer,
    style,
    bpm: bpm as number,
    lead: Number.isFinite(lead) ? (lead as number) : 0,
    meter,
    kind,
    split,
    hits: struck as DrumHit[],
  };
}

function hitOf(hit: unknown): DrumHit | null {
  if (!Array.isArray(hit)) return null;
  const [tick, offset, name, velocity] = hit;
  const drum = DRUM_CLASSES.find((known) => known === name);
  const fits = Number.isInteger(tick) && tick >= 0 && Number.isFinite(offset) && velocity >= 1 && velocity <= 127;
  return fits && drum ? { tick, offset, drum, velocity } : null;
}

/** When a hit was played, in milliseconds from the start. */
export function playedAt({ tick, offset }: DrumHit, { bpm }: Pick<DrumPerformance, 'bpm'>): number {
  return (tick * 60_000) / bpm / 24 + offset;
}
