/**
 * A bar is scheduled two seconds ahead, with a hundred notes, and creating all their voices at once takes a good part of a
 * frame. A batched output creates the voices that sound soon at once, and spreads the others evenly over the ticks until
 * they would sound soon.
 */

import { type BackgroundTask, TICK_MS } from '../music/background-tasks.ts';
import type { Seconds } from '../music/time.ts';
import type { AudioOutput, DeckIndex, TimedBar, TimedNote, TimedPart } from '../output/audio-output.ts';

/** Notes that sound within this time get their voices at once. If the page blocks for less, none is missing. */
export const SOON: Seconds = 1.6;
/** Time between two ticks of a visible page. After a late tick, the next creates more. */
const TICK: Seconds = TICK_MS / 1000;
/** Times that were computed in two ways differ by less. */
const EPSILON: Seconds = 1e-4;

/**
 * An output that creates voices as a task of ticks. `run` creates those that have become urgent, and a share of the others
 * unless the tick is busy or a bar has been scheduled in it. The share, not the deadline, keeps it short.
 */
export interface BatchedOutput extends AudioOutput, BackgroundTask {}

interface Waiting {
  readonly bar: TimedBar;
  readonly part: TimedPart;
  readonly note: TimedNote;
}

/** Spreads the voices of another output over ticks. */
export function createBatchedOutput(output: AudioOutput): BatchedOutput {
  /** By time. */
  let queue: Waiting[] = [];
  /** Whether a bar has been scheduled since the last tick. */
  let isFresh = false;
  /** Decks whose last bar had sounds of a place. */
  const placed = new Set<DeckIndex>();
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
      output.play({ ...bar, parts: [...parts].map(([part, mine]) => ({ ...part, notes: mine })) });
  };
  return {
    ...output,
    play(bar) {
      const soon = output.now() + SOON;
      // The sounds of its place are not notes: they begin and end also where a bar is silent, or has no note soon.
      const change = bar.ambience !== undefined || placed.has(bar.deck);
      if (change) output.play({ ...bar, parts: [] });
      if (bar.ambience === undefined) placed.delete(bar.deck);
      else placed.add(bar.deck);
      const all = bar.parts.flatMap((part) => part.notes.map((note) => ({ bar, part, note })));
      send(all.filter(({ note }) => note.time < soon));
      queue.push(...all.filter(({ note }) => note.time >= soon));
      queue.sort((a, b) => a.note.time - b.note.time);
      isFresh = true;
    },
    stopDeck(deck: DeckIndex, time: Seconds, ring?: boolean) {
      // Notes that start earlier are cut by the output; the voices of the others are not created.
      const mine = queue.filter(({ bar }) => bar.deck === deck);
      send(mine.filter(({ note }) => note.time < time - EPSILON));
      queue = queue.filter(({ bar }) => bar.deck !== deck);
      output.stopDeck(deck, time, ring);
    },
    follow(change) {
      const { deck, shades = [], gone = [] } = change;
      const taken = new Set(gone);
      queue = queue.filter(({ note }) => !taken.has(note));
      // A bar of which nothing was played yet begins with the brightness that it has now.
      const bars = new Map(queue.map(({ bar }) => [bar, bar]));
      for (const bar of bars.keys()) {
        const shade = bar.deck === deck ? shades.find(({ time }) => time === bar.time) : undefined;
        if (shade !== undefined) bars.set(bar, { ...bar, brightness: shade.brightness });
      }
      queue = queue.map((each) => ({ ...each, bar: bars.get(each.bar)! }));
      output.follow(change);
    },
    run(_deadline, isBusy) {
      if (queue.length === 0) return false;
      const soon = output.now() + SOON;
      const share = isFresh || isBusy ? 0 : fewest(queue, soon);
      isFresh = false;
      const urgent = queue.findIndex(({ note }) => note.time >= soon);
      const batch = queue.splice(0, Math.max(share, urgent === -1 ? queue.length : urgent));
      send(batch);
      return batch.length > 0;
    },
  };
}

/** The least number of notes per tick with which no note becomes urgent. */
function fewest(queue: readonly Waiting[], soon: Seconds): number {
  let rate = 0;
  queue.forEach(({ note }, index) => {
    const ticks = 1 + Math.floor(Math.max(0, note.time - soon) / TICK);
    rate = Math.max(rate, (index + 1) / ticks);
  });
  return Math.ceil(rate);
}
