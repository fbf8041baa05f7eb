/** A detailed state of the conductor for debugging: where each control comes from, which phrases are ready, how well the model keeps up. */

import type { Controls } from '../../mood/controls.ts';
import type { Feel } from '../../mood/feel.ts';
import { type Modulation, weightOf } from '../../mood/modulation.ts';
import type { Signals } from '../../mood/signals.ts';
import { frozen } from '../../mood/validate.ts';
import type { Phrase } from '../../music/phrase.ts';
import type { Score } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import type { TimedBar } from '../../output/audio-output.ts';
import type { Tuning } from '../../soundtrack/tuning.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import type { MoodPlayer } from '../model/mood-player.ts';
import type { PlaybackState } from '../model/playback.ts';
import type { Timeline } from '../model/timeline.ts';
import type { PhraseQueueCounts } from '../phrases/phrase-queue.ts';
import type { PhraseSupply, QueueState } from '../phrases/phrase-supply.ts';
import type { BarScheduler, ScheduledCounts } from '../playback/bar-scheduler.ts';
import type { HeldRequest, TransitionController, TransitionState } from '../playback/transitions.ts';

/** A signal and its smoothed value. */
export interface SignalState {
  readonly name: string;
  /** The last value sent by the game: 0..1 of the signal's range, or the tag. */
  readonly raw: number | string;
  /** The value that modulations use, 0..1; 0 for a tag. */
  readonly smoothed: number;
}

/** The effect of a modulation at this moment. */
export interface ModulationState {
  readonly modulation: Modulation;
  /** The signal through its curve, 0..1. */
  readonly weight: number;
  /** The amount that it adds, in the unit of the control. */
  readonly adds: number;
}

/** A scheduled bar and its phrase. Times are clock times. */
export interface BarState {
  readonly timed: TimedBar;
  readonly slot: number;
  /** Bar within the phrase, from 0. */
  readonly phraseBar: number;
  /** Bars of this mood, from 0. */
  readonly number: number;
  readonly bpm: number;
  readonly controls: Controls;
  readonly phrase: Phrase;
  /** Name of the opening of the phrase: a theme, or a melody carried over; null where it has none. */
  readonly opening: string | null;
}

/** A ready phrase, or the rest of one, that has not been scheduled. It may still change. */
export interface ReadyState {
  readonly phrase: Phrase;
  /** Its arrangement; null before it is arranged. */
  readonly score: Score | null;
  /** The first bar that has not been scheduled. */
  readonly from: number;
  /** Clock time at which that bar is expected. */
  readonly time: Seconds;
  readonly bpm: number;
}

/** How well the model and the scheduling keep up, counted since the start. */
export interface HealthState extends PhraseQueueCounts, ScheduledCounts {
  readonly degraded: boolean;
}

/** The state of a conductor in detail. */
export interface ConductorInspection {
  /** Clock time. */
  readonly time: Seconds;
  readonly tuning: Tuning;
  readonly modulations: readonly ModulationState[];
  readonly signals: readonly SignalState[];
  /** Where the game puts every mood on the dial; axes that it leaves out are the mood's own. */
  readonly feel: Partial<Feel>;
  /** The mood's own controls, as tuned, before signals move them. */
  readonly base: Controls;
  /** The controls of this moment. */
  readonly controls: Controls;
  /** Bars on the timeline, by time. */
  readonly bars: readonly BarState[];
  /** Ready phrases of the mood that plays, in order. */
  readonly ahead: readonly ReadyState[];
  readonly queue: readonly QueueState[];
  readonly move: TransitionState | null;
  readonly health: HealthState;
}

/** The parts that an inspection reads. */
export interface InspectedParts {
  readonly clock: TransportClock;
  readonly signals: Signals;
  readonly controls: ControlResolver;
  readonly scheduler: BarScheduler;
  readonly phrases: PhraseSupply;
  readonly playback: PlaybackState;
  readonly timeline: Timeline;
  readonly transitions: TransitionController;
}

/** Reads everything, changes nothing. */
export function inspect(parts: InspectedParts, mood: string, held: HeldRequest | null): ConductorInspection {
  const { clock, signals, controls, scheduler, phrases: repertoire, timeline, playback, transitions } = parts;
  const { tuning } = controls;
  const { now, toClock } = clock;
  const memory = repertoire.moods.get(mood);
  const base = controls.moodOf(memory).controls;
  const bars = timeline.bars.map(({ player, slot, phraseBar, number, bpm, controls, phrase, timed }): BarState => {
    const opening = player.memory.get(slot)?.opening ?? null;
    return { ...frozen({ timed, controls, phrase }), slot, phraseBar, number, bpm, opening };
  });
  const { lead: current } = playback;
  return {
    time: clock.clock,
    tuning: frozen(tuning),
    feel: frozen(controls.feel),
    modulations: controls.modulations.map((modulation) => {
      const weight = weightOf(modulation, signals, now);
      return { modulation: frozen(modulation), weight, adds: weight * modulation.amount };
    }),
    signals: signals.names.map((name) => ({
      name,
      raw: signals.raw(name, now),
      smoothed: signals.value(name, now),
    })),
    base: frozen(base),
    controls: controls.at(memory, now),
    bars,
    ahead: current === null ? [] : aheadOf(current, toClock),
    queue: repertoire.queueStates(current),
    move: transitions.coming(now, held),
    health: { ...repertoire.queue.counts, ...scheduler.counts, degraded: repertoire.queue.health.isDegraded },
  };
}

function aheadOf(
  { memory, slot, phraseBar, time, barSeconds, bpm }: MoodPlayer,
  toClock: (music: Seconds) => Seconds,
): ReadyState[] {
  const begun = phraseBar === 0 ? null : memory.get(slot);
  const next = memory.get(phraseBar === 0 ? slot : slot + 1);
  const left = begun === null ? 0 : begun.phrase.request.bars - phraseBar;
  const rest = begun && { phrase: begun.phrase, score: begun.score, from: phraseBar, time: toClock(time), bpm };
  const after = next && {
    phrase: next.phrase,
    score: next.score,
    from: 0,
    time: toClock(time + left * barSeconds),
    bpm,
  };
  return [rest, after].filter((ahead) => ahead !== null).map(frozen);
}
