/**
 * How a theme's answer begins: as its statement does (a parallel period), with the statement's idea moved or inverted, with its
 * first bar in a sequence (the fragmentation of a sentence; Caplin, Classical Form, 1998), or with something new (a contrasting
 * period). Drawn by game and theme, so that two themes of a game are built differently.
 */

import { type ChordSpan, chordAt, chordTones } from '../music/harmony.ts';
import type { Phrase, PhraseNote } from '../music/phrase.ts';
import { type Mode, modulo, moveByScale, type RelativePitch, scaleOf } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { meterInfo } from '../music/time.ts';
import { RIFFS_FROM } from './plans.ts';
import type { Feeling } from './request.ts';
import { isSad } from './sighing.ts';

/**
 * Kinds of answer. `parallel` keeps the statement's beginning; `sequence` moves it by a second or third; `transposed` by a fifth
 * up or a fourth down; `inverted` turns its intervals round; `fragments` keeps its first half and repeats that a step or two
 * away; `contrasting` is new.
 */
export const ANSWER_KINDS = ['parallel', 'sequence', 'transposed', 'inverted', 'fragments', 'contrasting'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

type Weights = Readonly<Record<AnswerKind, number>>;

/** How often a first theme has each kind. Half of the themes of songs and dances repeat their beginning; fights work by sequences. */
const WEIGHTS: Readonly<Record<'gentle' | 'even' | 'driven', Weights>> = {
  gentle: { parallel: 4, sequence: 3, transposed: 1, inverted: 2, fragments: 1, contrasting: 2 },
  even: { parallel: 4, sequence: 3, transposed: 2, inverted: 1, fragments: 2, contrasting: 1 },
  driven: { parallel: 2, sequence: 4, transposed: 2, inverted: 1, fragments: 4, contrasting: 0 },
};
/** Arousal up to which a mood is gentle. */
const GENTLE = 0.35;
/** Scale steps by which a kind of answer may move what it takes. */
const STEPS: Readonly<Partial<Record<AnswerKind, readonly number[]>>> = {
  sequence: [-1, 1, 2, -2],
  transposed: [4, -3],
  inverted: [0, 2, -2, 4, -4],
  fragments: [1, -1, 2, -2],
};
/** Where a kind's own steps lead too far away from the statement: the smallest moves. */
const NEAREST: readonly number[] = [2, -2, 1, -1];
/** Semitones by which a moved beginning may leave the statement's range, so that voice and instrument reach it. */
const BEYOND = 5;
/** Largest difference of fit, 0..1, between two moves that is left to chance. */
const EQUAL_FIT = 0.1;

/** The kind of a theme's answer. Each theme of a game has another kind, until there are none left. `theme` is a name like `A` or `C2`. */
export function answerKind(game: string, theme: string, feeling: Feeling): AnswerKind {
  const { arousal } = feeling;
  const chance = random(`${game}/answers`);
  const weights = { ...WEIGHTS[arousal <= GENTLE ? 'gentle' : arousal >= RIFFS_FROM ? 'driven' : 'even'] };
  // A sigh that is turned round rises.
  if (isSad(feeling)) weights.inverted = 0;
  const order: AnswerKind[] = [];
  while (ANSWER_KINDS.some((kind) => weights[kind] > 0)) {
    const kind = ANSWER_KINDS[chance.weighted(ANSWER_KINDS.map((each) => weights[each]))]!;
    weights[kind] = 0;
    order.push(kind);
  }
  return order[numberOf(theme) % order.length]!;
}

/** A theme's number in its mood: A, B, C and D are 0 to 3, and later themes count on. */
function numberOf(theme: string): number {
  const round = Number(theme.slice(1)) || 1;
  return theme.charCodeAt(0) - 'A'.charCodeAt(0) + (round - 1) * 2;
}

/** The first `bars` bars of an answer, made of its statement's; marked as repeated. A contrasting one has none. */
export function answerHead(statement: Phrase, kind: AnswerKind, bars: number): readonly PhraseNote[] {
  const { barTicks } = meterInfo(statement.request.meter);
  const half = Math.ceil(bars / 2) * barTicks;
  const end = bars * barTicks;
  const head = statement.notes.filter(({ tick }) => tick < end);
  if (kind === 'parallel' || kind === 'contrasting' || head.length === 0) return cut(head, end);
  if (kind !== 'fragments')
    return cut(moved(statement, kind, kind === 'inverted' ? inverted(head, statement) : head), end);
  const idea = cut(
    head.filter(({ tick }) => tick < half),
    half,
  );
  const again = idea.filter(({ tick }) => tick >= 0).map((note) => ({ ...note, tick: note.tick + half }));
  return cut([...idea, ...moved(statement, kind, again)], end);
}

/** The notes by the scale steps of a kind that suit the statement's chords best; of equally good ones, one by chance. */
function moved({ request, notes: all }: Phrase, kind: AnswerKind, notes: readonly PhraseNote[]): readonly PhraseNote[] {
  const pitches = all.map(({ pitch }) => pitch);
  const low = Math.min(...pitches) - BEYOND;
  const high = Math.max(...pitches) + BEYOND;
  const by = (steps: number) => notes.map((note) => ({ ...note, pitch: moveByScale(note.pitch, steps, request.mode) }));
  const isNear = (version: readonly PhraseNote[]) => version.every(({ pitch }) => pitch >= low && pitch <= high);
  const own = (STEPS[kind] ?? []).map(by).filter(isNear);
  const versions = own.length > 0 ? own : NEAREST.map(by).filter(isNear);
  if (versions.length === 0) return notes;
  const fits = versions.map((version) => timeInChords(version, request.chords));
  const best = Math.max(...fits);
  return random(`${request.seed}/${kind}`).pick(versions.filter((_, i) => fits[i]! >= best - EQUAL_FIT));
}

/** The share of the notes' time that chord tones fill: a long note outside its chord is heard more than a passing one. */
function timeInChords(notes: readonly PhraseNote[], chords: readonly ChordSpan[]): number {
  const time = (some: readonly PhraseNote[]) => some.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
  const fits = ({ tick, pitch }: PhraseNote) => {
    const chord = chordAt(chords, tick);
    return chord === null || chordTones(chord).includes(modulo(pitch, 12));
  };
  return time(notes.filter(fits)) / Math.max(1, time(notes));
}

/** The notes mirrored at the first of them, by scale steps. */
function inverted(notes: readonly PhraseNote[], { request: { mode } }: Phrase): readonly PhraseNote[] {
  const axis = stepOf(notes[0]!.pitch, mode);
  return notes.map((note) => ({
    ...note,
    pitch: moveByScale(note.pitch, 2 * (axis - stepOf(note.pitch, mode)), mode),
  }));
}

/** The number of scale steps from the tonic to a pitch; a pitch outside the scale counts as the step below. */
function stepOf(pitch: RelativePitch, mode: Mode): number {
  const scale: readonly number[] = scaleOf(mode);
  const octave = Math.floor(pitch / 12);
  return octave * scale.length + scale.filter((tone) => tone <= pitch - 12 * octave).length - 1;
}

/** The notes up to a tick, the last of them cut there; they count as repeated. */
function cut(notes: readonly PhraseNote[], end: number): readonly PhraseNote[] {
  return notes.map((note) => ({
    ...note,
    durationTicks: Math.min(note.durationTicks, end - note.tick),
    sampled: false,
  }));
}
