/**
 * Reads a corpus, file by file: every `.jsonl` of records, every MIDI and ABC file below a folder (or one file), never what is
 * marked evaluation-only. What cannot be read is named with its reason, and costs nothing else.
 */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Corpus } from './corpus.ts';
import { CorpusReader } from './corpus-reader.ts';
import { corpusFiles } from './files.ts';

/** How a corpus is read. */
export interface ReadOptions {
  /** Most files to read; of more, a random choice. Default {@link MOST_FILES}. */
  readonly most?: number;
  /** Called before each file with the number of files read and their total. */
  readonly onFile?: (done: number, total: number) => void;
  /** Also reads sources that must not be used for training: their tunes carry the source's name. */
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

/** Most reasons in one line of an error. */
const MAX_REASONS = 6;
