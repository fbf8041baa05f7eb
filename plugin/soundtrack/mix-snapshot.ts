/** Mixer snapshots: named settings of gain and low-pass filter for all music, such as `paused` and `underwater`. */

import { plainText } from '../mood/names.ts';
import { checkFieldsOf, checkObject, entriesOf, type Fields, number } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import type { Seconds } from '../music/time.ts';

/** A named mixer setting. Plain JSON. */
export interface MixSnapshotDefinition {
  /** Cutoff of a lowpass filter in Hz, 40..20000. Default: none. */
  readonly lowpass?: number;
  /** Gain in dB, -60..0. Default 0. */
  readonly db?: number;
  /** Duration of the change in seconds, 0..10, also when it ends. Default 0.3. */
  readonly seconds?: Seconds;
}

/** Built-in mixer snapshots; a soundtrack may redefine them. */
export const SNAPSHOTS: Readonly<Record<string, MixSnapshotDefinition>> = {
  // As through a closed door: recognizable, but in the background.
  paused: { lowpass: 900, db: -8, seconds: 0.25 },
  // Water absorbs most of the sound above the range of the voice.
  underwater: { lowpass: 600, db: -3, seconds: 0.4 },
};

const SNAPSHOT: Fields = { lowpass: number(40, 20_000), db: number(-60, 0), seconds: number(0, 10) };

/** The mixer snapshots of a soundtrack, built-in ones included. @throws naming the snapshot and what is wrong with it. */
export function resolveSnapshots(
  own: Readonly<Record<string, MixSnapshotDefinition>> = {},
): ReadonlyMap<string, MixSnapshotDefinition> {
  for (const [name, definition] of entriesOf('snapshots', own, DECLARED)) {
    const owner = `snapshot '${plainText(name)}'`;
    checkObject(owner, definition, '{ lowpass: 600, db: -3 }');
    checkFieldsOf(owner, definition, SNAPSHOT);
  }
  return new Map(Object.entries({ ...SNAPSHOTS, ...own }));
}
