/**
 * Octave faults: phrases whose second half lies far from their first, as when the kept bars are moved by an octave and the
 * new ones are not. The review found it in the twelfth phrase of every mood.
 */

import { SECTIONS } from '../../../plugin/arrange/sections.ts';
import { mean, share } from './numbers.ts';
import { type Piece, tuneOf } from './piece.ts';

/** The slots whose phrases come back with a new ending in some form. */
export const RETURN_SLOTS: readonly number[] = [
  ...new Set(
    Object.values(SECTIONS).flatMap((steps) =>
      steps.flatMap(({ comes }, slot) => (comes === 'new ending' ? [slot] : [])),
    ),
  ),
];
/** The slot whose phrase comes back an octave away in the form `round`. */
export const OCTAVE_SLOT = 24;
/** The slot in which that phrase was heard first. */
export const OCTAVE_THEME = 12;
/** Bars of the phrases that are judged, and of their heads. */
const PHRASE = 4;
const HEAD = 2;
/** Semitones from which a change in mid-phrase is a jump: a minor sixth. */
const JUMP = 8;

/** Mean pitch of the last two bars of a phrase less that of its first two, with its slot. */
export function middleMoves(piece: Piece): readonly { readonly slot: number; readonly move: number }[] {
  return piece.phrases.flatMap(({ on, bars, slot }) => {
    const length = piece.bars[0]!.length;
    const head = meanPitch(piece, on, on + HEAD * length);
    const tail = meanPitch(piece, on + HEAD * length, on + PHRASE * length);
    return bars !== PHRASE || head === null || tail === null ? [] : [{ slot, move: tail - head }];
  });
}

/** Share of the games' phrases in some slots that jump a minor sixth or more in the middle. */
export function jumpsInSlots(pieces: readonly Piece[], wanted: readonly number[]): number | null {
  const moves = pieces.flatMap(middleMoves).filter(({ slot }) => wanted.includes(slot));
  return share(moves.map(({ move }) => Math.abs(move) >= JUMP));
}

/** The same of all other slots together. */
export function jumpsElsewhere(pieces: readonly Piece[]): number | null {
  const moves = pieces.flatMap(middleMoves).filter(({ slot }) => !RETURN_SLOTS.includes(slot));
  return share(moves.map(({ move }) => Math.abs(move) >= JUMP));
}

/** Share of the games in which the return begins an octave (12 ± 1 semitones) from where its theme lay at first. Null in pieces that end before it. */
export function octaveAway(pieces: readonly Piece[]): number | null {
  return share(octaveReturns(pieces));
}

/** For each game that has the return: whether it lies an octave away. */
export function octaveReturns(pieces: readonly Piece[]): readonly boolean[] {
  return pieces.flatMap((piece) => {
    const back = piece.phrases.find(({ slot }) => slot === OCTAVE_SLOT);
    const length = piece.bars[0]!.length;
    const theme = piece.phrases.find(({ slot }) => slot === OCTAVE_THEME);
    const first = theme ? meanPitch(piece, theme.on, theme.on + HEAD * length) : null;
    const again = back ? meanPitch(piece, back.on, back.on + HEAD * length) : null;
    return first === null || again === null ? [] : [Math.abs(Math.abs(again - first) - 12) <= 1];
  });
}

function meanPitch(piece: Piece, from: number, to: number): number | null {
  return mean(
    tuneOf(piece)
      .filter(({ on }) => on >= from && on < to)
      .map(({ pitch }) => pitch),
  );
}
