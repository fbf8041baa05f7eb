/**
 * Decides whether the notes of a MIDI file follow its stated beat. Each part has its own phase: a part with a constant delay
 * follows the beat, and so does one that is played freely over drums that follow it.
 */

import { GRID_PER_QUARTER, modulo } from '../../plugin/internal.ts';
import type { MidiContent, MidiPart } from './midi-content.ts';
import type { Section } from './sections.ts';
import { lastAt } from './stretch.ts';

/** Why a file is read as unmetered. */
export const FREE_REASONS = {
  framed: 'timed by film frames, without beats',
  played: 'no part keeps to the beat, drums neither',
} as const;
export type FreeReason = (typeof FREE_REASONS)[keyof typeof FREE_REASONS];

/** How a part follows the beat. */
export interface PartBeat {
  /** The part's delay, in 1/24 of a quarter; negative if early. */
  readonly lateness: number;
  /** Whether nearly all notes are at exact positions: written, not performed. */
  readonly written: boolean;
}

/** How the parts of a file follow its beats. */
export interface BeatReading {
  /** The timing of a part. */
  of(part: MidiPart): PartBeat;
  /** Why the file is unmetered, or null. */
  readonly free: FreeReason | null;
}

/** Sixteenths and triplets, in 1/24 of a quarter. */
export const GRID = [0, 6, 8, 12, 16, 18, 24] as const;
/** Largest distance from a grid line, in grid units, that counts as on it. */
const ON_GRID = 0.75;
/** Exact positions: multiples of a 32nd or of a triplet sixteenth, in 1/24 of a quarter. */
export const PLACES: readonly number[] = [0, 3, 4, 6, 8, 9, 12, 15, 16, 18, 20, 21, 24];
/** Tolerance of an exact position, for rounding, and the share of exact notes that indicates a written part. */
const WRITTEN = { beside: 0.2, share: 0.85 };
/** Weight of each grid line: notes start more often on strong ones, so that a late part is not mistaken for an early syncopated one. */
const WEIGHT: Readonly<Record<number, number>> = { 0: 1, 6: 0.8, 8: 0.8, 12: 0.9, 16: 0.8, 18: 0.8, 24: 1 };
/** Cost per 1/24 quarter of delay: small delays are likelier. */
const LATENESS_COST = 0.04;
/** Largest delay that is tried, in either direction: almost a sixteenth. */
const LATEST = 5.75;
const STEP = 0.25;
/** Histogram bins per 1/24 of a quarter. */
const BINS = 8;

/** A part follows the beat if this share of its notes is on the grid; random notes reach 0.4. */
const KEEPS = 0.6;
/** Thresholds for a delayed part: improvement, and share on the grid; lower with many notes, which rarely fit by chance. */
const FITS = { better: 0.15, few: 0.75, many: 0.5, manyNotes: 64 };
/** Drums with this share on the grid decide that the file has a beat. */
const DRUMS_KEEP = { share: 0.9, hits: 16 };
const DRUMS = 9;

const NO_BEAT: PartBeat = { lateness: 0, written: false };

interface Fit extends PartBeat {
  /** Share of notes on the grid after removing the delay. */
  readonly share: number;
  readonly keeps: boolean;
}

/** Compares all parts of a file with its beats. */
export function readBeat(content: MidiContent, tune: MidiPart, sections: readonly Section[]): BeatReading {
  if (content.framed) return { of: () => NO_BEAT, free: FREE_REASONS.framed };
  const fits = new Map(
    content.parts.map((part) => [part, fitOf(placesOf(content, part, sections), part.notes.length)]),
  );
  const share = (parts: readonly MidiPart[]) => {
    const notes = parts.reduce((sum, part) => sum + part.notes.length, 0);
    return parts.reduce((sum, part) => sum + fits.get(part)!.share * part.notes.length, 0) / Math.max(1, notes);
  };
  const drums = content.parts.filter(({ channel }) => channel === DRUMS);
  const hits = drums.reduce((sum, { notes }) => sum + notes.length, 0);
  const keeps =
    fits.get(tune)!.keeps ||
    share(content.parts) >= KEEPS ||
    (hits >= DRUMS_KEEP.hits && share(drums) >= DRUMS_KEEP.share);
  return { of: (part) => fits.get(part) ?? NO_BEAT, free: keeps ? null : FREE_REASONS.played };
}

