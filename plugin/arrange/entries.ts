/**
 * When parts come in and leave: by the seed of the game not all on the bar line between two phrases, but on a pickup before
 * it, two bars later, or two bars before the end.
 */

import { type Random, random } from '../music/random.ts';
import type { Role } from '../music/score.ts';
import type { Ticks } from '../music/time.ts';
import type { Lineup, Rest } from './lineups.ts';

/** The lineups of a phrase and of those around it, with the seed of their entries. */
export interface Passage {
  readonly before: Lineup | null;
  readonly now: Lineup;
  readonly next: Lineup | null;
  /** Without a seed, all entries lie on the bar line between two phrases. */
  readonly seed?: string;
  readonly phraseIndex: number;
  readonly barTicks: Ticks;
  readonly endTick: Ticks;
}

/** A stretch in which a part rests, in ticks. */
export type RestSpan = readonly [from: Ticks, to: Ticks];

/**
 * Roles that may come in before the bar line between two phrases, with the share of a phrase by which they do: a bass only
 * leads in.
 */
const EARLY: Readonly<Partial<Record<Role, number>>> = { drums: 1 / 4, bass: 1 / 8, pad: 1 / 4, chords: 1 / 4 };
/** Roles that may come in after half of a phrase, and roles that may leave early, with the share by which they do. */
const LATE: readonly Role[] = ['bass', 'pad'];
const LEAVING: Readonly<Partial<Record<Role, number>>> = { pad: 1 / 2, drums: 1 / 4, counter: 1 / 4 };
/** Lineups that are lifted further play whole from their first bar. */
const WHOLE_FROM = 0.12;

/** When a part rests in a phrase, by its rests in the lineups before, now and next; null where it plays on. */
export function restSpan(role: Role, restIn: (lineup: Lineup) => Rest | undefined, passage: Passage): RestSpan | null {
  const { before, now, next, seed, phraseIndex, endTick } = passage;
  const rest = restIn(now);
  const written = rest === undefined ? null : spanOf(rest, passage);
  if (seed === undefined || now.holds) return written;
  const isSilentIn = (lineup: Lineup | null) => lineup !== null && restIn(lineup) === 'phrase';
  const early = EARLY[role];
  if (rest === 'phrase') {
    const comes = next !== null && restIn(next) === undefined && early !== undefined;
    return comes && manner(seed, phraseIndex + 1, role).enters === 'early' ? [0, endTick * (1 - early)] : written;
  }
  if (rest !== undefined) return written;
  const isLate = isSilentIn(before) && LATE.includes(role) && now.lift <= WHOLE_FROM;
  if (isLate && manner(seed, phraseIndex, role).enters === 'late') return [0, endTick / 2];
  const leaving = LEAVING[role];
  const leaves = isSilentIn(next) && leaving !== undefined && manner(seed, phraseIndex + 1, role).leaves;
  return leaves ? [endTick * (1 - leaving), endTick] : written;
}

/** How the parts of a role cross the bar line between two phrases: mostly as all others do. */
function manner(seed: string, phraseIndex: number, role: Role) {
  const line = random(`${seed}/line/${phraseIndex}`);
  const all = crossing(line);
  return line.next() < 0.85 ? all : crossing(random(`${seed}/line/${phraseIndex}/${role}`));
}

function crossing(chance: Random): { readonly enters: 'early' | 'late' | 'on the line'; readonly leaves: boolean } {
  const enters = (['early', 'late', 'on the line'] as const)[chance.weighted([4, 2, 4])]!;
  return { enters, leaves: chance.next() < 0.35 };
}

function spanOf(rest: Rest, { barTicks, endTick }: Passage): RestSpan {
  const half = Math.round(endTick / barTicks / 2) * barTicks;
  const spans: Readonly<Record<Rest, RestSpan>> = {
    phrase: [0, endTick],
    'first half': [0, half],
    'second half': [half, endTick],
    'first bar': [0, barTicks],
    'last bar': [endTick - barTicks, endTick],
  };
  return spans[rest];
}
