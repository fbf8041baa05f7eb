/**
 * An interruption stops the music at a bar and lets it go on from there: a pause, a track that plays in its place, a game
 * that was saved. It keeps the place; whatever mood is wanted meanwhile changes it.
 */

import type { Seconds } from '../../music/time.ts';
import type { Track, TrackEnd } from '../../soundtrack/track.ts';
import type { FadeCurve } from '../../soundtrack/transition-options.ts';
import { type Crossfade, crossfade } from '../model/crossfade.ts';
import type { Emitter } from '../model/emitter.ts';
import type { ConductorEvents } from '../model/events.ts';
import type { MoodPlayer, Standing } from '../model/mood-player.ts';
import type { MoodState } from '../model/mood-state.ts';
import { OWN_PACE } from '../model/tempo-curve.ts';
import type { AudioOutput } from '../output/audio-output.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { LogStart } from '../recording/command-log.ts';
import type { Crossfader, TransitionPlan } from './crossfader.ts';
import type { ScheduledBar, Timeline } from './timeline.ts';
import { TrackPlayback } from './track-playback.ts';

/** Nothing is cued nearer than this: the audio clock needs a moment. */
export const MIN_SCHEDULE_AHEAD: Seconds = 0.1;
const PAUSE_FADE: Seconds = 0.15;

/** Nothing leads from a mood before, so it enters as it is. */
export const IMMEDIATE: Omit<TransitionPlan, 'line'> = { fade: 0, pace: OWN_PACE, intro: null };

/** Where music is interrupted: the bar that it goes on with. */
export interface ResumePoint {
  readonly memory: MoodState;
  readonly slot: number;
  readonly phraseBar: number;
  readonly number: number;
  /** How the music stood there; null where the mood enters anew. */
  readonly standing: Standing | null;
  /** How a log that begins here has its first bar: at which line, on which deck, after a bar of which length, in a mood that entered when. */
  readonly start?: Pick<LogStart, 'time' | 'deck' | 'barSeconds' | 'entered'>;
}

/** What an interruption works with. */
export interface SuspensionContext {
  readonly stage: AudioOutput;
  readonly events: Emitter<ConductorEvents>;
  readonly decks: Crossfader;
  readonly timeline: Timeline;
  readonly repertoire: PhraseSupply;
  readonly toClock: (music: Seconds) => Seconds;
  /** The mood of a move whose line is not in sight yet. */
  readonly pending: () => MoodState | null;
  /** Gives up moves and stingers that are on their way. */
  readonly callOff: () => void;
}

/** All times are music times. */
export class Suspension {
  readonly #desk: SuspensionContext;
  #resumePoint: ResumePoint | null = null;
  /** A track of the game's own, in the place of the music. */
  readonly interlude: TrackPlayback;

  constructor(desk: SuspensionContext) {
    const { stage, events, toClock } = desk;
    this.#desk = desk;
    this.interlude = new TrackPlayback({
      stage,
      events,
      toClock,
      line: (at, soonest) => desk.decks.current && desk.timeline.line(desk.decks.current, at, soonest),
      leave: (line, fade, curve, now) => this.#leave(line, fade, curve, now),
      comeBack: (line, fade, curve, now) => this.#comeBack({ line, fade, curve }, now),
    });
  }

  /** Where music that does not play goes on; null where it plays, or has not begun. */
  get resumePoint(): ResumePoint | null {
    return this.#resumePoint;
  }

  /** Where the music would go on if it were interrupted now; null before it has begun. A move that waits counts as done. */
  place(now: Seconds): ResumePoint | null {
    const { decks, timeline, pending } = this.#desk;
    const { current } = decks;
    if (current === null) return this.#resumePoint;
    const wanted = pending();
    if (wanted !== null) return resumePointOf(wanted);
    return placeAt(current, timeline.at(current, now) ?? timeline.first(current) ?? current);
  }

  /** Before the music begins: has it begin at a place. */
  beginAt(place: ResumePoint): void {
    this.#resumePoint = place;
  }

