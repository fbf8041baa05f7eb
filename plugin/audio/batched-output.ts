/**
 * Bars are scheduled two seconds ahead, a hundred notes at once, and creating that many voices at once takes a good part of
 * a frame. This output creates notes that sound soon at once, and spreads the rest evenly over the timer ticks until then.
 */

import type { AudioOutput, DeckIndex, TimedBar, TimedNote, TimedPart } from '../conductor/output/audio-output.ts';
import type { Seconds } from '../music/time.ts';

/** Notes that start within this time are created at once: even if the page freezes for as long, none is missing. */
export const SOON: Seconds = 1.6;
/** Interval of timer ticks while the page is visible; a late tick creates more notes. */
const TICK: Seconds = 0.05;
/** Tolerance for times that were computed in two ways, in seconds. */
const HAIR: Seconds = 1e-4;

/** An audio output that needs a call per timer tick. */
export interface BatchedOutput extends AudioOutput {
  /**
   * Creates the notes that have become urgent, and a share of the others unless a bar has been scheduled since the last tick
   * or the tick is `busy`.
   */
  tick(busy?: boolean): void;
}

interface Waiting {
  readonly bar: TimedBar;
  readonly part: TimedPart;
  readonly note: TimedNote;
}

/** Wraps an output so that its notes are created over several ticks. */
export function createBatchedOutput(stage: AudioOutput): BatchedOutput {
  /** Sorted by time. */
  let queue: Waiting[] = [];
  /** Scheduling a bar is enough work for one tick. */
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
      // The wrapped output cuts notes that start before `time`; the others are never created.
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

/** The smallest number of notes per tick, in order of time, that creates each before it becomes urgent. */
function fewest(queue: readonly Waiting[], soon: Seconds): number {
  let rate = 0;
  queue.forEach(({ note }, index) => {
    const ticks = 1 + Math.floor(Math.max(0, note.time - soon) / TICK);
    rate = Math.max(rate, (index + 1) / ticks);
  });
  return Math.ceil(rate);
}
