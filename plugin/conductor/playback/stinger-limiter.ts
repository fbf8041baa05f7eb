/** Puts a stinger on the clock, in the key of its moment, so that it ends on the chord that sounds then. */

import { type StingerWish, stinger } from '../../arrange/stinger.ts';
import type { Stingers } from '../../arrange/stinger-definition.ts';
import type { StingerMotif } from '../../arrange/stinger-motifs.ts';
import { chordAt } from '../../music/harmony.ts';
import { meterInfo, type Seconds, secondsToTicks, ticksToSeconds } from '../../music/time.ts';
import type { TimedNote } from '../output/audio-output.ts';
import type { ScheduledBar } from './timeline.ts';

/** What a stinger played over a bar from a music time on is fitted to. */
export function wishOver(
  name: string,
  { timed, bpm, time }: ScheduledBar,
  line: Seconds,
  seed: string,
  stingers: Stingers,
): StingerWish {
  const { tonic, mode, meter, chords } = timed.origin.score;
  const wish: StingerWish = { tonic, mode, meter, bpm, seed };
  const length = Math.max(...stinger(name, wish, stingers).map((note) => note.tick));
  const from = timed.origin.bar * meterInfo(meter).barTicks + secondsToTicks(line - time, bpm);
  const chord = chordAt(chords, from + length);
  return chord === null ? wish : { ...wish, chord };
}

/** A stinger's notes from a clock time on. @throws as `stinger`. */
export function stingerNotes(name: string, wish: StingerWish, time: Seconds, stingers: Stingers): readonly TimedNote[] {
  return stinger(name, wish, stingers).map((note) => ({
    ...note,
    time: time + ticksToSeconds(note.tick, wish.bpm),
    duration: ticksToSeconds(note.durationTicks, wish.bpm),
  }));
}

/** When stingers sounded last, by name, and until when the one before them counts. Plain JSON. */
export interface StingerTimes {
  readonly last: readonly (readonly [name: string, time: Seconds])[];
  readonly sounding: { readonly priority: number; readonly until: Seconds } | null;
}

/**
 * Lets stingers in: none again within its cool-down, and none over one that matters more. One that matters as much or
 * more takes the place of the one that sounds.
 */
export class StingerLimiter {
  readonly #last = new Map<string, Seconds>();
  #sounding: StingerTimes['sounding'] = null;

  /** What it goes by. */
  get times(): StingerTimes {
    return { last: [...this.#last], sounding: this.#sounding };
  }

  set times({ last, sounding }: StingerTimes) {
    for (const [name, time] of last) this.#last.set(name, time);
    this.#sounding = sounding;
  }

  /** Whether a stinger may sound from a music time on. */
  isOpen(name: string, { priority, cooldown }: StingerMotif, from: Seconds): boolean {
    const last = this.#last.get(name);
    if (last !== undefined && from >= last && from - last < cooldown) return false;
    const sounding = this.#sounding;
    return sounding === null || from >= sounding.until || priority >= sounding.priority;
  }

  /** Whether a stinger may sound from one music time to another; if so, it counts as sounding. */
  allow(name: string, motif: StingerMotif, from: Seconds, until: Seconds): boolean {
    if (!this.isOpen(name, motif, from)) return false;
    this.#last.set(name, from);
    this.#sounding = { priority: motif.priority, until };
    return true;
  }
}
