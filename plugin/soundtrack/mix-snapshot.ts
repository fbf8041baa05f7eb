/** Mixer snapshots: named settings of gain and low-pass filter for all music, such as `paused` and `underwater`. */

import { plainText } from '../mood/names.ts';
import { checkFieldsOf, checkObject, entriesOf, type Fields, number } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import type { Seconds } from '../music/time.ts';

/** A named setting of the whole mix. Plain JSON. */
export interface SnapshotDefinition {
  /** Cutoff in Hz above which all music is dulled, 40..20000. Default: none. */
  readonly lowpass?: number;
  /** Gain in dB, -60..0. Default 0. */
  readonly db?: number;
  /** Seconds to get there, and back, 0..10. Default 0.3. */
  readonly seconds?: Seconds;
}

/** Snapshots that every soundtrack has; it may define others under the same names. */
export const SNAPSHOTS: Readonly<Record<string, SnapshotDefinition>> = {
  // Behind a closed door: the tune can be followed, nothing of it asks for attention.
  paused: { lowpass: 900, db: -8, seconds: 0.25 },
  // Water carries next to nothing above the voice's own octave.
  underwater: { lowpass: 600, db: -3, seconds: 0.4 },
};

const SNAPSHOT: Fields = { lowpass: number(40, 20_000), db: number(-60, 0), seconds: number(0, 10) };

/** The snapshots of a soundtrack, those of the package among them. @throws naming the snapshot and what is wrong with it. */
export function resolveSnapshots(
  own: Readonly<Record<string, SnapshotDefinition>> = {},
): ReadonlyMap<string, SnapshotDefinition> {
  for (const [name, definition] of entriesOf('snapshots', own, DECLARED)) {
    const owner = `snapshot '${plainText(name)}'`;
    checkObject(owner, definition, '{ lowpass: 600, db: -3 }');
    checkFieldsOf(owner, definition, SNAPSHOT);
  }
  return new Map(Object.entries({ ...SNAPSHOTS, ...own }));
}
