/**
 * Finds copies of held-out tunes that differ more than near copies of one source do: other editions, note values doubled, an
 * arrangement of one part. They share a tenth of their runs of notes if lengths are compared as ratios.
 */

import { hashText } from '../../plugin/internal.ts';
import type { Tune } from './record.ts';

/** Notes of a run, steps that differ in it at least (scales prove nothing), and what two tunes share that are copies. */
const RUN = 12;
const VARIED = 4;
const SHARED = { runs: 2, share: 0.1 };

/** The places of checked tunes that are copies of held ones. */
export function copiesOfHeld(
  tunes: readonly Tune[],
  isHeld: (index: number) => boolean,
  isChecked: (index: number) => boolean,
): Set<number> {
  const checked = [...tunes.keys()].filter(isChecked);
  const copies = new Set<number>();
  if (checked.length === 0) return copies;
  const holders = new Map<number, number[]>();
  const sizes = new Map<number, number>();
  for (const held of tunes.keys()) {
    if (!isHeld(held)) continue;
    const runs = runsOf(tunes[held]!);
    sizes.set(held, runs.size);
    for (const run of runs) holders.set(run, [...(holders.get(run) ?? []), held]);
  }
  for (const index of checked) {
    const runs = runsOf(tunes[index]!);
    const common = new Map<number, number>();
    for (const run of runs) for (const held of holders.get(run) ?? []) common.set(held, (common.get(held) ?? 0) + 1);
    for (const [held, count] of common) {
      const least = SHARED.share * Math.min(runs.size, sizes.get(held)!);
      if (count >= SHARED.runs && count >= least) copies.add(index);
    }
  }
  return copies;
}

/** Hashes of a tune's runs: intervals, and each length as a ratio to the one before. */
function runsOf({ events }: Tune): Set<number> {
  const notes = events.filter(({ pitch }) => pitch !== null);
  const steps = notes.slice(1).map(({ pitch, duration }, i) => {
    const before = notes[i]!;
    return `${pitch! - before.pitch!},${(duration / before.duration).toFixed(2)}`;
  });
  const runs = new Set<number>();
  for (let i = 0; i + RUN <= steps.length; i++) {
    const run = steps.slice(i, i + RUN);
    if (new Set(run).size >= VARIED) runs.add(hashText(run.join(' ')));
  }
  return runs;
}
