/**
 * An interlude is the time in which a track plays in the place of composed music. It begins at a line of what plays, keeps
 * the place, and gives the lead back to whatever mood is wanted by then. Its times are music times like all others, so a
 * log that is played again has it where it was, with or without its sound.
 */

import type { Seconds } from '../../music/time.ts';
import { type Track, type TrackEnd, trackLine } from '../../soundtrack/track.ts';
import type { FadeCurve } from '../../soundtrack/transition-options.ts';
import type { Crossfade } from '../model/crossfade.ts';
import type { Emitter } from '../model/emitter.ts';
import type { ConductorEvents } from '../model/events.ts';
import type { AudioOutput } from '../output/audio-output.ts';

/** What an interlude works with. */
export interface TrackPlaybackContext {
  readonly stage: AudioOutput;
  readonly events: Emitter<ConductorEvents>;
  readonly toClock: (music: Seconds) => Seconds;
  /** The line of the music that plays at which a track may begin, not before a time; null where it is not in sight. */
  readonly line: (at: Track['at'], soonest: Seconds) => Seconds | null;
  /** Lets the music leave at a line, and keeps its place. */
  readonly leave: (line: Seconds, fade: Seconds, curve: FadeCurve, now: Seconds) => Crossfade;
  /** Lets the music come back at a line. */
  readonly comeBack: (line: Seconds, fade: Seconds, curve: FadeCurve, now: Seconds) => Crossfade;
}

/** So long before its line music that comes back is cued: as bars are handed over. */
const AHEAD: Seconds = 2;
/** A track plays at least so long. */
const SHORTEST: Seconds = 0.5;

/** How composed music comes back after a track. */
export interface Return {
  readonly line: Seconds;
  readonly crossing: Crossfade;
}

interface Playing {
  readonly track: Track;
  /** Music time of its first sample. */
  readonly start: Seconds;
  /** Whether it has been told to end. */
  ended: boolean;
  /** When composed music comes back: known from the start of a track that does not go round. */
  back: { readonly line: Seconds; readonly fade: Seconds; readonly cued: Crossfade | null } | null;
}

/** The track that plays or is about to. All times are music times. */
export class TrackPlayback {
  readonly #desk: TrackPlaybackContext;
  #asked: Track | null = null;
  #playing: Playing | null = null;
  #told: 'track' | 'trackEnd' | null = null;

  constructor(desk: TrackPlaybackContext) {
    this.#desk = desk;
  }

  /** The name of the track that has the lead; null where composed music has it. */
  get name(): string | null {
    return this.#playing?.track.name ?? null;
  }

  /** When something is to be decided by itself: that composed music comes back. */
  get due(): Seconds {
    const playing = this.#playing;
    if (playing?.back == null || playing.back.cued !== null) return Number.POSITIVE_INFINITY;
    return Math.max(playing.start, playing.back.line - AHEAD);
  }

  /** How composed music, cued already, comes back at a line ahead; null where it does not. */
  returning(now: Seconds): Return | null {
    const back = this.#playing?.back;
    return back?.cued && back.line > now ? { line: back.line, crossing: back.cued } : null;
  }

  /** Begins a track at its line, or as soon as that is in sight; one that plays gives way at once. */
  begin(track: Track, now: Seconds, soonest: Seconds): void {
    if (this.#playing !== null && !this.#playing.back?.cued) {
      // One that has not begun is replaced where it was to begin: until then the music has the lead.
      this.#replace(track, Math.max(soonest, this.#playing.start));
      return;
    }
    this.#asked = track;
    this.look(now, soonest);
  }

