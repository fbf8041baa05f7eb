/**
 * The steward sees to it that what may play next is in hand: it looks at what there is, has written what is lacking or no
 * longer fits, and gives what is due, late or not.
 */

import type { Seconds } from '../../music/time.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { LogPhrase, LogPosition } from '../recording/command-log.ts';
import type { PhraseJob } from './phrase-job.ts';
import type { PhrasePlanner } from './phrase-planner.ts';
import type { PhraseQueue, Urgency } from './phrase-queue.ts';

/** What the steward is given. */
export interface PrefetchContext {
  readonly book: PhrasePlanner;
  readonly pantry: PhraseQueue;
  /** All moods' music. */
  readonly memories: () => Iterable<MoodState>;
  /** How soon a mood that does not play may be needed. */
  readonly urgency: (memory: MoodState) => Urgency;
  /** Marks what has come by now, for something that is ordered later; of music that is played again, how far it has come. */
  readonly mark: () => () => LogPosition;
}

/** How near a bar line may come before a phrase that is late is replaced. A ticker of 10 Hz has five tries left. */
const LATEST: Seconds = 0.5;
/** How near it may come before a phrase that is played again, and was later then, is handed over all the same. */
const SOONEST: Seconds = 0.04;

/** What a phrase is needed for. */
export interface Deadline {
  /** The music time that the music is played up to. */
  readonly at: Seconds;
  /** How long there is until its bar line. */
  readonly left: Seconds;
  /** Whether for bars that lead to it. */
  readonly leads: boolean;
}

/** How something is wanted: with what had come when the want arose, and whether its order is sent at once or in the next tick. */
interface Wish {
  readonly after: () => LogPosition;
  readonly sends: boolean;
}

/** A look at what is in hand: for which music, from which slot on, and when and after what it was due. */
interface PrefetchPass {
  readonly memory: MoodState;
  readonly slot: number;
  readonly read: Seconds;
  readonly after: () => LogPosition;
  /** Moods that are still to be looked at; null before it has begun. */
  left: MoodState[] | null;
  /** Calls with a deadline that it still lets pass. */
  skipTicks: number;
}

/** So many ticks belong to the notes of a bar that has just been handed over: its first beat may be many at once. */
const SKIPPED_TICKS = 3;

/** Whoever needs a phrase asks here. */
export class PrefetchPolicy {
  readonly #desk: PrefetchContext;
  /** A look that has been put off. */
  #putOff: PrefetchPass | null = null;

  constructor(desk: PrefetchContext) {
    this.#desk = desk;
  }

  /**
   * Sees to it, in one of the next {@link runPending} and with what counts now, that what may come next is in hand or asked for:
   * the music that plays first, then the other moods. A bar handed over, and a look at all moods with an order to write,
   * would together be long for one frame. Signals may be sent before it; whatever else is done, and the next bar, has it
   * come first.
   */
  schedulePrefetch(memory: MoodState, slot: number, read: Seconds): void {
    this.runPending();
    this.#putOff = { memory, slot, read, after: this.#desk.mark(), left: null, skipTicks: SKIPPED_TICKS };
  }

