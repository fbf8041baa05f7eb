/**
 * Drums: how they vary and how they are played, beside people's; bits a hit on performances that the network was not taught; how
 * much of their histograms ours share, and whether a logistic regression distinguishes bars.
 */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DEFAULT_CORPUS } from '../../models/corpus/read.ts';
import { giveaways, separability } from '../../models/evaluation/discriminator.ts';
import { networkBits, type TaughtTake, tableBits, taughtTake } from '../../models/evaluation/drum-bits.ts';
import {
  type DrumTake,
  figuresOf,
  relativeDeviations,
  relativeVelocities,
  sharedArea,
  type TakeFigures,
} from '../../models/evaluation/drum-take.ts';
import { readModelFiles } from '../../models/weights/read.ts';
import { KIT_VOICES } from '../../plugin/arrange/kit-voices.ts';
import { BANDS } from '../../plugin/arrange/styles.ts';
import { createDrummer, DrumNetwork, type PresetName } from '../../plugin/internal.ts';
import { barRows, FEATURES } from './drums/bar-rows.ts';
import { type HitTime, hitTime } from './drums/hit-time.ts';
import { ourTakes, realTakes } from './drums/played.ts';
import { median, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const DRUMS = resolve(import.meta.dirname, '../../models/weights/drums');
const SEEDS = 12;
/** Widths of histogram bins: shares of the mean velocity, and of the spread of timing. */
const BIN = { velocity: 0.1, timing: 0.25 } as const;

/** What is asked of each figure of a take. */
const ASKED: Readonly<Record<keyof TakeFigures, readonly [least: number, most: number, unit: string] | null>> = {
  timing: [8, 15, 'ms'],
  timingByPlace: [4, 10, 'ms'],
  timingMemory: null,
  velocityAtPlace: [8, 15, 'of 127'],
  differentBars: [0.5, 1, ''],
  commonestBar: [0, 0.3, ''],
  fills: [0.4, 0.9, ''],
};
/** Milliseconds a hit, on a quiet machine. */
const ASKED_MS = 0.1;
const ASKED_BITS = 0.7;
const ASKED_OVERLAP = 0.9;
const ASKED_SEPARABILITY = 0.7;

/** One row: the median of all takes, by mood, and what patterns and people have. */
interface Row {
  readonly ours: number | null;
  readonly byMood: Readonly<Record<string, number | null>>;
  readonly patterns: number | null;
  readonly real: number | null;
}

export const drums: Topic = {
  summary: 'how drums vary and are played, beside people; needs the Groove source for some rows (--corpus)',
  async measure({ seeds, corpus }) {
    const files = readModelFiles(DRUMS);
    const count = seeds ?? SEEDS;
    const drummer = createDrummer(files);
    const time = hitTime(drummer);
    const ours = await ourTakes(drummer, count);
    const patterns = await ourTakes(null, count);
    const folder = corpus ?? DEFAULT_CORPUS;
    const hasGroove = existsSync(join(folder, 'groove/grooves.jsonl'));
    const real = hasGroove ? realTakes(folder) : null;
    const rows = rowsOf(ours, [...patterns.values()].flat(), real?.takes ?? []);
    const against = real && compared(new DrumNetwork(files), ours, patterns, real);
    const missed = [...rowsMissed(rows), ...timeMissed(time), ...(against ? againstMissed(against) : [])];
    const missing = hasGroove
      ? []
      : [
          `no ${join(folder, 'groove/grooves.jsonl')}: rows of people, bits, overlap and discriminator are left out; name a corpus with --corpus`,
        ];
    return {
      figures: { rows, time, against, ...(hasGroove ? {} : { missing: missing[0] }) },
      lines: [
        ...Object.entries(rows).flatMap(rowLines),
        timeLine(time),
        ...(against ? againstLines(against) : []),
        ...missing,
      ],
      missed,
    };
  },
};

function rowsOf(ours: ReadonlyMap<string, DrumTake[]>, patterns: DrumTake[], real: DrumTake[]): Record<string, Row> {
  const middle = (takes: readonly DrumTake[], key: keyof TakeFigures) => {
    const values = takes.map((take) => figuresOf(take)[key]).filter((value) => value !== null);
    return values.length === 0 ? null : rounded(median(values), 3);
  };
  return Object.fromEntries(
    (Object.keys(ASKED) as (keyof TakeFigures)[]).map((key) => [
      key,
      {
        ours: middle([...ours.values()].flat(), key),
        byMood: Object.fromEntries([...ours].map(([mood, takes]) => [mood, middle(takes, key)])),
        patterns: middle(patterns, key),
        real: middle(real, key),
      },
    ]),
  );
}

/** What is compared with people. */
interface Against {
  readonly bits: Record<'network' | 'tables' | 'tablesThatRecall', Record<string, number>>;
  readonly share: number;
  readonly shareOfRecall: number;
  readonly overlap: Record<'velocity' | 'timing', { readonly ours: number; readonly patterns: number }>;
  readonly apart: {
    readonly ours: number;
    readonly patterns: number;
    readonly bars: readonly number[];
    /** By feature: our mean, that of people, and the feature's weight. */
    readonly features: Readonly<Record<string, readonly [ours: number, real: number, weight: number]>>;
  };
}

function compared(
  network: DrumNetwork,
  ours: ReadonlyMap<string, DrumTake[]>,
  patterns: ReadonlyMap<string, DrumTake[]>,
  real: ReturnType<typeof realTakes>,
): Against {
  const taught = (list: typeof real.train) =>
    list.map((one) => taughtTake(one, network.sixths)).filter((take): take is TaughtTake => take !== null);
  const [train, validation] = [taught(real.train), taught(real.validation)];
  const summed = (bits: ReturnType<typeof networkBits>) => {
    const all = Object.values(bits).reduce((sum: number, value: number) => sum + value, 0);
    return Object.fromEntries(Object.entries({ all, ...bits }).map(([name, value]) => [name, rounded(value, 3)]));
  };
  const bits = {
    network: summed(networkBits(network, validation)),
    tables: summed(tableBits(train, validation, false)),
    tablesThatRecall: summed(tableBits(train, validation, true)),
  };
  const [mine, theirs] = [free(ours), free(patterns)];
  const area = (takes: readonly DrumTake[], of: (take: DrumTake) => number[], width: number) =>
    rounded(sharedArea(takes.flatMap(of), real.takes.flatMap(of), width), 3);
  const realRows = real.takes.flatMap(barRows);
  const apart = (takes: readonly DrumTake[]) => rounded(separability(takes.flatMap(barRows), realRows), 3);
  return {
    bits,
    share: rounded(bits.network.all! / bits.tables.all!, 3),
    shareOfRecall: rounded(bits.network.all! / bits.tablesThatRecall.all!, 3),
    overlap: {
      velocity: {
        ours: area(mine, relativeVelocities, BIN.velocity),
        patterns: area(theirs, relativeVelocities, BIN.velocity),
      },
      timing: {
        ours: area(mine, relativeDeviations, BIN.timing),
        patterns: area(theirs, relativeDeviations, BIN.timing),
      },
    },
    apart: {
      ours: apart(mine),
      patterns: apart(theirs),
      bars: [mine.flatMap(barRows).length, realRows.length],
      features: Object.fromEntries(
        giveaways(mine.flatMap(barRows), realRows).map(({ ours: our, real: their, weight }, i) => [
          FEATURES[i]!,
          [rounded(our, 3), rounded(their, 3), rounded(weight, 2)] as const,
        ]),
      ),
    },
  };
}

/** Takes in 4/4 on kits whose drummer finds his own strokes: those are like what people played. */
function free(takes: ReadonlyMap<string, DrumTake[]>): DrumTake[] {
  const plays = (mood: string) => KIT_VOICES[BANDS[mood as PresetName].drums.kit].plays;
  return [...takes].flatMap(([mood, of]) => (plays(mood) ? of.filter(({ meter }) => meter === '4/4') : []));
}

function rowsMissed(rows: Readonly<Record<string, Row>>): string[] {
  return Object.entries(rows).flatMap(([name, { ours, byMood }]) => {
    const asked = ASKED[name as keyof TakeFigures];
    if (asked === null) return [];
    const [least, most] = asked;
    const out = Object.entries(byMood).filter(([, value]) => value !== null && (value < least || value > most));
    const moods = out.map(([mood, value]) => `${mood} ${value}`).join(', ');
    if (ours === null || ours < least || ours > most)
      return [`${name} ${ours}, ${least}..${most} asked; out: ${moods}`];
    return [];
  });
}

const timeLine = ({ ms, loops }: HitTime) =>
  `a hit takes ${rounded(ms, 3)} ms (at most ${ASKED_MS}), ${rounded(loops, 2)} plain loops of as many multiplications`;

const timeMissed = (time: HitTime) => (time.ms > ASKED_MS ? [timeLine(time)] : []);

function againstMissed({ share, overlap, apart }: Against): string[] {
  return [
    ...(share > ASKED_BITS ? [`bits a hit ${share} of the tables', at most ${ASKED_BITS}`] : []),
    ...(['velocity', 'timing'] as const)
      .filter((name) => overlap[name].ours < ASKED_OVERLAP)
      .map((name) => `overlap of ${name} ${overlap[name].ours}, at least ${ASKED_OVERLAP}`),
    ...(apart.ours > ASKED_SEPARABILITY
      ? [`bars distinguished from people's ${apart.ours}, at most ${ASKED_SEPARABILITY}`]
      : []),
  ];
}

function rowLines([name, { ours, byMood, patterns, real }]: [string, Row]): string[] {
  const asked = ASKED[name as keyof TakeFigures];
  const target = asked ? ` (${asked[0]}..${asked[1]} ${asked[2]})` : '';
  const moods = Object.entries(byMood).map(([mood, value]) => `${mood} ${value ?? '-'}`);
  return [
    `${name}: ${ours ?? '-'}${target}; patterns ${patterns ?? '-'}, people ${real ?? '-'}`,
    `  ${moods.join(', ')}`,
  ];
}

function againstLines({ bits, share, shareOfRecall, overlap, apart }: Against): string[] {
  const parts = Object.entries(bits).map(
    ([name, of]) =>
      `  ${name}: ${Object.entries(of)
        .map(([part, value]) => `${part} ${value}`)
        .join(', ')}`,
  );
  return [
    `bits a hit on people's bars: ${share} of the tables', ${shareOfRecall} of those that recall as much`,
    ...parts,
    `overlap with people: velocity ${overlap.velocity.ours} (patterns ${overlap.velocity.patterns}), timing ${overlap.timing.ours} (patterns ${overlap.timing.patterns})`,
    `bars distinguished from people's by ${FEATURES.length} features: ${apart.ours} (patterns ${apart.patterns}), ${apart.bars.join(' and ')} bars`,
    ...Object.entries(apart.features).map(
      ([name, [our, their, weight]]) => `  ${name}: ours ${our}, people ${their}, weight ${weight}`,
    ),
  ];
}
