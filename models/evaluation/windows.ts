/**
 * Windows of a melody for lookup: n - 1 intervals and n durations, so that they are equal in every key. Rests are ignored on
 * both sides, so that a rest inserted into a copied melody hides nothing.
 */

import { DURATIONS, durationToken, pitchOfToken, REST, TICKS_PER_GRID } from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import type { Passage } from './passage.ts';

/** The notes of a melody in order: pitch above the tonic and duration symbol of each. */
export interface NoteRun {
  readonly pitches: readonly number[];
  /** Symbols of tokens.ts, so that lengths differ only if the network distinguishes them. */
  readonly durations: readonly number[];
}

/** The notes of a passage. */
export function runOfPassage({ notes }: Passage): NoteRun {
  return {
    pitches: notes.map(({ pitch }) => pitch),
    durations: notes.map(({ durationTicks }) => durationToken(durationTicks / TICKS_PER_GRID)),
  };
}

/** The notes of a stretch; with a meter, lengths end at the next onset, as in excerpts. */
export function runOfStretch(stretch: Stretch): NoteRun {
  const pitches: number[] = [];
  const durations: number[] = [];
  for (let i = 0; i < stretch.pitch.length; i++) {
    if (stretch.pitch[i] === REST) continue;
    const symbol = stretch.duration[i]!;
    const room = stretch.meter === 'none' ? 0 : (stretch.onset[i + 1] ?? 0) - stretch.onset[i]!;
    pitches.push(pitchOfToken(stretch.pitch[i]!));
    durations.push(room > 0 ? durationToken(Math.min(DURATIONS[symbol]!, room)) : symbol);
  }
  return { pitches, durations };
}

/** Number of windows of `size` notes in a run of `notes` notes. */
export function windowCount(notes: number, size: number): number {
  return Math.max(0, notes - size + 1);
}

/**
 * A key for each window of `size` notes, in order: a whole number of 53 bits from two hashes. Among the two million windows of
 * a corpus, a missing window is mistaken for a present one once in 10^9 lookups.
 */
export function windowKeys({ pitches, durations }: NoteRun, size: number): Float64Array {
  const keys = new Float64Array(windowCount(pitches.length, size));
  for (let start = 0; start < keys.length; start++) {
    let a = 0x811c9dc5;
    let b = 0x2545f491;
    for (let i = start; i < start + size; i++) {
      const interval = i === start ? 0 : pitches[i]! - pitches[i - 1]!;
      const symbol = interval * 64 + durations[i]!;
      a = Math.imul(a ^ symbol, 0x9e3779b1);
      a ^= a >>> 15;
      b = Math.imul(b ^ symbol, 0x85ebca6b);
      b ^= b >>> 13;
    }
    keys[start] = (a >>> 0) * 2 ** 21 + (b >>> 11);
  }
  return keys;
}
