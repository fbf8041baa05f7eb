/** Carries the start of one mood's melody over into another, as the opening of a battle that breaks into a peaceful scene. */

import type { Mood } from '../mood/controls.ts';
import type { Phrase, PhraseNote } from '../music/phrase.ts';
import type { Mode } from '../music/pitch.ts';
import { type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';
import { headOf, inMode } from './transform.ts';

/** Least increase of tension and arousal in an escalation. Every step from a peaceful preset to battle or boss exceeds it. */
const MORE_TENSE = 0.3;
const MORE_AROUSED = 0.2;
/** Bars that are carried over. One is recognised; more would take the room of the new mood's own melody. */
const CARRIED_BARS = 1;
/** A beat of three eighths. */
const DOTTED: Ticks = PPQ * 1.5;
/** Carried notes are quantized to thirty-seconds. */
const GRID: Ticks = PPQ / 8;

/** Whether a step from one mood to another is like the outbreak of danger. */
export function isEscalation(from: Mood, to: Mood): boolean {
  return to.tension - from.tension >= MORE_TENSE && to.arousal - from.arousal >= MORE_AROUSED;
}

/** The start of a melody, moved to another mode and meter; null where the new meter has fewer beats. */
export function carryOverMotif(
  tune: Phrase,
  mode: Mode,
  meter: Meter,
): { notes: readonly PhraseNote[]; bars: number } | null {
  const place = barWarp(tune.request.meter, meter);
  const head = headOf(tune, CARRIED_BARS).notes;
  if (place === null || head.length === 0) return null;
  const { notes } = inMode({ ...tune, notes: head }, mode);
  const warped = notes.map((note) => {
    const tick = place(note.tick);
    return {
      ...note,
      tick,
      durationTicks: Math.max(GRID, place(note.tick + note.durationTicks) - tick),
      sampled: false,
    };
  });
  return { notes: warped, bars: CARRIED_BARS };
}

/**
 * Maps ticks in a bar of one meter to ticks in a bar of another. Beats map to beats, and the last beat of the source is
 * stretched over the rest of the bar. Three eighths in a beat become a gallop where the target's beats divide by two.
 */
function barWarp(from: Meter, to: Meter): ((tick: Ticks) => Ticks) | null {
  if (from === to) return (tick) => tick;
  const source = meterInfo(from).beats;
  const target = meterInfo(to).beats;
  if (target.length < source.length) return null;
  const starts = (beats: readonly Ticks[]) => {
    const sums = [0];
    for (const beat of beats) sums.push(sums.at(-1)! + beat);
    return sums;
  };
  const sourceStarts = starts(source);
  const targetStarts = starts(target);
  return (tick) => {
    let beat = source.length - 1;
    while (beat > 0 && sourceStarts[beat]! > tick) beat--;
    const line = (index: number) => targetStarts[Math.floor((index * target.length) / source.length)]!;
    const inBeat = (tick - sourceStarts[beat]!) / source[beat]!;
    const gallops = source[beat]! % DOTTED === 0 && target[0]! % DOTTED !== 0;
    const share = gallops ? gallop(inBeat) : inBeat;
    return Math.round((line(beat) + share * (line(beat + 1) - line(beat))) / GRID) * GRID;
  };
}

/** Maps thirds of a beat at 0, 1/3 and 2/3 to 0, 1/2 and 3/4. */
function gallop(share: number): number {
  return share <= 1 / 3 ? share * 1.5 : 0.5 + (share - 1 / 3) * 0.75;
}
