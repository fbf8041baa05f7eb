/** Finds and reads the corpus: every `.jsonl` of tunes and every MIDI file below a folder (or one file), never what is marked evaluation-only. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { midiRecord } from './midi.ts';
import { type CorpusRecord, type Tune, tuneOf } from './record.ts';

/** What was read, and what was not. */
export interface Corpus {
  readonly tunes: readonly Tune[];
  /** How many records were left out, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
  readonly files: readonly string[];
}

/** Where the corpus lies beside a working copy; a clone alone has none. */
export const DEFAULT_CORPUS = resolve(import.meta.dirname, '../../../shared/data');

/** Files that hold something other than melodies. */
const NOT_TUNES = new Set(['index.jsonl']);
/** Folders that no training may touch. */
const EVALUATION_ONLY = 'eval-only';

const MIDI = /\.midi?$/i;

/**
 * Lists the corpus files below a path, sorted; a path to one file lists just that. Where a folder has records, MIDI files
 * below it are what the records were made from, and are left alone.
 */
export function corpusFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { withFileTypes: true });
  const isRecords = (name: string) => name.endsWith('.jsonl') && !NOT_TUNES.has(name);
  const recorded = entries.some((entry) => entry.isFile() && isRecords(entry.name));
  const found: string[] = [];
  for (const entry of entries) {
    const child = join(path, entry.name);
    if (entry.isDirectory() && entry.name !== EVALUATION_ONLY) {
      found.push(...corpusFiles(child).filter((file) => !(recorded && MIDI.test(file))));
    } else if (entry.isFile() && (isRecords(entry.name) || (!recorded && MIDI.test(entry.name)))) found.push(child);
  }
  return found.sort();
}

/**
 * Reads all tunes below a path.
 * @throws Error with one clear line where the path is missing or holds no readable tune.
 */
export function readCorpus(path: string): Corpus {
  if (!existsSync(path)) throw new Error(`no corpus at ${path}; name one with --corpus DIR or FILE.jsonl`);
  const files = corpusFiles(path);
  const tunes: Tune[] = [];
  const skipped = new Map<string, number>();
  const skip = (reason: string) => skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  for (const file of files) {
    const source = sourceOf(file);
    if (MIDI.test(file)) {
      const tune = readMidi(file, source);
      if (typeof tune === 'string') skip(tune);
      else tunes.push(tune);
      continue;
    }
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const tune = readLine(line, source);
      if (typeof tune === 'string') skip(tune);
      else tunes.push(tune);
    }
  }
  if (tunes.length === 0) {
    const reasons = [...skipped].map(([reason, count]) => `${count} × ${reason}`).join(', ');
    throw new Error(
      `no tune could be read from ${path}${reasons ? ` (${reasons})` : ''}; give .jsonl records (p, d, meter, key) or MIDI files`,
    );
  }
  return { tunes, skipped, files };
}

function readMidi(file: string, source: string): Tune | string {
  try {
    return tuneOf(midiRecord(readFileSync(file), `${source}/${basename(file)}`), source);
  } catch (error) {
    return (error as Error).message;
  }
}

function readLine(line: string, source: string): Tune | string {
  let record: CorpusRecord;
  try {
    record = JSON.parse(line);
  } catch {
    return 'a line that is not JSON';
  }
  return tuneOf(record, source);
}

/** `polish-scores/early-sacred.jsonl` is a source of its own; other files go by their folder. */
function sourceOf(file: string): string {
  const name = basename(file, '.jsonl');
  return name === 'tunes' || name === 'lines' || MIDI.test(file) ? basename(dirname(file)) : name;
}
