/**
 * A moment from which the music can be replayed note for note: everything that a saved game has, and the exact times that
 * only a log needs. It lies at the first bar of a phrase of a mood that plays alone, where little else is under way. A long
 * log starts at a checkpoint instead of at the first note.
 */

import type { LogOrder, LogPush, LogStart } from '../../formats/log-entries.ts';
import type { SavedMusic } from '../../formats/saved-music.ts';
import type { Seconds } from '../../music/time.ts';
import type { PushedMood } from '../../soundtrack/mood-stack.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { LogBeginning, LogCheckpoint } from '../recording/recorder.ts';
import { withAhead } from './save.ts';

/** A moment, and the state of the music at it. */
export class Checkpoint implements LogCheckpoint {
  readonly #moment: Omit<LogStart, 'ends'>;
  readonly #from: SavedMusic;
  /** Pushed moods, each with the log entry that sets its end, which a later push may extend. */
  readonly #pushed: readonly (readonly [PushedMood, LogPush | null])[];
  /** Phrases that were requested before the moment and came after it. */
  readonly #late: { readonly state: MoodState; readonly ready: ReadyPhrase }[] = [];

  constructor(
    moment: Omit<LogStart, 'ends'>,
    from: SavedMusic,
    pushed: readonly (readonly [PushedMood, LogPush | null])[],
  ) {
    this.#moment = moment;
    this.#from = from;
    this.#pushed = pushed;
  }

  /** Called with each phrase that starts. One that was requested before the moment becomes part of it. */
  phraseStarts(state: MoodState, ready: ReadyPhrase): void {
    const { after, read, orders } = this.#moment;
    const isOlder = ready.read <= read && ready.after.every((count, i) => count <= after[i]!);
    const mine = orderOf(state, ready);
    const isKnown = [...orders, ...this.#late.map((each) => orderOf(each.state, each.ready))].some((order) =>
      isSame(order, mine),
    );
    if (isOlder && !isKnown) this.#late.push({ state, ready });
  }

  /** The checkpoint in the format of a log. */
  get beginning(): LogBeginning {
    const late = this.#late.map(({ state, ready }) => orderOf(state, ready));
    const ends = this.#pushed.map(([{ end }, push]) =>
      finite(push?.seconds === undefined ? end : push.time + push.seconds),
    );
    return {
      from: withAhead(this.#from, this.#late),
      start: { ...this.#moment, orders: [...this.#moment.orders, ...late], ends },
    };
  }
}

/** The request of a phrase in the format of a log. */
export function orderOf(
  { mood }: MoodState,
  { slot, read, after }: ReadyPhrase,
  begun = false,
  logged = false,
): LogOrder {
  return [mood.name, slot, read, after, begun, logged];
}

/** A time that may be infinite in the format of JSON, which has no infinity. */
export function finite(time: Seconds): Seconds | null {
  return Number.isFinite(time) ? time : null;
}

function isSame([mood, slot, read, after]: LogOrder, other: LogOrder): boolean {
  return mood === other[0] && slot === other[1] && read === other[2] && String(after) === String(other[3]);
}
