/**
 * Similarity of two sets of melodies after Yang & Lerch (2020, section 3.3): for each feature, the distances within the test
 * set are compared with those from the test set to another set; the overlapped area of both distributions is 1 if the sets
 * cannot be distinguished. The overlap of real training tunes is the standard of comparison.
 */

import { type Random, random } from '../../plugin/internal.ts';
import { overlappedArea } from './density.ts';
import { FEATURES, type Feature } from './features.ts';
import { mean, round } from './interval.ts';
import type { Passage } from './passage.ts';

/** Overlapped areas with the test set, 0..1. */
export interface Overlap {
  readonly generated: number;
  readonly train: number;
}

/** The figures of overlap. */
export interface OverlapFigures {
  readonly overlap: Readonly<Record<Feature, Overlap>>;
  /** Mean over features of generated divided by train. */
  readonly overlapRatio: number;
  /** Passages used per set. */
  readonly passages: number;
}

/** Most passages per set: 300 of each give 90,000 distances. */
const MOST_PASSAGES = 300;
/** Passages with fewer notes have no intervals. */
const LEAST_NOTES = 2;
const LEAST_PASSAGES = 2;

/**
 * Compares generated passages and training excerpts with test excerpts, all of equal length in bars. Equally many are drawn
 * from each set, seeded. Distances are absolute differences of numbers and Euclidean distances of lists.
 * @throws RangeError if a set has fewer than two passages with two notes.
 */
export function overlapFigures(
  sets: {
    readonly generated: readonly Passage[];
    readonly test: readonly Passage[];
    readonly train: readonly Passage[];
  },
  mostPassages = MOST_PASSAGES,
): OverlapFigures {
  const usable = (passages: readonly Passage[]) => passages.filter(({ notes }) => notes.length >= LEAST_NOTES);
  const [generated, test, train] = [usable(sets.generated), usable(sets.test), usable(sets.train)];
  const passages = Math.min(mostPassages, generated.length, test.length, train.length);
  if (passages < LEAST_PASSAGES) throw new RangeError('overlap: a set has fewer than two passages; give more');
  const chance = random('overlap');
  const drawn = {
    test: draw(test, passages, chance),
    generated: draw(generated, passages, chance),
    train: draw(train, passages, chance),
  };
  const overlap = {} as Record<Feature, Overlap>;
  for (const feature of Object.keys(FEATURES) as Feature[]) {
    const points = drawn.test.map(FEATURES[feature]);
    const own = distancesWithin(points);
    const area = (others: readonly Passage[]) =>
      overlappedArea(own, distancesBetween(others.map(FEATURES[feature]), points));
    overlap[feature] = { generated: round(area(drawn.generated)), train: round(area(drawn.train)) };
  }
  const overlapRatio = round(mean(Object.values(overlap).map((area) => area.generated / area.train)));
  return { overlap, overlapRatio, passages };
}

/** A random sample without replacement. */
function draw<T>(items: readonly T[], count: number, chance: Random): T[] {
  const left = [...items];
  return Array.from({ length: count }, () => {
    const place = chance.int(left.length);
    const item = left[place]!;
    left[place] = left.at(-1)!;
    left.pop();
    return item;
  });
}

type Point = readonly number[];

/** Distances between all pairs of points of one set. */
function distancesWithin(points: readonly Point[]): Float64Array {
  const distances = new Float64Array((points.length * (points.length - 1)) / 2);
  let at = 0;
  for (let i = 0; i < points.length; i++)
    for (let j = 0; j < i; j++) distances[at++] = distance(points[i]!, points[j]!);
  return distances;
}

/** Distances from each point of one set to each of another. */
function distancesBetween(a: readonly Point[], b: readonly Point[]): Float64Array {
  const distances = new Float64Array(a.length * b.length);
  let at = 0;
  for (const from of a) for (const to of b) distances[at++] = distance(from, to);
  return distances;
}

function distance(a: Point, b: Point): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}
