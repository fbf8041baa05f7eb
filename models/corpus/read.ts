/**
 * Reads a corpus, file by file: every `.jsonl` of records, every MIDI and ABC file below a folder (or one file), never what is
 * marked evaluation-only. What cannot be read is named with its reason, and costs nothing else.
 */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CorpusReader } from './corpus-reader.ts';
import { corpusFiles, type Unread } from './files.ts';
import type { Tune } from './record.ts';
import type { LeftOut } from './source-counts.ts';

/** What was read, and what was not. */
export interface Corpus {
  readonly tunes: readonly Tune[];
  /** How many files, tunes or records were left out, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
  /** Files that were read. */
  readonly files: readonly string[];
  /** Files that gave no tune at all. */
  readonly unread: readonly Unread[];
  /** What should be known of files that were read, e.g. that one keeps to no beat. */
  readonly remarks: readonly { readonly file: string; readonly remark: string }[];
  /** How the MIDI files among them were read. */
  readonly midi: MidiCounts;
  /** Every record, tune or file that was left out. */
  readonly leftOut: readonly LeftOut[];
  /** How many files were passed over because records beside them were made from them. */
  readonly passedOver: number;
  /** How many files were left unopened because there are more than are read at once. */
  readonly notDrawn: number;
}

/** How MIDI files were read. */
export interface MidiCounts {
  /** Files that gave a tune. */
  readonly files: number;
  /** How many of them were read without meter, by reason. */
  readonly free: ReadonlyMap<string, number>;
  /** How many of them are damaged. */
  readonly damaged: number;
}

/** How a corpus is read. */
export interface ReadOptions {
  /** At most so many files are read, chosen by chance; {@link MOST_FILES} if not given. */
  readonly most?: number;
  /** Told before each file how many were read of how many. */
  readonly onFile?: (done: number, total: number) => void;
  /** Sources that no training may use are read, too: their tunes carry the source's name. */
  readonly measuring?: boolean;
}

/** The largest collections do not fit into memory; this many files of ordinary length do. */
export const MOST_FILES = 50_000;

/** Where the corpus lies beside a working copy; a clone alone has none. */
export const DEFAULT_CORPUS = resolve(import.meta.dirname, '../../../shared/data');

/**
 * Reads all tunes below a path.
 * @throws Error with one clear line where the path is missing or holds no readable tune.
 */
export function readCorpus(path: string, { most = MOST_FILES, onFile, measuring = false }: ReadOptions = {}): Corpus {
  if (!existsSync(path)) {
    throw new Error(
      path === DEFAULT_CORPUS
        ? `no corpus is named, and none lies at ${path}; give a folder or file of .mid, .abc or .jsonl with --corpus`
        : `no corpus at ${path}; name one with --corpus DIR or FILE`,
    );
  }
  const { files, unread, passedOver, notDrawn } = corpusFiles(path, most);
  // A file that is named itself is read, whatever the list of sources says.
  const alone = files.length === 1 && files[0] === path;
  const reader = new CorpusReader(path, passedOver, notDrawn, { measuring: measuring || alone });
  files.forEach((file, i) => {
    onFile?.(i, files.length);
    reader.read(file);
  });
  for (const gone of unread) reader.leaveOut(gone);
  if (reader.tunes.length === 0) {
    const reasons = [...reader.skipped].map(([reason, count]) => `${count} × ${reason}`).slice(0, MAX_REASONS);
    throw new Error(
      `no tune could be read from ${path}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}; give .mid, .abc or .jsonl files (records of p, d, meter, key)`,
    );
  }
  return reader;
}

/** A line of error says so many reasons. */
const MAX_REASONS = 6;
