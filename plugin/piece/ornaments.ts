/** Ornaments a bar of a melody from a file: a turn, a passing tone or another weak note. Its onsets stay where they are. */

import { metricWeight } from '../music/metric-weight.ts';
import type { PhraseNote } from '../music/phrase.ts';
import { type Mode, moveByScale } from '../music/pitch.ts';
import type { Random } from '../music/random.ts';
import { type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';

/** Notes of this length can be split in two, and in three. */
const IN_TWO: Ticks = PPQ / 2;
const IN_THREE: Ticks = PPQ;
/** Ornamented notes of a bar. */
const MOST = 2;

/**
 * The notes, with one or two of a bar ornamented: its longest, or where all are short, the weakest moved by a step. The same
 * notes where the bar has none.
 */
export function ornamentedBar(
  notes: readonly PhraseNote[],
  bar: number,
  { meter, mode, chance }: { readonly meter: Meter; readonly mode: Mode; readonly chance: Random },
): readonly PhraseNote[] {
  const { barTicks } = meterInfo(meter);
  const inside = notes.filter(({ tick }) => Math.floor(tick / barTicks) === bar);
  if (inside.length === 0) return notes;
  const long = inside.filter(({ durationTicks }) => durationTicks >= IN_TWO);
  const nextOf = (note: PhraseNote) => notes[notes.indexOf(note) + 1];
  const order = long.map((note) => ({ note, by: note.durationTicks * (0.5 + chance.next()) }));
  const chosen = order
    .sort((a, b) => b.by - a.by)
    .slice(0, 1 + chance.int(MOST))
    .map(({ note }) => note);
  if (chosen.length === 0) {
    const weakest = inside.reduce((best, note) => (weight(note) <= weight(best) ? note : best));
    const pitch = moveByScale(weakest.pitch, chance.next() < 0.5 ? 1 : -1, mode);
    return notes.map((note) => (note === weakest ? { ...note, pitch } : note));
  }
  return notes.flatMap((note) => (chosen.includes(note) ? ornament(note, nextOf(note), mode, chance) : [note]));

  function weight(note: PhraseNote): number {
    return metricWeight(meter, note.tick % barTicks);
  }
}

/** A passing tone to the next note where that is a leap away, else a turn by the scale. */
function ornament(note: PhraseNote, next: PhraseNote | undefined, mode: Mode, chance: Random): PhraseNote[] {
  const { pitch, tick, durationTicks } = note;
  const gap = (next?.pitch ?? pitch) - pitch;
  const beside = moveByScale(pitch, gap === 0 ? (chance.next() < 0.7 ? 1 : -1) : Math.sign(gap), mode);
  const short = Math.round(durationTicks / 4);
  const passes = Math.abs(gap) >= 3 && Math.abs(gap) <= 5 && chance.next() < 0.7;
  if (passes || durationTicks < IN_THREE) {
    return [
      { ...note, durationTicks: durationTicks - short },
      { ...note, pitch: beside, tick: tick + durationTicks - short, durationTicks: short },
    ];
  }
  const main = durationTicks - 2 * short;
  return [
    { ...note, durationTicks: main },
    { ...note, pitch: beside, tick: tick + main, durationTicks: short },
    { ...note, tick: tick + main + short, durationTicks: short },
  ];
}
