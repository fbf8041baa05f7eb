/**
 * Bars are handed over two seconds ahead, so that nothing is ever late; what a game says in that time would be heard a bar
 * or two later than it could be. So shortly before each bar line there is a second look: where intensity has moved far
 * since the bar was made, it is taken back and cut anew, and layers come in, or leave, on that very line. The looks lie at
 * music times like everything that decides a note.
 */

import type { Controls } from '../../mood/controls.ts';
import type { NormalRange, Seconds } from '../../music/time.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { Crossfader } from './crossfader.ts';
import type { ScheduledBar, Timeline } from './timeline.ts';

/** So long before its line a bar is looked at: a page may stand still for most of it, and no note is late. */
export const LOOK_AHEAD: Seconds = 0.45;
/** What moves less comes with the bars after: it is heard as a shade, not as a change. */
const FAR: NormalRange = 0.15;

/** What a second look is taken with. */
export interface LateRescheduleContext {
  readonly decks: Crossfader;
  readonly timeline: Timeline;
  /** The controls of a mood at a music time. */
  readonly controls: (memory: MoodState, time: Seconds) => Controls;
}

/** Looks at bars once more. All times are music times. */
export class LateReschedule {
  readonly #desk: LateRescheduleContext;
  #looked: Seconds = Number.NEGATIVE_INFINITY;

  constructor(desk: LateRescheduleContext) {
    this.#desk = desk;
  }

  /** When the next bar is looked at. */
  get due(): Seconds {
    const bar = this.#next();
    return bar === null ? Number.POSITIVE_INFINITY : bar.time - LOOK_AHEAD;
  }

  /** Takes the look that is due. */
  decide(now: Seconds): void {
    const { decks, controls } = this.#desk;
    const bar = this.#next();
    this.#looked = now;
    const { current } = decks;
    if (bar === null || current === null) return;
    const moved = controls(current.memory, now).intensity - bar.controls.intensity;
    if (Math.abs(moved) < FAR) return;
    current.earliestRead = now;
    decks.unscheduleFrom(current, bar.time - 1e-6);
  }

  /** The next bar of the music that leads, among those handed over, that has not been looked at. */
  #next(): ScheduledBar | null {
    const { decks, timeline } = this.#desk;
    const { current } = decks;
    if (current === null || current.fadeOut !== null) return null;
    const fits = (bar: ScheduledBar) =>
      bar.player === current && bar.phraseBar >= 0 && bar.time - LOOK_AHEAD > this.#looked + 1e-9;
    return timeline.bars.find(fits) ?? null;
  }
}