  /** The track that is to begin, or that plays at a time and has not been told to end; null where there is none. */
  trackAt(time: Seconds): Track | null {
    if (this.#asked !== null) return this.#asked;
    const playing = this.#playing;
    const plays = playing !== null && !playing.ended && (playing.back === null || playing.back.line > time);
    return plays ? playing.track : null;
  }

  /** Whether there is a track that {@link end} would end, or end sooner. */
  mayEnd(end: TrackEnd, soonest: Seconds): boolean {
    const playing = this.#playing;
    if (this.#asked !== null) return true;
    if (playing === null || playing.back?.cued) return false;
    return playing.back === null || playing.back.line > endLine(playing, end, soonest);
  }

  /** To be told whenever a line may have come into sight. */
  look(now: Seconds, soonest: Seconds): void {
    const track = this.#asked;
    if (track === null) return;
    const line = this.#desk.line(track.at, soonest);
    if (line === null) return;
    this.#asked = null;
    const { length } = this.#desk.leave(line, track.fade, track.curve, now);
    this.#play(track, line, length);
  }

  /** Decides what is due at a time. */
  decide(now: Seconds): void {
    if (this.due <= now) this.#comeBack(now);
  }

  /** Ends the track at a line of its own, where its tempo is known. */
  end({ at, fade }: TrackEnd, now: Seconds, soonest: Seconds): void {
    this.#asked = null;
    const playing = this.#playing;
    if (playing === null || playing.back?.cued) return;
    const { track } = playing;
    const line = endLine(playing, { at }, soonest);
    if (playing.back !== null && playing.back.line <= line) return;
    playing.back = { line, fade: fade ?? track.fade, cued: null };
    playing.ended = true;
    if (this.due <= now) this.#comeBack(now);
  }

  /** Tells what is heard by a time. */
  tell(now: Seconds): void {
    const playing = this.#playing;
    if (playing === null) return;
    const { name } = playing.track;
    if (this.#told === null && playing.start <= now) this.#say('track', name, playing.start);
    if (playing.back === null || playing.back.line > now) return;
    this.#say('trackEnd', name, playing.back.line);
    this.#playing = null;
    this.#told = null;
  }

  /** Falls silent with the music. A track that has not begun is asked for again; answers whether there was one. */
  halt(now: Seconds, fade: Seconds): boolean {
    const playing = this.#playing;
    if (playing === null) return false;
    this.#desk.stage.endTrack(this.#desk.toClock(now), fade);
    if (playing.start <= now) return false;
    this.#asked = playing.track;
    this.#playing = null;
    return true;
  }

  /** Goes on with the music. Answers whether it is a track that goes on. */
  goOn(now: Seconds): boolean {
    const playing = this.#playing;
    if (playing === null || (playing.back !== null && playing.back.line <= now)) return false;
    const { track, start } = playing;
    const soonest = Math.max(now, start);
    const from = track.loop ? (soonest - start) % track.seconds : soonest - start;
    this.#desk.stage.track({ ...sound(track), from, time: this.#desk.toClock(soonest), fade: 0.15 });
    if (playing.back !== null) playing.back = { ...playing.back, cued: null };
    return true;
  }

  #play(track: Track, start: Seconds, fade: Seconds): void {
    const { stage, toClock } = this.#desk;
    if (this.#playing !== null && this.#told === 'track') this.#say('trackEnd', this.#playing.track.name, start);
    stage.track({ ...sound(track), from: 0, time: toClock(start), fade });
    const end = Math.max(SHORTEST, track.seconds - track.fade);
    this.#playing = {
      track,
      start,
      ended: false,
      back: track.loop ? null : { line: start + end, fade: track.fade, cued: null },
    };
    this.#told = null;
  }

  #replace(track: Track, line: Seconds): void {
    const { stage, toClock } = this.#desk;
    stage.endTrack(toClock(line), track.fade, track.curve);
    this.#play(track, line, track.fade);
  }

  #comeBack(now: Seconds): void {
    const playing = this.#playing!;
    const { line, fade } = playing.back!;
    const cued = this.#desk.comeBack(line, fade, playing.track.curve, now);
    playing.back = { line, fade, cued };
    this.#desk.stage.endTrack(this.#desk.toClock(cued.from), cued.length, cued.curve);
  }

  #say(event: 'track' | 'trackEnd', name: string, at: Seconds): void {
    this.#told = event;
    this.#desk.events.emit(event, { name, time: this.#desk.toClock(at) });
  }
}

/** The line of a track's own at which it can be ended. */
function endLine({ track, start }: Playing, { at = 'bar' }: TrackEnd, soonest: Seconds): Seconds {
  return start + trackLine(track, at, Math.max(soonest - start, SHORTEST));
}

function sound({ name, loop, db, curve }: Track) {
  return { key: name, loop, gainDb: db, curve };
}
