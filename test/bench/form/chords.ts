/**
 * Chords as they are heard. They are found in the accompaniment, never in the tune, by one method for our pieces and for
 * the game MIDI they are compared with, which states no chords.
 */

import { parseChord, QUALITIES, type Quality } from '../../../plugin/music/harmony.ts';
import { type Piece, type Step, tunePart } from './piece.ts';

/** A chord with its root as an absolute pitch class, and its tones, root first. */
export interface HeardChord {
  readonly root: number;
  readonly quality: Quality;
  readonly tones: readonly number[];
}

/** A stretch of one chord; null where too little sounds to tell. */
export interface Span {
  readonly on: Step;
  readonly length: Step;
  readonly chord: HeardChord | null;
}

/** A span whose chord is known. */
export interface KnownSpan extends Span {
  readonly chord: HeardChord;
}

const QUALITY_NAMES = Object.keys(QUALITIES) as Quality[];
/** Every root and quality; where two fit alike, the later one is taken. */
const CANDIDATES: readonly HeardChord[] = Array.from({ length: 12 }, (_, root) =>
  [...QUALITY_NAMES]
    .sort((a, b) => (QUALITIES[a].suffix < QUALITIES[b].suffix ? -1 : 1))
    .map((quality) => ({ root, quality, tones: QUALITIES[quality].tones.map((tone) => (root + tone) % 12) })),
).flat();

/** How a chord is scored against the sounding pitch classes; found by trying on pieces whose chords are stated. */
const SCORE = {
  /** The bass says more of a chord than the other parts. */
  bassWeight: 1.6,
  outside: 0.6,
  missingThird: 0.14,
  missingOther: 0.07,
  missingBelow: 0.04,
  rootInBass: 0.12,
  fourTones: 0.07,
  sixth: 0.08,
  unusual: 0.05,
  power: 0.02,
  /** A chord goes on unless another fits better by this. */
  change: 0.05,
  /** Sounding notes, as a share of the window, below which no chord is heard. */
  leastSound: 0.4,
} as const;
const SIXTHS: readonly Quality[] = ['maj6', 'min6'];
const UNUSUAL: readonly Quality[] = ['aug', 'sus2', 'sus4', 'dim7'];

/** The chords that the band plays, half bar by half bar (3/4: two beats and one), as the review's scripts found them. */
export function heardChords(piece: Piece): readonly Span[] {
  const notes = piece.parts
    .filter((part) => part !== tunePart(piece) && part.role !== 'drums' && part.name !== 'timpani')
    .flatMap(({ role, notes: all }) =>
      all.map(({ on, length, pitch }) => ({
        on,
        end: on + length,
        pitch,
        weight: role === 'bass' ? SCORE.bassWeight : 1,
      })),
    )
    .sort((a, b) => a.on - b.on || a.end - b.end || a.pitch - b.pitch || a.weight - b.weight);
  const found: { on: Step; length: Step; chord: HeardChord | null }[] = [];
  let last: HeardChord | null = null;
  for (const [from, to] of windowsOf(piece)) {
    const weights = new Array<number>(12).fill(0);
    let lowest: number | null = null;
    for (const { on, end, pitch, weight } of notes) {
      if (on >= to) break;
      const overlap = Math.min(end, to) - Math.max(on, from);
      if (overlap <= 0) continue;
      weights[pitch % 12]! += overlap * weight;
      lowest = lowest === null ? pitch : Math.min(lowest, pitch);
    }
    const chord: HeardChord | null = lowest === null ? null : bestChord(weights, lowest, to - from, last);
    const before = found.at(-1);
    if (before && isSame(before.chord, chord)) before.length = to - before.on;
    else found.push({ on: from, length: to - from, chord });
    last = chord ?? last;
  }
  return found;
}

/** The chords that a piece states, equal neighbors joined. */
export function statedChords({ chords }: Piece): readonly Span[] {
  const found: { on: Step; length: Step; chord: HeardChord | null }[] = [];
  for (const { on, length, symbol } of chords) {
    const parsed = parseChord(symbol, 0);
    const chord = parsed && {
      ...parsed,
      tones: QUALITIES[parsed.quality].tones.map((tone) => (parsed.root + tone) % 12),
    };
    const before = found.at(-1);
    if (before?.chord && isSame(before.chord, chord) && before.on + before.length >= on - 1)
      before.length = on + length - before.on;
    else found.push({ on, length, chord });
  }
  return found;
}

/** The chord at a step; null where none is known. */
export function chordAt(spans: readonly Span[], step: Step): HeardChord | null {
  return spans.find(({ on, length }) => on <= step && step < on + length)?.chord ?? null;
}

/** The spans whose chord is known. */
export function known(spans: readonly Span[]): readonly KnownSpan[] {
  return spans.filter((span): span is KnownSpan => span.chord !== null);
}

function bestChord(weights: readonly number[], lowest: number, length: Step, last: HeardChord | null) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total < length * SCORE.leastSound) return null;
  const shares = weights.map((weight) => weight / total);
  let best = CANDIDATES[0]!;
  let most = Number.NEGATIVE_INFINITY;
  let kept = Number.NEGATIVE_INFINITY;
  for (const candidate of CANDIDATES) {
    const score = scoreOf(candidate, shares, lowest);
    if (score >= most) [best, most] = [candidate, score];
    if (isSame(candidate, last)) kept = score;
  }
  return last !== null && kept >= most - SCORE.change ? last : best;
}

function scoreOf({ root, quality, tones }: HeardChord, shares: readonly number[], lowest: number): number {
  const inside = tones.reduce((sum, tone) => sum + shares[tone]!, 0);
  let score = inside - SCORE.outside * (1 - inside);
  for (const [i, tone] of tones.entries())
    if (shares[tone]! < SCORE.missingBelow) score -= i === 1 ? SCORE.missingThird : SCORE.missingOther;
  if (lowest % 12 === root) score += SCORE.rootInBass;
  if (tones.length === 4) score -= SCORE.fourTones;
  if (SIXTHS.includes(quality)) score -= SCORE.sixth;
  if (UNUSUAL.includes(quality)) score -= SCORE.unusual;
  if (quality === 'power') score -= SCORE.power;
  return score;
}

/** The windows that one chord is looked for in. */
function windowsOf(piece: Piece): [from: Step, to: Step][] {
  return piece.bars.flatMap(({ start, length }): [Step, Step][] => {
    const end = start + length;
    if (piece.meter === '3/4')
      return [
        [start, start + (2 * length) / 3],
        [start + (2 * length) / 3, end],
      ];
    const isWhole = ['9/8', '3/8', '2/4', '5/4', '7/8'].includes(piece.meter);
    return isWhole
      ? [[start, end]]
      : [
          [start, start + length / 2],
          [start + length / 2, end],
        ];
  });
}

function isSame(a: HeardChord | null, b: HeardChord | null): boolean {
  return a?.root === b?.root && a?.quality === b?.quality;
}
