/** A bass or a chords part as decisions, one after another: whether it strikes on a sixteenth, and what. */

import { type BandBar, type BandPart, type BandPiece, hasPart, type Struck } from '../../../models/corpus/game-bars.ts';
import { modulo, type PitchClass } from '../../../plugin/internal.ts';
import { nested } from './counted.ts';
import type { Figures } from './rule-bands.ts';

/** Kinds of decisions: whether a part strikes, the bass's tone above the chord's root, its octave, and each tone of a chord. */
export const KINDS = ['strikes', 'tone', 'octave', 'voicing'] as const;
export type Kind = (typeof KINDS)[number];
export const SIZES: Readonly<Record<Kind, number>> = { strikes: 2, tone: 12, octave: 3, voicing: 2 };

/** One decision. */
export interface Decision {
  readonly kind: Kind;
  readonly symbol: number;
  /** Contexts given to the tables, from wide to narrow. */
  readonly contexts: readonly string[];
  /** What rules smooth apart: beats, eighths and sixteenths. */
  readonly level: number;
  /** What each figure says: its symbol; -1 = nothing. */
  readonly figures: readonly number[];
  /** Whether a bar begins with it. */
  readonly opens: boolean;
}

/** The decisions of a part of a piece; none where it has hardly any. */
export function decisionsOf(
  piece: BandPiece,
  part: BandPart,
  figuresOf: (piece: BandPiece, phrase: BandPiece['phrases'][number], index: number) => Figures,
): readonly Decision[] {
  if (!hasPart(piece, part)) return [];
  const before: BandBar[] = [];
  const state: Heard = { bass: null, chords: null, figureBass: [] };
  return piece.phrases.flatMap((phrase, index) => {
    const all = figuresOf(piece, phrase, index);
    let from = 0;
    return phrase.bars.flatMap((bar) => {
      const own = all.map((struck) => struck.slice(from, from + bar.bass.length));
      from += bar.bass.length;
      const decisions = barDecisions(piece.scene, part, bar, own, before, state);
      before.push(bar);
      return decisions;
    });
  });
}

/** What sounded last. */
interface Heard {
  bass: number | null;
  chords: readonly number[] | null;
  /** The last bass tone of each figure when the file's bass last struck. */
  figureBass: (number | null)[];
}

function barDecisions(
  scene: string,
  part: BandPart,
  bar: BandBar,
  figures: Figures,
  before: readonly BandBar[],
  state: Heard,
): Decision[] {
  const places = bar.bass.length;
  const [last, older] = [before.at(-1), before.at(-2)];
  const did = (of: BandBar | undefined, at: number) => (of?.meter === bar.meter && of[part][at] ? 1 : 0);
  const decisions: Decision[] = [];
  for (let at = 0; at < places; at++) {
    const level = at % 4 === 0 ? 0 : at % 2 === 0 ? 1 : 2;
    const struck = bar[part][at]!;
    const [one, two] = [did(bar, at - 1), did(bar, at - 2)];
    const other = part === 'chords' ? [bar.bass[at] ? 1 : 0] : [];
    decisions.push({
      ...{ kind: 'strikes', symbol: struck ? 1 : 0, level, opens: at === 0 },
      contexts: nested(
        [bar.meter, at],
        [one, two, did(last, at)],
        [did(older, at), did(last, (at + 1) % places)],
        [bar.changes[at]!, bar.tune[at]!, ...other],
        [scene],
      ),
      figures: figures.map((own) => (own[at] ? 1 : 0)),
    });
    if (struck === null || bar.tones[at]!.length === 0) continue;
    const what =
      part === 'bass'
        ? bassDecisions(scene, bar, at, figures, last, state, level)
        : voicingDecisions(bar, at, figures, state, level, scene);
    decisions.push(...what);
  }
  return decisions;
}

/** The pitch that each figure has struck last, up to a sixteenth of a bar. */
const sounding = (own: readonly Struck[], at: number): Struck =>
  own.slice(0, at + 1).findLast((each) => each !== null) ?? null;

function bassDecisions(
  scene: string,
  bar: BandBar,
  at: number,
  figures: Figures,
  last: BandBar | undefined,
  state: Heard,
  level: number,
): Decision[] {
  const root = bar.tones[at]![0]!;
  const pitch = bar.bass[at]![0]!;
  const above = (value: number, from: PitchClass) => modulo(value - from, 12);
  const lastHere = last?.bass[at]?.[0];
  const lastTone = lastHere === undefined ? -1 : above(lastHere, last!.tones[at]?.[0] ?? 0);
  const third = above(bar.tones[at]![1] ?? root, root);
  const next = bar.tones.slice(at + 1).find((tones) => tones[0] !== root)?.[0];
  const own = figures.map((each) => sounding(each, at)?.[0] ?? null);
  const tone: Decision = {
    ...{ kind: 'tone', symbol: above(pitch, root), level, opens: false },
    contexts: nested(
      [level, bar.changes[at]!],
      [state.bass === null ? -1 : above(state.bass, root)],
      [lastTone, third],
      [at, next === undefined ? -1 : above(next, root)],
      [scene],
    ),
    figures: own.map((each) => (each === null ? -1 : above(each, root))),
  };
  const decisions = [tone];
  if (state.bass !== null) {
    const turn = octaveOf(pitch - state.bass);
    decisions.push({
      ...{ kind: 'octave', symbol: turn, level, opens: false },
      contexts: nested([modulo(pitch - state.bass, 12)], [level, Math.floor(state.bass / 6)], [scene]),
      figures: own.map((each, i) => {
        const from = state.figureBass[i];
        return each === null || from == null ? -1 : octaveOf(each - from);
      }),
    });
  }
  state.bass = pitch;
  state.figureBass = own;
  return decisions;
}

/** To the nearest pitch of the tone, or beyond it, up or down. */
const octaveOf = (interval: number) => (interval > 6 ? 1 : interval < -6 ? 2 : 0);

function voicingDecisions(
  bar: BandBar,
  at: number,
  figures: Figures,
  state: Heard,
  level: number,
  scene: string,
): Decision[] {
  const tones = bar.tones[at]!;
  const classesOf = (pitches: readonly number[]) => [...new Set(pitches.map((pitch) => modulo(pitch, 12)))];
  const struck = classesOf(bar.chords[at]!);
  const own = figures.map((each) => {
    const pitches = sounding(each, at);
    return pitches && classesOf(pitches);
  });
  const count = Math.min(4, bar.chords[at]!.length);
  let found = 0;
  const decisions = Array.from({ length: 12 }, (_, step): Decision => {
    const tone = modulo(tones[0]! + step, 12);
    const has = struck.includes(tone);
    const decision: Decision = {
      ...{ kind: 'voicing', symbol: has ? 1 : 0, level, opens: false },
      contexts: nested(
        [tones.indexOf(tone)],
        [count, found],
        [state.chords === null ? -1 : state.chords.includes(tone)],
        [step, bar.changes[at]!],
        [scene],
      ),
      figures: own.map((classes) => (classes ? Number(classes.includes(tone)) : -1)),
    };
    if (has) found++;
    return decision;
  });
  state.chords = struck;
  return decisions;
}
