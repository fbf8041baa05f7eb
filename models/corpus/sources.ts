/**
 * Looks a file up in the list of sources: which source it belongs to, and whether it is read. What is on no list is a
 * user's own music and is read as it lies there.
 */

import { basename, dirname, resolve } from 'node:path';
import type { FineStyle } from './fine-style.ts';
import { SOURCES } from './source-list.ts';

/**
 * What a source is for: `training` (what ships may be trained on it), `measuring` (read, but never trained on),
 * `evaluation` (kept out of every corpus), `drums` and `progressions` (other tables are made of it).
 */
export type SourceUse = 'training' | 'measuring' | 'evaluation' | 'drums' | 'progressions';

/**
 * How a source is read: `records`; `MIDI first`, then the records of what MIDI does not give; `records first`, then the MIDI
 * files of what records do not give; `hits` of drums; `progressions`.
 */
export type SourceReader = 'records' | 'MIDI first' | 'records first' | 'hits' | 'progressions';

/** A source of music, as the list states it. */
export interface Source {
  /** The name that its tunes carry. */
  readonly name: string;
  readonly title: string;
  /** Where it lies in the corpus, and the file of its records there. MIDI files lie below in `midi/`. */
  readonly folder: string;
  readonly file: string;
  readonly reader: SourceReader;
  readonly license: string;
  /** What credits say of it; sources of one sentence are joined. Null where nothing has to be said. */
  readonly credit: string | null;
  /** The style of all its records; null where their tags tell. */
  readonly style: FineStyle | null;
  /** Correction of how often it is drawn, see `weights.ts`. */
  readonly weight: number;
  /** Its styles are drawn apart, some with a correction of their own. */
  readonly byStyle?: Partial<Readonly<Record<FineStyle, number>>>;
  readonly use: SourceUse;
  /** Why it is not trained on, or what limits its use. */
  readonly reason?: string;
  /** The corpus that it came with: the shipped weights were trained on the first. */
  readonly corpus: 1 | 2;
  /** Files beside the records that hold the same music. */
  readonly same?: readonly string[];
}

/** A file of a listed source. */
export interface SourceFile {
  readonly source: Source;
  /** What it holds; null for what another file of the source holds, too. */
  readonly part: 'file' | 'midi' | null;
}

const MIDI_FOLDER = 'midi';
const BY_FOLDER = new Map<string, Source[]>();
for (const source of SOURCES) {
  const folder = basename(source.folder);
  BY_FOLDER.set(folder, [...(BY_FOLDER.get(folder) ?? []), source]);
}
const BY_NAME = new Map(SOURCES.map((source) => [source.name, source]));

/** The source of a name, if it is on the list. */
export function sourceNamed(name: string): Source | undefined {
  return BY_NAME.get(name);
}

/** The listed source that a file belongs to, by the names of its folders; null for any other file. */
export function sourceFileOf(path: string): SourceFile | null {
  const file = resolve(path);
  const [name, folder, above] = [basename(file), basename(dirname(file)), basename(dirname(dirname(file)))];
  for (const source of BY_FOLDER.get(folder) ?? []) {
    if (source.file === name) return { source, part: 'file' };
    if (source.same?.includes(name)) return { source, part: null };
  }
  if (folder !== MIDI_FOLDER) return null;
  const source = BY_FOLDER.get(above)?.find(({ reader }) => reader === 'MIDI first' || reader === 'records first');
  return source ? { source, part: 'midi' } : null;
}
