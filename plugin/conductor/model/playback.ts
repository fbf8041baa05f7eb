/** The state of playback: the one place that says whether composed music plays, a recorded track plays, or nothing does. */

import type { Seconds } from '../../music/time.ts';
import type { Track } from '../../soundtrack/track.ts';
import type { TrackSection } from '../../soundtrack/track-layout.ts';
import type { TransitionRule } from '../../soundtrack/transition-rule.ts';
import type { Crossfade } from './crossfade.ts';
import type { ConductorSnapshot } from './events.ts';
import type { MoodPlayer } from './mood-player.ts';
import type { MoodState } from './mood-state.ts';
import type { ResumePoint } from './resume-point.ts';

/** A transition whose line lies beyond the scheduled bars, so that its time is not known yet. */
export interface PendingTransition {
  readonly memory: MoodState;
  readonly rule: TransitionRule;
  /** Music time before which it may not happen. */
  readonly from: Seconds;
}

/** A recorded track that plays, or is about to. Times are music times. */
export interface ActiveTrack {
  readonly track: Track;
  /** Time at which it begins, or its section, and the place in the recording. */
  readonly start: Seconds;
  readonly from: Seconds;
  /** The section that plays, or null. */
  readonly section: TrackSection | null;
  /** Whether the event `track` has been emitted. */
  readonly isAnnounced: boolean;
  /** Whether the game has ended it. */
  readonly isEnded: boolean;
  /** When composed music comes back; null for a loop until it is ended. `crossing` is null until that music is started. */
  readonly back: { readonly line: Seconds; readonly fade: Seconds; readonly crossing: Crossfade | null } | null;
}

/** No music plays. It goes on at `resume`, or with the requested mood where nothing has begun. */
export interface Silence {
  readonly resume: ResumePoint | null;
  /** The track that was interrupted, or null. */
  readonly track: ActiveTrack | null;
  /** A track that starts at the next line of its kind, or null. */
  readonly nextTrack: Track | null;
}

/** What sounds. */
export type Playback =
  | ({ readonly kind: 'idle' } & Silence)
  /** `start()` was called; the first phrase or its instruments are missing since a clock time. */
  | ({ readonly kind: 'waiting'; readonly since: Seconds } & Silence)
  | {
      readonly kind: 'composed';
      /** The player that has the lead, or gets it at its line. */
      readonly lead: MoodPlayer;
      readonly pending: PendingTransition | null;
      /** The track that this music follows; null from its line on. */
      readonly track: ActiveTrack | null;
      readonly nextTrack: Track | null;
    }
  /** A track has the lead, or gets it at its start. */
  | {
      readonly kind: 'track';
      readonly track: ActiveTrack;
      readonly resume: ResumePoint;
      readonly nextTrack: Track | null;
    }
  | ({ readonly kind: 'paused' } & Silence)
  | ({ readonly kind: 'disposed' } & Silence);

/** Holds the one {@link Playback} of a conductor. */
export class PlaybackState {
  value: Playback = { kind: 'idle', resume: null, track: null, nextTrack: null };

  /** The player that has the lead, or gets it at its line; null where no composed music plays. */
  get lead(): MoodPlayer | null {
    return this.value.kind === 'composed' ? this.value.lead : null;
  }

  get pending(): PendingTransition | null {
    return this.value.kind === 'composed' ? this.value.pending : null;
  }

  set pending(pending: PendingTransition | null) {
    if (this.value.kind === 'composed') this.value = { ...this.value, pending };
  }

  /** Where composed music goes on; null while it plays, and before anything was saved or heard. */
  get resume(): ResumePoint | null {
    return this.value.kind === 'composed' ? null : this.value.resume;
  }

  set resume(resume: ResumePoint) {
    if (this.value.kind !== 'composed') this.value = { ...this.value, resume };
  }

  /** The mood that was requested last and has or gets the lead; null before the music begins. */
  get target(): MoodState | null {
    return (this.pending ?? this.lead ?? this.resume)?.memory ?? null;
  }

  /** The track that plays, is about to, or was interrupted; null where there is none. */
  get track(): ActiveTrack | null {
    return this.value.track;
  }

  set track(track: ActiveTrack | null) {
    if (this.value.kind !== 'track') this.value = { ...this.value, track };
    else if (track !== null) this.value = { ...this.value, track };
  }

  /** The track that waits for its line; null where there is none. */
  get nextTrack(): Track | null {
    return this.value.nextTrack;
  }

  set nextTrack(nextTrack: Track | null) {
    this.value = { ...this.value, nextTrack };
  }

  /** Whether time moves on. */
  get isPlaying(): boolean {
    return this.value.kind === 'composed' || this.value.kind === 'track';
  }

  /** The state as a snapshot names it. */
  get name(): ConductorSnapshot['state'] {
    return this.value.kind === 'composed' || this.value.kind === 'track' ? 'playing' : this.value.kind;
  }

  /** Gives the lead to a player. A track that still sounds, and one that is to come, stay. */
  giveLead(lead: MoodPlayer): void {
    const { track, nextTrack } = this.value;
    this.value = { kind: 'composed', lead, pending: null, track, nextTrack };
  }
}
