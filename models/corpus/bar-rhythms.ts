/**
 * Counts the rhythms of one bar that basses and chords of games share: `npx tsx models/corpus/bar-rhythms.ts [--corpus DIR]
 * [--out FILE]`. Pieces that `test/bench/accompaniment.ts` holds out are not counted. The table ships; a game's band draws
 * from it, and changes the tones by its own rules.
 */

import { CliError, runCli } from '../cli/cli.ts';
import { assertWritable, tell, writeFileAtomic } from '../cli/files.ts';
import { type CountedRhythm, countRhythms } from './count-rhythms.ts';
import { type BandPart, type BandPiece, bandPieces, hasPart, METERS, TAUGHT_GAMES } from './game-bars.ts';
import { DEFAULT_CORPUS } from './read.ts';

const PARTS: readonly BandPart[] = ['bass', 'chords'];
/** Columns of the table. */
const SCENES = ['battle', 'fanfare', 'field', 'calm'] as const;
/** What only one piece plays is its own. */
const MIN_PIECES = 2;
/** The fastest tempo of rhythms that are easy at any, in bpm. */
const ANY_TEMPO = 300;

/** Whether a stroke follows another at once: what is hard to play fast. */
const hasSixteenths = ({ struck }: CountedRhythm) => struck.some((strikes, at) => strikes && struck[at + 1]);

/** Strokes as letters, with a hyphen for each further sixteenth that they are held, and a dot for each that is silent. */
function text({ struck, lengths }: CountedRhythm): string {
  let held = 0;
  return struck
    .map((strikes, at) => {
      if (!strikes) return --held >= 1 ? '-' : '.';
      held = Math.max(1, Math.round(lengths[at]!));
      return 'x';
    })
    .join('');
}

/**
 * Whether the band can use a rhythm: its bass states each bar, and two strokes that halve a bar of 3/4 would make 6/8 of it.
 */
function fits({ struck }: CountedRhythm, part: BandPart, meter: string): boolean {
  const places = struck.flatMap((strikes, at) => (strikes ? [at] : []));
  const halves = places.length > 1 && places.every((at) => at % (struck.length / 2) === 0);
  return (part === 'chords' || struck[0]!) && !(meter === '3/4' && halves);
}

function rowsOf(pieces: readonly BandPiece[], part: BandPart, meter: string): readonly string[] {
  const inScene = (scene: string) => pieces.filter((piece) => piece.scene === scene && hasPart(piece, part)).length;
  const numbers = SCENES.map(inScene);
  return countRhythms(pieces, part, meter)
    .filter((counted) => counted.pieces >= MIN_PIECES && fits(counted, part, meter))
    .map((counted) => {
      const shares = SCENES.map((scene, i) =>
        Math.round((1000 * (counted.shares.get(scene) ?? 0)) / (numbers[i] || 1)),
      );
      const fastest = hasSixteenths(counted) ? Math.floor(counted.fastest / 10) * 10 : ANY_TEMPO;
      return `    ['${text(counted)}', ${fastest}, ${shares.join(', ')}], // ${counted.pieces} pieces`;
    });
}

function tableText(pieces: readonly BandPiece[]): string {
  const rows = PARTS.flatMap((part) =>
    METERS.flatMap((meter) => [`  '${part} ${meter}': [`, ...rowsOf(pieces, part, meter), '  ],']),
  );
  return [
    '// Made by models/corpus/bar-rhythms.ts from the game MIDI of the corpus (models/README.md names its sources). Do not edit.',
    '',
    '// biome-ignore format: a table reads in rows',
    '/**',
    ' * By part and meter, rhythms of one bar that several pieces play: sixteenths, the fastest tempo in bpm, and the share of the',
    ` * bars of ${SCENES.join(', ')} in thousandths, each piece counted once. Letters are strokes; a hyphen holds one for a`,
    ' * sixteenth more.',
    ' */',
    'export const BAR_RHYTHM_TABLE = {',
    ...rows,
    '} as const;',
    '',
  ].join('\n');
}

await runCli({
  name: 'bar-rhythms',
  summary: 'counts the rhythms of one bar that basses and chords of games share',
  usage: 'npx tsx models/corpus/bar-rhythms.ts [options]',
  options: {
    corpus: { type: 'string', value: 'DIR', help: 'folder of the corpus', default: DEFAULT_CORPUS },
    out: {
      ...{ type: 'string', value: 'FILE', help: 'table to write' },
      default: 'plugin/arrange/bar-rhythm-table.generated.ts',
    },
  },
  run({ corpus, out }) {
    assertWritable(out);
    const pieces = TAUGHT_GAMES.flatMap((collection) => bandPieces(corpus, collection));
    if (pieces.length === 0) throw new CliError(`no game MIDI in ${corpus}`, 'name the folder with --corpus DIR');
    const table = tableText(pieces.filter(({ isHeldOut }) => !isHeldOut));
    writeFileAtomic(out, table);
    tell(`${out}: ${table.length} bytes`, [out]);
  },
});
