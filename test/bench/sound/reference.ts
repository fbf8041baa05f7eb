/** Our moods beside finished games' music: every row of figures, with the games' percentiles and a verdict. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { progressLine } from '../../../models/cli/progress.ts';
import { mean } from '../../../models/evaluation/interval.ts';
import { PRESET_NAMES, type PresetName } from '../../../plugin/internal.ts';
import { type Piece, renderPiece, seedsOf } from '../../../scripts/levels/piece.ts';
import { median, rounded } from '../statistics.ts';
import { type SoundFigures, soundFigures } from './figures.ts';

/** Intensities at which moods are compared. */
export const COMPARED_INTENSITIES = [0.5, 0.9] as const;
/** Pieces a mood, whose figures are averaged: one piece differs from the next by half a decibel in an octave. */
const PIECES = 3;
/** As the games' tracks: 40 s from second 8. */
const FROM = 8;
const SECONDS = 40;
/** Most that the sum of both channels may lose in an octave, in dB. */
const MONO_LOSS = 3;

/**
 * LU by which our music may be softer than the games': it leaves room for speech and effects (see `loudness-targets.ts`). Its peaks are
 * lower by as much; those of most games are above full scale, where ours may not be (`sound.ts`).
 */
const SOFTER: Readonly<Record<string, number>> = { integratedLoudnessLufs: 4, truePeakDbtp: 4 };

/** The games' spread of one figure. */
export interface Percentiles {
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** One figure of ours beside theirs. */
export interface ReferenceRow {
  readonly row: string;
  /** Null where no games are compared: ours has a limit of its own. */
  readonly games: Percentiles | null;
  /** Medians of the moods at each intensity. */
  readonly medians: readonly number[];
  readonly moods: Readonly<Record<string, readonly number[]>>;
  /** Each median is between p25 and p75; loudness may be 4 LU below. */
  readonly medianInside: boolean;
  /** Moods that are outside p5 and p95 at some intensity. */
  readonly outside: readonly string[];
}

/** Figures of each mood at each intensity. */
export type MoodFigures = Readonly<Partial<Record<PresetName, readonly SoundFigures[]>>>;

/** The games' percentiles by row. */
export function gamesPercentiles(): Readonly<Record<string, Percentiles>> {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'reference-percentiles.json'), 'utf8')).percentiles;
}

/** Renders and measures moods: the mean of several pieces of each. */
export async function moodFigures(moods: readonly PresetName[] = PRESET_NAMES): Promise<MoodFigures> {
  const progress = progressLine('reference', moods.length);
  const figures: Partial<Record<PresetName, SoundFigures[]>> = {};
  for (const [done, mood] of moods.entries()) {
    progress.update(done, mood);
    const each: SoundFigures[] = [];
    for (const intensity of COMPARED_INTENSITIES) {
      const pieces: SoundFigures[] = [];
      for (const seed of seedsOf(mood, PIECES))
        pieces.push(await pieceFigures({ mood, intensity, seed, seconds: FROM + SECONDS }));
      each.push(meanFigures(pieces));
    }
    figures[mood] = each;
  }
  progress.finish();
  return figures;
}

async function pieceFigures(piece: Piece): Promise<SoundFigures> {
  const { left, right, sampleRate } = await renderPiece(piece);
  const from = FROM * sampleRate;
  return soundFigures(left.subarray(from), right.subarray(from), sampleRate);
}

function meanFigures(pieces: readonly SoundFigures[]): SoundFigures {
  const rows = Object.keys(pieces[0] ?? {});
  return Object.fromEntries(rows.map((row) => [row, mean(pieces.map((piece) => piece[row]!))]));
}

/** The table: figures that games were measured by, then what the sum of both channels loses. */
export function referenceRows(moods: MoodFigures, games = gamesPercentiles()): readonly ReferenceRow[] {
  const all = Object.values(moods);
  const names = Object.keys(all[0]?.[0] ?? {});
  return names.map((row) => {
    const theirs = games[row] ?? null;
    const softer = SOFTER[row] ?? 0;
    const [low, high] = theirs ? [theirs.p5 - softer, theirs.p95] : [Number.NEGATIVE_INFINITY, MONO_LOSS];
    const values = Object.fromEntries(
      Object.entries(moods).map(([mood, figures]) => [mood, figures.map((each) => rounded(each[row]!))]),
    );
    const medians = COMPARED_INTENSITIES.map((_, i) => median(Object.values(values).map((each) => each[i]!)));
    const { p25, p75 } = theirs ?? { p25: low, p75: high };
    return {
      row,
      games: theirs && { p5: theirs.p5, p25: theirs.p25, p50: theirs.p50, p75: theirs.p75, p95: theirs.p95 },
      medians,
      moods: values,
      medianInside: medians.every((value) => value >= p25 - softer && value <= p75),
      outside: Object.keys(values).filter((mood) => values[mood]!.some((value) => value < low || value > high)),
    };
  });
}

/** The rows for people to read. */
export function referenceLines(rows: readonly ReferenceRow[]): readonly string[] {
  return rows.map(({ row, games, medians, medianInside, outside }) => {
    const theirs = games
      ? `${games.p5} / ${games.p25} / ${games.p50} / ${games.p75} / ${games.p95}`
      : `up to ${MONO_LOSS}`;
    const out = outside.length > 0 ? `; outside: ${outside.join(', ')}` : '';
    return `${row.padEnd(24)} games ${theirs.padEnd(44)} ours ${medians.join(', ')} ${medianInside ? 'in' : 'OUT'}${out}`;
  });
}

/** What is missed, one line for each row. */
export function referenceMissed(rows: readonly ReferenceRow[]): readonly string[] {
  return rows.flatMap(({ row, medians, medianInside, outside }) => [
    ...(medianInside ? [] : [`the moods' ${row} is ${medians.join(' and ')}, outside the games' middle half`]),
    ...(outside.length > 0 ? [`${row} of ${outside.join(', ')} is unlike that of games`] : []),
  ]);
}
