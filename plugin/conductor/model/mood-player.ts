/** A player is one run of a mood's music on a deck, from its cue until it has faded out. */

import type { Role, Score } from '../../music/score.ts';
import type { BPM, NormalRange, Seconds } from '../../music/time.ts';
import type { DeckIndex } from '../output/audio-output.ts';
import type { MoodState } from './mood-state.ts';
import type { TempoCurve } from './tempo-curve.ts';

/** What still plays of a mood that is fading out: its tune has ended, its harmony carries the seam. */
export const LEAVING_ROLES: readonly Role[] = ['chords', 'pad', 'bass'];
/** Bars are handed over at least this long ahead of their line. */
const AHEAD: Seconds = 2;

/** How a run of a mood's music stands at a bar, apart from which bar it is: what an interruption must not lose. Plain data. */
export interface Standing {
  readonly pace: TempoCurve;
  /** Bars and seconds played since the mood's entry. */
  readonly bars: number;
  readonly seconds: Seconds;
  /** What the layers of its bars go by; null before the first. */
  readonly layering: NormalRange | null;
}

/** How a mood enters. */
export interface Entry {
  readonly pace: TempoCurve;
  readonly intro: Score | null;
  /** How it stood when it was interrupted, where it goes on from there. */
  readonly standing?: Standing | null;
}

/** State of a deck in use. Times are music times. */
export class MoodPlayer {
  readonly deck: DeckIndex;
  readonly memory: MoodState;
  /** No control is read before: when it was cued, or looked at once more. */
  earliestRead: Seconds;
  /** Its first bar line. */
  readonly start: Seconds;
  /** When its mood entered: before `start` by what was played before an interruption. */
  entered: Seconds;
  /** The next bar to hand over: phrase slot, bar within it, line, and number within the mood. */
  slot: number;
  phraseBar = 0;
  time: Seconds;
  number: number;
  /** Length and tempo of the bar before; the next one's are not known until it is read. */
  barSeconds: Seconds;
  bpm: BPM;
  /** What the layers of the bar before went by; null before the first. */
  layering: NormalRange | null = null;
  /** What the tempo does in its first bars. */
  readonly pace: TempoCurve;
  /** Bars that lead to it from the mood before; null once they have been handed over. */
  intro: Score | null;
  /** Whether the phrase of its next bar is waited for. */
  waits = false;
  /** Bars handed over since its entry. */
  barsIn = 0;
  /** When another mood takes over, and when it has faded out. */
  fadeOut: { readonly line: Seconds; readonly end: Seconds } | null = null;
  /** Music time when its last note handed over ends. */
  lastNote: Seconds;
  /** Music time from which the deck may be used again; null while it plays. */
  releasedAt: Seconds | null = null;

  constructor(
    deck: DeckIndex,
    memory: MoodState,
    line: Seconds,
    cued: Seconds,
    bar: { seconds: Seconds; bpm: BPM },
    { pace, intro, standing = null }: Entry,
  ) {
    this.deck = deck;
    this.memory = memory;
    this.earliestRead = cued;
    this.start = line;
    this.entered = line - (standing?.seconds ?? 0);
    this.time = line;
    this.lastNote = line;
    this.slot = memory.slot;
    this.number = memory.bars;
    this.barSeconds = bar.seconds;
    this.bpm = bar.bpm;
    this.pace = standing?.pace ?? pace;
    this.barsIn = standing?.bars ?? 0;
    this.layering = standing?.layering ?? null;
    this.intro = intro;
  }

  /** Music time at which the next bar's controls are read and the bar is due: max(one bar, 2 s) ahead of its line. */
  get due(): Seconds {
    return Math.max(this.time - Math.max(AHEAD, this.barSeconds), this.earliestRead);
  }

  /** Slot of the first phrase of which nothing has been handed over. */
  get nextUnscheduledSlot(): number {
    return this.phraseBar === 0 ? this.slot : this.slot + 1;
  }

  /** Moves on by the bar that was handed over; an intro goes before the phrase. `phraseBars` is that phrase's length. */
  advancePast(end: Seconds, bpm: BPM, lastNote: Seconds, phraseBars: number): void {
    this.waits = false;
    this.lastNote = Math.max(this.lastNote, lastNote);
    this.barSeconds = end - this.time;
    this.time = end;
    this.bpm = bpm;
    this.number++;
    this.barsIn++;
    if (this.intro !== null) {
      if (this.barsIn >= this.intro.bars) this.intro = null;
      return;
    }
    this.phraseBar++;
    if (this.phraseBar < phraseBars) return;
    this.phraseBar = 0;
    this.slot++;
  }

  /** Whether it has no more bars to hand over. */
  get ended(): boolean {
    return this.releasedAt !== null || (this.fadeOut !== null && this.time >= this.fadeOut.end);
  }
}
