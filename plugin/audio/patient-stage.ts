/**
 * Bars are handed over two seconds ahead, a hundred notes at once, and to make so many voices in one go takes a good part
 * of a frame. A patient stage makes at once what sounds soon, and the rest a few notes a tick, the next ones first.
 */

import type { DeckIndex, Stage, TimedBar, TimedNote, TimedPart } from '../conductor/stage.ts';
import type { Seconds } from '../music/time.ts';

/** What sounds within this is made at once: a page may stand still for as long, and nothing is missing. */
export const SOON: Seconds = 1.6;
/** Notes a tick that could wait: at 20 ticks a second more than a full band has. A note alone costs three times what it costs among others, so not fewer. */
export const SLICE = 5;
/** Times that were computed in two ways are this near. */
const HAIR: Seconds = 1e-4;

/** A stage that is to be told of time. */
export interface PatientStage extends Stage {
  /** Makes what has become urgent, and some of what follows. */
  tick(): void;
}

interface Waiting {
  readonly bar: TimedBar;
  readonly part: TimedPart;
  readonly note: TimedNote;
}

/** Spreads the bars for another stage over ticks. */
export function patientStage(stage: Stage): PatientStage {
  let queue: Waiting[] = [];
  const send = (notes: readonly Waiting[]) => {
    for (const bar of new Set(notes.map((each) => each.bar))) {
      const mine = notes.filter((each) => each.bar === bar);
      const parts = bar.parts
        .map((part) => ({ ...part, notes: mine.filter((each) => each.part === part).map(({ note }) => note) }))
        .filter((part) => part.notes.length > 0);
      stage.play({ ...bar, parts });
    }
  };
  const take = (wanted: (waiting: Waiting, index: number) => boolean): Waiting[] => {
    const taken = queue.filter(wanted);
    if (taken.length > 0) queue = queue.filter((waiting) => !taken.includes(waiting));
    return taken;
  };
  return {
    ...stage,
    play(bar) {
      const soon = stage.now() + SOON;
      const waits = (note: TimedNote) => note.time >= soon;
      stage.play({ ...bar, parts: bar.parts.map((part) => ({ ...part, notes: part.notes.filter((n) => !waits(n)) })) });
      for (const part of bar.parts) for (const note of part.notes) if (waits(note)) queue.push({ bar, part, note });
      queue.sort((a, b) => a.note.time - b.note.time);
    },
    clear(deck: DeckIndex, time: Seconds, ring?: boolean) {
      // What begins before it is the stage's to cut; the rest was never made.
      send(take(({ bar, note }) => bar.deck === deck && note.time < time - HAIR));
      queue = queue.filter(({ bar }) => bar.deck !== deck);
      stage.clear(deck, time, ring);
    },
    tick() {
      if (queue.length === 0) return;
      const soon = stage.now() + SOON;
      send(take(({ note }, index) => index < SLICE || note.time < soon));
    },
  };
}
