/** The interface of a panel: some elements that are updated several times a second while visible. */

import type { ConductorSnapshot } from '../conductor/model/events.ts';
import type { Seconds } from '../music/time.ts';
import type { Recorder } from './recorder.ts';
import type { RollLayout } from './roll-layout.ts';
import type { OverlayTarget, TargetInspection } from './target.ts';
import type { TuningHistory } from './tuning-history.ts';

/** The data that panels show. */
export interface View {
  readonly snapshot: ConductorSnapshot;
  readonly inspection: TargetInspection;
  readonly recorder: Recorder;
  /** Computed on first access. */
  readonly layout: RollLayout;
  /** Durations of the overlay's own frames, in ms, the last few hundred. */
  readonly frames: readonly number[];
}

/** The actions that panels can perform. */
export interface PanelActions {
  readonly target: OverlayTarget;
  readonly history: TuningHistory;
  /** Restarts the music with another soundtrack and discards the tuning. @throws if the soundtrack is invalid. */
  restart(definition: OverlayTarget['definition']): void;
}

/** The content of one tab. */
export interface Panel {
  readonly root: HTMLElement;
  /** Called ten times a second while visible. */
  update(view: View): void;
  /** Called every frame while visible, with its clock time. */
  frame?(time: Seconds): void;
  dispose?(): void;
}
