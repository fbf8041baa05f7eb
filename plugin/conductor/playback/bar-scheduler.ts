/** Turns ready phrases into bars on the clock, arranged, and with the controls of the moment. */

import type { Controls } from '../../mood/controls.ts';
import type { Score } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import type { AudioOutput, TimedBar } from '../../output/audio-output.ts';
import { movedMix } from '../../output/live-mix.ts';
import { applyHysteresis, barSeconds, feltBand, renderBar } from '../../output/render-bar.ts';
import { paceAt } from '../../soundtrack/tempo-curve.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import type { MoodPlayer } from '../model/mood-player.ts';
import type { ReadyPhrase } from '../model/mood-state.ts';
import type { ScheduledBar, Timeline } from '../model/timeline.ts';
import { ARRANGED_BY, NEVER } from '../model/timing.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { LiveMix } from './live-mix.ts';

/** Counts since the start, of all bars and notes, and of those that were scheduled after their time. */
export interface ScheduledCounts {
  readonly bars: number;
  readonly notes: number;
  readonly lateBars: number;
  readonly lateNotes: number;
}

/** A bar of a score, and its place in the phrase. */
interface BarSource {
  readonly score: Score;
  readonly bar: number;
  readonly phraseBar: number;
}

/** Schedules bars, one at a time. All times are music times. */
export class BarScheduler {
  readonly #counts = { bars: 0, notes: 0, lateBars: 0, lateNotes: 0 };

  constructor(
    private readonly output: AudioOutput,
    private readonly timeline: Timeline,
    private readonly clock: TransportClock,
    private readonly controls: ControlResolver,
    private readonly phrases: PhraseSupply,
    private readonly live: LiveMix,
  ) {}

  get counts(): ScheduledCounts {
    return { ...this.#counts };
  }

  /**
   * Schedules a player's next bar and returns it, or why it cannot: its phrase is not ready, or its arrangement is not
   * done by the deadline, in ms of `performance.now()`.
   * @param until the music is played up to this time
   */
  scheduleNext(
    player: MoodPlayer,
    until: Seconds,
    now: Seconds,
    deadline: number,
  ): ScheduledBar | 'not ready' | 'not arranged' {
    const { due, memory, time, slot, number, fadeOut, deck } = player;
    const { toClock } = this.clock;
    const left = time - now;
    const ready = this.phrases.planner.phraseFor(memory, slot, due, { at: until, left, leads: player.intro !== null });
    player.waits ||= ready === null;
    if (ready === null) return 'not ready';
    const controls = this.controls.at(memory, due);
    const source = this.#source(player, ready, controls, left > ARRANGED_BY ? deadline : NEVER);
    if (source === null) return 'not arranged';
    const { score, phraseBar } = source;
    const { intensity, brightness } = controls;
    const bpm = paceAt(player.pace, player.barsIn, controls.tempo) * (score.paces?.[source.bar] ?? 1);
    const still = this.controls.stillAt(memory, due);
    const mix = still
      ? movedMix(still, this.live.moves(due))
      : { intensity, brightness, ...this.controls.ambienceAt(memory, due) };
    const layering = applyHysteresis(player.layering, mix.intensity);
    const timed = renderBar({
      ...{ score, bar: source.bar, mood: memory.mood.name, deck, bpm, ...mix, intensity, layering },
      ...feltBand(memory.mood),
      time: toClock(time),
      rests: !player.leadsAt(time),
      until: fadeOut === null ? NEVER : toClock(fadeOut.end),
    });
    const end = time + barSeconds(score, bpm);
    const { phrase } = ready;
    const late = player.waits ? { late: until } : {};
    const place = { player, slot, phraseBar, number, time, end, read: due };
    const followed = still && 'percussion' in mix ? { still, percussion: mix.percussion } : {};
    const bar: ScheduledBar = { ...place, ...late, ...followed, bpm, controls, layering, phrase, timed };
    player.layering = layering;
    player.advancePast(end, bpm, score.bars);
    this.#count(timed);
    this.timeline.add(bar);
    this.output.play(timed);
    return bar;
  }

  /** The bar to render: of the intro, or of the phrase in its key. */
  #source(player: MoodPlayer, ready: ReadyPhrase, controls: Controls, deadline: number): BarSource | null {
    const { intro, phraseBar, barsIn, memory, due } = player;
    if (intro !== null) return { score: intro, bar: barsIn, phraseBar: barsIn - intro.bars };
    const { arrangedWith = controls } = ready;
    const changesKey = phraseBar === 0 && arrangedWith.tonic !== controls.tonic;
    const reading = { read: due, controls: changesKey ? controls : arrangedWith };
    const kept = changesKey ? null : ready.score;
    const score = kept ?? this.phrases.arrange(memory, ready, reading, deadline);
    return score && { score, bar: phraseBar, phraseBar };
  }

  #count(bar: TimedBar): void {
    const counts = this.#counts;
    const now = this.output.now();
    counts.bars++;
    if (bar.time < now) counts.lateBars++;
    for (const { notes } of bar.parts) {
      counts.notes += notes.length;
      if (bar.time < now) counts.lateNotes += notes.filter(({ time }) => time < now).length;
    }
  }
}
