/**
 * Quantizes notes to the grid of 24 per quarter. Written parts keep 32nds and triplet sixteenths; performed parts are quantized
 * to sixteenths or triplets, whichever fits each quarter: choosing per note would mix the two. Only notes too fast for either
 * get a finer grid.
 */

import { GRID_PER_QUARTER } from '../../plugin/internal.ts';
import { GRID, nearestLine, PLACES } from './beat-grid.ts';
import type { Heard } from './line.ts';

/** The shortest note, in grid units. */
const SHORTEST = 3;
const SIXTEENTHS = [0, 6, 12, 18, 24];
const TRIPLETS = [0, 8, 16, 24];
/** How much better a subdivision that is rare in the part must fit a quarter, in squares of 1/24 quarter. */
const RARE = 2;

/**
 * Quantized notes.
 * @param notes sorted, with times in 1/24 of a quarter from a bar line.
 * @param written whether the part was written, not performed.
 */
export function quantized(notes: readonly Heard[], written: boolean): Heard[] {
  const draw = written ? drawnAsWritten : drawnAsPlayed(notes);
  return notes.map(({ pitch, onset, duration }) => {
    const at = draw(onset);
    return { pitch, onset: at, duration: Math.max(SHORTEST, draw(onset + duration) - at) };
  });
}

function drawnAsWritten(clock: number): number {
  const whole = Math.max(0, Math.round(clock));
  const place = whole % GRID_PER_QUARTER;
  return PLACES.includes(place) ? whole : whole - place + nearestLine(place, GRID);
}

/** A function that quantizes a time to the subdivision of its quarter; empty quarters use that of the whole part. */
function drawnAsPlayed(notes: readonly Heard[]): (clock: number) => number {
  const quarters = new Map<number, number[]>();
  for (const { onset } of notes) {
    const quarter = quarterOf(onset);
    const place = onset - quarter * GRID_PER_QUARTER;
    const own = quarters.get(quarter);
    if (own) own.push(place);
    else quarters.set(quarter, [place]);
  }
  const all = [...quarters.values()].reduce((sum, places) => sum + tripletsSuit(places), 0);
  const usual = all > 0 ? TRIPLETS : SIXTEENTHS;
  const least = all > 0 ? -RARE : RARE;
  const lines = new Map<number, readonly number[]>();
  for (const [quarter, places] of quarters) {
    const suiting = tripletsSuit(places) > least ? TRIPLETS : SIXTEENTHS;
    lines.set(quarter, [suiting, SIXTEENTHS].find((grid) => !isTooFast(places, grid)) ?? PLACES);
  }
  return (clock) => {
    const quarter = quarterOf(clock);
    const place = clock - quarter * GRID_PER_QUARTER;
    return Math.max(0, quarter * GRID_PER_QUARTER + nearestLine(place, lines.get(quarter) ?? usual));
  };
}

/** How much better triplets fit positions in a quarter than sixteenths, in squares of 1/24 quarter. */
function tripletsSuit(places: readonly number[]): number {
  return places.reduce((sum, place) => sum + beside(place, SIXTEENTHS) ** 2 - beside(place, TRIPLETS) ** 2, 0);
}

/** Whether consecutive notes would be quantized to one position. */
function isTooFast(places: readonly number[], lines: readonly number[]): boolean {
  return places.some((place, i) => {
    const before = places[i - 1];
    if (before === undefined || place - before < TOGETHER) return false;
    return nearestLine(place, lines) === nearestLine(before, lines);
  });
}

/** Notes that start within this time (in 1/24 quarter) are one chord. */
const TOGETHER = 1.5;

/** The quarter of a time; a note just before the beat belongs to it. */
function quarterOf(clock: number): number {
  return Math.floor((clock + 2) / GRID_PER_QUARTER);
}

function beside(place: number, lines: readonly number[]): number {
  return Math.abs(place - nearestLine(place, lines));
}
