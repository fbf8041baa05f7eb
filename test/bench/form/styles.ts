/** Whether a style is heard: how often it is recognized from eighteen figures of the tune alone, by the method of the review. */

import { type Example, leaveOneOut } from '../../../models/evaluation/centroids.ts';
import { metricWeight } from '../../../plugin/music/metric-weight.ts';
import { PPQ } from '../../../plugin/music/time.ts';
import { blocksOf } from './band.ts';
import { statedChords } from './chords.ts';
import { meanPitch, rangeOf } from './degrees.ts';
import { entropy, mean, median, share } from './numbers.ts';
import { type FormNote, type Piece, QUARTER, type Step, tuneByBar, tuneOf } from './piece.ts';
import { evenPairs, groupsOf, lengthsOf, longShortPairs } from './rhythm.ts';
import { placedTones } from './voice-leading.ts';

const SIXTEENTH: Step = QUARTER / 4;
/** Longer lengths, from two whole notes on, are rests. */
const LONGEST: Step = 8 * QUARTER;
/** Semitones from which a move is a leap: a fourth. */
const LEAP = 5;

/** Pieces that were composed in one style, each from its own seed. */
export interface StyledPiece {
  readonly style: string;
  readonly piece: Piece;
}

/** Share of the pieces whose style is that of the nearest mean, the piece itself left out; for nine styles, chance gives 0.11. */
export function stylesDistinguished(pieces: readonly StyledPiece[]): number | null {
  if (pieces.length < 2) return null;
  const examples = pieces.map(
    ({ style, piece }): Example => ({ label: style, fold: `${style} ${piece.seed}`, features: tuneFeatures(piece) }),
  );
  return leaveOneOut(examples).right;
}

/** The figures that a style is recognized from. Chords are those that the score states. */
export function tuneFeatures(piece: Piece): Readonly<Record<string, number>> {
  const tune = tuneOf(piece);
  const filled = tuneByBar(piece).filter((bar) => bar.length > 0);
  const lengths = lengthsOf(tune);
  const moves = tune.slice(1).map(({ pitch }, i) => pitch - tune[i]!.pitch);
  const turning = moves.filter((move) => move !== 0);
  const outside = placedTones(piece, statedChords(piece)).map(({ kind }) => kind !== null);
  const features: Readonly<Record<string, number | null>> = {
    notesABar: tune.length / Math.max(1, filled.length),
    lengthEntropy: entropy(lengths.filter((length) => length <= LONGEST).map(String)),
    rhythmEntropy: entropy(filled.map(rhythm)),
    longShort: longShortPairs(piece),
    even: evenPairs(piece),
    syncopated: share(tune.map((note, i) => isSyncopated(piece, note, tune[i + 1]))),
    range: rangeOf(piece),
    pitchesInEight: median(blocksOf(piece).map((block) => new Set(tuneOf(block).map(({ pitch }) => pitch)).size)),
    meanPitch: meanPitch(piece),
    intervalEntropy: entropy(moves.map(String)),
    repeated: share(moves.map((move) => move === 0)),
    steps: share(moves.map((move) => Math.abs(move) >= 1 && Math.abs(move) <= 2)),
    leaps: share(moves.map((move) => Math.abs(move) >= LEAP)),
    turns: share(turning.slice(1).map((move, i) => move * turning[i]! < 0)),
    breaths: (groupsOf(tune).length / piece.bars.length) * 8,
    outsideChord: mean(outside.map(Number)),
    sameRhythm: sameRhythm(piece),
    newBars: newBars(piece),
  };
  return Object.fromEntries(Object.entries(features).map(([name, value]) => [name, value ?? 0]));
}

function rhythm(bar: readonly { readonly place: Step }[]): string {
  return bar.map(({ place }) => place).join(' ');
}

/** A note that sounds over a stronger place than its own. */
function isSyncopated(piece: Piece, { on, length }: FormNote, next: FormNote | undefined): boolean {
  const bar = piece.bars.findLast(({ start }) => start <= on)!;
  const weight = (step: Step) => metricWeight(piece.meter, (((step - bar.start) % bar.length) * PPQ) / QUARTER);
  const end = Math.min(on + length + SIXTEENTH / 2, next?.on ?? Number.POSITIVE_INFINITY);
  for (let step = on + SIXTEENTH - (on % SIXTEENTH); step < Math.floor(end); step += SIXTEENTH)
    if (weight(step) > weight(on)) return true;
  return false;
}

/** Share of the bars with tune, from the second bar on, in the rhythm of the bar before. */
function sameRhythm(piece: Piece): number | null {
  const bars = tuneByBar(piece);
  const same = bars.flatMap((bar, i) => (i === 0 || bar.length === 0 ? [] : [rhythm(bar) === rhythm(bars[i - 1]!)]));
  return share(same);
}

/** Share of the bars with tune that have a rhythm not heard before, or a single note not heard before. */
function newBars(piece: Piece): number | null {
  const [heard, rhythms] = [new Set<string>(), new Set<string>()];
  const fresh = tuneByBar(piece).flatMap((bar) => {
    if (bar.length === 0) return [];
    const content = bar.map(({ place, pitch }) => `${place}:${pitch}`).join(' ');
    const isNew = !heard.has(content) && !(rhythms.has(rhythm(bar)) && bar.length > 1);
    heard.add(content);
    rhythms.add(rhythm(bar));
    return [isNew];
  });
  return share(fresh);
}
