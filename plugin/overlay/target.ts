/** What the overlay needs of the music it looks at: the plugin's own face, and no more of it than this. */

import type { ConductorEvents, ConductorSnapshot } from '../conductor/model/events.ts';
import type { ConductorInspection } from '../conductor/observe/inspection.ts';
import type { ConductorLog } from '../conductor/recording/command-log.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { TransitionOptions } from '../soundtrack/transition-options.ts';
import type { Tuning } from '../soundtrack/tuning.ts';

/** A conductor's inspection, and where there is sound and a game around it, what these tell. */
export interface TargetInspection extends ConductorInspection {
  readonly sound?: {
    readonly running: boolean;
    readonly voices: number;
    readonly nodes: number;
    readonly samplesMB: number;
    readonly decks: readonly number[];
  } | null;
  /** Milliseconds that the last ticks of the music took on this thread. */
  readonly ticks?: readonly number[];
}

/** The music that an overlay looks at; `this.soundtrack` of any scene is one. */
export interface OverlayTarget {
  readonly definition: SoundtrackDefinition;
  /** Whether phrases come with the reasons of their notes. */
  explain: boolean;
  snapshot(): ConductorSnapshot | null;
  inspect(): TargetInspection | null;
  on<K extends keyof ConductorEvents>(name: K, listener: (event: ConductorEvents[K]) => void): unknown;
  off<K extends keyof ConductorEvents>(name: K, listener: (event: ConductorEvents[K]) => void): unknown;
  mood(name: string, cue?: TransitionOptions): unknown;
  stinger(name: string): unknown;
  theme(name: string): unknown;
  tune(tuning: Tuning): unknown;
  reroll(): unknown;
  restart(definition: SoundtrackDefinition): unknown;
  /** The log of the session, to be played again; null while there is none. */
  record(): ConductorLog | null;
  /** Plays a log again, where the music can. */
  replay?(log: ConductorLog): unknown;
}

/** Whether the game that the music belonged to has ended: Phaser takes the game away from its plugins then. */
export function isGone(target: OverlayTarget): boolean {
  return 'game' in target && !target.game;
}
