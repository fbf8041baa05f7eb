/**
 * A recorded track of the game that plays in the place of composed music: it begins at a line of that music, and gives the
 * lead back to the mood that is wanted by then. Its times are music times like all others, so a replay has it at the same
 * place, with or without its sound.
 */

import type { Emitter } from '../../music/emitter.ts';
import type { Seconds } from '../../music/time.ts';
import type { AudioOutput } from '../../output/audio-output.ts';
import { type Track, type TrackEnd, trackBarSeconds, trackLine } from '../../soundtrack/track.ts';
import { placeAfter, pointsOf, sectionPoints, untilExit } from '../../soundtrack/track-layout.ts';
import type { TransportClock } from '../model/clock.ts';
import type { Crossfade } from '../model/crossfade.ts';
import type { ConductorEvents } from '../model/events.ts';
import type { ActiveTrack, PlaybackState } from '../model/playback.ts';
import type { Timeline } from '../model/timeline.ts';
import { MIN_SCHEDULE_AHEAD, NEVER, PAUSE_FADE, SCHEDULE_AHEAD, SHORTEST_TRACK } from '../model/timing.ts';
import type { Suspension } from './suspension.ts';

/** Length of the crossfade between two sections of a recording. */
const JOIN: Seconds = 0.02;

/** All times are music times. */
export class TrackPlayback {
  constructor(
    private readonly playback: PlaybackState,
    private readonly suspension: Suspension,
    private readonly timeline: Timeline,
    private readonly output: AudioOutput,
    private readonly events: Emitter<ConductorEvents>,
    private readonly clock: TransportClock,
  ) {}

  /** When composed music has to be started again: as long before it comes back as bars are scheduled. */
  get due(): Seconds {
    const { track } = this.playback;
    if (track?.back === undefined || track.back === null || track.back.crossing !== null) return NEVER;
    return Math.max(track.start, track.back.line - SCHEDULE_AHEAD);
  }

  /** Starts composed music for the end of the track. */
  run(now: Seconds): void {
    const { track, resume } = this.playback;
    if (track === null || track.back === null || track.back.crossing !== null) return;
    const { line, fade } = track.back;
    const crossing = this.suspension.resumeAt(resume, { line, fade, curve: track.track.curve }, now);
    this.playback.track = { ...track, back: { line, fade, crossing } };
    this.output.endTrack(this.clock.toClock(crossing.from), crossing.length, crossing.curve);
  }

  /** The line ahead at which composed music that has been started already comes back, and its crossfade; else null. */
  returning(now: Seconds): { readonly line: Seconds; readonly joins: Crossfade } | null {
    const back = this.playback.track?.back;
    return back?.crossing && back.line > now ? { line: back.line, joins: back.crossing } : null;
  }

  /** Begins a track at its line, or as soon as that is known; a track that plays ends at once. */
  begin(track: Track, now: Seconds): void {
    const { track: active } = this.playback;
    if (active === null || active.back?.crossing) {
      this.playback.nextTrack = track;
      this.look(now);
      return;
    }
    // One that has not begun is replaced where it was to begin: until then composed music has the lead.
    const line = Math.max(now + MIN_SCHEDULE_AHEAD, active.start);
    this.output.endTrack(this.clock.toClock(line), track.fade, track.curve);
    this.playback.track = activeTrack(track, line);
    this.#sound(track, line, track.fade, active);
  }

  /** The track that is to begin, or that plays at a time and was not ended; null where there is none. */
  trackAt(time: Seconds): Track | null {
    const { track, nextTrack } = this.playback.value;
    if (nextTrack !== null) return nextTrack;
    return track !== null && !track.isEnded && (track.back === null || track.back.line > time) ? track.track : null;
  }

  /** Begins the track that waits for its line, if that has become known. */
  look(now: Seconds): void {
    const { lead, nextTrack: track, track: before } = this.playback;
    const line = track && lead && this.timeline.line(lead, track.at, now + MIN_SCHEDULE_AHEAD);
    if (track === null || lead === null || line === null) return;
    const { cross, resume } = this.suspension.suspendForTrack(lead, line, track.fade, track.curve, now);
    this.playback.value = { kind: 'track', track: activeTrack(track, line), resume, nextTrack: null };
    this.#sound(track, line, cross.length, before);
  }

  /** Whether a section of the track plays, or is to follow, or there is no such section. */
  isIn(name: string): boolean {
    const { track } = this.playback;
    return track?.section?.name === name || !track?.track.sections?.some((each) => each.name === name);
  }