/** Histogram of note starts within a quarter. */
function placesOf({ ppq }: MidiContent, { notes }: MidiPart, sections: readonly Section[]): Float64Array {
  const places = new Float64Array(GRID_PER_QUARTER * BINS);
  for (const { onset } of notes) {
    const clock = (onset / ppq - lastAt(sections, onset / ppq)!.origin) * GRID_PER_QUARTER;
    places[Math.floor(modulo(clock, GRID_PER_QUARTER) * BINS)]!++;
  }
  return places;
}

function fitOf(places: Float64Array, notes: number): Fit {
  const share = shareOnGrid(places, 0) / notes;
  const written = shareWritten(places, 0) / notes >= WRITTEN.share;
  const asItIs = { lateness: 0, share, written, keeps: written || share >= KEEPS };
  if (written) return asItIs;
  let late = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let lateness = -LATEST; lateness <= LATEST; lateness += STEP) {
    const own = weightOnGrid(places, lateness) / notes - LATENESS_COST * Math.abs(lateness);
    if (own > most) [late, most] = [lateness, own];
  }
  const shifted = shareOnGrid(places, late) / notes;
  const least = notes >= FITS.manyNotes ? FITS.many : FITS.few;
  if (shifted < share + FITS.better || shifted < least) return asItIs;
  const lateness = late + meanBeside(places, late);
  const writtenLate = shareWritten(places, lateness) / notes >= WRITTEN.share;
  return { lateness, share: shifted, written: writtenLate, keeps: shifted >= FITS.few };
}

/** Calls with the distance to the nearest grid line, the line, and the number of notes. */
function forEachPlace(
  places: Float64Array,
  lateness: number,
  call: (beside: number, line: number, count: number) => void,
  lines: readonly number[] = GRID,
): void {
  for (let bin = 0; bin < places.length; bin++) {
    if (places[bin] === 0) continue;
    const place = modulo((bin + 0.5) / BINS - lateness, GRID_PER_QUARTER);
    const line = nearestLine(place, lines);
    call(place - line, line, places[bin]!);
  }
}

function shareOnGrid(places: Float64Array, lateness: number): number {
  let on = 0;
  forEachPlace(places, lateness, (beside, _, count) => {
    if (Math.abs(beside) <= ON_GRID) on += count;
  });
  return on;
}

function shareWritten(places: Float64Array, lateness: number): number {
  let on = 0;
  const count = (beside: number, _: number, notes: number) => {
    if (Math.abs(beside) <= WRITTEN.beside) on += notes;
  };
  forEachPlace(places, lateness, count, PLACES);
  return on;
}

/** As {@link shareOnGrid}, with more weight for exact notes and strong grid lines. */
function weightOnGrid(places: Float64Array, lateness: number): number {
  let sum = 0;
  forEachPlace(places, lateness, (beside, line, count) => {
    sum += count * WEIGHT[line]! * Math.max(0, 1 - Math.abs(beside));
  });
  return sum;
}

/** Mean distance of notes on the grid from their grid line. */
function meanBeside(places: Float64Array, lateness: number): number {
  let [sum, on] = [0, 0];
  forEachPlace(places, lateness, (beside, _, count) => {
    if (Math.abs(beside) > ON_GRID) return;
    sum += beside * count;
    on += count;
  });
  return on === 0 ? 0 : sum / on;
}

/** The line nearest to a position in a quarter (0 to 24). */
export function nearestLine(place: number, lines: readonly number[]): number {
  return lines.reduce((best, line) => (Math.abs(line - place) < Math.abs(best - place) ? line : best), lines[0]!);
}
