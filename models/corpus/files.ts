/** Finds a corpus's files below a folder and reads them piece by piece: whatever lies there, nothing is read twice and nothing throws. */

import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { hashText } from '../../plugin/internal.ts';
import { sourceFileOf } from './sources.ts';

/** A file or folder that gave nothing, and why. */
export interface Unread {
  readonly file: string;
  readonly reason: string;
}

/** How a file is read. */
export type FileKind = 'records' | 'midi' | 'abc';

/** A list of the files that the records beside it were made from. */
const INDEX = 'index.jsonl';
/** Folders that no training may touch. */
const EVALUATION_ONLY = 'eval-only';
const MIDI = /\.(midi?|kar)$/i;
const ABC = /\.abc$/i;
/** No MIDI file or tune book is larger, and no record; what is, is something else by that name. */
const MAX_BYTES = 16 * 2 ** 20;

/** The kind of a file by its name; null if it is not music. */
export function kindOf(name: string): FileKind | null {
  if (MIDI.test(name)) return 'midi';
  if (ABC.test(name)) return 'abc';
  return name.endsWith('.jsonl') && basename(name) !== INDEX ? 'records' : null;
}

/** What lies below a path. */
export interface CorpusFiles {
  /** Files to read, sorted. */
  readonly files: readonly string[];
  /** Files and folders that could not be looked into. */
  readonly unread: readonly Unread[];
  /** How many files were passed over because records were made from them. */
  readonly passedOver: number;
  /** How many more there are than were asked for. */
  readonly notDrawn: number;
}

interface Search {
  readonly seen: Set<string>;
  readonly files: string[];
  readonly unread: Unread[];
  passedOver: number;
}

/**
 * Lists the corpus files below a path; a path to one file lists just that. Links are followed, each folder once.
 * If a folder has an `index.jsonl`, its records were made from the files that the index names (as `file`): these files, in the
 * folder or below it, are skipped, unless the list of sources includes them. All other files are read.
 * @param most at most this number of files; of more, a choice by the hash of their names.
 */
export function corpusFiles(path: string, most: number): CorpusFiles {
  if (statSync(path).isFile()) return { files: [path], unread: [], passedOver: 0, notDrawn: 0 };
  const search: Search = { seen: new Set(), files: [], unread: [], passedOver: 0 };
  walk(path, new Set(), search);
  const { files, unread, passedOver } = search;
  if (files.length <= most) return { files: files.sort(), unread, passedOver, notDrawn: 0 };
  const drawn = files.map((file) => ({ file, chance: hashText(file.slice(path.length)) }));
  drawn.sort((a, b) => a.chance - b.chance || (a.file < b.file ? -1 : 1));
  const chosen = drawn.slice(0, most).map(({ file }) => file);
  return { files: chosen.sort(), unread, passedOver, notDrawn: files.length - most };
}

function walk(folder: string, inherited: ReadonlySet<string>, to: Search): void {
  let names: string[];
  try {
    const real = realpathSync(folder);
    if (to.seen.has(real)) return;
    to.seen.add(real);
    names = readdirSync(folder).sort();
  } catch (error) {
    to.unread.push({ file: folder, reason: reasonOf(error) });
    return;
  }
  const recorded =
    names.includes(INDEX) && names.some((name) => kindOf(name) === 'records')
      ? new Set([...inherited, ...indexedNames(join(folder, INDEX))])
      : inherited;
  for (const name of names) {
    const child = join(folder, name);
    const kind = kindOf(name);
    try {
      const stat = statSync(child);
      if (stat.isDirectory()) {
        if (name !== EVALUATION_ONLY) walk(child, recorded, to);
      } else if (stat.isFile() && kind !== null) {
        const made = kind !== 'records' && recorded.has(name) && sourceFileOf(child)?.part !== 'midi';
        if (made) to.passedOver++;
        else to.files.push(child);
      }
    } catch (error) {
      if (kind !== null) to.unread.push({ file: child, reason: reasonOf(error) });
    }
  }
}

/** The file names in an index; none if it is not an index. */
function indexedNames(index: string): string[] {
  const named: string[] = [];
  try {
    for (const line of linesOf(index)) {
      const { file } = (line.trim() === '' ? {} : JSON.parse(line)) as { file?: unknown };
      if (typeof file === 'string') named.push(basename(file));
    }
  } catch {
    // What was named before the damage counts.
  }
  return named;
}

/** What a failed read says, in a few words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'ENOENT') return 'a link to nothing';
  if (code === 'ELOOP') return 'a link that leads to itself';
  return typeof message === 'string' ? message.split('\n')[0]!.slice(0, 200) : String(error).slice(0, 200);
}

/** All bytes of a MIDI or ABC file. @throws Error if it is empty, cannot be read or is far too large. */
export function wholeFile(file: string): Uint8Array {
  const { size } = statSync(file);
  if (size === 0) throw new Error('an empty file');
  if (size > MAX_BYTES) throw new Error(`${Math.round(size / 2 ** 20)} MB, more than any MIDI or ABC file has`);
  return readFileSync(file);
}

/** A fingerprint of bytes. */
export function fingerprint(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('base64');
}

/** A fingerprint of a file of any length. */
export function fileFingerprint(file: string): string {
  const hash = createHash('sha1');
  for (const chunk of chunks(file)) hash.update(chunk);
  return hash.digest('base64');
}

/** The lines of a text file of any length, one at a time. @throws Error at a line of more than 16 MB. */
export function* linesOf(file: string): Generator<string> {
  const decoder = new StringDecoder('utf8');
  let pending = '';
  for (const chunk of chunks(file)) {
    const lines = (pending + decoder.write(chunk)).split('\n');
    pending = lines.pop()!;
    if (pending.length > MAX_BYTES) throw new Error('a line of more than 16 MB');
    yield* lines;
  }
  yield pending + decoder.end();
}

function* chunks(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = new Uint8Array(2 ** 20);
    for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer))
      yield buffer.subarray(0, size);
  } finally {
    closeSync(descriptor);
  }
}
