/** The handover turns phrases in hand into bars on the clock, arranged and in the controls of the moment. */

import type { Controls } from '../../mood/controls.ts';
import type { Score } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import { LEAVING_ROLES, type MoodPlayer } from '../model/mood-player.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import { paceAt } from '../model/tempo-curve.ts';
import type { AudioOutput, TimedBar } from '../output/audio-output.ts';
import type { ControlsReading } from '../phrases/arrangement-task.ts';
import type { Deadline } from '../phrases/phrase-planner.ts';
import { applyHysteresis, barEnd, barSeconds, renderBar } from './render-bar.ts';
import type { ScheduledBar, Timeline } from './timeline.ts';

/** What the handover asks of the conductor. */
export interface BarSchedulerContext {
  readonly stage: AudioOutput;
  readonly timeline: Timeline;
  readonly toClock: (music: Seconds) => Seconds;
  /** The controls of a mood at a music time. */
  readonly controls: (memory: MoodState, time: Seconds) => Controls;
  /** The phrase for a slot; null where it is worth waiting for and the bar line is still far enough. */
  readonly written: (memory: MoodState, slot: number, read: Seconds, need: Deadline) => ReadyPhrase | null;
  /** Arranges a phrase that is about to play for the first time, with controls read at a music time; null where it is not done by the deadline, in ms of `performance.now()`. */
  readonly arranged: (memory: MoodState, written: ReadyPhrase, at: ControlsReading, deadline: number) => Score | null;
  /** A bar was handed over. */
  readonly handed: (bar: ScheduledBar) => void;
}

/** What was handed over so far, and how much of it too late. */
export interface ScheduledCounts {
  readonly bars: number;
  readonly notes: number;
  readonly lateBars: number;
  readonly lateNotes: number;
}

/** What became of a bar that is due: its phrase may be waited for, or still be arranged. */
export type ScheduleResult = 'handed over' | 'waits' | 'is arranged';

/** A bar to hand over: of which score, and where in it and in the phrase. */
interface BarSource {
  readonly score: Score;
  readonly bar: number;
  readonly phraseBar: number;
}

/** So long before its line a bar is no longer put off for its arrangement: some ticks before its notes would be urgent. */
const ARRANGED_BY: Seconds = 1.75;

/** Hands bars over, one at a time. All times are music times. */
export class BarScheduler {
  readonly #desk: BarSchedulerContext;
  readonly #counts = { bars: 0, notes: 0, lateBars: 0, lateNotes: 0 };

  constructor(desk: BarSchedulerContext) {
    this.#desk = desk;
  }

  /** What was handed over so far, and how much of it too late. */
  get counts(): ScheduledCounts {
    return { ...this.#counts };
  }

  /** Hands over one bar, or answers why not: its phrase is waited for, or being arranged. */
  scheduleNext(player: MoodPlayer, until: Seconds, now: Seconds, deadline: number): ScheduleResult {
    const { due, memory, time, slot, fadeOut: leaving, deck } = player;
    const desk = this.#desk;
    const written = desk.written(memory, slot, due, { at: until, left: time - now, leads: player.intro !== null });
    player.waits ||= written === null;
    if (written === null) return 'waits';
    const controls = desk.controls(memory, due);
    const source = this.#source(
      player,
      written,
      controls,
      time - now > ARRANGED_BY ? deadline : Number.POSITIVE_INFINITY,
    );
    if (source === null) return 'is arranged';
    const { score } = source;
    const bpm = paceAt(player.pace, player.barsIn, controls.tempo);
    const end = time + barSeconds(score, bpm);
    const layers = applyHysteresis(player.layering, controls.intensity);
    const timed = renderBar({
      score,
      bar: source.bar,
      mood: memory.mood.name,
      deck,
      time: desk.toClock(time),
      bpm,
      intensity: controls.intensity,
      layering: layers,
      brightness: controls.brightness,
      roles: leaving !== null && time >= leaving.line ? LEAVING_ROLES : null,
      until: leaving === null ? Number.POSITIVE_INFINITY : desk.toClock(leaving.end),
    });
    const { number } = player;
    const { phrase } = written;
    const { phraseBar } = source;
    const bar = {
      player,
      slot,
      phraseBar,
      number,
      time,
      end,
      read: due,
      ...(player.waits ? { late: until } : {}),
      bpm,
      controls,
      layering: layers,
      phrase,
      timed,
    };
    player.layering = layers;
    player.advancePast(end, bpm, end + (barEnd(timed) - timed.time - timed.duration), score.bars);
    this.#count(timed, desk.stage.now());
    desk.timeline.add(bar);
    desk.stage.play(timed);
    desk.handed(bar);
    return 'handed over';
  }

  #count(bar: TimedBar, now: Seconds): void {
    const counts = this.#counts;
    counts.bars++;
    if (bar.time < now) counts.lateBars++;
    for (const { notes } of bar.parts) {
      counts.notes += notes.length;
      if (bar.time < now) counts.lateNotes += notes.filter(({ time }) => time < now).length;
    }
  }

  /** The bar that is next: one that leads in, or one of the phrase, in the key of the moment. */
  #source(player: MoodPlayer, written: ReadyPhrase, controls: Controls, deadline: number): BarSource | null {
    const { intro, phraseBar, barsIn, memory, due } = player;
    if (intro !== null) return { score: intro, bar: barsIn, phraseBar: barsIn - intro.bars };
    const { arrangedWith = controls } = written;
    const moved = phraseBar === 0 && arrangedWith.tonic !== controls.tonic;
    const kept = moved ? null : written.score;
    const at = { read: due, controls: moved ? controls : arrangedWith };
    const score = kept ?? this.#desk.arranged(memory, written, at, deadline);
    return score && { score, bar: phraseBar, phraseBar };
  }
}
