/**
 * Looks a file up in the list of sources: which source it belongs to, and whether it is read. What is on no list is a
 * user's own music and is read as it lies there.
 */

import { basename, dirname, resolve } from 'node:path';
import type { Source } from './source.ts';
import { SOURCES } from './source-list.ts';

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
