/** Feel: swing moves the eighths, and every note strays a little in time and loudness, the same way for the same seed. */

import { clamp01 } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { Note } from '../music/score.ts';
import { type BPM, type Meter, meterInfo, type NormalRange, PPQ, secondsToTicks, type Ticks } from '../music/time.ts';

/** Furthest a note strays from its place, in seconds (MUSIC.md, Band: within ±12 ms). */
export const MAX_STRAY = 0.012;
/** Shortest note, in ticks: a 64th. */
export const SHORTEST = 30;
/** A full triplet swing puts the second eighth on the third triplet. */
const TRIPLET = (PPQ * 2) / 3;
/** Loudness strays by this much either way. */
const STRAY_VELOCITY = 0.045;

/** Meters whose quarter is divided in two, where swing has eighths to move. */
const SWINGS: readonly Meter[] = ['2/4', '3/4', '4/4', '2/2', '5/4'];

/** A tick after swing: the halves of each quarter are stretched and squeezed, the quarters stay. */
export function swung(tick: Ticks, swing: NormalRange, meter: Meter): Ticks {
  if (swing <= 0 || !SWINGS.includes(meter)) return tick;
  const half = PPQ / 2;
  const quarter = Math.floor(tick / PPQ) * PPQ;
  const within = tick - quarter;
  const offbeat = half + (TRIPLET - half) * Math.min(1, swing);
  const moved = within <= half ? (within / half) * offbeat : offbeat + ((within - half) / half) * (PPQ - offbeat);
  return quarter + Math.round(moved);
}

/** What a part's feel depends on. */
export interface FeelWish {
  readonly seed: string;
  readonly meter: Meter;
  readonly bars: number;
  readonly bpm: BPM;
  readonly swing: NormalRange;
  /** 0 = as a machine, 1 = the widest stray; drums and bass keep time, a solo strays. */
  readonly looseness: NormalRange;
  /** One note at a time: each ends where the next begins. */
  readonly mono: boolean;
}

/**
 * Notes with feel, sorted, each still in its own bar and the last ones ended with the score. Notes of one chord stray
 * together, so that it stays a chord.
 */
export function withFeel(notes: readonly Note[], wish: FeelWish): readonly Note[] {
  const { barTicks } = meterInfo(wish.meter);
  const end = wish.bars * barTicks;
  const widest = secondsToTicks(MAX_STRAY, wish.bpm) * wish.looseness;
  const chance = random(`${wish.seed}/feel`);
  const strays = new Map<Ticks, number>();
  const sorted = [...notes].sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
  const felt = sorted.map((note): Note => {
    // The mean of two throws: most notes near their place.
    const stray = strays.get(note.tick) ?? (chance.next() + chance.next() - 1) * widest;
    strays.set(note.tick, stray);
    const bar = Math.floor(note.tick / barTicks) * barTicks;
    const place = swung(note.tick, wish.swing, wish.meter);
    const tick = Math.min(bar + barTicks - SHORTEST, Math.max(bar, Math.round(place + stray)));
    const until = Math.min(end, swung(note.tick + note.durationTicks, wish.swing, wish.meter));
    return {
      pitch: note.pitch,
      tick,
      durationTicks: Math.max(SHORTEST, until - tick),
      velocity: clamp01(Math.max(0.05, note.velocity + (chance.next() * 2 - 1) * STRAY_VELOCITY)),
    };
  });
  felt.sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
  if (!wish.mono) return felt;
  return felt.flatMap((note, i): Note[] => {
    const next = felt[i + 1];
    if (!next) return [note];
    const room = next.tick - note.tick;
    return room < SHORTEST ? [] : [{ ...note, durationTicks: Math.min(note.durationTicks, room) }];
  });
}