  /**
   * Does what was put off; answers whether it did anything. With a deadline, in ms of `performance.now()`, it lets some
   * calls pass, ends with the look at one mood in which that is over, or with an order, and leaves the rest, and the
   * sending of orders, to the next calls; an order is written by the first look of a call, with nothing else beside it.
   */
  runPending(deadline = Number.POSITIVE_INFINITY): boolean {
    const look = this.#putOff;
    if (look === null) return false;
    const { memory, slot, read, after } = look;
    const isPatient = deadline !== Number.POSITIVE_INFINITY;
    if (isPatient && look.skipTicks-- > 0) return false;
    const wish = { after, sends: !isPatient };
    look.left ??= [memory, ...[...this.#desk.memories()].filter((other) => other !== memory)];
    for (let looked = 0; look.left[0] !== undefined; looked++) {
      const next = look.left[0];
      const order =
        next === memory
          ? this.#wanted(memory, slot, 'next', read, wish)
          : this.#wanted(next, next.slot, this.#desk.urgency(next), read, wish);
      if (order !== null && isPatient && looked > 0) return true;
      look.left.shift();
      order?.();
      if ((order !== null && isPatient) || performance.now() >= deadline) return true;
    }
    if (this.#putOff === look) this.#putOff = null;
    return true;
  }

  /** The phrase for a slot; null where the composer may still answer in time. Bars that lead to it play none of it, and wait for nothing. */
  written(memory: MoodState, slot: number, read: Seconds, { at, left, leads }: Deadline): ReadyPhrase | null {
    const { book, pantry } = this.#desk;
    this.runPending();
    const ready = memory.get(slot);
    if (leads) return ready ?? book.silent(memory, slot, read);
    const begun = ready?.begun === true;
    if (!begun && left > SOONEST && book.isTooSoon(memory, slot, at)) return null;
    if (ready !== null) return ready;
    const approved = book.approved(memory, slot, read);
    if (approved !== null) return approved;
    if (!pantry.wasRejected(memory, slot)) this.want(memory, slot, 'next', read);
    const asked = pantry.asked(memory, slot);
    const logged = book.logged(memory, slot);
    // Played again, what the composer wrote is worth being late for.
    const patient = logged !== null && this.#isComposers(logged) && pantry.hasComposer;
    if (asked !== null && (patient || left >= LATEST)) return null;
    return pantry.instead(memory, asked ?? book.order(memory, slot, read), logged?.passing);
  }

  /** Orders a slot's phrase where what is in hand, or asked for, is not what it should be. */
  want(memory: MoodState, slot: number, urgency: Urgency, read: Seconds): void {
    this.#wanted(memory, slot, urgency, read, { after: this.#desk.mark(), sends: true })?.();
  }

  /** What is to be done for a slot to have the phrase that it should have; null where that is in hand, or asked for. */
  #wanted(memory: MoodState, slot: number, urgency: Urgency, read: Seconds, wish: Wish): (() => void) | null {
    const { book, pantry } = this.#desk;
    const written = memory.get(slot) ?? book.approved(memory, slot, read);
    if (book.isBanked(memory)) return null;
    const logged = book.logged(memory, slot);
    const asked = pantry.asked(memory, slot);
    if (logged !== null) {
      // Played again, a phrase is ordered at the moment, and from the source, that it was ordered then.
      if (isTake(written, logged) || asked !== null || !book.mayOrder(memory, logged, read, wish.after)) return null;
      const order = () => book.order(memory, slot, logged.read, wish.after);
      if (this.#isComposers(logged)) return this.#asking(memory, order, urgency, wish);
      return () => pantry.instead(memory, order(), logged.passing === true);
    }
    pantry.reprioritize(memory, slot, urgency);
    const ready = asked ?? written;
    if (written?.arrangedWith !== undefined) return null;
    if (ready !== null && urgency === 'rare') return null;
    const explained = (asked?.whole ?? written?.phrase.request)?.explain === true;
    const unexplained = book.explain && urgency === 'next' && !explained;
    if (ready !== null && !unexplained && book.fits(memory, slot, ready, read)) return null;
    return this.#asking(memory, () => book.order(memory, slot, read, wish.after), urgency, wish);
  }

  #asking(memory: MoodState, order: () => PhraseJob, urgency: Urgency, { sends }: Wish): (() => void) | null {
    const { pantry } = this.#desk;
    return pantry.takesOrders ? () => pantry.enqueue(memory, order(), urgency, sends) : null;
  }

  /** Whether the composer of now is who wrote a logged phrase. */
  #isComposers({ source, passing }: LogPhrase): boolean {
    return source === this.#desk.pantry.composerSource && passing !== true;
  }
}

/** Whether what is written is what was logged, and not what the slot had before. */
function isTake(written: ReadyPhrase | null, logged: LogPhrase): boolean {
  return (
    written !== null && written.read === logged.read && String(written.after) === String(logged.after ?? written.after)
  );
}
