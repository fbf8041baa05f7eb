/**
 * A piece is a MIDI file of the game as the music of a mood. The conductor knows it by this interface only; what reads the
 * file and varies it is loaded with the first such mood.
 */

import type { ArrangeRequest } from '../arrange/request.ts';
import type { Controls, Mood } from '../mood/controls.ts';
import type { Moods } from '../mood/moods.ts';
import { plainText } from '../mood/names.ts';
import { type Check, mapOf, ownValue, required, text } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import type { Phrase } from '../music/phrase.ts';
import type { Mode } from '../music/pitch.ts';
import type { Score } from '../music/score.ts';
import type { Meter } from '../music/time.ts';
import type { Opening } from './theme.ts';

/** What a phrase of a piece depends on, beside its slot. */
export interface PieceContext {
  /** The soundtrack's seed. */
  readonly seed: string;
  readonly mood: Mood;
  /** The mode that is asked for now. */
  readonly mode: Mode;
}

/** The music of a file, in phrases of at most eight bars. A pass is one time through the file. */
export interface Piece {
  /** 8 hex digits over the bytes of the file. */
  readonly hash: string;
  /** Its tempo, key and meter, and how its melody is, as the controls of its mood. */
  readonly controls: Partial<Controls>;
  /** The bars and the meter of a slot's phrase. */
  shapeOf(slot: number): { readonly bars: number; readonly meter: Meter };
  /** The first slot, from one on, in which the piece begins again. */
  beginning(slot: number): number;
  /** The phrase of a slot; null where a model is to write it. */
  phrase(slot: number, context: PieceContext): Phrase | null;
  /** The bars of the piece with which a phrase of a model begins; null where the file has no melody there. */
  motif(slot: number, mode: Mode): Opening | null;
  /** Arranges the phrase of a slot: with the parts of the file as far as they fit it, else with the mood's band. */
  arranging(request: ArrangeRequest, mood: Mood): Generator<undefined, Score>;
}

/** The pieces of a game, as far as their files are loaded. */
export interface PieceTable {
  /** The piece under a key; null while its file is not loaded, and where it cannot be read. */
  piece(key: string): Piece | null;
  /** Whether a piece is there, or will not come. */
  isSettled(key: string): boolean;
}

/** The hash of each MIDI file by its key, as logs and saved games have it. */
export type ScoreHashes = Readonly<Record<string, string>>;

/** The pieces, with one warning for each whose file is not the one that a log or saved game names. */
export function knownPieces(pieces: PieceTable, hashes: ScoreHashes = {}, warn: (message: string) => void): PieceTable {
  const checked = new Set<string>();
  return {
    isSettled: (key) => pieces.isSettled(key),
    piece(key) {
      const piece = pieces.piece(key);
      const known = ownValue(hashes, key);
      if (piece === null || checked.has(key)) return piece;
      checked.add(key);
      if (known !== undefined && known !== piece.hash)
        warn(
          `music: the score '${plainText(key)}' is another version of the file than was recorded; other notes may come`,
        );
      return piece;
    },
  };
}

/** @throws unless a value has the hashes of files by their keys. */
export const checkScores: Check = mapOf(required(text()), DECLARED);

/** A mood with the controls of its piece, except those that the game sets itself. */
export function withPiece(mood: Mood, piece: Piece | null): Mood {
  if (piece === null) return mood;
  const free = Object.entries(piece.controls).filter(
    ([control]) => !mood.score?.own.includes(control as keyof Controls),
  );
  return { ...mood, controls: { ...mood.controls, ...Object.fromEntries(free) } };
}

/** The hashes of the files of moods, as far as they are loaded; nothing where none is. */
export function scoreHashes(moods: Moods, pieces: PieceTable): { readonly scores?: ScoreHashes } {
  const keys = [...moods.values()].flatMap(({ score }) => (score === undefined ? [] : [score.key]));
  const known = keys.flatMap((key) => {
    const piece = pieces.piece(key);
    return piece === null ? [] : [[key, piece.hash] as const];
  });
  return known.length === 0 ? {} : { scores: Object.fromEntries(known) };
}

/**
 * Where an interrupted piece goes on: with the bar that was cut short, or with the next. A piece that ends begins again.
 * @param bar the last bar that was heard, in part or whole; `number` counts the bars of the mood
 */
export function resumeBar(
  piece: Piece,
  { form }: Mood,
  bar: {
    readonly slot: number;
    readonly phraseBar: number;
    readonly number: number;
    readonly phrase: Phrase;
  },
  isCut: boolean,
): [slot: number, bars: number, phraseBar: number] {
  const { slot, phraseBar, number, phrase } = bar;
  const heard = isCut ? 0 : 1;
  const next = Math.max(0, phraseBar) + heard;
  if (form === 'fanfare') return [piece.beginning(slot + 1), number + heard, 0];
  return next < phrase.request.bars ? [slot, number + heard, next] : [slot + 1, number + heard, 0];
}
