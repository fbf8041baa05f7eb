/**
 * Moves notes to the clock of 24 to a quarter. A part that was written keeps its 32nds and its triplet sixteenths; one that was
 * played is drawn to sixteenths or triplets, whichever suits each quarter: nearest lines note by note would mix the two. Only
 * where its notes are too fast for either are they drawn to shorter ones.
 */

import { GRID_PER_QUARTER } from '../../plugin/internal.ts';
import { GRID, nearestLine, PLACES } from './beat-grid.ts';
import type { Heard } from './line.ts';

/** The shortest note that is told apart. */
const SHORTEST = 3;
const SIXTEENTHS = [0, 6, 12, 18, 24];
const TRIPLETS = [0, 8, 16, 24];
/** What is rare in a part has to suit a quarter this much better than what is usual in it, in squares of 1/24 quarter. */
const RARE = 2;

/**
 * Notes on the clock.
 * @param notes with times in 1/24 of a quarter from a bar line, in order.
 * @param written whether they are where somebody wrote them, not where somebody played them.
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

/** What draws to the lines that suit each quarter; where nothing begins, to those that suit the whole. */
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

/** By how much triplets suit places in a quarter better than sixteenths, in squares of 1/24 quarter. */
function tripletsSuit(places: readonly number[]): number {
  return places.reduce((sum, place) => sum + beside(place, SIXTEENTHS) ** 2 - beside(place, TRIPLETS) ** 2, 0);
}

/** Whether notes one after another would be drawn to one line. */
function isTooFast(places: readonly number[], lines: readonly number[]): boolean {
  return places.some((place, i) => {
    const before = places[i - 1];
    if (before === undefined || place - before < TOGETHER) return false;
    return nearestLine(place, lines) === nearestLine(before, lines);
  });
}

/** Notes that begin this close (in 1/24 quarter) are one chord. */
const TOGETHER = 1.5;

/** The quarter that a time belongs to; a note just before the beat belongs to it. */
function quarterOf(clock: number): number {
  return Math.floor((clock + 2) / GRID_PER_QUARTER);
}

function beside(place: number, lines: readonly number[]): number {
  return Math.abs(place - nearestLine(place, lines));
}
