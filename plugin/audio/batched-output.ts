/**
 * Bars are handed over two seconds ahead, a hundred notes at once, and to make so many voices in one go takes a good part
 * of a frame. A patient stage makes at once what sounds soon, and spreads the rest evenly over the ticks until then.
 */

import type { AudioOutput, DeckIndex, TimedBar, TimedNote, TimedPart } from '../conductor/output/audio-output.ts';
import type { Seconds } from '../music/time.ts';

/** What sounds within this is made at once: a page may stand still for as long, and nothing is missing. */
export const SOON: Seconds = 1.6;
/** Ticks are so far apart while the page is seen; after one that comes late, the next takes more. */
const TICK: Seconds = 0.05;
/** Times that were computed in two ways are this near. */
const HAIR: Seconds = 1e-4;

/** A stage that is to be told of time. */
export interface BatchedOutput extends AudioOutput {
  /**
   * Makes what has become urgent, and its share of what follows, unless a bar has come since the last tick, or this one
   * is said to be `busy`.
   */
  tick(busy?: boolean): void;
}

interface Waiting {
  readonly bar: TimedBar;
  readonly part: TimedPart;
  readonly note: TimedNote;
}

/** Spreads the bars for another stage over ticks. */
export function createBatchedOutput(stage: AudioOutput): BatchedOutput {
  /** The first note first. */
  let queue: Waiting[] = [];
  /** To have written a bar is work enough for a tick. */
  let rests = false;
  const send = (notes: readonly Waiting[]) => {
    const bars = new Map<TimedBar, Map<TimedPart, TimedNote[]>>();
    for (const { bar, part, note } of notes) {
      const parts = bars.get(bar) ?? new Map<TimedPart, TimedNote[]>();
      bars.set(bar, parts);
      const mine = parts.get(part);
      if (mine === undefined) parts.set(part, [note]);
      else mine.push(note);
    }
    for (const [bar, parts] of bars)
      stage.play({ ...bar, parts: [...parts].map(([part, mine]) => ({ ...part, notes: mine })) });
  };
  return {
    ...stage,
    play(bar) {
      const soon = stage.now() + SOON;
      const all = bar.parts.flatMap((part) => part.notes.map((note) => ({ bar, part, note })));
      send(all.filter(({ note }) => note.time < soon));
      queue.push(...all.filter(({ note }) => note.time >= soon));
      queue.sort((a, b) => a.note.time - b.note.time);
      rests = true;
    },
    stopDeck(deck: DeckIndex, time: Seconds, ring?: boolean) {
      // What begins before it is the stage's to cut; the rest was never made.
      const mine = queue.filter(({ bar }) => bar.deck === deck);
      send(mine.filter(({ note }) => note.time < time - HAIR));
      queue = queue.filter(({ bar }) => bar.deck !== deck);
      stage.stopDeck(deck, time, ring);
    },
    tick(busy = false) {
      if (queue.length === 0) return;
      const soon = stage.now() + SOON;
      const share = rests || busy ? 0 : fewest(queue, soon);
      rests = false;
      const urgent = queue.findIndex(({ note }) => note.time >= soon);
      send(queue.splice(0, Math.max(share, urgent === -1 ? queue.length : urgent)));
    },
  };
}

/** The least number of notes a tick, the first ones first, with which each is made before it would be urgent. */
function fewest(queue: readonly Waiting[], soon: Seconds): number {
  let rate = 0;
  queue.forEach(({ note }, index) => {
    const ticks = 1 + Math.floor(Math.max(0, note.time - soon) / TICK);
    rate = Math.max(rate, (index + 1) / ticks);
  });
  return Math.ceil(rate);
}
