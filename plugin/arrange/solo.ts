/**
 * A phrase without its melody has a solo: the second line, the bass or the chords take up the head of the theme, answer it
 * with a held tone, and move it to the chords that follow.
 */

import { type MidiPitch, modulo, moveByScale } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { Note } from '../music/score.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import { harmonyUnder, type Setting } from './arrange-context.ts';
import type { Lineup } from './lineups.ts';
import { PEDALS, type Register } from './styles.ts';

/** The part that leads. */
export type Leader = 'counter' | 'bass' | 'chords';

/** Notes that make a head; a bar with fewer is joined with the next one. */
const LEAST_NOTES = 3;
/** The leading part is louder than where it accompanies. */
const LEADING = 1.16;
/** Scale steps by which the head may move, and the costs of a strong tone outside the chord, a step, and no move at all. */
const MOVES = [-1, 1, -2, 2, -3, 3, 0];
const FOREIGN = 3;
const STEP = 0.4;
const UNMOVED = 1.5;

/** The line of the part that leads. */
export interface Solo {
  readonly leader: Leader;
  readonly notes: readonly Note[];
}

/** The solo on a theme that a game's seed draws; null without a seed, or where the theme has no head. */
export function soloOf(tune: readonly Note[], setting: Setting): Solo | null {
  const { figures, phraseIndex, style } = setting;
  if (figures === undefined) return null;
  const moves = !PEDALS.some((pedal) => style.bass.patterns.includes(pedal));
  // Strings and brass that drive a fight on do not leave their figure.
  const plucks = style.timpani === undefined;
  const weights = [3, moves ? 2 : 0, plucks ? 2 : 0];
  const leader = LEADERS[random(`${figures}/solo/${phraseIndex}`).weighted(weights)]!;
  const notes = lineOf(tune, leader, setting);
  return notes.length === 0 ? null : { leader, notes };
}

const LEADERS: readonly Leader[] = ['counter', 'bass', 'chords'];

/** The lineup with a leader that plays at any intensity; no other line fills in. */
export function ledBy(leader: Leader, lineup: Lineup): Lineup {
  const { [leader]: _, ...rests } = { counter: 'phrase' as const, ...lineup.rests };
  return { ...lineup, rests, calls: [...(lineup.calls ?? []), leader] };
}

/** The head of a theme, from tick 0. */
interface Head {
  readonly notes: readonly Note[];
  readonly ticks: Ticks;
}

/**
 * The line of a leader: the head of a melody, a held answer, the head again where the chords want it, and steps that lead on.
 * Empty for a melody without a head.
 */
function lineOf(tune: readonly Note[], leader: Leader, setting: Setting): readonly Note[] {
  const register = setting.style[leader];
  const head = headOf(tune, setting, register);
  if (head === null) return [];
  const { barTicks, endTick } = setting;
  // A head of one bar comes in every second bar, one of two bars twice in a phrase.
  const step = head.ticks > barTicks ? Math.max(head.ticks, endTick / 2) : 2 * barTicks;
  const line: Note[] = [];
  for (let at = 0; at + head.ticks <= endTick; at += step) {
    const notes = placed(head, at, at === 0 ? 0 : null, setting, register);
    line.push(...answered(notes, Math.min(at + step, endTick), setting, register));
  }
  const top = Math.max(...head.notes.map(({ velocity }) => velocity));
  return line.map((note) => ({
    ...note,
    velocity: Math.min(1, register.level * LEADING * (0.55 + (0.45 * note.velocity) / top)),
  }));
}

/** The first bar of a melody, or two where the first says little, in the octave that suits a register. */
function headOf(tune: readonly Note[], { barTicks, bars }: Setting, { low, high }: Register): Head | null {
  const until = (ticks: Ticks) => tune.filter(({ tick }) => tick >= 0 && tick < ticks);
  const long = until(barTicks).length < LEAST_NOTES && bars >= 4;
  const ticks = long ? 2 * barTicks : barTicks;
  const notes = until(ticks);
  if (notes.length < 2) return null;
  const mean = notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length;
  const octave = 12 * Math.round(((low + high) / 2 - mean) / 12);
  const moved = notes.map((note) => ({
    ...note,
    pitch: note.pitch + octave,
    durationTicks: Math.min(note.durationTicks, ticks - note.tick),
  }));
  return { notes: moved, ticks };
}

/** The head at a tick, moved by scale steps; null moves it to where it fits the chords best. */
function placed(head: Head, at: Ticks, steps: number | null, setting: Setting, register: Register): readonly Note[] {
  // The theme's own bar is kept as it is, with its leaning tones.
  const moves = steps === null ? MOVES : [steps];
  const lines = moves.map((move) => {
    const notes = head.notes.map((note) => ({
      ...note,
      tick: note.tick + at,
      pitch: inReach(moveByScale(note.pitch - setting.tonic, move, setting.mode) + setting.tonic, register),
    }));
    const foreign = notes.filter((note) => isStrong(note) && !fits(note, setting)).length;
    return { notes, cost: FOREIGN * foreign + STEP * Math.abs(move) + (move === 0 ? UNMOVED : 0) };
  });
  const { notes } = lines.reduce((best, one) => (one.cost < best.cost ? one : best));
  if (steps !== null) return notes;
  return notes.map((note) => (isStrong(note) && !fits(note, setting) ? nearestTone(note, setting) : note));
}

function isStrong({ tick, durationTicks }: Note): boolean {
  return durationTicks >= PPQ || (tick % PPQ === 0 && durationTicks > PPQ / 3);
}

function fits(note: Note, setting: Setting): boolean {
  return harmonyUnder(setting, note).tones.includes(modulo(note.pitch, 12));
}

/** How far beyond its register a leader plays, in semitones. */
const REACH = 4;

function inReach(pitch: MidiPitch, { low, high }: Register): MidiPitch {
  if (pitch < low - REACH) return pitch + 12;
  return pitch > high + REACH ? pitch - 12 : pitch;
}

/** The note on the nearest tone of its chord. */
function nearestTone(note: Note, setting: Setting): Note {
  const { tones } = harmonyUnder(setting, note);
  const near = [0, 1, -1, 2, -2, 3, -3, 4].map((by) => note.pitch + by);
  return { ...note, pitch: near.find((pitch) => tones.includes(modulo(pitch, 12))) ?? note.pitch };
}

/** Notes followed by a tone of the next bar's chord; in the last bar of a phrase, two steps lead on from it. */
function answered(notes: readonly Note[], until: Ticks, setting: Setting, register: Register): readonly Note[] {
  const { barTicks, endTick, tonic, mode } = setting;
  const last = notes.at(-1)!;
  const from = (Math.floor(last.tick / barTicks) + 1) * barTicks;
  const sung = notes.map((note) => ({ ...note, durationTicks: Math.min(note.durationTicks, from - note.tick) }));
  if (from >= until) return sung;
  const { pitch } = nearestTone({ ...last, tick: from }, setting);
  const tone = { ...last, pitch: inReach(pitch, register), tick: from, durationTicks: barTicks - PPQ / 2 };
  if (from + barTicks < endTick || barTicks < 2 * PPQ) return [...sung, tone];
  const up = tone.pitch < (register.low + register.high) / 2 ? 1 : -1;
  const steps = [1, 2].map((step) => ({
    ...tone,
    pitch: moveByScale(tone.pitch - tonic, up * step, mode) + tonic,
    tick: endTick - PPQ + ((step - 1) * PPQ) / 2,
    durationTicks: PPQ / 2,
  }));
  return [...sung, { ...tone, durationTicks: barTicks - PPQ }, ...steps];
}
