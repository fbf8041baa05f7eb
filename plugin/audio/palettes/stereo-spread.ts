/**
 * Where the notes of one instrument sit, as the audience sees it: a drummer's hats, congas and small drums on one side, ride,
 * crash and large drums on the other, bass drum and snare between; high players of a section left, low ones right.
 */

import type { MidiPitch } from '../../music/pitch.ts';

/** A place beside an instrument's pan. */
export type Side = -1 | 0 | 1;

/** Hats, high toms, tambourine, bongos, shakers. */
const RIGHT: ReadonlySet<MidiPitch> = new Set([42, 44, 46, 48, 50, 54, 60, 61, 65, 67, 69, 70, 76, 82]);
/** Low toms, crashes, rides, congas, triangles. */
const LEFT: ReadonlySet<MidiPitch> = new Set([41, 43, 49, 51, 53, 55, 57, 59, 62, 63, 64, 66, 68, 77, 80, 81]);
/** Lowest pitch of a section's high players, and of its middle ones. */
const HIGH: MidiPitch = 67;
const MIDDLE: MidiPitch = 60;

/** The side on which a note plays: -1 left, 1 right. */
export function sideOf(pitch: MidiPitch, drum: boolean): Side {
  if (drum) return RIGHT.has(pitch) ? 1 : LEFT.has(pitch) ? -1 : 0;
  return pitch >= HIGH ? -1 : pitch >= MIDDLE ? 0 : 1;
}