  /** While it does not play: has it go on with another mood. */
  goOnWith(memory: MoodState): void {
    if (this.#resumePoint !== null && this.#resumePoint.memory !== memory) this.#resumePoint = resumePointOf(memory);
  }

  /** Plays the first bar of all, at music time 0 or where a log begins: where {@link beginAt} said, or a mood's own next phrase. */
  begin(memory: MoodState, now: Seconds): void {
    this.#resumePoint ??= resumePointOf(memory);
    this.#comeBack({ line: this.startsAt, fade: 0 }, now);
  }

  /** Before the music begins: the music time of its first bar. */
  get startsAt(): Seconds {
    return this.#resumePoint?.start?.time ?? 0;
  }

  /** Falls silent and keeps the place. */
  halt(now: Seconds): void {
    const { decks, timeline, callOff } = this.#desk;
    const unbegun = this.interlude.halt(now, PAUSE_FADE);
    const leaving = unbegun ? decks.players.find(({ memory }) => memory === this.#resumePoint?.memory) : undefined;
    const heard = leaving && timeline.at(leaving, now);
    this.#resumePoint = heard ? placeAt(leaving, heard) : this.place(now);
    callOff();
    for (const player of decks.players) timeline.drop(player, now);
    decks.silence(now, PAUSE_FADE);
  }

  /** Goes on from the bar that was interrupted. */
  goOn(now: Seconds): void {
    if (!this.interlude.goOn(now)) this.#comeBack({ line: now + MIN_SCHEDULE_AHEAD, fade: 0 }, now);
  }

  /** Plays a track of the game's own from a line on. */
  track(track: Track, now: Seconds): void {
    this.interlude.begin(track, now, now + MIN_SCHEDULE_AHEAD);
  }

  /** Ends the track that plays. */
  endTrack(end: TrackEnd, now: Seconds): void {
    this.interlude.end(end, now, now + MIN_SCHEDULE_AHEAD);
  }

  #comeBack(arrival: Pick<TransitionPlan, 'line' | 'fade' | 'curve'>, now: Seconds): Crossfade {
    const { decks, repertoire } = this.#desk;
    const place = this.#resumePoint;
    this.#resumePoint = null;
    const { line, fade, curve } = arrival;
    if (place !== null) {
      const { start, standing } = place;
      const deck = start === undefined ? {} : { deck: start.deck };
      const player = decks.start(place.memory, { ...IMMEDIATE, ...arrival, ...deck, standing }, now);
      if (start !== undefined) {
        player.earliestRead = Number.NEGATIVE_INFINITY;
        player.barSeconds = start.barSeconds;
        player.entered = start.entered;
      }
      player.slot = place.slot;
      player.phraseBar = place.phraseBar;
      player.number = place.number;
      repertoire.prefetch(player.memory, player.nextUnscheduledSlot, now);
    }
    return crossfade(line, fade, curve, now);
  }

  /** Leaves the stage to a track at a line, to go on from there. */
  #leave(line: Seconds, fade: Seconds, curve: FadeCurve, now: Seconds): Crossfade {
    const { decks, timeline, pending, callOff } = this.#desk;
    const { current } = decks;
    // A move that would not have come before the line is undone, and its mood comes back afterwards: what sounds is left.
    const undone = current !== null && current.start > now && current.start >= line - 1e-6 && decks.cancelPending(now);
    const wanted = pending() ?? (undone ? current.memory : null);
    if (wanted !== null) this.#resumePoint = resumePointOf(wanted);
    else if (current !== null) {
      const next = line >= current.time - 1e-6 ? current : (timeline.at(current, line) ?? current);
      this.#resumePoint = placeAt(current, next);
    }
    callOff();
    return decks.fadeOut(line, fade, curve, now);
  }
}

/** At a mood's next phrase. */
export function resumePointOf(memory: MoodState): ResumePoint {
  return { memory, slot: memory.slot, phraseBar: 0, number: memory.bars, standing: null };
}

/** At a bar; bars that lead to a phrase count as its first. */
function placeAt(
  { memory, pace, barsIn, number: next, entered }: MoodPlayer,
  {
    slot,
    phraseBar,
    number,
    time,
    layering,
  }: Pick<ScheduledBar, 'slot' | 'phraseBar' | 'number' | 'time' | 'layering'> | MoodPlayer,
): ResumePoint {
  const standing = { pace, bars: barsIn - (next - number), seconds: time - entered, layering };
  return { memory, slot, phraseBar: Math.max(0, phraseBar), number, standing };
}
