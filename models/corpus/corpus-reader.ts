/** Reads the files of a corpus one after another, each by its kind, and notes what gave nothing. */

import { basename, dirname, relative, resolve } from 'node:path';
import { abcRecords } from './abc.ts';
import { abcTexts, decoded } from './abc-text.ts';
import type { Corpus } from './corpus.ts';
import {
  type FileKind,
  fileFingerprint,
  fingerprint,
  kindOf,
  linesOf,
  reasonOf,
  type Unread,
  wholeFile,
} from './files.ts';
import { midiRecords } from './midi.ts';
import { type CorpusRecord, type Tune, tuneOf } from './record.ts';
import type { Source } from './source.ts';
import type { LeftOut } from './source-counts.ts';
import { type IndexEntry, indexBeside, pieceName } from './source-index.ts';
import { sourceFileOf } from './sources.ts';

/** A corpus that grows file by file. */
export class CorpusReader implements Corpus {
  readonly tunes: Tune[] = [];
  readonly skipped = new Map<string, number>();
  readonly files: string[] = [];
  readonly unread: Unread[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly remarks: { file: string; remark: string }[] = [];
  readonly midi = { files: 0, free: new Map<string, number>(), damaged: 0 };
  readonly #root: string;
  readonly #measuring: boolean;
  /** What the listed sources say of their MIDI files, by folder. */
  readonly #indices = new Map<string, ReadonlyMap<string, IndexEntry>>();
  /** Where bytes were first seen. */
  readonly #seen = new Map<string, string>();

  constructor(
    root: string,
    readonly passedOver: number,
    readonly notDrawn: number,
    { measuring }: { readonly measuring: boolean },
  ) {
    this.#root = root;
    this.#measuring = measuring;
  }

  /** Adds a file's tunes, or the reason why there are none. */
  read(file: string): void {
    const before = this.tunes.length;
    const listed = sourceFileOf(file);
    const source = listed?.source.name ?? sourceOf(file);
    let reason = 'no tune in it';
    const skip = (why: string, name: string) => {
      this.#count(why);
      this.leftOut.push({ source, name, reason: why });
      reason = why;
    };
    try {
      const unused = listed && this.#whyUnused(listed.source, listed.part);
      if (unused) throw new Unused(unused);
      const kind = kindOf(file) ?? detectKind(file);
      if (kind === 'records') this.#readLines(file, source, skip);
      else if (kind === 'midi') this.#readMidi(file, source, listed?.part === 'midi', skip);
      else this.#readAbc(file, source, skip);
    } catch (error) {
      skip(error instanceof Copy ? 'a copy of another file' : reasonOf(error), this.#nameOf(file, source));
      reason = reasonOf(error);
    }
    if (this.tunes.length > before) this.files.push(file);
    else this.unread.push({ file, reason });
  }

  /** Why a file of a listed source is not read here. */
  #whyUnused({ use, reader, file }: Source, part: 'file' | 'midi' | null): string | null {
    if (part === null) return `holds the same music as ${file}`;
    if (reader === 'hits') return 'hits of drums, no melody';
    return use === 'training' || this.#measuring ? null : 'a source to measure with, not to train on';
  }

  /** Notes a file that could not even be opened. */
  leaveOut(unread: Unread): void {
    this.#count(unread.reason);
    this.leftOut.push({ source: sourceOf(unread.file), name: this.#nameOf(unread.file, ''), reason: unread.reason });
    this.unread.push(unread);
  }

  #nameOf(file: string, source: string): string {
    return relative(this.#root, file) || `${source}/${basename(file)}`;
  }

  #count(reason: string): void {
    increase(this.skipped, reason);
  }

  #once(file: string, print: string): void {
    const before = this.#seen.get(print);
    if (before !== undefined) throw new Copy(before);
    this.#seen.set(print, relative(this.#root, file) || basename(file));
  }

  #readLines(file: string, source: string, skip: Skip): void {
    this.#once(file, fileFingerprint(file));
    let number = 0;
    for (const line of linesOf(file)) {
      number++;
      if (line.trim() === '') continue;
      // Only what has no name of its own goes by its place.
      const name = `${source}/${basename(file)}:${number}`;
      this.#add(() => named(JSON.parse(line), name), source, skip, name);
    }
  }

