/**
 * Counts where in the bar game music strikes: `npx tsx models/corpus/grooves.ts [--corpus DIR] [--out FILE]`. For each kind
 * of scene and meter, the share of bars in which each drum, the bass and the chords begin a note on each sixteenth. The
 * table ships; the arranger draws its small variations from it.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, runCli } from '../cli/cli.ts';
import { assertWritable, tell, writeFileAtomic } from '../cli/files.ts';
import { readMidiBytes } from './midi-bytes.ts';
import { DEFAULT_CORPUS } from './read.ts';
import { sceneOf } from './scene-tags.ts';

/** One line of an `index.jsonl`. */
interface IndexEntry {
  readonly file: string;
  readonly tags?: readonly string[];
  readonly meter?: string | null;
  readonly meter_stated?: boolean;
  readonly channels: readonly { readonly ch: number; readonly role: string }[];
}

const SOURCES = ['freedoom', 'helland-free-music', 'easyrpg-rtp'] as const;

/**
 * Meters with pieces enough to be counted, and their sixteenths. Of the 184 files, 133 state that they are in 4/4, 13 in
 * 3/4 (5 battle, 4 fanfare, 2 calm, 1 field), 3 in 7/8, 2 in 5/4, 5 in 6/4, 2 in 6/8 (one of them with drums) and none in
 * 2/4. Those in 7/8 change meter on their way: counted, their basses strike the first beat of 66 % of the bars, against
 * 95 % in 4/4, which is no groove. So 6/8, 7/8 and 2/4, and light scenes in 3/4, are authored (`drum-patterns.ts`).
 */
const PLACES: Readonly<Record<string, number>> = { '4/4': 16, '3/4': 12 };
/** Fewer bars with a part say nothing about it. */
const MIN_BARS = 4;
/** Fewer pieces make no table. */
const MIN_PIECES = 3;

/** What is counted, in the order of the table. */
const LINES = ['kick', 'snare', 'hat', 'tom', 'cymbal', 'hand', 'bass', 'chords'] as const;
type GroovePart = (typeof LINES)[number];

/** General MIDI percussion keys. */
const DRUM_LINES: Readonly<Record<number, GroovePart>> = Object.fromEntries(
  (
    [
      ['kick', [35, 36]],
      ['snare', [37, 38, 39, 40]],
      ['hat', [42, 44, 46, 51, 53, 59]],
      ['tom', [41, 43, 45, 47, 48, 50]],
      ['cymbal', [49, 52, 55, 57]],
      ['hand', [54, 56, 58, 60, 61, 62, 63, 64, 65, 66, 69, 70, 75, 76, 77, 82]],
    ] as const
  ).flatMap(([line, keys]) => keys.map((key) => [key, line])),
);

/** By line, in how many bars each place is struck; `bars` counts those that have the part at all. */
type Strikes = Map<GroovePart, { readonly bars: Set<number>; readonly places: Set<number>[] }>;

function strikesOf(bytes: Uint8Array, entry: IndexEntry, places: number): Strikes {
  const { ppq, parts } = readMidiBytes(bytes);
  const sixteenth = ppq / 4;
  const roles = new Map(entry.channels.map(({ ch, role }) => [ch, role]));
  const strikes: Strikes = new Map();
  for (const { channel, notes } of parts) {
    const role = roles.get(channel);
    for (const { pitch: key, onset } of notes) {
      const line =
        channel === 9 ? DRUM_LINES[key] : role === 'bass' ? 'bass' : role === 'chordal' ? 'chords' : undefined;
      if (line === undefined) continue;
      const at = Math.round(onset / sixteenth);
      const found = strikes.get(line) ?? {
        bars: new Set<number>(),
        places: Array.from({ length: places }, () => new Set<number>()),
      };
      strikes.set(line, found);
      const bar = Math.floor(at / places);
      found.bars.add(bar);
      found.places[at % places]!.add(bar);
    }
  }
  return strikes;
}

/** Sums of shares over pieces: each piece counts once, however long. */
interface Count {
  pieces: number;
  readonly sums: number[];
}

function count(corpus: string): { counts: Map<string, Map<GroovePart, Count>>; pieces: Map<string, number> } {
  const counts = new Map<string, Map<GroovePart, Count>>();
  const pieces = new Map<string, number>();
  for (const source of SOURCES) {
    const index = join(corpus, source, 'index.jsonl');
    if (!existsSync(index)) throw new CliError(`no corpus file ${index}`, 'name the folder with --corpus DIR');
    for (const text of readFileSync(index, 'utf8').split('\n')) {
      if (text === '') continue;
      const entry = JSON.parse(text) as IndexEntry;
      const places = PLACES[entry.meter ?? ''];
      const scene = sceneOf(entry.tags);
      if (places === undefined || scene === undefined || entry.meter_stated === false) continue;
      const name = `${scene} ${entry.meter}`;
      pieces.set(name, (pieces.get(name) ?? 0) + 1);
      const table = counts.get(name) ?? counts.set(name, new Map()).get(name)!;
      for (const [line, { bars, places: struck }] of strikesOf(
        readFileSync(join(corpus, source, 'midi', entry.file)),
        entry,
        places,
      )) {
        if (bars.size < MIN_BARS) continue;
        const sum = table.get(line) ?? { pieces: 0, sums: new Array<number>(places).fill(0) };
        table.set(line, sum);
        sum.pieces++;
        for (const [place, hit] of struck.entries()) sum.sums[place]! += hit.size / bars.size;
      }
    }
  }
  return { counts, pieces };
}

function tableText(counts: ReadonlyMap<string, ReadonlyMap<GroovePart, Count>>): string {
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, lines]) => {
      const own = LINES.flatMap((line) => {
        const sum = lines.get(line);
        if (sum === undefined || sum.pieces < MIN_PIECES) return [];
        const shares = sum.sums.map((value) => Math.round((100 * value) / sum.pieces));
        return [`    ${line}: [${shares.join(', ')}], // ${sum.pieces} pieces`];
      });
      return own.length === 0 ? [] : [`  '${name}': {`, ...own, '  },'];
    });
  return [
    '// Made by models/corpus/grooves.ts from the game MIDI of the corpus (models/README.md names its sources). Do not edit.',
    '',
    '// biome-ignore format: a table reads in rows',
    '/** By scene and meter: in how many of a hundred bars that have the part a note of it begins on each sixteenth. */',
    'export const GROOVE_TABLE = {',
    ...rows,
    '} as const;',
    '',
  ].join('\n');
}

await runCli({
  name: 'grooves',
  summary: 'counts where in the bar the drums, bass and chords of game music strike',
  usage: 'npx tsx models/corpus/grooves.ts [options]',
  options: {
    corpus: { type: 'string', value: 'DIR', help: 'folder of the corpus', default: DEFAULT_CORPUS },
    out: { type: 'string', value: 'FILE', help: 'table to write', default: 'plugin/arrange/groove-table.generated.ts' },
  },
  run({ corpus, out }) {
    assertWritable(out);
    const { counts, pieces } = count(corpus);
    const text = tableText(counts);
    writeFileAtomic(out, text);
    const counted = [...pieces].map(([name, number]) => `${name.padEnd(12)} ${number} pieces`);
    tell([...counted, `${out}: ${text.length} bytes`].join('\n'), [out]);
  },
});
