/** A player is the playhead of one mood on one deck, from its start until it has faded out. */

import type { Standing } from '../../formats/saved-music.ts';
import type { Score } from '../../music/score.ts';
import type { BPM, NormalRange, Seconds } from '../../music/time.ts';
import type { DeckIndex } from '../../output/audio-output.ts';
import type { TempoCurve } from '../../soundtrack/tempo-curve.ts';
import type { MoodState } from './mood-state.ts';
import type { ResumePoint } from './resume-point.ts';
import { ALWAYS, isBefore, SCHEDULE_AHEAD } from './timing.ts';

/** How a mood enters. */
export interface Entry {
  readonly pace: TempoCurve;
  /** Bars that lead from the mood before into this one, or null. */
  readonly intro: Score | null;
  /** Its {@link Standing} when it was interrupted, where it goes on from there. */
  readonly standing?: Standing | null;
}

/** The place of a bar in its mood's music. */
export interface BarPosition {
  readonly slot: number;
  /** Bar within the phrase; negative in an intro. */
  readonly phraseBar: number;
  /** Bars of this mood, from 0. */
  readonly number: number;
  readonly time: Seconds;
}

/** A mood on a deck. Times are music times. */
export class MoodPlayer implements BarPosition {
  readonly deck: DeckIndex;
  readonly memory: MoodState;
  /** Controls are read no earlier than this: when it was started, or rescheduled late. */
  earliestRead: Seconds;
  /** Its first bar line. */
  readonly start: Seconds;
  /** When its mood entered: before `start` by the time that was played before an interruption. */
  entered: Seconds;
  // The next bar to schedule.
  slot: number;
  phraseBar = 0;
  time: Seconds;
  number: number;
  /** Length and tempo of the bar before; the next one's are not known until its controls are read. */
  barSeconds: Seconds;
  bpm: BPM;
  /** The intensity that the layers of the bar before followed; null before the first. */
  layering: NormalRange | null;
  readonly pace: TempoCurve;
  /** Bars that lead into the mood; null once they have been scheduled. */
  intro: Score | null;
  /** Whether the phrase of its next bar is not ready. */
  waits = false;
  /** Bars scheduled since its entry. */
  barsIn: number;
  /** When another mood takes over, and when this one has faded out. */
  fadeOut: { readonly line: Seconds; readonly end: Seconds } | null = null;
  /** Time from which the deck may be used again; null while it plays. */
  releasedAt: Seconds | null = null;

  constructor(
    deck: DeckIndex,
    memory: MoodState,
    { line, now, barSeconds, bpm }: { line: Seconds; now: Seconds; barSeconds: Seconds; bpm: BPM },
    { pace, intro, standing = null }: Entry,
  ) {
    this.deck = deck;
    this.memory = memory;
    this.earliestRead = now;
    this.start = line;
    this.entered = line - (standing?.seconds ?? 0);
    this.time = line;
    this.slot = memory.slot;
    this.phraseBar = memory.phraseBar;
    this.number = memory.bars;
    this.barSeconds = barSeconds;
    this.bpm = bpm;
    this.pace = standing?.pace ?? pace;
    this.barsIn = standing?.bars ?? 0;
    this.layering = standing?.layering ?? null;
    this.intro = intro;
  }

  /** Time at which the next bar's controls are read and the bar is due: one bar ahead of its line, and at least {@link SCHEDULE_AHEAD}. */
  get due(): Seconds {
    return Math.max(this.time - Math.max(SCHEDULE_AHEAD, this.barSeconds), this.earliestRead);
  }

  /** Slot of the first phrase of which nothing has been scheduled. */
  get nextUnscheduledSlot(): number {
    return this.phraseBar === 0 ? this.slot : this.slot + 1;
  }

  /** Whether it has no more bars to schedule. */
  get ended(): boolean {
    return this.releasedAt !== null || (this.fadeOut !== null && this.time >= this.fadeOut.end);
  }

  /** Whether it has the lead at a time after its start: no other mood has taken over. */
  leadsAt(time: Seconds): boolean {
    return this.fadeOut === null || isBefore(time, this.fadeOut.line);
  }

  /** Moves on past a scheduled bar; an intro comes before the phrase. `phraseBars` is the length of that phrase. */
  advancePast(end: Seconds, bpm: BPM, phraseBars: number): void {
    this.waits = false;
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
    if (this.phraseBar >= phraseBars) this.skipTo(this.slot + 1);
  }

  /** Moves back to a bar that was scheduled, to schedule it again. */
  rewindTo({ slot, phraseBar, number, time }: BarPosition): void {
    this.barsIn -= this.number - number;
    this.slot = slot;
    this.phraseBar = phraseBar;
    this.number = number;
    this.time = time;
  }

  /** Goes on with the first bar of a slot's phrase. */
  skipTo(slot: number): void {
    this.slot = slot;
    this.phraseBar = 0;
  }

  /** Before its first bar: begins where the music was interrupted. */
  resumeAt({ slot, phraseBar, number, start }: ResumePoint): void {
    this.slot = slot;
    this.phraseBar = phraseBar;
    this.number = number;
    if (start === undefined) return;
    this.earliestRead = ALWAYS;
    this.barSeconds = start.barSeconds;
    this.entered = start.entered;
  }
}
