/** Form decides what is repeated: bars within a phrase, and phrases within a mood. Pure functions on plain data. */

import type { FormName } from '../mood/forms.ts';
import type { BarPlan, Cadence } from '../music/phrase.ts';
import type { Mode } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { type AnswerKind, answerKind } from './answers.ts';
import { isWithoutTune, type LineupName } from './lineups.ts';
import { ownLineup } from './pause.ts';
import { ANSWERS, PLANS } from './plans.ts';
import type { Feeling } from './request.ts';
import { FANFARE_PHRASES, RETURN_FROM, SECTION_PHRASES, SECTIONS, type SectionStep } from './sections.ts';

/** How a phrase's harmony ends: a melody's cadences, and `deceptive`, where the melody closes but the harmony continues. */
export type PhraseEnding = Cadence | 'deceptive';

/** Input of a phrase plan. */
export interface PlanOptions {
  /** 1..8. */
  readonly bars: number;
  readonly seed: string;
  /** Bars of an earlier statement with which the phrase begins; its plan may refer to them. Default 0. */
  readonly head?: number;
  /** Whether the mood is driven. Default false. */
  readonly driven?: boolean;
}

/**
 * The plan of each bar: free, in the rhythm of an earlier bar, or a copy of one. The last bar is always free.
 * @throws RangeError if `bars` is not a whole number 1..8.
 */
export function phrasePlan({ bars, seed, head = 0, driven = false }: PlanOptions): readonly BarPlan[] {
  const plans = (head > 0 ? ANSWERS : PLANS)[bars] ?? PLANS[bars];
  if (!plans) throw new RangeError(`phrase plan: ${bars} bars asked; ask for a whole number from 1 to 8`);
  const chosen =
    plans[random(`${seed}/plan`).weighted(plans.map(([, weight, own = weight]) => (driven ? own : weight)))]!;
  return chosen[0].split(' ').map((word) => readBar(word, head));
}

function readBar(word: string, head: number): BarPlan {
  if (word === 'S') return { kind: 'sample' };
  const kept = /^h(\d)$/.exec(word)?.[1];
  if (kept) return { kind: 'rhythm', of: Math.min(Number(kept), head - 1) - head };
  const [, kind, of, steps] = /^([rc])(\d)([+-]\d)?$/.exec(word) ?? [];
  if (!kind || !of) throw new RangeError(`phrase plan: '${word}' is not a bar plan; write S, r0, h0 or c0+1`);
  return kind === 'r'
    ? { kind: 'rhythm', of: Number(of) }
    : { kind: 'copy', of: Number(of), steps: Number(steps ?? 0) };
}

/** A phrase's place in a mood's sequence of phrases. */
export interface PhraseSlot {
  /** Position in the sequence, from 0. */
  readonly index: number;
  /** Name of the phrase: the theme's name for its statement, with an apostrophe for its answer (`A'`). */
  readonly theme: string;
  /** Name of the phrase from whose first statement bars are kept. */
  readonly from: string;
  readonly bars: number;
  readonly ending: PhraseEnding;
  /** Bars kept from the first statement of `from`; the others are written. 0 = all new, `bars` = a whole return. */
  readonly keep: number;
  /** First chord: the tonic for the first theme, another chord for the others. */
  readonly opening: 'tonic' | 'away';
  /** How a new answer begins; null for all other phrases. */
  readonly answer: AnswerKind | null;
  /** Transformation of the copied bars. */
  readonly transform: 'ornament' | 'octave' | null;
  /** Which parts play it. */
  readonly lineup: LineupName;
  /** The lineups of the phrases around it; null where there is none. */
  readonly before: LineupName | null;
  readonly next: LineupName | null;
  /** Appended to the mood's seed, so that each phrase has its own random stream. */
  readonly seedSuffix: string;
  /** Selects among accompaniments; changes by one from slot to slot, so that each repetition varies one thing. */
  readonly variant: number;
}

/** The melody's cadence for a harmonic ending: with a deceptive one, the melody closes over another chord. */
export function melodyCadence(ending: PhraseEnding): Cadence {
  return ending === 'deceptive' ? 'full' : ending;
}

/** Bars at the end of a phrase that are always written anew, to leave room for preparing the cadence. */
const CADENCE_BARS = 2;

/** Modes whose closes lead to the tonic from the second degree. */
const MODAL: readonly Mode[] = ['lydian', 'phrygian', 'locrian', 'phrygian dominant', 'double harmonic'];

/**
 * Whether a mood avoids full cadences: tense without drive, as a cave or a mystery is (docs/music-criteria.md: "unresolved");
 * a mood of the dial by its tension alone, which is all that distinguishes its points in this respect.
 */
export function isUnresolved({ arousal, tension, felt }: Feeling): boolean {
  if (felt !== undefined) return tension >= TENSE_POINT;
  return tension >= 0.6 && arousal <= 0.5;
}

/** Tension from which moods of the dial do not close. */
const TENSE_POINT = 0.5;
/** Tension below which they are at rest. */
const CALM_POINT = 0.25;

/** A mood as far as its form depends on it; every `Mood` is one. */
export interface FormedMood extends Feeling {
  /** Default `round`. */
  readonly form?: FormName;
  /** Seed of the game's own pauses and answers; without one, all answers are parallel. */
  readonly figures?: string;
}

