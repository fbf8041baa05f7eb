/**
 * How well counted tables and today's rules foretell what basses and chords of games do, in pieces that neither was fitted to.
 * Both are told chords, melody, meter, scene and what the part did before.
 */

import { gzipSync } from 'node:zlib';
import { DEFAULT_CORPUS } from '../../models/corpus/read.ts';
import { type BandPart, decisionsOf, KINDS } from './accompaniment/events.ts';
import { type BandPiece, bandPieces } from './accompaniment/game-bands.ts';
import { type Bits, fitRules, ruleBits, type Taken, tableBits, tablesOf } from './accompaniment/predictors.ts';
import { bassFigures, chordFigures } from './accompaniment/rule-bands.ts';
import { rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const TAUGHT = ['freedoom', 'helland-free-music', 'easyrpg-rtp'] as const;
/** Only measured. */
const MEASURED = 'simutrans';
const PARTS = [
  ['bass', bassFigures],
  ['chords', chordFigures],
] as const;

/** One part and one set of pieces. */
interface Row {
  readonly part: BandPart;
  readonly pieces: string;
  readonly count: number;
  /** Bits a decision by kind, and all bits of a stroke of the part. */
  readonly tables: Readonly<Record<string, number>>;
  readonly rules: Readonly<Record<string, number>>;
}

export const accompaniment: Topic = {
  summary: 'bits of games’ basses and chords by counted tables and by today’s rules (--corpus for the games’ files)',
  long: true,
  async measure({ corpus }) {
    const folder = corpus ?? DEFAULT_CORPUS;
    const pieces = TAUGHT.flatMap((collection) => bandPieces(folder, collection));
    const others = bandPieces(folder, MEASURED);
    if (pieces.length === 0)
      return { figures: {}, lines: [`no game MIDI in ${folder}; name a corpus with --corpus`], missed: [] };
    const rows: Row[] = [];
    const sizes: Record<string, number> = {};
    const usual: Record<string, unknown> = {};
    for (const [part, figures] of PARTS) {
      const taken = (all: readonly BandPiece[]) =>
        all
          .map((piece): Taken => ({ scene: piece.scene, decisions: decisionsOf(piece, part, figures) }))
          .filter(({ decisions }) => decisions.length > 0);
      const train = taken(pieces.filter(({ isHeldOut }) => !isHeldOut));
      const tables = tablesOf(train);
      const fit = fitRules(train);
      for (const [name, own] of [
        ['fitted', train],
        ['held out', taken(pieces.filter(({ isHeldOut }) => isHeldOut))],
        [MEASURED, taken(others)],
      ] as const)
        rows.push({
          ...{ part, pieces: name, count: own.length },
          tables: perDecision(tableBits(tables, own)),
          rules: perDecision(ruleBits(fit, own)),
        });
      sizes[part] = gzipSync(KINDS.map((kind) => tables[kind].text()).join('\n')).length;
      usual[part] = {
        moves: fit.moves,
        figures: Object.fromEntries(
          [...fit.figures].map(([scene, own]) => [scene, own.map((each) => rounded(each, 3))]),
        ),
        says: Object.fromEntries([...fit.says].map(([key, own]) => [key, own.map((each) => rounded(each, 3))])),
      };
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

function perDecision(bits: Bits): Record<string, number> {
  const strokes = KINDS.reduce((sum, kind) => sum + bits[kind].bits, 0);
  const own = KINDS.filter((kind) => bits[kind].count > 0).map((kind) => [
    kind,
    rounded(bits[kind].bits / bits[kind].count, 4),
  ]);
  return Object.fromEntries([...own, ['all of a sixteenth', rounded(strokes / Math.max(1, bits.strikes.count), 4)]]);
}

const line = ({ part, pieces, count, tables, rules }: Row) =>
  `${part.padEnd(7)} ${pieces.padEnd(10)} ${count} pieces: ${Object.keys(tables)
    .map((kind) => `${kind} ${tables[kind]} by tables, ${rules[kind]} by rules`)
    .join('; ')}`;
