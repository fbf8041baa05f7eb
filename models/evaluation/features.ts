/**
 * The features of a melody after Yang & Lerch ("On the evaluation of generative models in music", Neural Computing and
 * Applications 32, 2020, section 3.2), each a number or a list of numbers. Pitch classes count from the tonic, so that the key
 * does not matter; time is in quarter notes in every meter.
 */

import { modulo, PPQ } from '../../plugin/internal.ts';
import type { Passage } from './passage.ts';

/** Note lengths in quarters: whole to sixteenth, the dotted ones, and triplets of half, quarter and eighth. */
const LENGTHS = [4, 2, 1, 0.5, 0.25, 3, 1.5, 0.75, 0.375, 4 / 3, 2 / 3, 1 / 3] as const;
const PITCH_CLASSES = 12;

/** Measures a passage of at least two notes; scalars are lists of one number. */
type Measure = (passage: Passage) => readonly number[];

/** The features by name. */
export const FEATURES = {
  /** Number of distinct pitches. */
  pitchCount: ({ notes }) => [new Set(notes.map(({ pitch }) => pitch)).size],
  /** Semitones from the lowest to the highest pitch. */
  pitchRange: ({ notes }) => {
    const pitches = notes.map(({ pitch }) => pitch);
    return [Math.max(...pitches) - Math.min(...pitches)];
  },
  /** Share of sounding time per pitch class. */
  pitchClassHistogram: ({ notes }) => {
    const time = new Array<number>(PITCH_CLASSES).fill(0);
    for (const { pitch, durationTicks } of notes) time[modulo(pitch, PITCH_CLASSES)]! += durationTicks;
    return shares(time);
  },
  /** Share of each ordered pair of pitch classes among successive notes. */
  pitchClassTransitions: ({ notes }) => {
    const classes = notes.map(({ pitch }) => modulo(pitch, PITCH_CLASSES));
    return transitions(classes, PITCH_CLASSES);
  },
  /** Mean absolute interval between successive notes, in semitones. */
  meanInterval: ({ notes }) => {
    const sum = notes.slice(1).reduce((total, { pitch }, i) => total + Math.abs(pitch - notes[i]!.pitch), 0);
    return [sum / (notes.length - 1)];
  },
  noteCount: ({ notes }) => [notes.length],
  /** Mean time between note starts, in quarters. */
  meanInterOnset: ({ notes }) => [(notes.at(-1)!.tick - notes[0]!.tick) / PPQ / (notes.length - 1)],
  /** Share of notes per length. */
  noteLengthHistogram: ({ notes }) => {
    const counts = new Array<number>(LENGTHS.length).fill(0);
    for (const { durationTicks } of notes) counts[lengthClass(durationTicks / PPQ)]!++;
    return shares(counts);
  },
  /** Share of each ordered pair of lengths among successive notes. */
  noteLengthTransitions: ({ notes }) => {
    const classes = notes.map(({ durationTicks }) => lengthClass(durationTicks / PPQ));
    return transitions(classes, LENGTHS.length);
  },
} as const satisfies Record<string, Measure>;
export type Feature = keyof typeof FEATURES;

/** The nearest length, by ratio. */
function lengthClass(quarters: number): number {
  let best = 0;
  for (let i = 1; i < LENGTHS.length; i++) {
    if (Math.abs(Math.log(LENGTHS[i]! / quarters)) < Math.abs(Math.log(LENGTHS[best]! / quarters))) best = i;
  }
  return best;
}

/** A transition matrix in row-major order, normalized to sum 1: plain counts would also encode the number of notes. */
function transitions(classes: readonly number[], size: number): number[] {
  const counts = new Array<number>(size * size).fill(0);
  for (let i = 1; i < classes.length; i++) counts[classes[i - 1]! * size + classes[i]!]!++;
  return shares(counts);
}

function shares(amounts: readonly number[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.map((amount) => amount / total);
}
