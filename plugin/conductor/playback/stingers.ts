/** Schedules stingers: one over the music at once, one of a transition shortly before its line, so that canceling the transition drops it. */

import { type StingerOptions, stinger } from '../../arrange/stinger.ts';
import { StingerLimiter } from '../../arrange/stinger-limiter.ts';
import { chordAt } from '../../music/harmony.ts';
import { meterInfo, type Seconds, secondsToTicks, ticksToSeconds } from '../../music/time.ts';
import type { AudioOutput, TimedNote } from '../../output/audio-output.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { PlaybackState } from '../model/playback.ts';
import type { ScheduledBar, Timeline } from '../model/timeline.ts';
import { STINGER_LEAD, TRANSITION_STINGER_LEAD } from '../model/timing.ts';

/** A stinger that was handed to the output. */
export interface ScheduledStinger {
  readonly name: string;
  /** Music time of its beat. */
  readonly time: Seconds;
  /** Clock time of its beat. */
  readonly clockTime: Seconds;
  /** Its notes, in clock time. */
  readonly notes: readonly TimedNote[];
  readonly palette: string;
}

/** Start of a stinger; `bar` is null if its mood has no bar yet. */
interface StingerTarget {
  readonly bar: ScheduledBar | null;
  readonly line: Seconds;
  readonly memory: MoodState;
}

/** Takes note of scheduled stingers. */
export interface StingerListener {
  stinger(scheduled: ScheduledStinger): void;
}

/** The stingers of the music. All times are music times. */
export class Stingers {
  /** Decides which may sound. */
  readonly limiter = new StingerLimiter();
  /** The stinger of a transition whose line is not near yet. */
  #coming: { readonly line: Seconds; readonly play: () => void } | null = null;

  constructor(
    private readonly soundtrack: Soundtrack,
    private readonly controls: ControlResolver,
    private readonly playback: PlaybackState,
    private readonly timeline: Timeline,
    private readonly output: AudioOutput,
    private readonly clock: TransportClock,
    private readonly listeners: readonly StingerListener[],
  ) {}

  /** Whether a transition's stinger waits for its line. */
  get isComing(): boolean {
    return this.#coming !== null;
  }

  /** Whether a stinger requested now would be heard. */
  mayPlay(name: string, now: Seconds): boolean {
    const target = this.#targetOf(now);
    return target !== null && this.limiter.isAllowed(name, this.soundtrack.stingers.get(name)!, target.line);
  }

  /** Plays a stinger on the next beat, in the key of the bar that sounds and on the chord it will end on. */
  play(name: string, now: Seconds): void {
    const target = this.#targetOf(now);
    if (target === null) return;
    const { bar, line } = target;
    if (bar === null) {
      this.scheduleForTransition(name, line, target.memory, now);
      this.run(now);
    } else this.#play(name, line, this.#requestOver(name, bar, line), bar.timed.palette);
  }

  /** Puts a stinger over a transition, in the key of the mood that arrives. */
  scheduleForTransition(name: string, line: Seconds, memory: MoodState, now: Seconds): void {
    const { tonic, mode, tempo, palette } = this.controls.at(memory, now);
    const seed = `${this.soundtrack.seed}/${memory.mood.name}/${memory.bars}`;
    const request = { tonic, mode, bpm: tempo, seed };
    this.#coming = { line, play: () => this.#play(name, line, request, palette) };
  }

  /** Schedules a transition's stinger, if its line is near. */
  run(until: Seconds): void {
    const coming = this.#coming;
    if (coming === null || coming.line - TRANSITION_STINGER_LEAD > until) return;
    this.#coming = null;
    coming.play();
  }

  /** Drops a transition's stinger that has not been scheduled. */
  cancel(): void {
    this.#coming = null;
  }

  /**
   * The next beat and its bar, or the start of a mood that has not begun. If the beat is too near, the stinger starts a little
   * after it, so that it never waits longer than a beat.
   */
  #targetOf(now: Seconds): StingerTarget | null {
    const { lead } = this.playback;
    if (lead === null) return null;
    const { memory, start } = lead;
    const line = Math.max(this.timeline.line(lead, 'beat', now) ?? now, now + STINGER_LEAD);
    const bar = this.timeline.at(lead, line);
    if (bar !== null) return { bar, line, memory };
    // The mood has just changed, and its first bar is not scheduled yet: the stinger starts with it.
    return start > now && this.#coming === null ? { bar, line: start, memory } : null;
  }

  /** What a stinger over a bar is fitted to. */
  #requestOver(name: string, { number, timed, bpm, time }: ScheduledBar, line: Seconds): StingerOptions {
    const { tonic, mode, meter, chords } = timed.origin.score;
    const request = { tonic, mode, bpm, seed: `${this.soundtrack.seed}/${number}` };
    const length = Math.max(...stinger(name, request, this.soundtrack.stingers).map(({ tick }) => tick));
    const from = timed.origin.bar * meterInfo(meter).barTicks + secondsToTicks(line - time, bpm);
    const chord = chordAt(chords, from + length);
    return chord === null ? request : { ...request, chord };
  }

  #play(name: string, line: Seconds, request: StingerOptions, palette: string): void {
    const { stingers } = this.soundtrack;
    const clockTime = this.clock.toClock(line);
    const notes = stinger(name, request, stingers).map((note) => ({
      ...note,
      time: clockTime + ticksToSeconds(note.tick, request.bpm),
      duration: ticksToSeconds(note.durationTicks, request.bpm),
    }));
    const length = Math.max(...notes.map(({ time, duration }) => time + duration - clockTime));
    if (!this.limiter.allow(name, stingers.get(name)!, line, line + length)) return;
    this.output.playStinger(notes, palette);
    for (const listener of this.listeners) listener.stinger({ name, time: line, clockTime, notes, palette });
  }
}
