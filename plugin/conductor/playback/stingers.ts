/** When stingers are handed over: over the music at once, into a move shortly before its line, so that a move called off takes its own along. */

import type { StingerWish } from '../../arrange/stinger.ts';
import type { Controls } from '../../mood/controls.ts';
import type { Seconds } from '../../music/time.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { EventDispatcher } from '../observe/event-dispatcher.ts';
import type { PlaybackHistory } from '../observe/history.ts';
import type { AudioOutput } from '../output/audio-output.ts';
import type { Crossfader } from './crossfader.ts';
import { StingerLimiter, type StingerTimes, stingerNotes, wishOver } from './stinger-limiter.ts';
import type { Timeline } from './timeline.ts';

/** What stinger cues work with. */
export interface StingerContext {
  readonly soundtrack: Soundtrack;
  readonly stage: AudioOutput;
  readonly decks: Crossfader;
  readonly timeline: Timeline;
  readonly announcer: EventDispatcher;
  readonly tape: PlaybackHistory;
  readonly toClock: (music: Seconds) => Seconds;
  /** The controls of a mood at a music time. */
  readonly controls: (memory: MoodState, time: Seconds) => Controls;
}

/** A move's stinger is handed over so long before its line: five ticks of a ticker of 10 Hz. */
const STING_LEAD: Seconds = 0.5;

/** The stingers of the music. All times are music times. */
export class Stingers {
  readonly #desk: StingerContext;
  readonly #door = new StingerLimiter();
  /** The stinger of a move whose line is not near yet. */
  #coming: { readonly line: Seconds; readonly play: () => void } | null = null;

  constructor(desk: StingerContext) {
    this.#desk = desk;
  }

  /** Whether one is on its way into a move. */
  get isComing(): boolean {
    return this.#coming !== null;
  }

  /** When stingers sounded. */
  get times(): StingerTimes {
    return this.#door.times;
  }

  set times(times: StingerTimes) {
    this.#door.times = times;
  }

  /** Whether one may be played over the music from a line on. */
  mayPlay(name: string, line: Seconds): boolean {
    const { decks, timeline, soundtrack } = this.#desk;
    if (!(decks.current && timeline.at(decks.current, line))) return false;
    return this.#door.isOpen(name, soundtrack.stingers.get(name)!, line);
  }

  /** Plays one over the music, fitted to the chord it will end on. */
  playOver(name: string, line: Seconds): void {
    const { decks, timeline, soundtrack } = this.#desk;
    const bar = decks.current && timeline.at(decks.current, line);
    if (!bar) return;
    const wish = wishOver(name, bar, line, `${soundtrack.seed}/${bar.number}`, soundtrack.stingers);
    this.#sting(name, line, wish, bar.timed.palette);
  }

  /** Puts one over the seam of a move, in the key of the mood that arrives. */
  scheduleForTransition(name: string, line: Seconds, memory: MoodState, now: Seconds): void {
    const { tonic, mode, meter, tempo, palette } = this.#desk.controls(memory, now);
    const seed = `${this.#desk.soundtrack.seed}/${memory.mood.name}/${memory.bars}`;
    const wish = { tonic, mode, meter, bpm: tempo, seed };
    this.#coming = { line, play: () => this.#sting(name, line, wish, palette) };
  }

  /** Hands over the stinger of a move that is near by a music time. */
  run(until: Seconds): void {
    const coming = this.#coming;
    if (coming === null || coming.line - STING_LEAD > until) return;
    this.#coming = null;
    coming.play();
  }

  /** The move is not made: its stinger, if it has not been handed over, is not heard. */
  cancel(): void {
    this.#coming = null;
  }

  #sting(name: string, line: Seconds, wish: StingerWish, palette: string): void {
    const { stage, announcer, tape, soundtrack, toClock } = this.#desk;
    const notes = stingerNotes(name, wish, toClock(line), soundtrack.stingers);
    const end = Math.max(...notes.map(({ time, duration }) => time + duration - toClock(line)));
    if (!this.#door.allow(name, soundtrack.stingers.get(name)!, line, line + end)) return;
    stage.playStinger(notes, palette);
    announcer.stinger(name, line);
    tape.sting(notes, palette, line, toClock(line));
  }
}