/**
 * The slot at an index of a mood's sequence; `bars` is the length of its phrases (1..8). In unresolved moods, full
 * cadences become deceptive; not in {@link MODAL} modes, whose closes have no dominant and name the mode.
 */
export function phraseSlot(index: number, bars: number, mood?: FormedMood, mode?: Mode): PhraseSlot {
  const form = mood?.form ?? 'round';
  const { place, round } = placeOf(index, form);
  const step = SECTIONS[form][place]!;
  // C and D are new in every second round and return in the rounds between.
  const lasting = step.theme === 'A' || step.theme === 'B';
  const name = lasting || round < 2 ? step.theme : `${step.theme}${Math.floor(round / 2) + 1}`;
  const comesBack = !lasting && round % 2 === 1;
  const known = comesBack || (lasting && round > 0 && step.comes === 'new');
  const comes = known ? 'whole' : step.comes;
  const theme = step.half === 'answer' ? `${name}'` : name;
  const from = comes === 'new' ? name : theme;
  const answers = comes === 'new' && step.half === 'answer';
  const answer = answers ? (mood?.figures === undefined ? 'parallel' : answerKind(mood.figures, name, mood)) : null;
  const isNew = comes === 'new' && (step.half === 'statement' || answer === 'contrasting');
  return {
    index,
    theme,
    from,
    bars,
    ending: endingOf(step, mood, mode),
    keep: keptBars(isNew ? 'nothing' : comes, bars),
    opening: step.theme === 'A' ? 'tonic' : 'away',
    answer,
    transform: comesBack && step.theme === 'D' ? 'octave' : (step.transform ?? null),
    lineup: lineupAt(index, mood),
    before: index === 0 ? null : lineupAt(index - 1, mood),
    next: lineupAt(index + 1, mood),
    seedSuffix: `${theme}/${index}`,
    variant: index,
  };
}

/** How a phrase closes. Moods of the dial that are at rest also close their statements. */
function endingOf(step: SectionStep, mood: FormedMood | undefined, mode: Mode | undefined): PhraseEnding {
  if (mood === undefined || holdsItsClose(step)) return step.cadence;
  const { felt } = mood;
  if (felt !== undefined && felt.tension < CALM_POINT) return step.cadence === 'half' ? 'full' : step.cadence;
  const namesItsMode = felt === undefined && mode !== undefined && MODAL.includes(mode);
  return step.cadence === 'full' && isUnresolved(mood) && !namesItsMode ? 'deceptive' : step.cadence;
}

function lineupAt(index: number, mood: FormedMood | undefined): LineupName {
  const form = mood?.form ?? 'round';
  return ownLineup(SECTIONS[form], placeOf(index, form).place, mood?.figures);
}

function holdsItsClose({ lineup }: SectionStep): boolean {
  return lineup === 'close' || lineup === 'settle';
}

/** The place of a slot in the table of its form, and how often the form has begun again. */
function placeOf(index: number, form: FormName): { readonly place: number; readonly round: number } {
  if (form === 'fanfare' && index >= FANFARE_PHRASES) {
    const { place, round } = placeOf(index % FANFARE_PHRASES, form);
    return { place, round: round + Math.floor(index / FANFARE_PHRASES) * (roundOf(FANFARE_PHRASES - 1) + 1) };
  }
  const place =
    index < SECTION_PHRASES ? index : RETURN_FROM + ((index - SECTION_PHRASES) % (SECTION_PHRASES - RETURN_FROM));
  return { place, round: roundOf(index) };
}

function roundOf(index: number): number {
  return index < SECTION_PHRASES ? 0 : Math.floor((index - SECTION_PHRASES) / (SECTION_PHRASES - RETURN_FROM)) + 1;
}

/** Whether a mood's form ends with the phrase of a slot. */
export function isClose(index: number, mood: FormedMood): boolean {
  return phraseSlot(index, 4, mood).lineup === 'close';
}

/** The slot with which a mood that was left at a slot goes on: a mood whose form ends begins it again. */
export function resumeSlot(index: number, mood: FormedMood): number {
  return mood.form === 'fanfare' ? (Math.floor(index / FANFARE_PHRASES) + 1) * FANFARE_PHRASES : index;
}

/** Number of kept bars: half of an answer, and all but the cadence of a phrase with a new ending. */
function keptBars(comes: SectionStep['comes'] | 'nothing', bars: number): number {
  if (comes === 'nothing') return 0;
  if (comes === 'whole') return bars;
  return Math.max(1, comes === 'new' ? Math.min(bars - CADENCE_BARS, Math.round(bars / 2)) : bars - CADENCE_BARS);
}

/** The first slot, from `index` on, in which the mood's main theme is heard. */
export function nextReturn(index: number, mood?: FormedMood): number {
  const isReturn = ({ theme, lineup }: PhraseSlot) => theme === 'A' && !isWithoutTune(lineup);
  let slot = index;
  while (!isReturn(phraseSlot(slot, 4, mood))) slot++;
  return slot;
}

/** The first `count` slots of a mood: a period, its contrast, then new themes between returns. */
export function sectionPlan(count: number, bars: number, mood?: FormedMood, mode?: Mode): readonly PhraseSlot[] {
  return Array.from({ length: count }, (_, index) => phraseSlot(index, bars, mood, mode));
}