  #readMidi(file: string, source: string, listed: boolean, skip: Skip): void {
    const bytes = wholeFile(file);
    this.#once(file, fingerprint(bytes));
    const entry = listed ? this.#entryOf(file) : undefined;
    const id = listed ? `${pieceName(source, basename(file), entry)}#midi` : this.#idOf(file, source);
    const { records, remark, free, damaged } = midiRecords(bytes, id, entry?.chords);
    const before = this.tunes.length;
    for (const record of records) this.#add(() => ({ ...record, ...known(entry) }), source, skip, record.id);
    if (remark) this.remarks.push({ file, remark });
    if (this.tunes.length === before) return;
    this.midi.files++;
    if (free) increase(this.midi.free, free);
    if (damaged) this.midi.damaged++;
  }

  #readAbc(file: string, source: string, skip: Skip): void {
    const bytes = wholeFile(file);
    this.#once(file, fingerprint(bytes));
    for (const { number, text } of abcTexts(decoded(bytes))) {
      const id = `${this.#idOf(file, source)} X:${number}`;
      try {
        for (const record of abcRecords(text, id)) this.#add(() => record, source, skip, record.id);
      } catch (error) {
        skip(abcReason(error), id);
      }
    }
  }

  /** In an id, the part after '#' distinguishes channels of one piece. */
  #idOf(file: string, source: string): string {
    return this.#nameOf(file, source).replaceAll('#', '♯');
  }

  #entryOf(file: string): IndexEntry | undefined {
    const folder = dirname(file);
    const index = this.#indices.get(folder) ?? indexBeside(file);
    this.#indices.set(folder, index);
    return index.get(basename(file));
  }

  #add(record: () => CorpusRecord, source: string, skip: Skip, name: string): void {
    const tune = tuneFrom(record, source);
    if ('id' in tune) this.tunes.push(tune);
    else skip(tune.reason, tune.record?.id ?? name);
  }
}

/** Notes why something is left out. */
type Skip = (why: string, name: string) => void;

/** What an index adds to the record of a MIDI file. */
function known(entry: IndexEntry | undefined): Partial<CorpusRecord> {
  const { title, comp, tags, chord_fit: fit } = entry ?? {};
  return {
    ...(title ? { title } : {}),
    ...(comp ? { comp } : {}),
    ...(tags ? { tags } : {}),
    ...(fit === undefined ? {} : { chords_src: 'inferred', chord_fit: fit }),
  };
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** A file that the list of sources keeps out. */
class Unused extends Error {}

class Copy extends Error {
  constructor(before: string) {
    super(`the same bytes as ${before}`);
  }
}

function named(record: CorpusRecord, name: string): CorpusRecord {
  return typeof record?.id === 'string' && record.id !== '' ? record : { ...record, id: name };
}

/** A record as a tune, or why it is none. */
function tuneFrom(
  record: () => CorpusRecord,
  source: string,
): Tune | { readonly reason: string; readonly record?: CorpusRecord } {
  let read: CorpusRecord;
  try {
    read = record();
  } catch {
    return { reason: 'a line that is not JSON' };
  }
  try {
    const tune = tuneOf(read, source);
    return typeof tune === 'string' ? { reason: tune, record: read } : tune;
  } catch {
    return { reason: 'a record whose fields are not what they should be' };
  }
}

/** The parser may throw for text that is not ABC. */
function abcReason(error: unknown): string {
  const reason = reasonOf(error);
  return reason.startsWith('an ABC') ? reason : 'an ABC tune that cannot be parsed';
}

/** What a file of another name holds, by how it begins. */
function detectKind(file: string): FileKind {
  let head = '';
  for (const line of linesOf(file)) {
    head += `${line}\n`;
    if (head.startsWith('MThd')) return 'midi';
    if (/^X:/m.test(head)) return 'abc';
    if (head.length > 10_000) break;
  }
  return 'records';
}

/** `polish-scores/early-sacred.jsonl` is a source of its own; other files go by their folder. */
function sourceOf(file: string): string {
  const name = basename(file, '.jsonl');
  return name === 'tunes' || name === 'lines' || !file.endsWith('.jsonl') ? basename(dirname(resolve(file))) : name;
}
