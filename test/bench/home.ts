/**
 * Whether home is heard: whether key finders that know only the durations of the band's notes name the tonic that a mood asks for,
 * and whether one that knows only the sound does.
 */

import { progressLine } from '../../models/cli/progress.ts';
import { weightsOf } from '../../models/corpus/key-profile.ts';
import { mean } from '../../models/evaluation/interval.ts';
import type { PlayedMusic } from '../../plugin/compose/play-sections.ts';
import { scoreData } from '../../plugin/compose/score-data.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import { MODES, type Mode } from '../../plugin/music/pitch.ts';
import { monoOf } from '../../scripts/levels/mono.ts';
import { renderExcerpt } from '../../scripts/levels/piece.ts';
import { type Essentia, startEssentia } from './essentia/essentia.ts';
import { gamesOf } from './form/games.ts';
import { type Piece, pieceOf } from './form/piece.ts';
import { type Heard, heardKey } from './home/key-finder.ts';
import { openLstm } from './phrases.ts';
import type { Topic } from './topic.ts';

/** Seeds a mood, unless `--seeds` says otherwise. */
const SEEDS = 20;
/** Bars of a piece. */
const PIECE_BARS = 32;
/**
 * Least shares of pieces whose tonic is named: in major and minor by the finder that knows only these, in other modes by the one
 * that knows nine.
 */
const ASKED = { common: 0.9, other: 0.75 };
const COMMON: readonly Mode[] = ['ionian', 'aeolian', 'harmonic minor'];
/** Seeds a mood that are rendered, at most; least share of all renders whose tonic is named; and seconds of each. */
const RENDERED = { seeds: 6, asked: 0.7, seconds: 45 };
/** What Krumhansl and Schmuckler's finder knows. */
const MAJOR_AND_MINOR = ['ionian', 'aeolian'] as const;

/** The figures of one mood. */
interface Row {
  readonly mood: string;
  readonly mode: Mode;
  /** Share of pieces whose tonic is named by the finder that knows nine modes. */
  readonly named: number;
  /** The same by the finder that knows major and minor only. */
  readonly krumhansl: number;
  /** Share of the renders whose tonic is named by the finder that hears sound. It knows major and minor only. */
  readonly sound: number;
  /** As `named`, from the bass alone and from the melody alone. */
  readonly bass: number;
  readonly melody: number;
  readonly asked: number;
  /** What the pieces are heard in instead, in semitones above their tonic, by number of pieces. */
  readonly instead: Readonly<Record<string, number>>;
  /** Mean share of sounding time by degree of the mode, the tonic first. */
  readonly degrees: readonly number[];
}

/** A key by its distance from home. */
const nameOf = ({ tonic, mode }: Heard) => `+${tonic} ${mode}`;

/** Durations by pitch class above the tonic, of the parts of a role or of all but the drums. */
function durationsOf({ parts, tonic }: Piece, role?: string): number[] {
  const notes = parts
    .filter((part) => (role ? part.role === role : part.role !== 'drums'))
    .flatMap((part) => part.notes);
  return weightsOf(notes.map(({ pitch, length }) => ({ pitch: pitch - tonic, duration: length })));
}

/** Counts for the pieces of one mood; each may be in another key. */
export function homeRow(mood: string, pieces: readonly Piece[]): Omit<Row, 'sound'> {
  const { mode } = pieces[0]!;
  const share = (role?: string, modes?: readonly Mode[]) =>
    pieces.filter((piece) => heardKey(durationsOf(piece, role), modes).tonic === 0).length / pieces.length;
  const instead: Record<string, number> = {};
  for (const piece of pieces) {
    const heard = heardKey(durationsOf(piece));
    if (heard.tonic !== 0) instead[nameOf(heard)] = (instead[nameOf(heard)] ?? 0) + 1;
  }
  const times = pieces.map((piece) => {
    const durations = durationsOf(piece);
    const all = durations.reduce((sum, time) => sum + time, 0);
    return MODES[mode].scale.map((degree) => durations[degree]! / all);
  });
  const degrees = times[0]!.map((_, i) => times.reduce((sum, time) => sum + time[i]!, 0) / times.length);
  return {
    mood,
    mode,
    named: share(),
    krumhansl: share(undefined, MAJOR_AND_MINOR),
    bass: share('bass'),
    melody: share('melody'),
    asked: COMMON.includes(mode) ? ASKED.common : ASKED.other,
    instead,
    degrees,
  };
}

/** Whether the finder hears a piece's tonic in its first bars. */
async function soundsAtHome(essentia: Essentia, played: PlayedMusic, { tonic }: Piece): Promise<boolean> {
  const { left, right } = await renderExcerpt(played, RENDERED.seconds);
  return (await essentia.hearKey(monoOf(left, right))).tonic === tonic;
}

/** Each seed has its own key, which a piece of one mood keeps. */
export const home: Topic = {
  summary: `the tonic that key finders hear in ${PIECE_BARS} bars of each mood, ${SEEDS} seeds, and in renders of ${RENDERED.seeds}`,
  long: true,
  async measure({ model, seeds }) {
    const count = seeds ?? SEEDS;
    const games = gamesOf(await openLstm(model), (message) => console.error(message), { piece: PIECE_BARS, script: 1 });
    const essentia = await startEssentia();
    const progress = progressLine('home', count * PRESET_NAMES.length);
    const rows: Row[] = [];
    for (const mood of PRESET_NAMES) {
      const pieces: Piece[] = [];
      const sounds: boolean[] = [];
      for (let seed = 1; seed <= count; seed++) {
        const played = await games.played(mood, seed);
        const piece = pieceOf(scoreData(played));
        pieces.push(piece);
        if (seed <= RENDERED.seeds) sounds.push(await soundsAtHome(essentia, played, piece));
        progress.update(rows.length * count + seed, mood);
      }
      rows.push({ ...homeRow(mood, pieces), sound: mean(sounds.map(Number)) });
    }
    progress.finish();
    essentia.stop();
    games.dispose();
    const sound = mean(rows.map((row) => row.sound));
    const missed = rows.filter((row) => judged(row) < row.asked);
    return {
      figures: { seeds: count, bars: PIECE_BARS, sound, rows },
      lines: [...rows.map(lineOf), `of all renders ${sound.toFixed(2)}, at least ${RENDERED.asked}`],
      missed: [
        ...missed.map((row) => `home of ${row.mood}: ${judged(row)}, at least ${row.asked}`),
        ...(sound < RENDERED.asked ? [`home of renders: ${sound.toFixed(2)}, at least ${RENDERED.asked}`] : []),
      ],
    };
  },
};

/** The figure that a mood is judged by. */
function judged({ mode, named, krumhansl }: Row): number {
  return COMMON.includes(mode) ? krumhansl : named;
}

function lineOf({ mood, mode, named, krumhansl, sound, bass, melody, asked, instead, degrees }: Row): string {
  const others = Object.entries(instead).sort(([, a], [, b]) => b - a);
  const heard = others.map(([name, times]) => `${name} ${times}`).join(', ');
  const shares = degrees.map((share) => share.toFixed(2).slice(1)).join(' ');
  const figures = `at least ${asked}; of nine modes ${named.toFixed(2)}, of major and minor ${krumhansl.toFixed(2)}, in sound ${sound.toFixed(2)}, bass ${bass.toFixed(2)}, melody ${melody.toFixed(2)}`;
  return `${mood}, ${mode}: ${figures}; degrees ${shares}${heard ? `; instead ${heard}` : ''}`;
}