  /** Lets another section of the track follow at the next exit of the one that plays, or in place of one that is to follow. */
  section(name: string, now: Seconds): void {
    const { track: active } = this.playback;
    if (active === null || active.back !== null || this.isIn(name)) return;
    const next = sectionAfter(active, name, now + MIN_SCHEDULE_AHEAD);
    const time = this.clock.toClock(next.start);
    this.output.endTrack(time, JOIN);
    this.output.track({ ...callOf(next.track), from: next.from, time, fade: JOIN });
    this.playback.track = next;
  }

  /** Whether there is a track that {@link end} would end, or end sooner. */
  mayEnd(end: TrackEnd, now: Seconds): boolean {
    const { track, nextTrack } = this.playback.value;
    if (nextTrack !== null) return true;
    if (track === null || track.back?.crossing) return false;
    return track.back === null || track.back.line > endLine(track, end, now);
  }

  /** Ends the track at a line of its own, where its tempo is known. */
  end({ at, fade }: TrackEnd, now: Seconds): void {
    this.playback.nextTrack = null;
    const { track } = this.playback;
    if (track === null || track.back?.crossing) return;
    const line = endLine(track, { at }, now);
    if (track.back !== null && track.back.line <= line) return;
    const back = { line, fade: fade ?? track.track.fade, crossing: null };
    this.playback.track = { ...track, isEnded: true, back };
    if (this.playback.isPlaying && this.due <= now) this.run(now);
  }

  /** Emits the events of a track that begins or ends by a time. */
  announce(now: Seconds): void {
    const { track } = this.playback;
    if (track === null) return;
    if (!track.isAnnounced && track.start <= now) {
      this.playback.track = { ...track, isAnnounced: true };
      this.#emit('track', track, track.start);
    }
    const after = this.playback.track;
    if (after === null || after.back === null || after.back.line > now) return;
    this.#emit('trackEnd', after, after.back.line);
    if (this.playback.track === after) this.playback.track = null;
  }

  /** After a pause: goes on with the track that was interrupted. Returns whether there was one. */
  goOn(now: Seconds): boolean {
    const { track: active, resume, nextTrack } = this.playback;
    if (active === null || resume === null || (active.back !== null && active.back.line <= now)) return false;
    const { track, start, back } = active;
    const time = Math.max(now, start);
    const from = placeAfter(track.loop, track.seconds, active.from, time - start);
    this.output.track({ ...callOf(track), from, time: this.clock.toClock(time), fade: PAUSE_FADE });
    const again = { ...active, back: back && { ...back, crossing: null } };
    this.playback.value = { kind: 'track', track: again, resume, nextTrack };
    if (this.due <= now) this.run(now);
    return true;
  }

  /** Lets a track sound from a time on, and says that the one before it is over. */
  #sound(track: Track, start: Seconds, fade: Seconds, before: ActiveTrack | null): void {
    if (before?.isAnnounced) this.#emit('trackEnd', before, start);
    this.output.track({
      ...callOf(track),
      from: activeTrack(track, start).from,
      time: this.clock.toClock(start),
      fade,
    });
  }

  #emit(event: 'track' | 'trackEnd', { track }: ActiveTrack, at: Seconds): void {
    const time = this.clock.toClock(at);
    this.events.emit(event, { name: track.name, time, heard: time + (this.output.latency?.() ?? 0) });
  }
}

function activeTrack(track: Track, start: Seconds): ActiveTrack {
  const line = start + Math.max(SHORTEST_TRACK, track.seconds - track.fade);
  const back = track.loop ? null : { line, fade: track.fade, crossing: null };
  const section = track.sections?.[0] ?? null;
  const from = section === null || track.loop === false ? 0 : pointsOf(track.loop, track.seconds).start;
  return { track, start, from, section, isAnnounced: false, isEnded: false, back };
}

/** A track with another section, from the next exit on that lies after a time. */
function sectionAfter(active: ActiveTrack, name: string, soonest: Seconds): ActiveTrack {
  const { track, start, section: before } = active;
  const section = track.sections!.find((each) => each.name === name)!;
  const bar = trackBarSeconds({ tempo: track.tempo!, meter: track.meter });
  const waits = start > soonest ? 0 : soonest - start + untilExit(before!, bar, soonest - start);
  const loop = sectionPoints(section, bar);
  return { ...active, track: { ...track, loop }, start: start + waits, from: loop.start, section };
}

/** The line of a track's own at which it can be ended. */
function endLine({ track, start }: ActiveTrack, { at = 'bar' }: TrackEnd, now: Seconds): Seconds {
  return start + trackLine(track, at, Math.max(now + MIN_SCHEDULE_AHEAD - start, SHORTEST_TRACK));
}

function callOf({ name, loop, db, curve, stems }: Track) {
  return { key: name, loop, gainDb: db, curve, ...(stems && { stems }) };
}
