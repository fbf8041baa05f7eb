/**
 * Joins the overlapping views of an `AnalyserNode` to one stretch of sound. The clock says about where a view goes on; the
 * samples that it shares with the view before say exactly.
 */

import type { Seconds } from '../music/time.ts';

/** Samples that must be the same in two views. */
const MATCH = 64;
/** How far the clock may be off, in samples: browsers move it in steps. */
const SLACK = 8192;

/** Takes views in order, and gives what is new in each. */
export class SampleTape {
  readonly #rate: number;
  #last: Float32Array | null = null;
  #time: Seconds = 0;
  #start: Seconds = 0;

  /** @param sampleRate in Hz */
  constructor(sampleRate: number) {
    this.#rate = sampleRate;
  }

  /** Clock time of the first sample that was given. */
  get start(): Seconds {
    return this.#start;
  }

  /**
   * The samples that a view has and the last had not. The first view gives none: it says where to begin.
   * @param time on the clock, when the view was read
   */
  add(view: Float32Array, time: Seconds): Float32Array {
    const last = this.#last;
    if (last === null) {
      this.#last = view.slice();
      this.#start = time;
      this.#time = time;
      return new Float32Array(0);
    }
    const expected = Math.round((time - this.#time) * this.#rate);
    const fresh = overlapsAt(last, view, expected) ?? expected;
    if (fresh <= 0) return new Float32Array(0);
    this.#last = view.slice();
    this.#time = time;
    // A page that stood still for longer than a view has missed what was before it.
    const samples = new Float32Array(fresh);
    const known = Math.min(fresh, view.length);
    samples.set(view.subarray(view.length - known), fresh - known);
    return samples;
  }
}

/** How many samples of a view are new; null where the end of the last view is silent, or not in this one. */
function overlapsAt(last: Float32Array, view: Float32Array, expected: number): number | null {
  const end = last.subarray(last.length - MATCH);
  if (end.every((sample) => sample === end[0])) return null;
  const isAt = (fresh: number) => {
    const from = view.length - fresh - MATCH;
    return fresh >= 0 && from >= 0 && end.every((sample, i) => sample === view[from + i]);
  };
  for (let off = 0; off <= SLACK; off++) {
    if (isAt(expected + off)) return expected + off;
    if (isAt(expected - off)) return expected - off;
  }
  return null;
}
