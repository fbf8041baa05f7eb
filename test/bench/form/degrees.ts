/** Which degrees of the scale the tune lives on, and how far and how high it reaches. Degrees are pooled over the games of a mood. */

import { mean, median, share } from './numbers.ts';
import { type FormNote, type Piece, tuneOf } from './piece.ts';

const FIFTH = 7;
/** Semitones above the tonic that lie no more than a major third from a tonic; the minor third below is the sixth degree. */
const NEAR: readonly number[] = [0, 1, 2, 3, 4, 9, 10, 11];

function degree({ pitch }: FormNote, { tonic }: Piece): number {
  return (((pitch - tonic) % 12) + 12) % 12;
}

function degreesOf(pieces: readonly Piece[]): readonly number[] {
  return pieces.flatMap((piece) => tuneOf(piece).map((note) => degree(note, piece)));
}

/** Notes on the fifth for each note on the tonic, over all games. Source: review, section 5. */
export function fifthToTonic(pieces: readonly Piece[]): number {
  const degrees = degreesOf(pieces);
  const count = (wanted: number) => degrees.filter((each) => each === wanted).length;
  return count(FIFTH) / Math.max(1, count(0));
}

/** Share of the notes within a third of a tonic: no more than four semitones over or three under one. */
export function nearTonic(pieces: readonly Piece[]): number | null {
  return share(degreesOf(pieces).map((each) => NEAR.includes(each)));
}

/** Share of the games whose first note is the tonic. */
export function firstOnTonic(pieces: readonly Piece[]): number | null {
  return share(
    pieces.flatMap((piece) =>
      tuneOf(piece)
        .slice(0, 1)
        .map((note) => degree(note, piece) === 0),
    ),
  );
}

/** Range of four bars, semitones: the median over the first two units of four bars of each game. */
export function rangeOfFour(pieces: readonly Piece[]): number | null {
  const ranges = pieces.flatMap((piece) => {
    const length = piece.bars[0]!.length;
    return [0, 4].flatMap((bar) => {
      const unit = tuneOf(piece).filter(({ on }) => on >= bar * length && on < (bar + 4) * length);
      return unit.length < 5 ? [] : [range(unit)];
    });
  });
  return median(ranges);
}

/** Range of the tune of a piece, semitones. */
export function rangeOf(piece: Piece): number | null {
  const tune = tuneOf(piece);
  return tune.length === 0 ? null : range(tune);
}

/** Mean pitch of the tune's notes, MIDI. */
export function meanPitch(piece: Piece): number | null {
  return mean(tuneOf(piece).map(({ pitch }) => pitch));
}

/** Share of falling moves among the moves of a tune to another pitch. */
export function fallingMoves(piece: Piece): number | null {
  const tune = tuneOf(piece);
  const moves = tune.slice(1).map(({ pitch }, i) => pitch - tune[i]!.pitch);
  return share(moves.filter((move) => move !== 0).map((move) => move < 0));
}

function range(notes: readonly FormNote[]): number {
  const pitches = notes.map(({ pitch }) => pitch);
  return Math.max(...pitches) - Math.min(...pitches);
}
