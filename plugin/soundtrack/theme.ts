/** A theme is a named melody that returns, the game's own or a mood's, adapted to the mode, meter and feeling of each mood. */

import { USUAL_HEIGHT } from '../arrange/melody.ts';
import { type Motif, motifOfPhrase, motifOfSteps, motifOfText } from '../arrange/motif.ts';
import type { OctaveMove } from '../arrange/request.ts';
import { returnFor, THEME_RETURNS, type ThemeReturn, themeReturn } from '../arrange/theme-return.ts';
import type { Mood } from '../mood/controls.ts';
import { plainText, unknownName } from '../mood/names.ts';
import { checkFieldsOf, checkObject, entriesOf, type Fields, ownValue, text } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import { checkCount, checkShortest } from '../music/notation.ts';
import type { Phrase, PhraseNote } from '../music/phrase.ts';
import type { Mode, RelativePitch } from '../music/pitch.ts';
import { type Meter, PPQ } from '../music/time.ts';

/** Bars with which a phrase begins, in its mode and meter. */
export interface Opening {
  readonly name: string;
  readonly notes: readonly PhraseNote[];
  readonly bars: number;
  /** Octave move of the whole phrase; null = none. */
  readonly octave: OctaveMove | null;
}

/** A theme as a game defines it: its own notes, or `from` a mood. Plain JSON. */
export interface ThemeDefinition {
  /** Notes as text, `'E4:1 G4:1 A4:2'` (name, octave, quarter notes), or as a list of `[scale steps above the tonic or null for a rest, quarter notes]`. */
  readonly notes?: string | readonly (readonly [step: number | null, quarters: number])[];
  /** The key in which notes as text are written, e.g. `'A minor'`. Default `'C ionian'`. */
  readonly key?: string;
  /** A mood whose main theme is used: its first two bars, once they have been heard. */
  readonly from?: string;
  /** How it returns in each mood; `*` stands for all others. Default: as suits the mood's feeling. */
  readonly returns?: Readonly<Record<string, ThemeReturn>>;
}

/** Options of `theme()`. */
export interface ThemeTarget {
  /** The mood in which it returns; if another mood plays, the theme opens the mood's next phrase. Default: the current or upcoming mood. */
  readonly mood?: string;
}

/** Longest theme, in quarter notes, which leaves room for its continuation in a phrase. */
export const LONGEST_QUARTERS = 8;
/** Largest scale step: two octaves from the tonic in a scale of seven tones. */
const FARTHEST_STEP = 14;
/** Bars that are taken from a mood's main theme. */
const FROM_BARS = 2;
/** A check for each field; notes and returns are checked separately. */
const FIELDS: Fields = { notes: () => {}, key: text(), from: text(), returns: () => {} };

/** Checks themes; `moods` are the valid mood names. @throws naming the theme and what is wrong with it. */
export function checkThemes(themes: ReadonlyMap<string, ThemeDefinition>, moods: Iterable<string>): void {
  const names = [...moods];
  for (const [name, theme] of themes) {
    const owner = `theme '${plainText(name)}'`;
    checkFieldsOf(owner, theme ?? {}, FIELDS);
    checkReturns(owner, theme?.returns ?? {}, names);
    if (theme?.from === undefined) checkNotes(owner, theme);
    else if (theme.notes !== undefined)
      throw new TypeError(`${owner} has notes and is from '${plainText(theme.from)}'; give one of them`);
    else if (!names.includes(theme.from)) throw new RangeError(`${owner}: ${unknownName('mood', theme.from, names)}`);
  }
}

function checkReturns(owner: string, returns: Readonly<Record<string, ThemeReturn>>, moods: readonly string[]): void {
  for (const [mood, manner] of entriesOf(`${owner}: returns`, returns, DECLARED + 1)) {
    if (mood !== '*' && !moods.includes(mood))
      throw new RangeError(`${owner}: returns: ${unknownName('mood', mood, moods)}`);
    if (!THEME_RETURNS.includes(manner))
      throw new RangeError(`${owner}: returns in ${plainText(mood)}: ${unknownName('manner', manner, THEME_RETURNS)}`);
  }
}

