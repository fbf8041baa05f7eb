/** Splits tunes into training, validation and test so that no piece, stretch or near copy stands on both sides. */

import { hashText } from '../../plugin/internal.ts';
import { copiesOfHeld } from './copies.ts';
import { firstSplit, type SplitName } from './first-split.ts';
import type { Tune } from './record.ts';
import { sourceNamed } from './sources.ts';
import { styleSplit } from './style-split.ts';

/** Shares of the validation and the test split; the rest trains. */
const VALID_SHARE = 0.025;
const TEST_SHARE = 0.025;
/** Notes in a shingle, and the share of all shingles that is compared (one in this many). */
const SHINGLE = 12;
const SHINGLE_SAMPLE = 4;
/** Two pieces are near copies when this share of the smaller one's shingles stands in the other. */
const NEAR_COPY = 0.2;

/** Where a tune stands; `copy` is a near copy of what is held out, which can neither train nor change what is measured. */
export type Side = SplitName | 'copy';

/**
 * Says for each tune, in order, where it stands. Depends on the tunes alone. What `first-split.json` and `style-split.json` name
 * stays where it is, whatever else is read. Other pieces of listed sources train, and pieces of no listed source stand where
 * chance puts them, unless they are near copies of named ones.
 * @param groups a name for each tune's piece, see {@link groupTunes}.
 */
export function splitTunes(tunes: readonly Tune[], groups: readonly string[] = groupTunes(tunes)): Side[] {
  const named = tunes.map((tune) => firstSplit(pieceKey(tune), tune.source) ?? styleSplit(pieceKey(tune)));
  const trained = new Set<string>();
  const held = new Set<string>();
  named.forEach((name, i) => {
    if (name === 'train') trained.add(groups[i]!);
    else if (name) held.add(groups[i]!);
  });
  const isHeld = (i: number) => named[i] === 'valid' || named[i] === 'test';
  const copies = copiesOfHeld(tunes, isHeld, (i) => named[i] === null);
  return groups.map((group, i) => {
    if (named[i]) return named[i];
    if (held.has(group) || copies.has(i)) return 'copy';
    return trained.has(group) || sourceNamed(tunes[i]!.source) ? 'train' : splitByChance(group);
  });
}

function splitByChance(group: string): SplitName {
  const place = hashText(`split ${group}`) / 2 ** 32;
  return place < TEST_SHARE ? 'test' : place < TEST_SHARE + VALID_SHARE ? 'valid' : 'train';
}

/** A name for each tune's group: pieces by id and title, joined where they are near copies. */
export function groupTunes(tunes: readonly Tune[]): string[] {
  const pieces = new Map<string, number>();
  const pieceOf = tunes.map((tune) => {
    const key = pieceKey(tune);
    const known = pieces.get(key);
    if (known === undefined) pieces.set(key, pieces.size);
    return known ?? pieces.size - 1;
  });
  const parent = Array.from({ length: pieces.size }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (const [a, b] of nearCopies(tunes, pieceOf, pieces.size)) parent[find(a)] = find(b);
  const keys = [...pieces.keys()];
  const smallest = new Map<number, string>();
  keys.forEach((key, piece) => {
    const root = find(piece);
    const known = smallest.get(root);
    if (known === undefined || key < known) smallest.set(root, key);
  });
  return pieceOf.map((piece) => smallest.get(find(piece))!);
}

/** What makes two records one piece: stretches (`@k`), channels (`#c`) and editions (same title) of it. */
export function pieceKey(tune: Tune): string {
  const base = tune.id.replace(/@\d+$/, '').replace(/#.*$/, '');
  return tune.source === 'chopin-first-editions'
    ? `chopin ${tune.title
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()}`
    : base;
}

function nearCopies(tunes: readonly Tune[], pieceOf: readonly number[], count: number): [number, number][] {
  const holders = new Map<number, number[]>();
  const sizes = new Int32Array(count);
  tunes.forEach((tune, index) => {
    const piece = pieceOf[index]!;
    for (const shingle of sampledShingles(tune)) {
      const known = holders.get(shingle);
      if (!known) holders.set(shingle, [piece]);
      else if (known.length < 40 && !known.includes(piece)) known.push(piece);
      else continue;
      sizes[piece]!++;
    }
  });
  const shared = new Map<number, number>();
  for (const pieces of holders.values()) {
    for (let i = 0; i < pieces.length; i++) {
      for (let j = i + 1; j < pieces.length; j++) {
        const pair = Math.min(pieces[i]!, pieces[j]!) * count + Math.max(pieces[i]!, pieces[j]!);
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
    }
  }
  const copies: [number, number][] = [];
  for (const [pair, common] of shared) {
    const a = Math.floor(pair / count);
    const b = pair % count;
    if (common >= 2 && common >= NEAR_COPY * Math.min(sizes[a]!, sizes[b]!)) copies.push([a, b]);
  }
  return copies;
}

/** A fixed quarter of a tune's shingles. */
function sampledShingles(tune: Tune): number[] {
  return [...shinglesOf(tune)].filter((shingle) => shingle % SHINGLE_SAMPLE === 0);
}

/** Hashes of all runs of 12 notes (interval and duration), so that copies in other keys match. */
export function shinglesOf(tune: Tune): Set<number> {
  const steps: string[] = [];
  let previous: number | null = null;
  for (const { pitch, duration } of tune.events) {
    if (pitch === null) continue;
    if (previous !== null) steps.push(`${pitch - previous},${duration}`);
    previous = pitch;
  }
  const shingles = new Set<number>();
  for (let i = 0; i + SHINGLE <= steps.length; i++) {
    const run = steps.slice(i, i + SHINGLE);
    if (new Set(run).size >= 3) shingles.add(hashText(run.join(' ')));
  }
  return shingles;
}
