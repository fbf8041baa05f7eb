/** The MIDI files that are the music of moods. What reads them is loaded if a mood has one. */

import { reasonOf } from '../mood/names.ts';
import type { Piece, PieceTable } from '../soundtrack/piece.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';

/** The pieces of a soundtrack, as they come. */
export class LazyPieces implements PieceTable {
  #table: PieceTable | null = null;
  #hasFailed = false;

  /**
   * @param file the bytes of a file by its key, or undefined while it is not loaded
   * @param warn receives one line for a file that cannot be played
   */
  constructor({ moods = {} }: SoundtrackDefinition, file: (key: string) => unknown, warn: (message: string) => void) {
    // A mood like another has that one's score.
    if (!Object.values(moods).some(({ score }) => score !== undefined)) return;
    import('../piece/pieces.ts').then(
      ({ pieceTable }) => {
        this.#table = pieceTable(file, warn);
      },
      (cause: unknown) => {
        this.#hasFailed = true;
        warn(`moods with a score are composed: what reads MIDI files could not be loaded (${reasonOf(cause)})`);
      },
    );
  }

  piece(key: string): Piece | null {
    return this.#table?.piece(key) ?? null;
  }

  isSettled(key: string): boolean {
    return this.#hasFailed || this.#table?.isSettled(key) === true;
  }
}
