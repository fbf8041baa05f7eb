/** The part of the plugin's interface that the overlay uses. */

import type { PictureSource } from '../affect/picture/look.ts';
import type { Look } from '../affect/picture/read-picture.ts';
import type { ConductorEvents, ConductorSnapshot } from '../conductor/model/events.ts';
import type { ConductorInspection } from '../conductor/observe/inspection.ts';
import type { ConductorLog } from '../formats/log.ts';
import type { ListenOptions, ListenResult } from '../humming/listen-options.ts';
import type { Controls } from '../mood/controls.ts';
import type { Feel } from '../mood/feel.ts';
import type { TimedBar } from '../output/audio-output.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { TransitionOptions } from '../soundtrack/transition-options.ts';
import type { Tuning } from '../soundtrack/tuning.ts';

/** A conductor's inspection, with data about sound and game if there are any. */
export interface TargetInspection extends ConductorInspection {
  readonly sound?: {
    readonly running: boolean;
    readonly voices: number;
    readonly nodes: number;
    readonly samplesMB: number;
    readonly decks: readonly number[];
  } | null;
  /** Durations of the last timer ticks on this thread, in ms. */
  readonly ticks?: readonly number[];
}

/** Lets a change outlive the scene that plays, where there are scenes. */
export interface ChangeOptions {
  readonly global?: boolean;
}

/** The music that an overlay shows; `this.soundtrack` of any scene fits. */
export interface OverlayTarget {
  readonly definition: SoundtrackDefinition;
  /** Whether phrases include the reasons for their notes. */
  explain: boolean;
  snapshot(): ConductorSnapshot | null;
  inspect(): TargetInspection | null;
  on<K extends keyof ConductorEvents>(name: K, listener: (event: ConductorEvents[K]) => void): unknown;
  off<K extends keyof ConductorEvents>(name: K, listener: (event: ConductorEvents[K]) => void): unknown;
  mood(name: string, options?: TransitionOptions): unknown;
  stinger(name: string): unknown;
  theme(name: string): unknown;
  tune(tuning: Tuning): unknown;
  feel(point: Partial<Feel>, options?: ChangeOptions): unknown;
  override(controls: Partial<Controls>, options?: ChangeOptions): unknown;
  /** Looks at the game's picture, or at one that is given. */
  look?(source?: PictureSource): Promise<Look>;
  /** Listens to a person who hums, if supported. */
  listen?(options: ListenOptions): Promise<ListenResult>;
  reroll(): unknown;
  restart(definition: SoundtrackDefinition): unknown;
  /** The log of the session, for `replay`; null while there is none. */
  record(): ConductorLog | null;
  /** Renders bars as WAV files by role, if supported. */
  renderStems?(bars: readonly TimedBar[]): AsyncIterable<{ readonly role: string; readonly wav: Uint8Array }>;
  /** Replays a log, if supported. */
  replay?(log: ConductorLog): unknown;
}

/** Whether the game has ended: Phaser then removes `game` from its plugins. */
export function isGone(target: OverlayTarget): boolean {
  return 'game' in target && !target.game;
}
