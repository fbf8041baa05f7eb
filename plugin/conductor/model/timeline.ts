/** The timeline holds the scheduled bars, so that a transition finds its line, and a snapshot shows any moment. */

import { phraseSlot } from '../../arrange/form.ts';
import { SECTION_PHRASES, SECTIONS } from '../../arrange/sections.ts';
import type { Controls, Mood } from '../../mood/controls.ts';
import type { Phrase } from '../../music/phrase.ts';
import { type BPM, beatStarts, type NormalRange, type Seconds, ticksToSeconds } from '../../music/time.ts';
import type { TimedBar } from '../../output/audio-output.ts';
import type { StillMix } from '../../output/live-mix.ts';
import type { SyncPoint } from '../../soundtrack/transition-options.ts';
import type { BarPosition, MoodPlayer } from './mood-player.ts';
import { isBefore, TIMELINE_KEPT } from './timing.ts';

/** A bar that was handed to the output. Times are music times. */
export interface ScheduledBar extends BarPosition {
  readonly player: MoodPlayer;
  readonly end: Seconds;
  /** When its controls were read. */
  readonly read: Seconds;
  /** Only where its phrase was late: when it was scheduled. */
  readonly late?: Seconds;
  readonly bpm: BPM;
  readonly controls: Controls;
  /** The intensity that its layers followed. */
  readonly layering: NormalRange;
  /** Only where something is followed while the bar sounds; and the share of its drum strokes that are played. */
  readonly still?: StillMix;
  readonly percussion?: NormalRange;
  readonly phrase: Phrase;
  readonly timed: TimedBar;
}

/** The bars of all decks, by time. */
export class Timeline {
  #bars: ScheduledBar[] = [];

  /** Bars that have not been pruned, by time. */
  get bars(): readonly ScheduledBar[] {
    return this.#bars;
  }

  /** Adds a bar in its place. */
  add(bar: ScheduledBar): void {
    let at = this.#bars.length;
    while (at > 0 && this.#bars[at - 1]!.time > bar.time) at--;
    this.#bars.splice(at, 0, bar);
  }

  /** Removes bars that ended a while ago, and returns them. */
  prune(now: Seconds): readonly ScheduledBar[] {
    const isOld = (bar: ScheduledBar) => bar.end < now - TIMELINE_KEPT;
    if (this.#bars[0] === undefined || !isOld(this.#bars[0])) return [];
    const old = this.#bars.filter(isOld);
    this.#bars = this.#bars.filter((bar) => !isOld(bar));
    return old;
  }

  /** Removes bars that a player will not play after all. */
  drop(player: MoodPlayer, from: Seconds): void {
    this.#bars = this.#bars.filter((bar) => bar.player !== player || bar.time < from);
  }

  /** Replaces a bar with another. */
  replace(bar: ScheduledBar, by: ScheduledBar): void {
    this.#bars = this.#bars.map((each) => (each === bar ? by : each));
  }

  /** The bar of a player that sounds at a time, or the last one before. */
  at(player: MoodPlayer, time: Seconds): ScheduledBar | null {
    return this.#bars.findLast((bar) => bar.player === player && bar.time <= time) ?? null;
  }

  /** The last bar of a player that begins before a time. */
  before(player: MoodPlayer, time: Seconds): ScheduledBar | null {
    return this.#bars.findLast((bar) => bar.player === player && isBefore(bar.time, time)) ?? null;
  }

  /** The first bar of a player that has not been pruned. */
  first(player: MoodPlayer): ScheduledBar | null {
    return this.#bars.find((bar) => bar.player === player) ?? null;
  }

  /**
   * The next line of a kind, not before `from`; null where it lies beyond the scheduled bars and is not known yet.
   * @param marker the named bar that the line `cue` means
   */
  line(player: MoodPlayer, kind: SyncPoint, from: Seconds, marker = ''): Seconds | null {
    if (kind === 'now') return from;
    const { mood } = player.memory;
    const fits = (bar: BarPosition, bars: number): boolean => {
      switch (kind) {
        case 'beat':
        case 'bar':
          return true;
        case 'phrase':
          return bar.phraseBar === 0;
        case 'cue':
          return isMarkerBar(mood, marker, bar, bars);
      }
    };
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
  return beatStarts(bar.timed.origin.score.meter).map((tick) => bar.time + ticksToSeconds(tick, bar.bpm));
}

const THEMES: ReadonlySet<string> = new Set(
  Object.values(SECTIONS).flatMap((steps) => steps.map(({ theme }) => theme)),
);

/** Whether a name means this bar: one of the mood's `cues`, else the first bar of a theme of the form, else of any phrase. */
function isMarkerBar(mood: Mood, name: string, { slot, phraseBar }: BarPosition, phraseBars: number): boolean {
  if (phraseBar < 0) return false;
  const marked = mood.cues !== undefined && Object.hasOwn(mood.cues, name) ? mood.cues[name] : undefined;
  if (marked !== undefined) {
    const form = SECTION_PHRASES * phraseBars;
    return (slot * phraseBars + phraseBar) % form === marked % form;
  }
  if (phraseBar !== 0) return false;
  return !THEMES.has(name) || phraseSlot(slot, phraseBars, mood).theme.startsWith(name);
}
