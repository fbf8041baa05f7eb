/** A game's own music: MIDI files as moods, compared with what another reader finds in them. */

import { DEFAULT_CORPUS } from '../../models/corpus/read.ts';
import { type GameFile, gameFiles } from './score/game-files.ts';
import { barsOf, type MelodyBar, melodyBars, onOneLine } from './score/played-file.ts';
import { leftOver, stemsApart, wrongAtLoops } from './score/recordings.ts';
import type { Report, Topic } from './topic.ts';

const FILES = 20;
/** Passes at a variation of 0.5, of which the first is as written. */
const PASSES = 4;
const RECUR = 0.6;
/** Longest script of `compose`. */
const MOST_BARS = 512;
/** Bars before and after an interruption. */
const BEFORE = 6;

/** The figures of one file. */
interface FileRow {
  readonly name: string;
  readonly bars: number;
  readonly notes: number;
  /** Melody notes of the file that sounded at another tick or pitch, or not, or that are too many. */
  readonly wrong: number;
  /** The least share of the file's bars of melody that a pass at 0.5 has, and how many passes are like another. */
  readonly recur: number;
  readonly alike: number;
  /** Whether the bars after a fight are those that follow. */
  readonly resumes: boolean;
}

/** The rounds do not matter. */
export const score: Topic = {
  summary: "MIDI files of games as moods: melody as written, variation, interruption (--corpus for the games' files)",
  long: true,
  async measure({ corpus }): Promise<Report> {
    const files = gameFiles(corpus ?? DEFAULT_CORPUS, FILES);
    const rows: FileRow[] = [];
    for (const file of files) rows.push(await rowOf(file));
    const stems = await stemsApart();
    const loops = await wrongAtLoops();
    const rest = files[0] === undefined ? null : await leftOver(files[0].bytes);
    return {
      figures: { files: rows, stems, loops, stemsBelowMixDb: rest },
      lines: [
        ...rows.map(({ name, bars, notes, wrong, recur, alike, resumes }) => {
          const heard = `${wrong} of ${notes} notes wrong, ${(100 * recur).toFixed(0)} % of bars recur at least`;
          return `${name}: ${bars} bars, ${heard}, ${alike} passes alike, ${resumes ? 'resumes' : 'does not resume'}`;
        }),
        `stems: ${stems.samples} samples apart at most, in ${stems.rounds} rounds of half an hour (asked: 1)`,
        `loop points: ${loops.wrong} wrong samples in ${loops.rounds} rounds`,
        `exported stems: ${rest?.toFixed(0)} dB of the mix are left without them (asked: -60)`,
      ],
      missed: [
        ...(stems.samples > 1 ? [`stems are ${stems.samples} samples apart`] : []),
        ...(loops.wrong > 0 ? [`${loops.wrong} samples at loop points are wrong`] : []),
        ...(rest === null || rest > -60 ? [`stems leave ${rest} dB of the mix; asked -60`] : []),
        ...(files.length < FILES ? [`only ${files.length} of ${FILES} files; name their folder with --corpus`] : []),
        ...rows.flatMap(({ name, wrong, recur, alike, resumes }) => [
          ...(wrong > 0 ? [`${name}: ${wrong} notes of the melody differ from the file`] : []),
          ...(recur < RECUR ? [`${name}: ${recur.toFixed(2)} of the bars recur; asked ${RECUR}`] : []),
          ...(alike > 0 ? [`${name}: ${alike} passes are like another`] : []),
          ...(resumes ? [] : [`${name}: does not go on with the bar in which it was interrupted`]),
        ]),
      ],
    };
  },
};

async function rowOf(file: GameFile): Promise<FileRow> {
  const { name, bytes, melody } = file;
  const bars = barsOf(bytes);
  const count = Math.min(bars, MOST_BARS);
  const written = (await melodyBars(file, `own:${count}`, 0)).slice(0, count);
  const passes = Math.min(PASSES, Math.floor(MOST_BARS / bars));
  const varied = await melodyBars(file, `own:${passes * bars}`, 0.5);
  const own = Array.from({ length: passes }, (_, pass) => varied.slice(pass * bars, (pass + 1) * bars));
  const cells = new Set(written.flatMap(cellOf));
  const recurring = own.map(
    (pass) => [...cells].filter((cell) => pass.flatMap(cellOf).includes(cell)).length / cells.size,
  );
  const wholes = new Set(own.map((pass) => JSON.stringify(pass)));
  return {
    ...{ name, bars, notes: melody.length },
    wrong: differences(onOneLine(written), melody),
    recur: Math.min(...recurring),
    alike: passes - wholes.size,
    resumes: await doesResume(file, written),
  };
}

/** Notes of either that the other has not, with the first of both at one place. */
function differences(played: ReturnType<typeof onOneLine>, file: GameFile['melody']): number {
  const shift = (played[0]?.tick ?? 0) - file[0]!.tick;
  const left = new Map<string, number>();
  for (const { tick, pitch } of file) count(left, `${tick + shift} ${pitch}`, 1);
  for (const { tick, pitch } of played) count(left, `${tick} ${pitch}`, -1);
  return [...left.values()].reduce((sum, each) => sum + Math.abs(each), 0);
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** The motif cell of a bar: its onsets and the intervals between its notes; none where it rests. */
function cellOf({ notes }: MelodyBar): readonly string[] {
  if (notes.length === 0) return [];
  return [notes.map(({ tick, pitch }) => `${tick}:${pitch - notes[0]!.pitch}`).join(' ')];
}

/** Whether a fight of some bars lets the file go on where it was. */
async function doesResume(file: GameFile, written: readonly MelodyBar[]): Promise<boolean> {
  const before = Math.min(BEFORE, Math.max(1, Math.floor(written.length / 2)));
  const after = Math.min(before, written.length - before);
  const bars = await melodyBars(file, `own:${before},battle:3,own:${after}`, 0);
  const heard = JSON.stringify(bars.slice(0, before + after));
  return heard === JSON.stringify(written.slice(0, before + after));
}
