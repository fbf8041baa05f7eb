/** Takes out of what was read the tunes that teach nothing, and sets those apart that may only be measured. */

import type { Tune } from './record.ts';
import { repeatsAmong } from './repeats.ts';
import type { LeftOut } from './source-counts.ts';
import { sourceNamed } from './sources.ts';
import { isMelodic } from './stretches.ts';

const NOT_MELODIC = 'mostly repeated pitches or wild leaps';

/** Tunes to train and test with, and those to measure only, without what teaches nothing. */
export function useful(read: readonly Tune[], leftOut: LeftOut[]): { tunes: Tune[]; measured: Tune[] } {
  const leave = ({ source, id }: Tune, reason: string) => {
    leftOut.push({ source, name: id, reason });
    return false;
  };
  const melodic = read.filter((tune) => isMelodic(tune) || leave(tune, NOT_MELODIC));
  const repeats = repeatsAmong(melodic);
  const kept = melodic.filter((tune, i) => !repeats.has(i) || leave(tune, repeats.get(i)!));
  const isMeasured = ({ source }: Tune) => sourceNamed(source)?.use === 'measuring';
  return { tunes: kept.filter((tune) => !isMeasured(tune)), measured: kept.filter(isMeasured) };
}
