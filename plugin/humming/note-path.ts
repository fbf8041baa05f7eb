/**
 * Which semitone a voice means at each moment, or rest: the cheapest path through the frames (Viterbi 1967), where each
 * change of note costs. That cost is the hysteresis that keeps vibrato in one note and passes glides over in one step.
 */

import { HIGHEST, LOWEST, type PitchCandidate, type PitchFrame } from './pitch-frames.ts';

/** Where the path rests. */
export const SILENT = -1;

/** Costs in units of a frame that fits badly; tuned on half of the tunes of test/humming. */
const COSTS = {
  /** Rest where there is a voice, and a note where there is none. */
  unheard: 1.2,
  unvoiced: 0.8,
  /** Most for a pitch that is not the note's, and what the square of a semitone costs. */
  most: 2.5,
  squared: 3,
  /** What a whole unit of clarity less than the clearest costs, and an octave down: twice a period is a period, too. */
  unclear: 8,
  octave: 0.2,
  /** Changes: rest to note, note to rest, note to note. */
  begin: 2,
  end: 1,
  change: 6,
} as const;

/** A frame with the voice in it or not. */
export interface VoicedFrame extends PitchFrame {
  readonly isVoiced: boolean;
}

/** Semitones by which a singer may be off concert pitch; between two of them is the same as near to one. */
const TUNINGS = [0, -0.2, 0.2, -0.4, 0.4];

/**
 * For each frame its semitone (MIDI), or {@link SILENT}: by the tuning of which the path is the cheapest. A mean of the pitches would
 * not do, as a vibrato is longest where it turns, between two semitones.
 */
export function notePath(frames: readonly VoicedFrame[]): readonly number[] {
  const paths = TUNINGS.map((tuning) => pathAt(frames, tuning));
  return paths.reduce((best, each) => (each.cost < best.cost ? each : best)).path;
}

interface NotePath {
  readonly path: readonly number[];
  readonly cost: number;
}

function pathAt(frames: readonly VoicedFrame[], tuning: number): NotePath {
  const count = HIGHEST - LOWEST + 1;
  const rest = count;
  let costs = new Float64Array(count + 1).fill(COSTS.begin);
  costs[rest] = 0;
  const came = frames.map((frame) => {
    const from = new Int16Array(count + 1);
    const next = new Float64Array(count + 1);
    const best = cheapest(costs, count);
    const fits = costsOf(frame, tuning);
    for (let note = 0; note <= count; note++) {
      const isRest = note === rest;
      const change = costs[best]! + (isRest ? COSTS.end : COSTS.change);
      const begin = isRest ? Number.POSITIVE_INFINITY : costs[rest]! + COSTS.begin;
      from[note] = note;
      next[note] = costs[note]!;
      if (change < next[note]!) [next[note], from[note]] = [change, best];
      if (begin < next[note]!) [next[note], from[note]] = [begin, rest];
      next[note]! += isRest ? (frame.isVoiced ? COSTS.unheard : 0) : fits[note]!;
    }
    costs = next;
    return from;
  });
  let state = cheapest(costs, count + 1);
  const cost = costs[state]!;
  const path = new Array<number>(frames.length);
  for (let i = frames.length - 1; i >= 0; i--) {
    path[i] = state === rest ? SILENT : LOWEST + state;
    state = came[i]![state]!;
  }
  return { path, cost };
}

/** For each note what a frame costs, least for the notes that its candidates are near. */
function costsOf({ isVoiced, candidates }: VoicedFrame, tuning: number): Float64Array {
  const costs = new Float64Array(HIGHEST - LOWEST + 1).fill(isVoiced ? COSTS.most : COSTS.unvoiced);
  if (!isVoiced) return costs;
  const unlikely = ({ clarity, pitch }: PitchCandidate) => -COSTS.unclear * clarity - (COSTS.octave / 12) * pitch;
  const least = Math.min(...candidates.map(unlikely));
  for (const candidate of candidates)
    for (let i = 0; i < costs.length; i++) {
      const cost = COSTS.squared * (candidate.pitch - LOWEST - i - tuning) ** 2 + unlikely(candidate) - least;
      costs[i] = Math.min(costs[i]!, cost);
    }
  return costs;
}

function cheapest(costs: Float64Array, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (costs[i]! < costs[best]!) best = i;
  return best;
}
