/**
 * What is held back of a handful of pieces to tell when to stop. The shares of a large corpus would hold back nothing, or the
 * one piece that matters; so of ten pieces and more whole ones are held back, of fewer the end of each.
 */

import { hashText } from '../../plugin/internal.ts';
import type { Tune, TuneEvent } from './record.ts';

/** Fewer pieces than this are a handful. */
export const FEW_PIECES = 100;
/** From this many on, whole pieces are held back. */
const WHOLE_PIECES = 10;
/** How much of the music whole pieces hold back, the most that one of them may be, and how much of a piece its end is. */
const SHARE = { pieces: 0.1, largest: 0.25, end: 0.125 };
/** Notes that an end must have, as every stretch must. */
const MIN_END = 8;
/** Ends begin where four bars do. */
const CUT_BARS = 4;

/** A handful of tunes, divided; `held` says what `valid` is made of. */
export interface SmallSplit {
  readonly train: readonly Tune[];
  readonly valid: readonly Tune[];
  readonly held: 'pieces' | 'ends' | 'nothing';
}

/**
 * Divides a handful of tunes. Depends on the tunes alone.
 * @param groups a name for each tune's piece; copies share one.
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

/** Pieces in an order of chance, until a tenth of the music is held. */
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

/** A tune without its last eighth, and that, where it is long enough to be told apart. */
function cutEnd(tune: Tune): { body: Tune; end: Tune | null } {
  const step = CUT_BARS * (tune.bar || 1);
  const sounds = ({ pitch }: TuneEvent) => pitch !== null;
  let cut = tune.events.length - Math.ceil(SHARE.end * tune.events.length);
  // Back to the nearest four-bar line; without meter anywhere will do.
  const begins = (i: number) => tune.bar === 0 || Math.abs(tune.events[i]!.onset % step) < 1e-6;
  while (cut > 0 && !(begins(cut) && tune.events.slice(cut).filter(sounds).length >= MIN_END)) cut--;
  const [body, end] = [tune.events.slice(0, cut), tune.events.slice(cut)];
  if (body.filter(sounds).length < 2 * end.filter(sounds).length) return { body: tune, end: null };
  return { body: { ...tune, events: body }, end: { ...tune, id: `${tune.id}@end`, events: end } };
}
