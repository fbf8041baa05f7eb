/**
 * Stops composed music at a bar and lets it go on from there: for a pause, for a track that plays in its place, for a game
 * that was saved. A mood that is requested meanwhile replaces the place.
 */

import type { Seconds } from '../../music/time.ts';
import type { AudioOutput } from '../../output/audio-output.ts';
import type { FadeCurve } from '../../soundtrack/transition-options.ts';
import type { TransportClock } from '../model/clock.ts';
import { type Crossfade, crossfade } from '../model/crossfade.ts';
import type { BarPosition, MoodPlayer } from '../model/mood-player.ts';
import type { PlaybackState, Silence } from '../model/playback.ts';
import { nextPhraseOf, type ResumePoint } from '../model/resume-point.ts';
import type { ScheduledBar, Timeline } from '../model/timeline.ts';
import { isBefore, PAUSE_FADE } from '../model/timing.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { Crossfader } from './crossfader.ts';
import type { Stingers } from './stingers.ts';
import { IMMEDIATE, type TransitionPlan } from './transition-plan.ts';

/** All times are music times. */
export class Suspension {
  constructor(
    private readonly playback: PlaybackState,
    private readonly crossfader: Crossfader,
    private readonly timeline: Timeline,
    private readonly phrases: PhraseSupply,
    private readonly stingers: Stingers,
    private readonly output: AudioOutput,
    private readonly clock: TransportClock,
  ) {}

  /** Where the music would go on if it stopped now; null before it has begun. A pending transition counts as done. */
  placeAt(now: Seconds): ResumePoint | null {
    const { lead, pending, resume } = this.playback;
    if (lead === null) return resume;
    if (pending !== null) return nextPhraseOf(pending.memory);
    return placeOf(lead, this.timeline.at(lead, now) ?? this.timeline.first(lead) ?? lead);
  }

  /** Silences everything and returns where it goes on. A track that has not started is requested again. */
  silence(now: Seconds): Silence {
    const { track, nextTrack } = this.playback.value;
    if (track !== null) this.output.endTrack(this.clock.toClock(now), PAUSE_FADE);
    const resume = this.#heardBefore(track !== null && track.start > now, now) ?? this.placeAt(now);
    this.stingers.cancel();
    this.crossfader.silence(now, PAUSE_FADE);
    return track !== null && track.start > now
      ? { resume, track: null, nextTrack: track.track }
      : { resume, track, nextTrack };
  }

  /** Lets composed music come back at a line, at a place. Returns the crossfade. */
  resumeAt(
    place: ResumePoint | null,
    arrival: Pick<TransitionPlan, 'line' | 'fade' | 'curve'>,
    now: Seconds,
  ): Crossfade {
    if (place !== null) {
      const { memory, start, standing } = place;
      const deck = start === undefined ? {} : { deck: start.deck };
      const player = this.crossfader.start(memory, { ...IMMEDIATE, ...arrival, ...deck, standing }, now);
      player.resumeAt(place);
      this.phrases.prefetch(player.memory, player.nextUnscheduledSlot, now);
    }
    return crossfade(arrival.line, arrival.fade, arrival.curve, now);
  }

  /** Lets composed music stop at a line, for a track. Returns the crossfade, and where the music goes on. */
  suspendForTrack(
    lead: MoodPlayer,
    line: Seconds,
    fade: Seconds,
    curve: FadeCurve,
    now: Seconds,
  ): { readonly cross: Crossfade; readonly resume: ResumePoint } {
    const { pending } = this.playback;
    // A transition that would start only after the line is canceled, and its mood comes back afterwards.
    const isLater = lead.start > now && !isBefore(lead.start, line);
    const isCanceled = isLater && this.crossfader.cancelPending(now) !== null;
    const wanted = pending?.memory ?? (isCanceled ? lead.memory : null);
    const next = isBefore(line, lead.time) ? (this.timeline.at(lead, line) ?? lead) : lead;
    const resume = wanted === null ? placeOf(lead, next) : nextPhraseOf(wanted);
    this.stingers.cancel();
    return { cross: this.crossfader.fadeOut(line, fade, curve, now), resume };
  }

  /** The bar that still sounds of the mood that a track is about to replace. */
  #heardBefore(trackIsAhead: boolean, now: Seconds): ResumePoint | null {
    const { resume } = this.playback;
    if (!trackIsAhead || resume === null) return null;
    const leaving = this.crossfader.players.find(({ memory }) => memory === resume.memory);
    const heard = leaving && this.timeline.at(leaving, now);
    return heard ? placeOf(leaving, heard) : null;
  }
}

/** A bar as a place to go on; bars that lead into a phrase count as its first. */
function placeOf(
  { memory, pace, barsIn, number: next, entered }: MoodPlayer,
  { slot, phraseBar, number, time, layering }: BarPosition & Pick<ScheduledBar | MoodPlayer, 'layering'>,
): ResumePoint {
  const standing = { pace, bars: barsIn - (next - number), seconds: time - entered, layering };
  return { memory, slot, phraseBar: Math.max(0, phraseBar), number, standing };
}
