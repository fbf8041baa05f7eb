/**
 * A checkpoint is a moment from which the music can be played again note for note: what a saved game keeps, and what only
 * a log needs, to the last digit. It lies at the first bar of a phrase of a mood that plays alone, where little is under
 * way. A long log begins with one instead of with the first note of all.
 */

import type { Seconds } from '../../music/time.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { LogOrder, LogPush, LogStart } from '../recording/command-log.ts';
import type { PushedMood } from '../requests/mood-stack.ts';
import { withAhead } from './save.ts';
import type { SavedMusic } from './save-format.ts';

/** How a log begins. */
export interface Beginning {
  readonly start: LogStart;
  readonly from: SavedMusic;
}

/** A moment, and what is needed to play on from it. */
export class Checkpoint {
  readonly #moment: Omit<LogStart, 'ends'>;
  readonly #from: SavedMusic;
  /** Pushed moods, each with the entry of the log that says until when, which may be prolonged. */
  readonly #claims: readonly (readonly [PushedMood, LogPush | null])[];
  /** Phrases that had been ordered and came later. */
  readonly #late: { readonly memory: MoodState; readonly written: ReadyPhrase }[] = [];

  constructor(
    moment: Omit<LogStart, 'ends'>,
    from: SavedMusic,
    claims: readonly (readonly [PushedMood, LogPush | null])[],
  ) {
    this.#moment = moment;
    this.#from = from;
    this.#claims = claims;
  }

  /** To be told of each phrase that begins: one that was ordered before is part of the moment. */
  phraseStarts(memory: MoodState, written: ReadyPhrase): void {
    const { after, read, orders } = this.#moment;
    const isOlder = written.read <= read && written.after.every((count, i) => count <= after[i]!);
    const mine = orderOf(memory, written);
    const isKnown = [...orders, ...this.#late.map((each) => orderOf(each.memory, each.written))].some((order) =>
      isSame(order, mine),
    );
    if (isOlder && !isKnown) this.#late.push({ memory, written });
  }

  /** As a log has it. */
  get beginning(): Beginning {
    const late = this.#late.map(({ memory, written }) => orderOf(memory, written));
    const ends = this.#claims.map(([{ end }, push]) =>
      finite(push?.seconds === undefined ? end : push.time + push.seconds),
    );
    return {
      from: withAhead(this.#from, this.#late),
      start: { ...this.#moment, orders: [...this.#moment.orders, ...late], ends },
    };
  }
}

/** When a phrase was ordered, as a log has it. */
export function orderOf(
  { mood }: MoodState,
  { slot, read, after }: ReadyPhrase,
  begun = false,
  logged = false,
): LogOrder {
  return [mood.name, slot, read, after, begun, logged];
}

/** A time that may be infinite, as JSON can have it. */
export function finite(time: Seconds): Seconds | null {
  return Number.isFinite(time) ? time : null;
}

function isSame([mood, slot, read, after]: LogOrder, other: LogOrder): boolean {
  return mood === other[0] && slot === other[1] && read === other[2] && String(after) === String(other[3]);
}
