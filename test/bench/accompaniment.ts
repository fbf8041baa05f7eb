/**
 * How well counted tables and today's rules predict what basses and chords of games do, in pieces that neither was fitted to.
 * Both are given chords, melody, meter, scene and what the part did before. The rules are measured without and with the rhythms
 * that their figures take from games, and with others in place of these, as many and as dense. A mixture of figures
 * that has found the rhythm may have the wrong tones for it, so that both are also believed of figures apart.
 */

import { gzipSync } from 'node:zlib';
import { type BandPart, type BandPiece, bandPieces, TAUGHT_GAMES } from '../../models/corpus/game-bars.ts';
import { DEFAULT_CORPUS } from '../../models/corpus/read.ts';
import { decisionsOf, KINDS } from './accompaniment/events.ts';
import {
  type Bits,
  type Fit,
  fitRules,
  ruleBits,
  type Taken,
  tableBits,
  tablesOf,
} from './accompaniment/predictors.ts';
import { bassFigures, chordFigures, type Swap } from './accompaniment/rule-bands.ts';
import { asPlayed, shuffled, spread } from './accompaniment/swaps.ts';
import { rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

/** Only measured. */
const MEASURED = 'simutrans';
const PARTS = [
  ['bass', bassFigures],
  ['chords', chordFigures],
] as const;
/** Figures that the rules have beside their own, and whether rhythm and tones are believed of figures apart. */
const RULES: readonly (readonly [name: string, swap: Swap | null, apart: boolean])[] = [
  ['rules', null, false],
  ['rules with rhythms', asPlayed, false],
  ['rules with shuffled rhythms', shuffled, false],
  ['rules with even rhythms', spread, false],
  ['rules, tones apart', null, true],
  ['rules with rhythms, tones apart', asPlayed, true],
];

/** One part, one set of pieces, and what foretells them. */
interface Row {
  readonly part: BandPart;
  readonly by: string;
  readonly pieces: string;
  readonly count: number;
  /** Bits a decision by kind, and all bits of a stroke of the part. */
  readonly bits: Readonly<Record<string, number>>;
}

export const accompaniment: Topic = {
  summary: 'bits of games’ basses and chords by counted tables and by today’s rules (--corpus for the games’ files)',
  long: true,
  async measure({ corpus }) {
    const folder = corpus ?? DEFAULT_CORPUS;
    const pieces = TAUGHT_GAMES.flatMap((collection) => bandPieces(folder, collection));
    const others = bandPieces(folder, MEASURED);
    if (pieces.length === 0)
      return { figures: {}, lines: [`no game MIDI in ${folder}; name a corpus with --corpus`], missed: [] };
    const split = {
      train: pieces.filter(({ isHeldOut }) => !isHeldOut),
      held: pieces.filter(({ isHeldOut }) => isHeldOut),
    };
    const rows: Row[] = [];
    const sizes: Record<string, number> = {};
    const usual: Record<string, unknown> = {};
    for (const [part, figuresIn] of PARTS)
      for (const [by, swap, apart] of RULES) {
        const figuresOf = figuresIn(swap);
        const taken = (all: readonly BandPiece[]) =>
          all
            .map((piece): Taken => ({ scene: piece.scene, decisions: decisionsOf(piece, part, figuresOf) }))
            .filter(({ decisions }) => decisions.length > 0);
        const sets = { fitted: taken(split.train), 'held out': taken(split.held), [MEASURED]: taken(others) };
        const row = (name: string, own: readonly Taken[], who: string, bits: Bits): Row => {
          return { part, by: who, pieces: name, count: own.length, bits: perDecision(bits) };
        };
        if (by === 'rules') {
          const tables = tablesOf(sets.fitted);
          for (const [name, own] of Object.entries(sets)) rows.push(row(name, own, 'tables', tableBits(tables, own)));
          sizes[part] = gzipSync(KINDS.map((kind) => tables[kind].text()).join('\n')).length;
        }
        const fit = fitRules(sets.fitted, apart);
        for (const [name, own] of Object.entries(sets)) rows.push(row(name, own, by, ruleBits(fit, own)));
        usual[`${part} by ${by}`] = fitted(fit);
      }
    return {
      figures: { rows, gzipOfTables: sizes, usual },
      lines: [
        ...rows.map(line),
        ...Object.entries(sizes).map(([part, bytes]) => `tables of ${part}: ${bytes} bytes, gzip`),
      ],
      missed: [],
    };
  },
};

/** What was fitted, with its size: probabilities of figures by scene, and of what happens where a figure says something. */
function fitted({ moves, figures, says }: Fit) {
  const rows = (all: ReadonlyMap<string, readonly number[]>) =>
    Object.fromEntries([...all].map(([key, own]) => [key, own.map((each) => rounded(each, 3))]));
  const count = [...figures.values(), ...says.values()].reduce((sum, own) => sum + own.length - 1, 1);
  return { moves, probabilities: count, figures: rows(figures), says: rows(says) };
}

function perDecision(bits: Bits): Record<string, number> {
  const strokes = KINDS.reduce((sum, kind) => sum + bits[kind].bits, 0);
  const own = KINDS.filter((kind) => bits[kind].count > 0).map((kind) => [
    kind,
    rounded(bits[kind].bits / bits[kind].count, 4),
  ]);
  return Object.fromEntries([...own, ['all of a sixteenth', rounded(strokes / Math.max(1, bits.strikes.count), 4)]]);
}

const line = ({ part, by, pieces, count, bits }: Row) =>
  `${part.padEnd(7)} ${pieces.padEnd(10)} ${count} pieces by ${by}: ${Object.entries(bits)
    .map(([kind, each]) => `${kind} ${each}`)
    .join(', ')}`;
