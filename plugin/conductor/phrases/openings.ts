/** An echo is the tune of one mood heard in another: when danger comes, the first phrase begins with the tune it breaks into, turned dark. */

import { headOf, inMode } from '../../arrange/transform.ts';
import type { Mood } from '../../mood/controls.ts';
import type { Phrase, PhraseNote } from '../../music/phrase.ts';
import type { Mode } from '../../music/pitch.ts';
import { type Meter, meterInfo, PPQ, type Ticks } from '../../music/time.ts';

/** Steps of tension and arousal that make a move a darkening: from any peaceful preset to battle or boss. */
const DARKER = 0.3;
const MORE_AROUSED = 0.2;
/** How much of the tune is echoed: one bar is recognised, more would keep the new mood from its own. */
const ECHO_BARS = 1;
/** A beat of three eighths. */
const DOTTED: Ticks = PPQ * 1.5;
/** Notes of an echo start on thirty-seconds. */
const GRID: Ticks = PPQ / 8;

/** Whether a mood breaks into another as danger does. */
export function isEscalation(from: Mood, to: Mood): boolean {
  return to.tension - from.tension >= DARKER && to.arousal - from.arousal >= MORE_AROUSED;
}

/** The beginning of a tune in another mode and meter; null where its beats do not fit into the meter's. */
export function carryOverMotif(
  tune: Phrase,
  mode: Mode,
  meter: Meter,
): { notes: readonly PhraseNote[]; bars: number } | null {
  const place = barWarp(tune.request.meter, meter);
  const head = headOf(tune, ECHO_BARS).notes;
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
  return { notes: warped, bars: ECHO_BARS };
}

/**
 * Where a place of one meter's bar lies in another's: beats fall on beats, the last one taking what is left; three in a
 * beat become a gallop of one half and two quarters where the other meter halves its beats.
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

/** Thirds at 0, 1/3 and 2/3 go to 0, 1/2 and 3/4. */
function gallop(share: number): number {
  return share <= 1 / 3 ? share * 1.5 : 0.5 + (share - 1 / 3) * 0.75;
}
