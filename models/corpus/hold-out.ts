/** Chooses which pieces of the second corpus are held out: of each style some pieces to validate with, some to test with. */

import { hashText } from '../../plugin/internal.ts';
import { copiesOfHeld } from './copies.ts';
import { firstSplit } from './first-split.ts';
import type { Tune } from './record.ts';
import { sourceNamed } from './sources.ts';
import { pieceKey } from './split.ts';
import type { StyleSplit } from './style-split.ts';

/** Shares of a style's music that are held out. */
const SHARE = { valid: 0.04, test: 0.08 };
/** The least number of pieces (with their copies), and of notes if they are no more than {@link MOST} of the style. */
const LEAST = { valid: { groups: 1, notes: 400 }, test: { groups: 3, notes: 1000 } };
const MOST = 0.2;
/** A style of fewer pieces has nothing to spare. */
const FEWEST = 12;
/** A piece that is a larger share of its style's music trains. */
const LARGEST = 0.1;

interface Group {
  readonly name: string;
  readonly pieces: Set<string>;
  notes: number;
}

/**
 * The pieces to hold out. Styles that `known` has stay as they are. Pieces that are copies of the first corpus are not chosen:
 * it trains on some of them.
 * @param groups a name for each tune's piece; copies share one.
 */
export function heldOut(tunes: readonly Tune[], groups: readonly string[], known: StyleSplit): StyleSplit {
  const isFirst = (i: number) => firstSplit(pieceKey(tunes[i]!), tunes[i]!.source) !== null;
  const copies = copiesOfHeld(tunes, isFirst, (i) => isNew(tunes[i]!));
  const first = new Set(groups.filter((_, i) => isFirst(i) || copies.has(i)));
  const styles = new Map<string, Map<string, Group>>();
  const taken = new Set<string>();
  tunes.forEach((tune, i) => {
    const { fineStyle, events } = tune;
    const name = groups[i]!;
    if (!isNew(tune) || fineStyle === null || first.has(name)) return;
    const own = styles.get(fineStyle) ?? new Map<string, Group>();
    styles.set(fineStyle, own);
    const group = own.get(name) ?? { name, pieces: new Set<string>(), notes: 0 };
    own.set(name, group);
    group.pieces.add(pieceKey(tune));
    group.notes += events.length;
  });
  const chosen = [...styles].map(([style, own]): [string, StyleSplit[string]] => [
    style,
    known[style] ??
      chooseGroups(
        [...own.values()].filter(({ name }) => !taken.has(name)),
        taken,
      ),
  ]);
  return Object.fromEntries(chosen.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isNew({ source }: Tune): boolean {
  const listed = sourceNamed(source);
  return listed?.corpus === 2 && listed.use === 'training';
}

/** Groups in an order of chance: first those that test, then those that validate. */
function chooseGroups(groups: readonly Group[], taken: Set<string>): StyleSplit[string] {
  if (groups.length < FEWEST) return { valid: [], test: [] };
  const total = groups.reduce((sum, { notes }) => sum + notes, 0);
  const chance = ({ name }: Group) => hashText(`style ${name}`);
  const left = groups.filter(({ notes }) => notes <= LARGEST * total).sort((a, b) => chance(a) - chance(b));
  const choose = (side: 'valid' | 'test'): string[] => {
    const pieces: string[] = [];
    const least = Math.max(SHARE[side] * total, Math.min(LEAST[side].notes, MOST * total));
    let [notes, count] = [0, 0];
    while (left.length > 0 && (notes < least || count < LEAST[side].groups)) {
      const group = left.shift()!;
      taken.add(group.name);
      pieces.push(...group.pieces);
      notes += group.notes;
      count++;
    }
    return pieces.sort();
  };
  const test = choose('test');
  return { test, valid: choose('valid') };
}
