/** Quantizes played notes into bars of melody: on the beat grid, one note at a time, in the key of the music. */

import { checkList, checkNumber, checkObject } from '../mood/validate.ts';
import { PLAYED_NOTES, PLAYED_SECONDS } from '../music/limits.ts';
import type { PhraseNote } from '../music/phrase.ts';
import { anchorOf, type MidiPitch, type Mode, nearestInMode, type Tonic, tonicPitchClass } from '../music/pitch.ts';
import { type BPM, type Meter, meterInfo, PPQ, type Seconds, secondsToTicks, type Ticks } from '../music/time.ts';
import { PITCH_COUNT, PITCH_LOW } from './tokens.ts';

/** A note as played. */
export interface PlayedNote {
  readonly pitch: MidiPitch;
  /** Start, in seconds from a bar line. */
  readonly time: Seconds;
  readonly duration: Seconds;
}

/** The music that the notes are played to. */
export interface HearingOptions {
  readonly tempo: BPM;
  readonly meter: Meter;
  readonly tonic: Tonic;
  readonly mode: Mode;
  /** Whether notes outside the mode move to the nearest note inside. Default true. */
  readonly fit?: boolean;
}

/** Quantized bars of melody. */
export interface HeardBars {
  readonly notes: readonly PhraseNote[];
  /** Whole bars, at least 1. */
  readonly bars: number;
}

const SECONDS = { min: 0, max: PLAYED_SECONDS };

function checkPlayed(owner: string, note: PlayedNote): void {
  checkObject(owner, note, '{ pitch: 69, time: 0, duration: 0.4 }');
  const { pitch, time, duration } = note;
  checkNumber(`${owner}: pitch`, pitch, { min: 0, max: 127 });
  if (time < 0) throw new RangeError(`hear notes: a note begins at ${time} s; count times from a bar line before it`);
  checkNumber(`${owner}: time`, time, SECONDS);
  checkNumber(`${owner}: duration`, duration, SECONDS);
}

const EXAMPLE = '[{ pitch: 69, time: 0, duration: 0.4 }]';

/** Grid of note starts, in ticks (a sixteenth); shorter gaps are closed. */
const GRID: Ticks = PPQ / 4;

/**
 * Quantizes played notes into bars of melody, starting at the bar line from which their times count. A note ends when the
 * next begins; of two that begin together, the higher is taken.
 * @throws RangeError if there are no notes, a time is below 0 or the tempo is not above 0.
 * @example
 * const heard = hearNotes([{ pitch: 64, time: 0.02, duration: 0.48 }, { pitch: 67, time: 0.51, duration: 0.9 }], {
 *   tempo: 120, meter: '4/4', tonic: 'C', mode: 'ionian',
 * });
 * console.log(heard.bars, heard.notes.map(({ tick }) => tick)); // 1, [0, 480]
 */
export function hearNotes(played: readonly PlayedNote[], options: HearingOptions): HeardBars {
  const { tempo, meter, tonic, mode, fit = true } = options;
  checkList('hear notes: the notes', played, PLAYED_NOTES, EXAMPLE);
  if (played.length === 0) throw new RangeError('hear notes: nothing was played; give at least one note');
  if (!(tempo > 0)) throw new RangeError(`hear notes: tempo is ${tempo}; give beats a minute, above 0`);
  for (const [i, note] of played.entries()) checkPlayed(`hear notes: note ${i}`, note);
  const anchor = anchorOf(tonicPitchClass(tonic));
  const onGrid = (seconds: Seconds) => Math.round(secondsToTicks(seconds, tempo) / GRID) * GRID;
  const byTick = new Map<Ticks, { readonly pitch: MidiPitch; readonly end: Ticks }>();
  for (const { pitch, time, duration } of played) {
    const tick = onGrid(time);
    if ((byTick.get(tick)?.pitch ?? Number.NEGATIVE_INFINITY) < pitch)
      byTick.set(tick, { pitch, end: Math.max(tick + GRID, onGrid(time + duration)) });
  }
  const ticks = [...byTick.keys()].sort((a, b) => a - b);
  const notes = ticks.map((tick, i): PhraseNote => {
    const { pitch, end } = byTick.get(tick)!;
    const next = ticks[i + 1] ?? Number.POSITIVE_INFINITY;
    const until = next - end <= GRID ? next : Math.min(end, next);
    const relative = inRange(pitch - anchor);
    return {
      pitch: fit ? nearestInMode(relative, mode) : relative,
      tick,
      durationTicks: Number.isFinite(until) ? until - tick : end - tick,
      sampled: false,
    };
  });
  const last = notes.at(-1)!;
  const { barTicks } = meterInfo(meter);
  return { notes, bars: Math.max(1, Math.ceil((last.tick + last.durationTicks) / barTicks)) };
}

/** Moves a pitch by octaves into the network's range, with a semitone to spare for `fit`. */
function inRange(pitch: number): number {
  let moved = pitch;
  while (moved <= PITCH_LOW) moved += 12;
  while (moved >= PITCH_LOW + PITCH_COUNT - 1) moved -= 12;
  return moved;
}