function checkNotes(owner: string, theme: ThemeDefinition | undefined): void {
  const notes = theme?.notes;
  if (typeof notes === 'string') {
    checkLength(owner, motifOfText(owner, notes, theme?.key).ticks / PPQ);
    return;
  }
  if (!Array.isArray(notes) || notes.length === 0) {
    throw new TypeError(
      `${owner} needs notes, e.g. { notes: 'E4:1 G4:1 A4:2' } or { notes: [[0, 1], [2, 1], [4, 2]] } (scale step, quarter notes)`,
    );
  }
  checkCount(owner, notes.length);
  let length = 0;
  notes.forEach((note: unknown, i) => {
    const [step, quarters] = Array.isArray(note) && note.length === 2 ? (note as unknown[]) : [];
    const right = step === null || (Number.isInteger(step) && Math.abs(step as number) <= FARTHEST_STEP);
    if (!right || typeof quarters !== 'number' || !(quarters > 0)) {
      throw new TypeError(`${owner}: note ${i} must be [scale step -14..14 or null for a rest, quarter notes above 0]`);
    }
    checkShortest(`${owner}: note ${i}`, quarters);
    length += quarters;
  });
  checkLength(owner, length);
}

function checkLength(owner: string, quarters: number): void {
  if (quarters > LONGEST_QUARTERS) {
    throw new RangeError(
      `${owner} lasts ${quarters} quarter notes; at most ${LONGEST_QUARTERS} leave room for a continuation`,
    );
  }
}

/** A check for each option of `theme()`. */
export const THEME_TARGET_CHECKS: Fields = { mood: text() };

/** Checks the options of `theme()`. @throws naming what is wrong. */
export function checkThemeTarget(name: string, target: ThemeTarget, moods: ReadonlyMap<string, Mood>): void {
  const owner = `theme('${plainText(name)}')`;
  checkObject(`${owner}: options`, target, "{ mood: 'boss' }");
  checkFieldsOf(owner, target, THEME_TARGET_CHECKS);
  if (target.mood !== undefined && !moods.has(target.mood))
    throw new RangeError(`${owner}: ${unknownName('mood', target.mood, [...moods.keys()])}`);
}

/** The mood and phrase in which a theme returns. */
export interface ThemePlace {
  readonly mood: Mood;
  readonly mode: Mode;
  readonly meter: Meter;
  /** Length of the phrase that it opens, in bars. */
  readonly phraseBars: number;
  /** The first phrase that a mood has played, or null. */
  readonly tuneOf: (mood: string) => Phrase | null;
}

/** A theme as the opening of a phrase; null until its source mood has been heard. None of its notes counts as sampled. */
export function themeOpening(name: string, theme: ThemeDefinition, place: ThemePlace): Opening | null {
  const { mood, mode, meter, phraseBars } = place;
  const motif = motifOf(name, theme, place);
  if (motif === null) return null;
  const manner = ownValue(theme.returns, mood.name) ?? ownValue(theme.returns, '*') ?? returnFor(mood);
  const { notes, bars, octave } = themeReturn(motif, manner, { mode, meter, bars: phraseBars - 1 });
  const shift = octavesToUsual(notes);
  return { name, notes: notes.map((note) => ({ ...note, pitch: note.pitch + shift, sampled: false })), bars, octave };
}

/** If a theme's mean pitch differs by more than this from the usual one, it is moved by octaves. */
const FARTHEST_FROM_USUAL = 9;

/**
 * Semitones, in octaves, that move a theme's notes to the usual register: the model continues there, and would otherwise
 * leap in the middle of the phrase.
 */
function octavesToUsual(notes: readonly { readonly pitch: RelativePitch }[]): number {
  const off = notes.reduce((sum, { pitch }) => sum + pitch, 0) / Math.max(1, notes.length) - USUAL_HEIGHT;
  return Math.abs(off) <= FARTHEST_FROM_USUAL ? 0 : -12 * Math.round(off / 12);
}

function motifOf(name: string, { notes, key, from }: ThemeDefinition, { mode, tuneOf }: ThemePlace): Motif | null {
  if (from !== undefined) {
    const tune = tuneOf(from);
    return tune && motifOfPhrase(tune, Math.min(FROM_BARS, tune.request.bars));
  }
  return typeof notes === 'string'
    ? motifOfText(`theme '${plainText(name)}'`, notes, key)
    : motifOfSteps(notes ?? [], mode);
}
