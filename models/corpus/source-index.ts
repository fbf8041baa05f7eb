/** The `index.jsonl` of a listed source: the metadata of its MIDI files. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { linesOf } from './files.ts';

/** What an index says of one MIDI file. */
export interface IndexEntry {
  readonly file: string;
  /** The piece, where records name it otherwise than the file. */
  readonly pid?: string;
  readonly title?: string;
  readonly comp?: string;
  readonly tags?: readonly string[];
  /** Chords of all that sounds, by time in the file in 1/24 of a quarter. */
  readonly chords?: readonly (readonly [number, string])[];
  readonly chord_fit?: number;
}

/** The entries of the source that a MIDI file of its `midi/` folder belongs to, by file name. */
export function indexBeside(midiFile: string): ReadonlyMap<string, IndexEntry> {
  const index = join(dirname(dirname(midiFile)), 'index.jsonl');
  const entries = new Map<string, IndexEntry>();
  if (!existsSync(index)) return entries;
  for (const line of linesOf(index)) {
    if (line.trim() === '') continue;
    const entry = JSON.parse(line) as IndexEntry;
    entries.set(entry.file, entry);
  }
  return entries;
}

/** The name that records of a file's piece have: its source and its piece or file. */
export function pieceName(source: string, file: string, entry: IndexEntry | undefined): string {
  return `${source}/${entry?.pid ?? file.replace(/\.(midi?|kar)$/i, '')}`;
}
