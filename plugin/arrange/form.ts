/** Form decides what comes back: bars within a phrase, phrases within a scene. Plain data in, plain data out. */

import type { BarPlan, Cadence } from '../music/phrase.ts';
import { random } from '../music/random.ts';
import { ANSWERS, PLANS, RETURN_FROM, SECTION } from './plans.ts';
import type { Feeling } from './request.ts';

/** How a phrase's harmony ends: a melody's cadences, and `deceptive`, which sounds closed and goes on. */
export type PhraseEnding = Cadence | 'deceptive';

/** What a phrase plan depends on. */
export interface PlanWish {
  /** 1..8. */
  readonly bars: number;
  readonly seed: string;
  /** Bars kept from an earlier statement that the phrase begins with; its plan may refer to them. Default 0. */
  readonly head?: number;
}

/**
 * What each bar of a phrase is: free, in the rhythm of an earlier bar, or a copy of one. The last bar is always free.
 * @throws RangeError if `bars` is not a whole number 1..8.
 */
export function phrasePlan({ bars, seed, head = 0 }: PlanWish): readonly BarPlan[] {
  const plans = (head > 0 ? ANSWERS : PLANS)[bars] ?? PLANS[bars];
  if (!plans) throw new RangeError(`phrase plan: ${bars} bars asked; ask for a whole number from 1 to 8`);
  const chosen = plans[random(`${seed}/plan`).weighted(plans.map(([, weight]) => weight))]!;
  return chosen[0].split(' ').map((word) => readBar(word, head));
}

function readBar(word: string, head: number): BarPlan {
  if (word === 'S') return { kind: 'sample' };
  const kept = /^h(\d)$/.exec(word)?.[1];
  if (kept) return { kind: 'rhythm', of: Math.min(Number(kept), head - 1) - head };
  const [, kind, of, steps] = /^([rc])(\d)([+-]\d)?$/.exec(word) ?? [];
  if (!kind || !of) throw new RangeError(`phrase plan: '${word}' is no bar; write S, r0, h0 or c0+1`);
  return kind === 'r'
    ? { kind: 'rhythm', of: Number(of) }
    : { kind: 'copy', of: Number(of), steps: Number(steps ?? 0) };
}

/** One phrase's place in the music of a scene. */
export interface PhraseSlot {
  /** Place in the scene's music, from 0. */
  readonly index: number;
  /** Phrases of one theme share their head. */
  readonly theme: string;
  readonly bars: number;
  readonly ending: PhraseEnding;
  /** Bars taken over from the theme's first statement; the others are to be written. 0 = all new. */
  readonly keep: number;
  /** Where its harmony begins: the first theme at home, the others elsewhere. */
  readonly opening: 'tonic' | 'away';
  /** What else happens to the bars that are kept. */
  readonly transform: 'ornament' | 'octave' | null;
  /** To be added to the scene's seed, so that each phrase has chance of its own. */
  readonly seedSuffix: string;
  /** Chooses among accompaniments; changes by one from slot to slot, so that each pass changes one thing. */
  readonly variant: number;
}

/** The melody's cadence for a harmonic ending: a deceptive one leaves the tune closed over another chord. */
export function melodyCadence(ending: PhraseEnding): Cadence {
  return ending === 'deceptive' ? 'full' : ending;
}

/** Bars at the end of a phrase that are written anew each time, or the cadence would have no room to be prepared. */
const CADENCE_BARS = 2;

/** Whether a mood wants no full close: on edge without drive, as a cave or a mystery is (MUSIC.md: "unresolved"). */
export function isUnresolved({ arousal, tension }: Feeling): boolean {
  return tension >= 0.6 && arousal <= 0.5;
}

/**
 * The phrase slot at a place of a scene's music; `bars` is the length of its phrases (1..8). In unresolved moods phrases
 * that would close go on deceptively.
 */
export function phraseSlot(index: number, bars: number, feeling?: Feeling): PhraseSlot {
  const round = index < SECTION.length ? 0 : Math.floor((index - SECTION.length) / (SECTION.length - RETURN_FROM)) + 1;
  const place = round === 0 ? index : RETURN_FROM + ((index - SECTION.length) % (SECTION.length - RETURN_FROM));
  const step = SECTION[place]!;
  const lasting = step.theme === 'A' || step.theme === 'B';
  return {
    index,
    theme: lasting || round === 0 ? step.theme : `${step.theme}${round + 1}`,
    bars,
    ending: step.cadence === 'full' && feeling && isUnresolved(feeling) ? 'deceptive' : step.cadence,
    keep: step.keep === 0 ? 0 : Math.min(Math.max(1, bars - CADENCE_BARS), Math.max(1, Math.round(step.keep * bars))),
    opening: step.theme === 'A' ? 'tonic' : 'away',
    transform: step.transform ?? null,
    seedSuffix: `${step.theme}/${index}`,
    variant: index,
  };
}

/** The first slot from one on in which the scene's own tune, its first theme, is said. */
export function nextReturn(index: number): number {
  let slot = index;
  while (phraseSlot(slot, 4).theme !== 'A') slot++;
  return slot;
}

/** The first `count` slots of a scene's music: A A' B A, then new themes between returns. */
export function sectionPlan(count: number, bars: number, feeling?: Feeling): readonly PhraseSlot[] {
  return Array.from({ length: count }, (_, index) => phraseSlot(index, bars, feeling));
}
