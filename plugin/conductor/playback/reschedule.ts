/**
 * Bars are scheduled two seconds ahead, so a change of intensity would be heard a bar or two late. So shortly before each
 * bar line intensity is read once more: where it has moved far since the bar was rendered, the bar is taken back and
 * rendered again, and layers enter or leave on that very line. These looks lie at music times, so a replay makes the same.
 */

import type { NormalRange, Seconds } from '../../music/time.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { PlaybackState } from '../model/playback.ts';
import type { ScheduledBar, Timeline } from '../model/timeline.ts';
import { ALWAYS, isBefore, LATE_LOOK, NEVER } from '../model/timing.ts';
import type { Crossfader } from './crossfader.ts';

/** A smaller change of intensity is a shade, and comes with the bars that follow. */
const FAR: NormalRange = 0.15;

/** Looks at scheduled bars once more. All times are music times. */
export class LateReschedule {
  #lastLook: Seconds = ALWAYS;

  constructor(
    private readonly playback: PlaybackState,
    private readonly crossfader: Crossfader,
    private readonly timeline: Timeline,
    private readonly controls: ControlResolver,
  ) {}

  /** Time of the next look. */
  get due(): Seconds {
    const bar = this.#next();
    return bar === null ? NEVER : bar.time - LATE_LOOK;
  }

  /** Takes the look that is due. */
  run(now: Seconds): void {
    const bar = this.#next();
    this.#lastLook = now;
    if (bar === null) return;
    const { player, controls, time } = bar;
    const moved = this.controls.at(player.memory, now).intensity - controls.intensity;
    if (Math.abs(moved) < FAR) return;
    player.earliestRead = now;
    this.crossfader.unscheduleFrom(player, time);
  }

  /** The next scheduled bar of the mood that leads that has not been looked at. */
  #next(): ScheduledBar | null {
    const { lead } = this.playback;
    if (lead === null || lead.fadeOut !== null) return null;
    const fits = ({ player, phraseBar, time }: ScheduledBar) =>
      player === lead && phraseBar >= 0 && isBefore(this.#lastLook, time - LATE_LOOK);
    return this.timeline.bars.find(fits) ?? null;
  }
}
