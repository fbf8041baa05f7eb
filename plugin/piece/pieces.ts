/** The pieces of a game: each file is read once, when it is first asked for and loaded. */

import { isRecord, plainText, reasonOf } from '../mood/names.ts';
import type { Piece, PieceTable } from '../soundtrack/piece.ts';
import { readPiece } from './piece.ts';

/**
 * Pieces from files.
 * @param file the bytes of a MIDI file, or undefined while it is not loaded
 * @param warn receives one line for a file that cannot be played
 */
export function pieceTable(file: (key: string) => unknown, warn: (message: string) => void): PieceTable {
  const read = new Map<string, Piece | null>();
  const piece = (key: string): Piece | null => {
    const known = read.get(key);
    if (known !== undefined) return known;
    const data = file(key);
    if (data === undefined || data === null) return null;
    const made = tried(key, data);
    read.set(key, made);
    return made;
  };
  const tried = (key: string, data: unknown): Piece | null => {
    try {
      return readPiece(bytesOf(data));
    } catch (error) {
      warn(`music: score '${plainText(key)}': ${reasonOf(error)}; its mood is composed instead`);
      return null;
    }
  };
  return {
    piece,
    isSettled(key) {
      piece(key);
      return read.has(key);
    },
  };
}

/** @throws TypeError unless the data is bytes. */
function bytesOf(data: unknown): Uint8Array {
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  // An ArrayBuffer of another frame is no instance of this one's.
  if (isRecord(data) && Object.prototype.toString.call(data) === '[object ArrayBuffer]')
    return new Uint8Array(data as unknown as ArrayBuffer);
  throw new TypeError('it is no ArrayBuffer; load it with this.load.midi');
}
