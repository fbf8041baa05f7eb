/**
 * Rhythms of one bar that basses and chords of several games play, and which of them a game's band takes in place of its own
 * figure's: one that is near the figure, so that a gallop stays a gallop, and the more often the more games play it.
 */

import { random } from '../music/random.ts';
import { type BPM, type Meter, type NormalRange, SIXTEENTH, type Ticks } from '../music/time.ts';
import type { Setting } from './arrange-context.ts';
import { BAR_RHYTHM_TABLE } from './bar-rhythm-table.generated.ts';
import { type GrooveScene, KIT_SCENES } from './groove.ts';

/** A part with rhythms from games. */
export type RhythmPart = 'bass' | 'chords';

/** A stroke of a bar. */
export interface RhythmStroke {
  /** From the bar line. */
  readonly at: Ticks;
  readonly ticks: Ticks;
}

/** A rhythm of one bar. */
export interface BarRhythm {
  readonly strokes: readonly RhythmStroke[];
  /** Few games play it faster; only sixteenths have a limit. */
  readonly fastest: BPM;
  /** Share of the bars of games that have it, by scene. */
  readonly often: Readonly<Record<GrooveScene, NormalRange>>;
}

type Row = readonly [text: string, fastest: BPM, battle: number, fanfare: number, field: number, calm: number];

/** The rhythms of a part; none in meters that too few games have. */
export function barRhythms(part: RhythmPart, meter: Meter): readonly BarRhythm[] {
  return RHYTHMS.get(`${part} ${meter === '2/2' ? '4/4' : meter}`) ?? [];
}

const RHYTHMS: ReadonlyMap<string, readonly BarRhythm[]> = new Map(
  Object.entries(BAR_RHYTHM_TABLE as Readonly<Record<string, readonly Row[]>>).map(([name, rows]) => [
    name,
    rows.map(([text, fastest, battle, fanfare, field, calm]) => ({
      strokes: strokesOf(text),
      fastest,
      often: { battle: battle / 1000, fanfare: fanfare / 1000, field: field / 1000, calm: calm / 1000 },
    })),
  ]),
);

function strokesOf(text: string): readonly RhythmStroke[] {
  return [...text.matchAll(/x-*/g)].map(({ 0: stroke, index }) => {
    return { at: index * SIXTEENTH, ticks: stroke.length * SIXTEENTH };
  });
}

/** How often a figure keeps its own rhythm, where there are others. */
export const OWN_RHYTHM: NormalRange = 0.4;
/** Styles of games; the others have a manner of their own. */
const GAMES: readonly Setting['chosen'][] = [null, 'game-battle', 'game-field', 'game-calm'];

/** Whether a band plays in rhythms of games: one in a style of its own does not. */
export function takesRhythms({ chosen }: Setting): boolean {
  return GAMES.includes(chosen);
}

/** Likeness from which a rhythm is near a figure. */
const NEAR: NormalRange = 0.4;
/** Weight of a rhythm that no game of a scene has, relative to its mean over scenes. */
const ELSEWHERE: NormalRange = 0.5;

/**
 * The rhythms near a figure that strikes at some ticks of a bar, without its own. A figure in even notes is also near one that
 * runs in notes of half their length.
 */
export function nearRhythms(
  part: RhythmPart,
  meter: Meter,
  figure: readonly Ticks[],
  barTicks: Ticks,
): readonly BarRhythm[] {
  const own = placesOf(figure);
  const places = barTicks / SIXTEENTH;
  return barRhythms(part, meter).filter(({ strokes }) => {
    const rhythm = placesOf(strokes.map(({ at }) => at));
    const like = likeness(own, rhythm, places);
    const isDouble = own.size > 2 && runsIn(own, places) === 2 * runsIn(rhythm, places);
    return keepsManner(own, rhythm, places) && ((like >= NEAR && like < 1) || isDouble);
  });
}

/** An eighth, in sixteenths. */
const EIGHTH_PLACES = 2;

/**
 * Whether a rhythm leaves a figure its manner: it has more than half of its strokes, so that an answer is still heard, nothing
 * quicker than eighths or half the figure's own notes, and a busy figure stays as busy: a gallop in eighths is none.
 */
function keepsManner(own: ReadonlySet<number>, rhythm: ReadonlySet<number>, places: number): boolean {
  const [before, after] = [gapsOf(own, places), gapsOf(rhythm, places)];
  const usual = middle(before);
  return (
    2 * rhythm.size > own.size &&
    after[0]! >= Math.min(EIGHTH_PLACES, before[0]! / 2) &&
    (usual > EIGHTH_PLACES || middle(after) <= usual)
  );
}

/** The distances from each stroke to the next, also into the next bar, in sixteenths, shortest first. */
function gapsOf(rhythm: ReadonlySet<number>, places: number): readonly number[] {
  const all = [...rhythm].sort((a, b) => a - b);
  return all.map((place, i) => (all[i + 1] ?? all[0]! + places) - place).sort((a, b) => a - b);
}

const middle = (sorted: readonly number[]) => sorted[Math.floor((sorted.length - 1) / 2)]!;

/** The gap between the strokes of a rhythm that runs through the bar in even notes, in sixteenths; NaN for others. */
function runsIn(rhythm: ReadonlySet<number>, places: number): number {
  const gap = places / rhythm.size;
  return [...rhythm].every((place) => place % gap === 0) ? gap : Number.NaN;
}

const placesOf = (ticks: readonly Ticks[]) => new Set(ticks.map((tick) => Math.round(tick / SIXTEENTH)));

/**
 * How far two rhythms agree on the sixteenths that they strike and leave out, beyond what chance would do (Cohen's kappa):
 * 1 = the same, 0 = nothing in common.
 */
export function likeness(one: ReadonlySet<number>, other: ReadonlySet<number>, places: number): number {
  const [a, b] = [one.size / places, other.size / places];
  const both = [...one].filter((place) => other.has(place)).length / places;
  const agreed = 1 - a - b + 2 * both;
  const chance = a * b + (1 - a) * (1 - b);
  if (chance === 1) return 1;
  return (agreed - chance) / (1 - chance);
}

/** One of some rhythms, or null for the figure's own: those that a scene of games has oftener are drawn oftener. */
export function drawnRhythm(
  rhythms: readonly BarRhythm[],
  scene: GrooveScene,
  bpm: BPM,
  own: NormalRange,
  seed: string,
): BarRhythm | null {
  const able = rhythms.filter(({ fastest }) => bpm <= fastest);
  const weights = able.map(({ often }) => {
    const mean = (often.battle + often.fanfare + often.field + often.calm) / 4;
    // The root, as one rhythm would else be that of nearly all games.
    return Math.sqrt(often[scene] + ELSEWHERE * mean);
  });
  const chance = random(seed);
  if (able.length === 0 || chance.next() < own) return null;
  return able[chance.weighted(weights)]!;
}

/** The rhythm that a game's figure takes, by its seed, out of those near it; null for its own. */
export function rhythmOfGame<Pattern extends string>(
  part: RhythmPart,
  pattern: Pattern,
  setting: Setting,
  near: (setting: Setting, pattern: Pattern) => readonly BarRhythm[],
): BarRhythm | null {
  const { figures, bpm, style } = setting;
  if (figures === undefined || !takesRhythms(setting)) return null;
  const scene = KIT_SCENES[style.drums.kit];
  return drawnRhythm(near(setting, pattern), scene, bpm, OWN_RHYTHM, `${figures}/${part}/${pattern}/rhythm`);
}
