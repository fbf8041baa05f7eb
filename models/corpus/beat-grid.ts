/**
 * Whether the notes of a MIDI file keep to the beat that it states. All parts are heard, each with a phase of its own: a part
 * that is late by one amount throughout keeps to the beat, and so does one that is played loosely over drums that keep to it.
 */

import { GRID_PER_QUARTER } from '../../plugin/internal.ts';
import type { MidiContent, MidiPart } from './midi-content.ts';
import type { Section } from './sections.ts';
import { lastAt } from './stretch.ts';

/** Why a file is read as free of meter. */
export const FREE_REASONS = {
  framed: 'timed by film frames, without beats',
  played: 'no part keeps to the beat, drums neither',
} as const;
export type FreeReason = (typeof FREE_REASONS)[keyof typeof FREE_REASONS];

/** How the notes of a part lie on the beat. */
export interface PartBeat {
  /** By how much the part is late, in 1/24 of a quarter; below 0 where it is early. */
  readonly lateness: number;
  /** Nearly all of it stands exactly where one writes notes: nobody played it. */
  readonly written: boolean;
}

/** How the notes of a file lie on its beats. */
export interface BeatReading {
  /** How a part lies on the beat. */
  of(part: MidiPart): PartBeat;
  /** Why there are no beats to go by, or null. */
  readonly free: FreeReason | null;
}

/** Sixteenths and triplets, in 1/24 of a quarter. */
export const GRID = [0, 6, 8, 12, 16, 18, 24] as const;
/** How far beside a line of the grid a note still counts as on it. */
const ON_GRID = 0.75;
/** Where notes are written: multiples of a 32nd or of a triplet sixteenth, in 1/24 of a quarter. */
export const PLACES: readonly number[] = [0, 3, 4, 6, 8, 9, 12, 15, 16, 18, 20, 21, 24];
/** How far beside such a place a written note can lie, by rounding, and the share of written notes that tells a written part. */
const WRITTEN = { beside: 0.2, share: 0.85 };
/** Where parts begin notes most, so that a late part is not taken for an early one that is syncopated. By line of the grid. */
const WEIGHT: Readonly<Record<number, number>> = { 0: 1, 6: 0.8, 8: 0.8, 12: 0.9, 16: 0.8, 18: 0.8, 24: 1 };
/** What a lateness of 1/24 quarter costs: small ones are likelier. */
const LATENESS_COST = 0.04;
/** Latenesses that are tried, in 1/24 of a quarter: from one sixteenth early to one late. */
const LATEST = 5.75;
const STEP = 0.25;
/** Bins of places in a quarter, each an eighth of 1/24 quarter wide. */
const BINS = 8;

/** A part keeps to the beat where this share of its notes is on the grid; chance puts four of ten there. */
const KEEPS = 0.6;
/** A part is taken to be late where it fits this much better, and this well: many notes less well, as chance fits few. */
const FITS = { better: 0.15, few: 0.75, many: 0.5, manyNotes: 64 };
/** Drums that keep to the beat this well tell it, however loosely the rest is played. */
const DRUMS_KEEP = { share: 0.9, hits: 16 };
const DRUMS = 9;

const NO_BEAT: PartBeat = { lateness: 0, written: false };

interface Fit extends PartBeat {
  /** Share of notes on the grid, with that lateness taken off. */
  readonly share: number;
  readonly keeps: boolean;
}

/** Hears all parts of a file against its beats. */
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

/** How many notes begin at each place of a quarter. */
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

/** Calls with the distance to the nearest line of the grid, the line, and how many notes begin there. */
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

/** As {@link shareOnGrid}, but more for notes right on the grid and on its stronger lines. */
function weightOnGrid(places: Float64Array, lateness: number): number {
  let sum = 0;
  forEachPlace(places, lateness, (beside, line, count) => {
    sum += count * WEIGHT[line]! * Math.max(0, 1 - Math.abs(beside));
  });
  return sum;
}

/** How far notes on the grid lie beside it, on average. */
function meanBeside(places: Float64Array, lateness: number): number {
  let [sum, on] = [0, 0];
  forEachPlace(places, lateness, (beside, _, count) => {
    if (Math.abs(beside) > ON_GRID) return;
    sum += beside * count;
    on += count;
  });
  return on === 0 ? 0 : sum / on;
}

/** The one of some lines that a place in a quarter (0 to 24) is nearest to. */
export function nearestLine(place: number, lines: readonly number[]): number {
  return lines.reduce((best, line) => (Math.abs(line - place) < Math.abs(best - place) ? line : best), lines[0]!);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
