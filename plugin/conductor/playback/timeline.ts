/** The timeline remembers the bars that were handed over, so that a cue can find the next line and a picture can be given of any moment. */

import type { Controls } from '../../mood/controls.ts';
import type { Phrase } from '../../music/phrase.ts';
import { type BPM, beatStarts, type NormalRange, type Seconds, type Ticks, ticksToSeconds } from '../../music/time.ts';
import type { SyncPoint } from '../../soundtrack/transition-options.ts';
import type { MoodPlayer } from '../model/mood-player.ts';
import type { TimedBar } from '../output/audio-output.ts';
import { isMarkerBar } from './markers.ts';

/** A bar as it was handed over, in music time. */
export interface ScheduledBar {
  readonly player: MoodPlayer;
  /** Phrase slot of the mood, from 0. */
  readonly slot: number;
  /** Bar within the phrase. */
  readonly phraseBar: number;
  /** Bars of this mood, from 0. */
  readonly number: number;
  /** Music time of the bar line. */
  readonly time: Seconds;
  readonly end: Seconds;
  /** Music time at which its controls were read. */
  readonly read: Seconds;
  /** Where its phrase was waited for: the music time at which it was handed over. */
  readonly late?: Seconds;
  readonly bpm: BPM;
  readonly controls: Controls;
  /** The intensity that its layers went by. */
  readonly layering: NormalRange;
  readonly phrase: Phrase;
  readonly timed: TimedBar;
}

/** How long bars are kept after they have ended. */
const KEPT: Seconds = 4;

/** The bars of all decks, by time. */
export class Timeline {
  #bars: ScheduledBar[] = [];

  /** Bars that have not been forgotten, by time. */
  get bars(): readonly ScheduledBar[] {
    return this.#bars;
  }

  /** Adds a bar in its place. */
  add(bar: ScheduledBar): void {
    let at = this.#bars.length;
    while (at > 0 && this.#bars[at - 1]!.time > bar.time) at--;
    this.#bars.splice(at, 0, bar);
  }

  /** Forgets bars that ended a while ago, and answers which. */
  prune(now: Seconds): readonly ScheduledBar[] {
    const isOld = (bar: ScheduledBar) => bar.end < now - KEPT;
    if (this.#bars[0] === undefined || !isOld(this.#bars[0])) return [];
    const old = this.#bars.filter(isOld);
    this.#bars = this.#bars.filter((bar) => !isOld(bar));
    return old;
  }

  /** Forgets bars that a player will not play after all. */
  drop(player: MoodPlayer, from: Seconds): void {
    this.#bars = this.#bars.filter((bar) => bar.player !== player || bar.time < from);
  }

  /** The bar of a player that sounds at a time, or the last before it. */
  at(player: MoodPlayer, time: Seconds): ScheduledBar | null {
    let found: ScheduledBar | null = null;
    for (const bar of this.#bars) if (bar.player === player && bar.time <= time) found = bar;
    return found;
  }

  /** The first bar of a player that has not been forgotten. */
  first(player: MoodPlayer): ScheduledBar | null {
    return this.#bars.find((bar) => bar.player === player) ?? null;
  }

  /** The next line of a kind, not before `from`; null where it lies beyond the bars handed over and is not known yet. */
  line(player: MoodPlayer, kind: SyncPoint, from: Seconds, cue = ''): Seconds | null {
    if (kind === 'now') return from;
    const { mood } = player.memory;
    const fits = ({ slot, phraseBar }: Pick<ScheduledBar, 'slot' | 'phraseBar'>, bars: number) =>
      kind === 'cue' ? isMarkerBar(mood, cue, { slot, phraseBar, bars }) : kind !== 'phrase' || phraseBar === 0;
    let bars = 1;
    for (const bar of this.#bars) {
      if (bar.player !== player) continue;
      bars = bar.phrase.request.bars;
      if (bar.end <= from) continue;
      if (bar.time >= from && fits(bar, bars)) return bar.time;
      if (kind === 'beat') for (const beat of beatTimes(bar)) if (beat >= from) return beat;
    }
    return player.time >= from && fits(player, bars) ? player.time : null;
  }
}

/** Music times of a bar's felt beats. */
export function beatTimes(bar: ScheduledBar): readonly Seconds[] {
  return beatStarts(bar.timed.origin.score.meter).map((tick: Ticks) => bar.time + ticksToSeconds(tick, bar.bpm));
}
