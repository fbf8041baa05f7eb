/** Readings of the beat at a time: where the music is, and how well an input hits it. */

import { clamp01 } from '../music/pitch.ts';
import type { Seconds } from '../music/time.ts';
import type { BeatGrid, GridBar } from './beat-grid.ts';

/** Where the music is that the player hears now. */
export interface BeatPosition {
  /** The mood, or the key of the track. */
  readonly mood: string;
  /** Bars of it, from 0. */
  readonly bar: number;
  /** Felt beat within the bar, from 0. */
  readonly beat: number;
  /** Felt beats of this bar. */
  readonly beats: number;
  /** How much of the beat is over, 0..1. */
  readonly phase: number;
  /** Seconds until the next beat is heard. */
  readonly toBeat: Seconds;
  readonly toBar: Seconds;
  /** At the current tempo, where the next phrase is not scheduled yet. */
  readonly toPhrase: Seconds;
  /** Time on the audio clock of what is heard: `currentTime` less the latency of the speakers. */
  readonly time: Seconds;
}

/** How well an input hits the beat. */
export interface Judgement {
  /** Milliseconds between the input and the nearest beat: negative if early, positive if late. */
  readonly ms: number;
  /** The same as a part of the time between two lines, -0.5..0.5. */
  readonly phase: number;
  /** The bar and beat that was meant, or after which the part of a beat lies that was meant. */
  readonly bar: number;
  readonly beat: number;
}

/** Options of a judgement. */
export interface JudgeOptions {
  /** When the input came, as `event.timeStamp` says: milliseconds since the page was opened. Default: now. */
  readonly timeStamp?: number;
  /** Parts of a beat that count, 1..8. Default 1: beats only. */
  readonly parts?: number;
}

/** Where the music is at a music time; null outside its bars. */
export function positionIn(grid: BeatGrid, now: Seconds): BeatPosition | null {
  const bar = grid.barAt(now);
  if (bar === null) return null;
  const { mood, number, beats } = bar;
  const beat = beatAt(bar, now);
  const from = beats[beat]!;
  const next = beats[beat + 1] ?? bar.end;
  return {
    ...{ mood, bar: number, beat, beats: beats.length },
    phase: clamp01((now - from) / (next - from)),
    toBeat: next - now,
    toBar: bar.end - now,
    toPhrase: grid.phraseAfter(now) - now,
    time: grid.clock.toClock(now),
  };
}

/** How early or late a music time is for the nearest of the `parts` of a beat; null outside the bars. */
export function judgement(grid: BeatGrid, at: Seconds, parts: number): Judgement | null {
  const bar = grid.barAt(at);
  if (bar === null) return null;
  const beat = beatAt(bar, at);
  const from = bar.beats[beat]!;
  const step = ((bar.beats[beat + 1] ?? bar.end) - from) / parts;
  const past = (at - from) / step;
  const off = past - Math.round(past);
  const isNext = Math.round(past) === parts;
  const isLast = isNext && beat + 1 === bar.beats.length;
  const meant = isLast ? (grid.barAt(bar.end)?.number ?? bar.number + 1) : bar.number;
  return { ms: off * step * 1000, phase: off, bar: meant, beat: isLast ? 0 : isNext ? beat + 1 : beat };
}

/** The beat of a bar that is heard at a time. */
function beatAt({ beats }: GridBar, time: Seconds): number {
  return Math.max(
    0,
    beats.findLastIndex((beat) => beat <= time),
  );
}
