/**
 * Learns chord progressions from the corpus into the table that ships with the package:
 * `npx tsx models/corpus/progressions.ts [--corpus DIR] [--out FILE]`. Only chords that can be trusted are read:
 * stated ones, and inferred ones where one chord explains at least 0.7 of the windows.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Note } from 'tonal';
import {
  type ChainCounts,
  type Chord,
  type ChordToken,
  learnProgression,
  modulo,
  PLAIN_QUALITY,
  parseChord,
} from '../../plugin/internal.ts';
import { CliError, runCli } from '../cli/cli.ts';
import { assertWritable, tell, writeFileAtomic } from '../cli/files.ts';
import { type Family, findKey } from './progression-key.ts';
import { listedProgressions } from './progression-list.ts';
import { tableText } from './progression-table.ts';
import { DEFAULT_CORPUS } from './read.ts';

interface ChordRecord {
  readonly id?: string;
  readonly file?: string;
  readonly tags?: readonly string[];
  readonly meter?: string | null;
  readonly mchg?: number;
  readonly key?: string;
  readonly key_est?: string;
  readonly chords?: readonly (readonly [number, string])[];
  readonly chords_src?: string;
  readonly chord_fit?: number;
}

/** Manners of harmony that are learnt apart, so that a mood can mix them. */
type Manner = 'hymn' | 'folk' | 'art' | 'game';

/** Which file teaches which manner, and how much a piece counts (SOURCES.md: polish-scores must not drown the rest). */
const SOURCES: readonly { file: string; manner: Manner; weight: number; tag?: string }[] = [
  { file: 'open-hymnal/tunes.jsonl', manner: 'hymn', weight: 2 },
  { file: 'polish-scores/tunes.jsonl', manner: 'hymn', weight: 0.25, tag: 'Sacred' },
  { file: 'openewld/tunes.jsonl', manner: 'folk', weight: 4 },
  { file: 'polish-scores/tunes.jsonl', manner: 'folk', weight: 0.5, tag: 'Secular' },
  { file: 'openscore-lieder/tunes.jsonl', manner: 'art', weight: 1 },
  { file: 'openscore-quartets/tunes.jsonl', manner: 'art', weight: 1 },
  { file: 'chopin-first-editions/tunes.jsonl', manner: 'art', weight: 0.3 },
  { file: 'freedoom/index.jsonl', manner: 'game', weight: 1 },
  { file: 'helland-free-music/index.jsonl', manner: 'game', weight: 2 },
  { file: 'easyrpg-rtp/index.jsonl', manner: 'game', weight: 3 },
];

const MIN_CHORD_FIT = 0.7;
/** A piece whose chords lie in its key for less of the time modulates too much to be counted. */
const MIN_DIATONIC = 0.75;

/** Length of the windows that get one chord each, in corpus ticks (24 a quarter): half a bar, or a bar of three. */
function windowOf(meter: string | null | undefined): number {
  const [numerator, denominator] = (meter ?? '4/4').split('/').map(Number) as [number, number];
  const bar = (numerator * 96) / denominator;
  return numerator % 2 === 0 && bar > 48 ? bar / 2 : bar;
}

/** The chord that fills most of each window, null where none does. */
function windowed(record: ChordRecord): (Chord | null)[] {
  const chords = record.chords ?? [];
  const window = windowOf(record.meter);
  const last = chords[chords.length - 1]?.[0] ?? 0;
  return Array.from({ length: Math.floor(last / window) + 1 }, (_, index) => {
    const start = index * window;
    const shares = new Map<string, number>();
    chords.forEach(([tick, symbol], i) => {
      const until = chords[i + 1]?.[0] ?? last + window;
      const overlap = Math.min(until, start + window) - Math.max(tick, start);
      if (overlap > 0) shares.set(symbol, (shares.get(symbol) ?? 0) + overlap);
    });
    const best = [...shares].sort((a, b) => b[1] - a[1])[0];
    return best && best[1] >= window / 2 ? parseChord(best[0], 0) : null;
  });
}

/** Inferred chords see the dominant seventh without its root as a diminished triad. */
const ROOTLESS: Readonly<Record<ChordToken, ChordToken>> = { '11:dim': '7:dom7' };

/** Chords over the tonic, cut where a chord is unknown, repetitions joined. */
function sequences(chords: readonly (Chord | null)[], tonic: number): ChordToken[][] {
  const found: ChordToken[][] = [[]];
  for (const chord of chords) {
    const plain = chord && PLAIN_QUALITY[chord.quality];
    const line = found[found.length - 1]!;
    if (!chord || !plain) {
      if (line.length > 0) found.push([]);
      continue;
    }
    const token =
      ROOTLESS[`${modulo(chord.root - tonic, 12)}:${plain}`] ?? `${modulo(chord.root - tonic, 12)}:${plain}`;
    if (line[line.length - 1] !== token) line.push(token);
  }
  return found.filter((line) => line.length >= 3);
}

function keyHint(key: string | undefined): { tonic: number; family: Family } | null {
  const match = /^([A-G][#b]?) (major|minor)$/.exec(key ?? '');
  const tonic = match && Note.chroma(match[1]!);
  return match && typeof tonic === 'number' ? { tonic, family: match[2] as Family } : null;
}

function learn(corpus: string): { tables: Map<string, ChainCounts>; pieces: Map<string, number> } {
  const tables = new Map<string, ChainCounts>();
  const pieces = new Map<string, number>();
  const tableOf = (name: string) => tables.get(name) ?? tables.set(name, new Map()).get(name)!;
  for (const { file, manner, weight, tag } of SOURCES) {
    const path = join(corpus, file);
    if (!existsSync(path)) throw new CliError(`no corpus file ${path}`, 'name the folder with --corpus DIR');
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      if (line === '') continue;
      const record = JSON.parse(line) as ChordRecord;
      const trusted = record.chords_src === 'stated' || (record.chord_fit ?? 0) >= MIN_CHORD_FIT;
      if (!trusted || record.mchg || (tag && !record.tags?.some((text) => text.startsWith(tag)))) continue;
      const chords = windowed(record);
      const key = findKey(chords, keyHint(record.key), keyHint(record.key_est));
      if (!key || key.diatonic < MIN_DIATONIC) continue;
      const name = `${manner} ${key.family}`;
      pieces.set(name, (pieces.get(name) ?? 0) + 1);
      for (const tokens of sequences(chords, key.tonic)) learnProgression(tableOf(name), tokens, weight);
    }
  }
  for (const { family, tokens } of listedProgressions(join(corpus, 'chord-progressions/progressions.json'))) {
    const name = `list ${family}`;
    pieces.set(name, (pieces.get(name) ?? 0) + 1);
    learnProgression(tableOf(name), tokens, 1);
  }
  return { tables, pieces };
}

await runCli({
  name: 'progressions',
  summary: 'learns which chord follows which from the corpus',
  usage: 'npx tsx models/corpus/progressions.ts [options]',
  options: {
    corpus: { type: 'string', value: 'DIR', help: 'folder of the corpus', default: DEFAULT_CORPUS },
    out: {
      type: 'string',
      value: 'FILE',
      help: 'table to write',
      default: 'plugin/generate/progression-table.generated.ts',
    },
  },
  run({ corpus, out }) {
    assertWritable(out);
    const { tables, pieces } = learn(corpus);
    const text = tableText(tables);
    writeFileAtomic(out, text);
    const counted = [...pieces].map(([name, count]) => `${name.padEnd(12)} ${count} pieces`);
    tell([...counted, `${out}: ${text.length} bytes`].join('\n'), [out]);
  },
});
