/**
 * How a written note is played with samples of a few seconds: one stroke where the sample is long enough, and where it
 * is not, further strokes from behind the attack, each faded in under the end of the one before, as a bow turns.
 */

import type { Seconds } from '../music/time.ts';

/** One run of a sample. Times are on the clock, offsets in the sample. */
export interface Stroke {
  readonly time: Seconds;
  readonly offset: Seconds;
  readonly attack: Seconds;
  /** When it starts to fade. */
  readonly until: Seconds;
  readonly release: Seconds;
  /** True where it is faded in under the stroke before. */
  readonly joins: boolean;
  /** True where it is faded out over the stroke after. */
  readonly joined: boolean;
}

/** What strokes are planned for. */
export interface Wish {
  readonly time: Seconds;
  readonly duration: Seconds;
  readonly attack: Seconds;
  readonly release: Seconds;
  /** Length of the sample. */
  readonly seconds: Seconds;
  /** Playback rate. */
  readonly rate: number;
  /** False for tones that die away by themselves and are never prolonged. */
  readonly sustained: boolean;
  /** Where the first stroke begins in the sample; default 0. */
  readonly skip?: Seconds;
}

/** Overlap of two strokes; long enough not to be heard as a new attack. */
const OVERLAP: Seconds = 0.5;
/** Where later strokes begin in the sample: behind the attack. */
const BEHIND_ATTACK: Seconds = 0.7;
/** The faded end of a sample, which strokes stay clear of. */
const TAIL: Seconds = 0.3;

/** The strokes for a note, in order; there is always at least one. */
export function strokesFor({
  time,
  duration,
  attack,
  release,
  seconds,
  rate,
  sustained,
  skip = 0,
}: Wish): readonly Stroke[] {
  const end = time + duration;
  const strokes: Stroke[] = [];
  let start = time;
  let offset = skip;
  for (;;) {
    const joins = strokes.length > 0;
    const from = { time: start, offset, attack: joins ? OVERLAP : attack, joins };
    const usable = start + (seconds - TAIL - offset) / rate;
    const gains = usable - OVERLAP - start > OVERLAP;
    if (!sustained || end + release <= usable || !gains) {
      strokes.push({ ...from, until: end, release, joined: false });
      return strokes;
    }
    const turn = usable - OVERLAP;
    if (turn >= end) {
      // Only the release would not fit: shorten it to what is there.
      strokes.push({ ...from, until: end, release: Math.max(0.05, usable - end), joined: false });
      return strokes;
    }
    strokes.push({ ...from, until: turn, release: OVERLAP, joined: true });
    start = turn;
    offset = BEHIND_ATTACK;
  }
}
