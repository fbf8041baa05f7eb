/**
 * Measures where drummers who swing put the second eighth of a beat: `npx tsx models/corpus/swing.ts [--corpus DIR] [--out FILE]`.
 * Each performance of the Groove MIDI Dataset in a swung style gives its median place, between one stroke of hat or ride on a
 * beat and the next on the beat after. The slower the tempo, the later the eighth; the table has the trend. It ships, and
 * the arranger swings by it where a style asks for swing.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, runCli } from '../cli/cli.ts';
import { assertWritable, tell, writeFileAtomic } from '../cli/files.ts';
import { DEFAULT_CORPUS } from './read.ts';

/** One line of `grooves.jsonl`; hits are tick, milliseconds off the tick, drum and velocity. */
interface DrumTake {
  readonly style: string;
  readonly bpm: number;
  readonly beat_type: string;
  readonly meter: string;
  readonly split: string;
  readonly hits: readonly (readonly [tick: number, off: number, drum: string, velocity: number])[];
}

/** The swing of one performance: tempo, and the place of the second eighth as a share of the beat. */
interface Swung {
  readonly bpm: number;
  readonly place: number;
  readonly weight: number;
  readonly split: string;
}

/** Ticks of a quarter note. */
const BEAT = 24;
/** Styles that swing by name; some of their performances are straight all the same. */
const STYLES = /jazz|swing|shuffle|rockabilly/;
/** Places below this are straight eighths. */
const STRAIGHT = 0.56;
/** Fewer beats say nothing about a performance. */
const MIN_BEATS = 16;
/** Ticks of a beat at which a stroke is taken for its second eighth. */
const [EARLIEST, LATEST] = [10, 20];
/** Tempos of the table, in quarter notes a minute. */
const TEMPOS = [70, 100, 130, 160, 190, 220, 250, 290];
/** Width of the average over tempos, as a ratio: performances at 1.15 times a tempo count 0.6 of those at it. */
const WIDTH = Math.log(1.15);

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The swing of a performance, or null if it has too few swung beats. */
function swingOf({ bpm, hits, split }: DrumTake): Swung | null {
  const beat = 60_000 / bpm;
  const times = new Map<number, number>();
  for (const [tick, off, drum] of hits) {
    if (!/^(hat|ride)/.test(drum)) continue;
    const at = (tick / BEAT) * beat + off;
    times.set(tick, Math.min(at, times.get(tick) ?? at));
  }
  const places = [...times].flatMap(([tick, from]) => {
    const to = tick % BEAT === 0 ? times.get(tick + BEAT) : undefined;
    const between = Array.from({ length: BEAT - 1 }, (_, i) => i + 1).filter((after) => times.has(tick + after));
    const after = between[0];
    if (to === undefined || after === undefined || between.length !== 1 || after < EARLIEST || after > LATEST)
      return [];
    return [(times.get(tick + after)! - from) / (to - from)];
  });
  if (places.length < MIN_BEATS) return null;
  const place = median(places);
  return place < STRAIGHT ? null : { bpm, place, weight: Math.sqrt(places.length), split };
}

/** The mean place at a tempo, performances near it first. */
function placeAt(bpm: number, all: readonly Swung[]): number {
  const near = all.map((one) => one.weight * Math.exp(-0.5 * (Math.log(one.bpm / bpm) / WIDTH) ** 2));
  const sum = near.reduce((total, weight) => total + weight, 0);
  return all.reduce((total, { place }, i) => total + place * near[i]!, 0) / sum;
}

/** The least change of values that makes none of them greater than the one before (pool adjacent violators). */
function falling(values: readonly number[]): readonly number[] {
  const pools: { sum: number; size: number }[] = [];
  for (const value of values) {
    pools.push({ sum: value, size: 1 });
    for (let last = pools.length - 1; last > 0; last--) {
      const [before, after] = [pools[last - 1]!, pools[last]!];
      if (before.sum / before.size >= after.sum / after.size) break;
      pools.splice(last - 1, 2, { sum: before.sum + after.sum, size: before.size + after.size });
    }
  }
  return pools.flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size));
}

await runCli({
  name: 'swing',
  summary: 'measures where drummers put the second eighth of a swung beat, by tempo',
  usage: 'npx tsx models/corpus/swing.ts [options]',
  options: {
    corpus: { type: 'string', value: 'DIR', help: 'folder of the corpus', default: DEFAULT_CORPUS },
    out: { type: 'string', value: 'FILE', help: 'table to write', default: 'plugin/arrange/swing-table.generated.ts' },
  },
  run({ corpus, out }) {
    assertWritable(out);
    const path = join(corpus, 'groove', 'grooves.jsonl');
    if (!existsSync(path)) throw new CliError(`no corpus file ${path}`, 'name the folder with --corpus DIR');
    const all = readFileSync(path, 'utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text) as DrumTake)
      .filter(({ style, beat_type, meter }) => STYLES.test(style) && beat_type === 'beat' && meter === '4/4')
      .flatMap((performance) => swingOf(performance) ?? []);
    const taught = all.filter(({ split }) => split === 'train');
    const places = falling(TEMPOS.map((bpm) => placeAt(bpm, taught)));
    const rows = TEMPOS.map((bpm, i) => `  [${bpm}, ${places[i]!.toFixed(3)}],`);
    const text = [
      '// Made by models/corpus/swing.ts from the Groove MIDI Dataset (models/README.md names its sources). Do not edit.',
      '',
      '/** Quarter notes a minute, and where in the beat its second eighth begins when drummers swing: 0.5 is straight, 0.667 the last of three. */',
      'export const SWING_TABLE = [',
      ...rows,
      '] as const;',
      '',
    ].join('\n');
    writeFileAtomic(out, text);
    const off = all.filter(({ split }) => split !== 'train');
    const error = off.reduce((sum, { bpm, place }) => sum + Math.abs(place - placeAt(bpm, taught)), 0) / off.length;
    const held = off.length === 0 ? '' : `; ${off.length} held out, off by ${error.toFixed(3)} of a beat on average`;
    tell([`${taught.length} performances${held}`, ...rows, out].join('\n'), [out]);
  },
});
