/** Twenty MIDI files of games, evenly from three collections, read by the reader of the training corpus: another one than the package's. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { melodyPart } from '../../../models/corpus/melody-track.ts';
import { readMidiBytes } from '../../../models/corpus/midi-bytes.ts';
import { PPQ } from '../../../plugin/internal.ts';

/** A note of the file's melody, on 480 ticks to a quarter from the file's start. */
export interface FileNote {
  readonly pitch: number;
  readonly tick: number;
}

/** A file of a game. */
export interface GameFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Every note of the melody's channel, by tick and pitch. */
  readonly melody: readonly FileNote[];
}

const COLLECTIONS = ['easyrpg-rtp', 'freedoom', 'helland-free-music'];
/** Jingles are too short for passes. */
const LEAST_NOTES = 40;

/** At most `count` files of the corpus, evenly spread. */
export function gameFiles(corpus: string, count: number): readonly GameFile[] {
  const all = COLLECTIONS.flatMap((collection) => {
    const folder = join(corpus, collection, 'midi');
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.mid$/i.test(name));
    return names.sort().map((name) => join(folder, name));
  });
  const files = all.flatMap((path) => {
    const bytes = new Uint8Array(readFileSync(path));
    const { parts, ppq } = readMidiBytes(bytes);
    const melody = (melodyPart(parts)?.notes ?? []).map(({ pitch, onset }) => {
      return { pitch, tick: Math.round((onset * PPQ) / ppq) };
    });
    if (melody.length < LEAST_NOTES) return [];
    return [{ name: path.split('/').slice(-1)[0]!, bytes, melody: sorted(melody) }];
  });
  const step = Math.max(1, files.length / count);
  return Array.from({ length: Math.min(count, files.length) }, (_, i) => files[Math.floor(i * step)]!);
}

/** Notes by tick, then by pitch. */
export function sorted<N extends FileNote>(notes: readonly N[]): N[] {
  return [...notes].sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
}
