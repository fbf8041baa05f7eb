/** Answers a player's notes in the key and meter of the music, with the composer or the fallback. */

import type { ConductorSnapshot } from '../conductor/model/events.ts';
import { continuation } from '../generate/continue.ts';
import { hearNotes, type PlayedNote } from '../generate/quantize-input.ts';
import type { PhraseSource } from '../generate/source.ts';
import { checkFieldsOf, checkObject, type Fields, shown } from '../mood/validate.ts';
import { tonicAnchor } from '../music/pitch.ts';
import { type Seconds, secondsToTicks, ticksToSeconds } from '../music/time.ts';
import type { TimedNote } from '../output/audio-output.ts';
import type { BeatGrid } from './beat-grid.ts';

/** A note of an answer. */
export interface AnsweredNote extends PlayedNote {
  /**
   * Time on the audio clock at which it sounds, if the answer begins on the next bar line: the first that a sound can still be
   * scheduled for when the answer is ready; at once where no music plays.
   */
  readonly at: Seconds;
}

/** Options of an answer. */
export interface AnswerOptions {
  /** Whether the music plays it, with the instrument of its stingers. Default false: the game does. */
  readonly play?: boolean;
}

/** Key, meter and tempo of the current music. */
export type Hearing = Pick<ConductorSnapshot, 'key' | 'meter' | 'tempo'>;

/**
 * A continuation of the player's notes, with times in seconds from its own first bar line. The network writes it, or the
 * fallback if the network has failed, is still loading, or is not ready when `late` resolves.
 * @throws RangeError if no notes are given, or a time is below 0.
 */
export async function answerTo(
  played: readonly PlayedNote[],
  { key, meter, tempo }: Hearing,
  { composer, fallback }: PhraseSource,
  seed: string,
  late: Promise<void> = new Promise(() => {}),
): Promise<PlayedNote[]> {
  const heard = hearNotes(played, { ...key, meter, tempo });
  const request = continuation(heard.notes, { seed, meter, mode: key.mode });
  const asked = composer && !composer.loading ? composer.generate(request) : Promise.reject(new Error('no composer'));
  const tooLate = late.then(() => Promise.reject(new Error('late')));
  const phrase = await Promise.race([asked, tooLate]).catch(() => fallback.generateNow(request));
  return phrase.notes.map(({ pitch, tick, durationTicks }) => ({
    pitch: pitch + tonicAnchor(key.tonic),
    time: ticksToSeconds(tick, tempo),
    duration: ticksToSeconds(durationTicks, tempo),
  }));
}

/** How far ahead of its start a sound is scheduled. */
const LEAD: Seconds = 0.05;
/** A bar line that is nearer leaves no time to write an answer for it. */
const LEAST: Seconds = 0.15;
/** The fallback writes, and a sound is scheduled, within this time before the bar line. */
const FALLBACK: Seconds = 0.1;
/** How loud an answer is played. */
const VELOCITY = 0.8;

/** When an answer begins: music time of the next bar line that leaves time to write it; null where no music plays. */
export function answerLine(grid: BeatGrid): Seconds | null {
  return lineAfter(grid, grid.clock.now + LEAST);
}

/** The first bar line after a time: bars are scheduled two seconds ahead, so it may be where the last one ends. */
function lineAfter(grid: BeatGrid, time: Seconds): Seconds | null {
  const known = grid.after('bar', time);
  if (known !== null) return known.bar.time;
  let bar = grid.barAt(grid.clock.now);
  while (bar !== null && bar.end <= time) {
    const next = grid.barAt(bar.end);
    if (next === null) return bar.end + (bar.end - bar.time);
    bar = next;
  }
  return bar?.end ?? null;
}

/** Seconds until an answer by the network would be too late for its line. */
export function timeToWrite(line: Seconds, grid: BeatGrid): Seconds {
  return line - FALLBACK - grid.clock.now;
}

/** An answer from a bar line on, on the audio clock; at once where there is none. If the line has passed, the next one counts. */
export function onBarLine(answer: readonly PlayedNote[], line: Seconds | null, grid: BeatGrid): AnsweredNote[] {
  const { clock } = grid;
  const next = line === null || line > clock.now ? line : lineAfter(grid, clock.now);
  const start = next === null ? clock.clock + LEAD : clock.toClock(next);
  return answer.map((note) => ({ ...note, at: start + note.time }));
}

/** An answer as the output plays it. */
export function timedNotes(answer: readonly AnsweredNote[], { tempo }: Hearing): TimedNote[] {
  return answer.map(({ pitch, time, duration, at }) => ({
    pitch,
    tick: secondsToTicks(time, tempo),
    durationTicks: secondsToTicks(duration, tempo),
    velocity: VELOCITY,
    time: at,
    duration,
  }));
}

const ANSWER_FIELDS: Fields = {
  play(value, owner) {
    if (typeof value !== 'boolean') throw new TypeError(`${owner}: play must be true or false, not ${shown(value)}`);
  },
};

/** Checks the options of an answer. @throws naming what is wrong. */
export function checkAnswerOptions(options: AnswerOptions): void {
  checkObject('answer: options', options, '{ play: true }');
  checkFieldsOf('answer', options, ANSWER_FIELDS);
}
