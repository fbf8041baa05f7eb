/**
 * Ornaments as notes of the score, by the habits of a style. The notes of the line stay: an ornament takes its time from the note
 * before, or from the note that has it once that has begun. No two notes in a row have one, and no bar more than {@link MOST}.
 */

import { isStrongBeat } from '../music/metric-weight.ts';
import { type MidiPitch, moveByScale } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { PPQ, type Seconds, secondsToTicks, type Ticks } from '../music/time.ts';
import type { Setting } from './arrange-context.ts';
import { HABITS, type Habit, type Ornament, type Place, type Player } from './ornament-habits.ts';
import type { Register } from './styles.ts';

/** Ornamented notes of a bar. */
const MOST = 2;
/** Length of a grace note, and of one note of a trill or tremolo. */
const GRACE: Seconds = 0.07;
const SHAKEN: Seconds = 0.09;
/** Shortest note of an ornament: shorter ones would be lost where players come early or late. */
const SHORTEST: Ticks = 48;
/** Velocity of ornaments, as a factor of their note's. */
const SOFTER = 0.8;

/** What an ornament may use: pitches, and the length of its short notes. */
interface Hand {
  readonly grace: Ticks;
  readonly shaken: Ticks;
  /** The scale's note beside a pitch; null outside the register. */
  beside(pitch: MidiPitch, steps: number): MidiPitch | null;
}

/** A line with the ornaments of its style; unchanged for a style without any. */
export function ornamentedLine(
  setting: Setting,
  line: readonly Note[],
  player: Player,
  register: Register,
): readonly Note[] {
  const habits = setting.chosen === null ? undefined : HABITS[setting.chosen]?.[player];
  if (habits === undefined) return line;
  const chance = setting.chance(`ornaments/${player}`);
  const hand = handOf(setting, register);
  const result: Note[] = [];
  let [last, bar, inBar] = [-2, -1, 0];
  line.forEach((note, i) => {
    const here = Math.floor(note.tick / setting.barTicks);
    if (here !== bar) [bar, inBar] = [here, 0];
    // The dice are rolled for every note, so that one ornament more does not change all others.
    const drawn = habits.filter(({ often }) => chance.next() < often);
    const free = last < i - 1 && inBar < MOST;
    const chosen = free ? drawn.find((habit) => fits(habit, line, i, setting)) : undefined;
    const made = chosen && played(chosen.ornament, note, result.at(-1), hand);
    if (!made) {
      result.push(note);
      return;
    }
    if (made.before.length > 0 && result.length > 0) shorten(result, made.before[0]!.tick);
    result.push(...made.before, ...made.within);
    last = i;
    inBar++;
  });
  return result;
}

/** Whether a note of a line is one that a habit is for. */
function fits({ place, from }: Habit, line: readonly Note[], i: number, setting: Setting): boolean {
  const note = line[i]!;
  if (note.durationTicks < secondsToTicks(from, setting.bpm)) return false;
  const is: Readonly<Record<Place, () => boolean>> = {
    any: () => true,
    repeated: () => line[i - 1]?.pitch === note.pitch,
    strong: () => isStrongBeat(setting.meter, note.tick % setting.barTicks),
    close: () => i === line.length - 2,
  };
  return is[place]();
}

function handOf({ bpm, tonic, mode }: Setting, { low, high }: Register): Hand {
  const ticks = (seconds: Seconds) => Math.max(SHORTEST, Math.round(secondsToTicks(seconds, bpm)));
  return {
    grace: ticks(GRACE),
    shaken: ticks(SHAKEN),
    beside: (pitch, steps) => {
      const other = moveByScale(pitch - tonic, steps, mode) + tonic;
      return other >= low && other <= high ? other : null;
    },
  };
}

/** The notes of an ornament: those before its note, and the note itself, divided; null where there is no room or no pitch. */
function played(
  ornament: Ornament,
  note: Note,
  previous: Note | undefined,
  { grace, shaken, beside }: Hand,
): { readonly before: readonly Note[]; readonly within: readonly Note[] } | null {
  const [above, below] = [beside(note.pitch, 1), beside(note.pitch, -1)];
  const before = (...pitches: readonly (MidiPitch | null)[]) => {
    const length = pitches.length * grace;
    const from = note.tick - length;
    // At least as much as the ornament takes is left of the note before.
    const isFree = from >= 0 && (previous === undefined || from - previous.tick >= Math.max(length, PPQ / 8));
    if (!isFree || pitches.includes(null)) return null;
    const graces = pitches.map((pitch, i) => short(note, pitch!, from + i * grace, grace));
    return { before: graces, within: [note] };
  };
  const within = (steps: readonly (readonly [pitch: MidiPitch | null, ticks: Ticks])[]) => {
    if (steps.some(([pitch, ticks]) => pitch === null || ticks < SHORTEST)) return null;
    let tick = note.tick;
    const notes = steps.map(([pitch, durationTicks], i): Note => {
      const soft = i === 0 ? 1 : pitch === note.pitch ? 0.92 : SOFTER;
      const one = { pitch: pitch!, tick, durationTicks, velocity: note.velocity * soft };
      tick += durationTicks;
      return one;
    });
    return { before: [], within: notes };
  };
  const { pitch, durationTicks: length } = note;
  switch (ornament) {
    case 'cut':
      return before(above);
    case 'strike':
      return before(below);
    case 'crush':
      return before(pitch - 1);
    case 'slide':
      return before(pitch - 2, pitch - 1) ?? before(pitch - 1);
    case 'roll': {
      const third = Math.floor(length / 3);
      return within([[pitch, third], [above, grace], [pitch, third - grace], [below, grace], [pitch, length - 2 * third - grace]]); // biome-ignore format: one line
    }
    case 'turn':
      return within([[pitch, length - 4 * shaken], [above, shaken], [pitch, shaken], [below, shaken], [pitch, shaken]]); // biome-ignore format: one line
    case 'mordent':
      return within([[pitch, grace], [below, grace], [pitch, length - 2 * grace]]); // biome-ignore format: one line
    case 'shake':
      return within([[pitch, grace], [above, grace], [pitch, length - 2 * grace]]); // biome-ignore format: one line
    case 'trill': {
      const pairs = Math.floor((0.75 * length) / (2 * shaken));
      const shakes = Array.from({ length: pairs }, () => [[above, shaken], [pitch, shaken]] as const).flat(); // biome-ignore format: one line
      return pairs < 2 ? null : within([...shakes, [pitch, length - 2 * pairs * shaken]]);
    }
    case 'tremolo': {
      const strokes = Math.floor(length / shaken);
      const last = length - (strokes - 1) * shaken;
      return strokes < 4
        ? null
        : within(Array.from({ length: strokes }, (_, i) => [pitch, i === strokes - 1 ? last : shaken] as const));
    }
  }
}

function short(note: Note, pitch: MidiPitch, tick: Ticks, durationTicks: Ticks): Note {
  return { pitch, tick, durationTicks, velocity: note.velocity * SOFTER };
}

/** Ends the last note at a tick. */
function shorten(line: Note[], at: Ticks): void {
  const note = line.at(-1)!;
  line[line.length - 1] = { ...note, durationTicks: Math.min(note.durationTicks, at - note.tick) };
}
