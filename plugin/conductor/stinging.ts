/** Puts a stinger on the clock, in the key of its moment, so that it ends on the chord that sounds then. */

import { type StingerWish, stinger } from '../arrange/stinger.ts';
import { STINGERS } from '../arrange/stinger-motifs.ts';
import { unknownName } from '../mood/names.ts';
import { chordAt } from '../music/harmony.ts';
import { meterInfo, type Seconds, secondsToTicks, ticksToSeconds } from '../music/time.ts';
import type { TimedNote } from './stage.ts';
import type { HandedBar } from './timeline.ts';

/** Throws unless there is a stinger of that name. @throws RangeError with the known names and the one that was meant. */
export function checkStinger(name: string): void {
  if (!(STINGERS as readonly string[]).includes(name)) throw new RangeError(unknownName('stinger', name, STINGERS));
}

/** What a stinger played over a bar from a music time on is fitted to. */
export function wishOver(name: string, { timed, bpm, time }: HandedBar, line: Seconds, seed: string): StingerWish {
  const { tonic, mode, meter, chords } = timed.origin.score;
  const wish: StingerWish = { tonic, mode, meter, bpm, seed };
  const length = Math.max(...stinger(name, wish).map((note) => note.tick));
  const from = timed.origin.bar * meterInfo(meter).barTicks + secondsToTicks(line - time, bpm);
  const chord = chordAt(chords, from + length);
  return chord === null ? wish : { ...wish, chord };
}

/** A stinger's notes from a clock time on. @throws as `stinger`. */
export function stingerNotes(name: string, wish: StingerWish, time: Seconds): readonly TimedNote[] {
  return stinger(name, wish).map((note) => ({
    ...note,
    time: time + ticksToSeconds(note.tick, wish.bpm),
    duration: ticksToSeconds(note.durationTicks, wish.bpm),
  }));
}
