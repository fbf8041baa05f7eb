/**
 * Heterophony: a second instrument plays the tune at the same time, in its own way. `flowers`: it meets the tune on the beats and
 * fills its long notes ("adding flowers", jiahua: Witzleben, "Silk and Bamboo" Music in Shanghai, 1995, ch. 6). `after`: it leaves
 * passing notes out and comes half a beat late on some of the others (zure, of koto and shamisen: Malm, Traditional Japanese
 * Music, 2000, ch. 8). Both meet on the last note.
 */

import { type MidiPitch, moveByScale } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { EIGHTH, PPQ, type Ticks } from '../music/time.ts';
import type { Setting } from './arrange-context.ts';
import { fold } from './melody.ts';
import { ornamentedLine } from './ornaments.ts';
import type { Heterophony, Register } from './styles.ts';

/** How often a passing note is left out, a long note is filled, and a note on a beat comes late. */
const SKIPPED = 0.35;
const FILLED = 0.7;
const LATE = 0.45;

/** The tune as the second instrument plays it. */
export function heterophonyNotes(setting: Setting): readonly Note[] {
  const { counter } = setting.style;
  if (setting.melody.length === 0 || counter.heterophony === undefined) return [];
  const shift = octaveOf(setting.melody, counter);
  const tune = setting.melody.map((note) => ({
    ...note,
    pitch: fold(note.pitch + shift, counter),
    velocity: Math.min(1, counter.level * (0.75 + 0.3 * note.velocity)),
  }));
  return ornamentedLine(setting, PLAYED[counter.heterophony](setting, tune), 'second', counter);
}

const PLAYED: Readonly<Record<Heterophony, (setting: Setting, tune: readonly Note[]) => readonly Note[]>> = {
  flowers: (setting, tune) => {
    const chance = setting.chance('heterophony');
    return plainer(setting, tune).flatMap((note, i, line): Note[] => {
      const next = line[i + 1];
      const roll = chance.next();
      return next && note.durationTicks >= PPQ * 0.9 && roll < FILLED ? flowers(setting, note, next) : [note];
    });
  },
  after: (setting, tune) => {
    const chance = setting.chance('heterophony');
    return plainer(setting, tune).map((note, i, line): Note => {
      const isLate = chance.next() < LATE && note.tick % PPQ === 0 && note.durationTicks >= PPQ * 0.9;
      if (!isLate || i === line.length - 1) return note;
      return { ...note, tick: note.tick + EIGHTH, durationTicks: note.durationTicks - EIGHTH };
    });
  },
};

/** The tune without some of its short notes off the beat; the notes before them last. */
function plainer(setting: Setting, tune: readonly Note[]): readonly Note[] {
  const chance = setting.chance('heterophony/skips');
  const kept: Note[] = [];
  tune.forEach((note, i) => {
    const passes = note.durationTicks <= EIGHTH && note.tick % PPQ !== 0;
    const before = kept.at(-1);
    const skipped = chance.next() < SKIPPED && passes && before !== undefined && i < tune.length - 1;
    if (!skipped) kept.push(note);
    else kept[kept.length - 1] = { ...before, durationTicks: note.tick + note.durationTicks - before.tick };
  });
  return kept;
}

/** A long note on its way to the next: by the scale where that is a leap away, else to the note above and back. */
function flowers({ tonic, mode, style }: Setting, note: Note, next: Note): Note[] {
  const gap = next.pitch - note.pitch;
  const { low, high } = style.counter;
  const step = (steps: number) => moveByScale(note.pitch - tonic, steps, mode) + tonic;
  const beside = gap === 0 || step(Math.sign(gap)) === next.pitch ? step(1) : step(Math.sign(gap));
  if (beside < low || beside > high) return [note];
  const half = Math.floor(note.durationTicks / 2);
  const quarter = Math.floor(half / 2);
  const at = (pitch: MidiPitch, tick: Ticks, durationTicks: Ticks, soft: number): Note => ({
    ...note,
    pitch,
    tick,
    durationTicks,
    velocity: note.velocity * soft,
  });
  return [
    at(note.pitch, note.tick, half, 1),
    at(beside, note.tick + half, quarter, 0.85),
    at(note.pitch, note.tick + half + quarter, note.durationTicks - half - quarter, 0.9),
  ];
}

/** Semitones, in whole octaves, that put most of a line into a register. */
function octaveOf(line: readonly Note[], { low, high }: Register): number {
  const outside = (shift: number) => line.filter(({ pitch }) => pitch + shift < low || pitch + shift > high).length;
  return [0, -12, 12, -24].reduce((best, shift) => (outside(shift) < outside(best) ? shift : best));
}
