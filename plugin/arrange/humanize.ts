/** Humanizing: swing moves the eighths, and every note deviates slightly in time and velocity, deterministically by seed. */

import { clamp01 } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { Note } from '../music/score.ts';
import { type BPM, type Meter, meterInfo, type NormalRange, PPQ, secondsToTicks, type Ticks } from '../music/time.ts';
import { TRIPLET } from './swing.ts';

/** Largest deviation of a note's start, in seconds (docs/music-criteria.md, Band: within ±12 ms). */
export const MAX_STRAY = 0.012;
/** Shortest note, in ticks: a 64th. */
export const SHORTEST = 30;
/** Largest deviation of velocity, in either direction. */
const STRAY_VELOCITY = 0.045;

/** Meters whose quarter is divided in two, so that swing applies. */
const SWINGS: readonly Meter[] = ['2/4', '3/4', '4/4', '2/2', '5/4'];

/**
 * A tick after swing: the halves of each quarter are stretched and shortened, the quarters stay. `full` is where the second
 * eighth begins at swing 1.
 */
export function swung(tick: Ticks, swing: NormalRange, meter: Meter, full: Ticks = TRIPLET): Ticks {
  if (swing <= 0 || !SWINGS.includes(meter)) return tick;
  const half = PPQ / 2;
  const quarter = Math.floor(tick / PPQ) * PPQ;
  const within = tick - quarter;
  const offbeat = half + (full - half) * Math.min(1, swing);
  const moved = within <= half ? (within / half) * offbeat : offbeat + ((within - half) / half) * (PPQ - offbeat);
  return quarter + Math.round(moved);
}

/** Options of humanizing. */
export interface HumanizeOptions {
  readonly seed: string;
  readonly meter: Meter;
  readonly bars: number;
  readonly bpm: BPM;
  readonly swing: NormalRange;
  /** Ticks into a quarter at which its second eighth begins at swing 1. Default: the third triplet. */
  readonly fullSwing?: Ticks;
  /** 0 = exact, 1 = largest deviation. */
  readonly looseness: NormalRange;
  /** Monophonic: each note ends where the next begins. */
  readonly mono: boolean;
}

/**
 * Humanized notes, sorted. Each stays in its bar, and none outlasts the score. Notes of one chord share their deviation, so
 * that they stay together.
 */
export function humanize(notes: readonly Note[], options: HumanizeOptions): readonly Note[] {
  const { barTicks } = meterInfo(options.meter);
  const end = options.bars * barTicks;
  const widest = secondsToTicks(MAX_STRAY, options.bpm) * options.looseness;
  const chance = random(`${options.seed}/feel`);
  const strays = new Map<Ticks, number>();
  const sorted = [...notes].sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
  const felt = sorted.map((note): Note => {
    // A triangular distribution: most notes are near their exact time.
    const stray = strays.get(note.tick) ?? (chance.next() + chance.next() - 1) * widest;
    strays.set(note.tick, stray);
    const bar = Math.floor(note.tick / barTicks) * barTicks;
    const place = swung(note.tick, options.swing, options.meter, options.fullSwing);
    const tick = Math.min(bar + barTicks - SHORTEST, Math.max(bar, Math.round(place + stray)));
    const until = Math.min(end, swung(note.tick + note.durationTicks, options.swing, options.meter, options.fullSwing));
    return {
      pitch: note.pitch,
      tick,
      durationTicks: Math.max(SHORTEST, until - tick),
      velocity: clamp01(Math.max(0.05, note.velocity + (chance.next() * 2 - 1) * STRAY_VELOCITY)),
    };
  });
  felt.sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
  if (!options.mono) return felt;
  return felt.flatMap((note, i): Note[] => {
    const next = felt[i + 1];
    if (!next) return [note];
    const room = next.tick - note.tick;
    return room < SHORTEST ? [] : [{ ...note, durationTicks: Math.min(note.durationTicks, room) }];
  });
}
