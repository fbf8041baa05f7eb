/** The prime as network events: notes, and gaps as rests of known lengths, split at bar lines. */

import type { PhraseRequest } from '../music/phrase.ts';
import { meterInfo, type Ticks } from '../music/time.ts';
import type { BarEvent } from './melody-draft.ts';
import { DURATIONS, durationToken, pitchToken, REST, TICKS_PER_GRID } from './tokens.ts';

/** An event of the prime. */
export interface PrimeEvent extends BarEvent {
  /** Position in the bar, in grid units. */
  readonly place: number;
  readonly barsLeft: number;
}

/** The prime of a request as events; empty without a prime. */
export function primeEvents({ prime, meter }: PhraseRequest): PrimeEvent[] {
  if (!prime) return [];
  const bar = meterInfo(meter).barTicks;
  const events: PrimeEvent[] = [];
  const push = (tick: Ticks, length: Ticks, pitch: number) => {
    events.push({
      duration: durationToken(length / TICKS_PER_GRID),
      pitch,
      onset: Math.round((tick - prime.bars * bar) / TICKS_PER_GRID),
      place: Math.round((tick % bar) / TICKS_PER_GRID),
      barsLeft: Math.max(0, prime.bars - 1 - Math.floor(tick / bar)),
    });
  };
  const rest = (from: Ticks, to: Ticks) => {
    for (let tick = from; tick < to - 1; ) {
      const line = Math.min(to, (Math.floor(tick / bar) + 1) * bar);
      const until = tick + knownLength(line - tick);
      push(tick, until - tick, REST);
      tick = until;
    }
  };
  let reached = 0;
  for (const note of prime.notes) {
    rest(reached, note.tick);
    push(note.tick, note.durationTicks, pitchToken(note.pitch));
    reached = note.tick + note.durationTicks;
  }
  rest(reached, prime.bars * bar);
  return events;
}

/** The longest duration symbol that fits a gap, in ticks; a gap shorter than any symbol is returned as it is. */
function knownLength(gap: Ticks): Ticks {
  const known = DURATIONS.findLast((grid) => grid * TICKS_PER_GRID <= gap);
  return known === undefined ? gap : known * TICKS_PER_GRID;
}
