/**
 * Holds out a part of a small corpus for validation. The shares of a large corpus would hold out nothing, or the one important
 * piece; so with ten pieces or more whole ones are held out, with fewer the end of each.
 */

import { hashText } from '../../plugin/internal.ts';
import type { Tune, TuneEvent } from './record.ts';

/** A corpus with fewer pieces is small. */
export const FEW_PIECES = 100;
/** From this many pieces on, whole ones are held out. */
const WHOLE_PIECES = 10;
/** Share of the music in held-out pieces, largest share of one of them, and share of a piece that is its end. */
const SHARE = { pieces: 0.1, largest: 0.25, end: 0.125 };
/** Least notes of an end, as of every stretch. */
const MIN_END = 8;
/** Ends start at a multiple of this many bars. */
const CUT_BARS = 4;

/** A small corpus, split; `held` says what `valid` consists of. */
export interface SmallSplit {
  readonly train: readonly Tune[];
  readonly valid: readonly Tune[];
  readonly held: 'pieces' | 'ends' | 'nothing';
}

/**
 * Splits a small corpus. Depends only on the tunes.
 * @param groups the name of each tune's piece; copies share one.
 */
export function splitFew(tunes: readonly Tune[], groups: readonly string[]): SmallSplit {
  const held = new Set(groups).size >= WHOLE_PIECES ? heldPieces(tunes, groups) : new Set<string>();
  if (held.size > 0) {
    const isHeld = (_: Tune, i: number) => held.has(groups[i]!);
    return { train: tunes.filter((tune, i) => !isHeld(tune, i)), valid: tunes.filter(isHeld), held: 'pieces' };
  }
  const parts = tunes.map(cutEnd);
  const ends = parts.flatMap(({ end }) => end ?? []);
  if (ends.length === 0) return { train: tunes, valid: tunes, held: 'nothing' };
  return { train: parts.map(({ body }) => body), valid: ends, held: 'ends' };
}

/** Random pieces whose total is a tenth of the music. */
function heldPieces(tunes: readonly Tune[], groups: readonly string[]): Set<string> {
  const sizes = new Map<string, number>();
  tunes.forEach(({ events }, i) => {
    sizes.set(groups[i]!, (sizes.get(groups[i]!) ?? 0) + events.length);
  });
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const held = new Set<string>();
  let music = 0;
  const chance = (group: string) => hashText(`held ${group}`);
  for (const [group, size] of [...sizes].sort(([a], [b]) => chance(a) - chance(b) || (a < b ? -1 : 1))) {
    if (music >= SHARE.pieces * total) break;
    if (size > SHARE.largest * total) continue;
    held.add(group);
    music += size;
  }
  return held;
}

/** Splits off the last eighth of a tune; null if it is too short. */
function cutEnd(tune: Tune): { body: Tune; end: Tune | null } {
  const step = CUT_BARS * (tune.bar || 1);
  const sounds = ({ pitch }: TuneEvent) => pitch !== null;
  let cut = tune.events.length - Math.ceil(SHARE.end * tune.events.length);
  // Back to a multiple of four bars; anywhere without meter.
  const begins = (i: number) => tune.bar === 0 || Math.abs(tune.events[i]!.onset % step) < 1e-6;
  while (cut > 0 && !(begins(cut) && tune.events.slice(cut).filter(sounds).length >= MIN_END)) cut--;
  const [body, end] = [tune.events.slice(0, cut), tune.events.slice(cut)];
  if (body.filter(sounds).length < 2 * end.filter(sounds).length) return { body: tune, end: null };
  return { body: { ...tune, events: body }, end: { ...tune, id: `${tune.id}@end`, events: end } };
}
