/** What a panel of the overlay is: some elements, brought up to date a few times a second while they are seen. */

import type { ConductorSnapshot } from '../conductor/model/events.ts';
import type { Seconds } from '../music/time.ts';
import type { Recorder } from './recorder.ts';
import type { RollLayout } from './roll-layout.ts';
import type { OverlayTarget, TargetInspection } from './target.ts';
import type { TuningHistory } from './tuning-history.ts';

/** What panels show. */
export interface View {
  readonly snapshot: ConductorSnapshot;
  readonly inspection: TargetInspection;
  readonly recorder: Recorder;
  /** Laid out when asked for. */
  readonly layout: RollLayout;
  /** Milliseconds that the overlay's own frames took, the last few hundred. */
  readonly frames: readonly number[];
}

/** What panels may do. */
export interface Hands {
  readonly target: OverlayTarget;
  readonly desk: TuningHistory;
  /** Begins anew with another soundtrack; what was tuned is forgotten. @throws where it is wrong. */
  restart(definition: OverlayTarget['definition']): void;
}

/** One tab's content. */
export interface Panel {
  readonly root: HTMLElement;
  /** Ten times a second while it is seen. */
  update(view: View): void;
  /** Every frame while it is seen, with the clock time of the frame. */
  frame?(time: Seconds): void;
  dispose?(): void;
}
