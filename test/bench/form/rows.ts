/**
 * The rows of the form bench: figures now beside those of the review, their targets and those of real music, with a verdict.
 * `targets.json` says where each number comes from: `old` is the review's reading of version 0.3.0, `target` is section 9 of
 * the review unless `note` says otherwise, `real` are medians of real music. Definitions stand at the functions.
 */

import { PRESETS } from '../../../plugin/mood/presets.ts';
import { moodsWithSecondLine } from './band.ts';
import { GAMES_FIGURES, PIECE_FIGURES } from './figures.ts';
import type { Measured } from './measured.ts';
import { grouped, median, share, sum } from './numbers.ts';
import { octaveReturns } from './octaves.ts';
import { type StyledPiece, stylesDistinguished } from './styles.ts';
import type { Change } from './transitions.ts';

/** A range; a side that is left out is open. */
export interface Target {
  readonly least?: number;
  readonly most?: number;
}

/** What a row is about: medians of all games, each mood by itself, each kind of change by itself, or all music at once. */
export type Scope = 'games' | 'moods' | 'changes' | 'all';

/** A row of `targets.json`. */
export interface Row {
  readonly key: string;
  /** Key of the figure, where two rows ask different things of one. */
  readonly figure?: string;
  readonly family: string;
  readonly name: string;
  readonly unit: string;
  readonly scope: Scope;
  /** Moods that the row is about; default all. */
  readonly moods?: readonly string[];
  /** Null for figures that are only shown. */
  readonly target: Target | null;
  readonly old: number | null;
  readonly oldByMood?: Readonly<Record<string, number>>;
  readonly real: Readonly<Record<string, number>>;
  readonly note?: string;
}

/** A row with what was measured. `by` holds one value a mood or a change; `inTarget` is null where nothing is asked or heard. */
export interface MeasuredRow extends Row {
  readonly now: number | null;
  readonly by: Readonly<Record<string, number | null>>;
  readonly inTarget: boolean | null;
  /** Moods or changes that miss the target; empty for rows that are judged as a whole. */
  readonly missing: readonly string[];
  /** How many notes or returns the row is about; 0 where the music has none, so that `now` is null. Absent for other rows. */
  readonly cases?: number;
}

/** Everything that was composed. */
export interface Music {
  readonly byMood: ReadonlyMap<string, readonly Measured[]>;
  readonly changes: readonly Change[];
  /** One mood in every style. */
  readonly styled: readonly StyledPiece[];
}

/** Steps of arousal up to which a change of mood is unhurried; beyond it is an alarm. */
const UNHURRIED = 0.25;

/** Measures every row. */
export function measureRows(rows: readonly Row[], music: Music): readonly MeasuredRow[] {
  return rows.map((row) => {
    const by = row.scope === 'changes' ? byChange(row, music) : byMood(row, music);
    const values = Object.values(by).filter((value) => value !== null);
    const now = overall(row, music) ?? median(values);
    const asksEach = row.scope === 'moods' || row.scope === 'changes';
    const missing = asksEach ? Object.keys(by).filter((name) => isInTarget(row.target, by[name]!) === false) : [];
    const inTarget =
      asksEach && row.target !== null && values.length > 0 ? missing.length === 0 : isInTarget(row.target, now);
    return { ...row, now, by, inTarget, missing, ...casesOf(row, music) };
  });
}

/** Rows about something that may never happen, with how often it did. */
function casesOf({ key }: Row, { byMood: all, changes }: Music): { readonly cases?: number } {
  if (key === 'octaveAway') return { cases: octaveReturns([...all.values()].flat().map(({ piece }) => piece)).length };
  if (key === 'offGrid') return { cases: sum(changes.map(({ late }) => late)) };
  if (key === 'clashing') return { cases: sum(changes.map(({ pitched }) => pitched)) };
  return {};
}

/** Whether a value is in its target; null where nothing is asked or there is no value. */
export function isInTarget(target: Target | null, value: number | null): boolean | null {
  if (target === null || value === null) return null;
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = target;
  // Sums of floating-point shares miss a bound by their last digit.
  return value >= least - 1e-9 && value <= most + 1e-9;
}

function byMood(row: Row, { byMood: all }: Music): Record<string, number | null> {
  const wanted = [...all].filter(([mood]) => row.moods?.includes(mood) ?? true);
  const name = row.figure ?? row.key;
  const [onPiece, onGames] = [PIECE_FIGURES[name], GAMES_FIGURES[name]];
  if (onPiece) return Object.fromEntries(wanted.map(([mood, games]) => [mood, median(games.map(onPiece))]));
  if (onGames) return Object.fromEntries(wanted.map(([mood, games]) => [mood, onGames(games)]));
  return {};
}

/** The value over all moods, for rows that are not judged one by one. */
function overall(row: Row, { byMood: all, changes, styled }: Music): number | null {
  const everything = [...all].flatMap(([mood, games]) => ((row.moods?.includes(mood) ?? true) ? games : []));
  const name = row.figure ?? row.key;
  const starts = new Map([...all].map(([mood, games]) => [mood, games.map(({ start }) => start)]));
  if (row.key === 'moodsWithSecondLine') return moodsWithSecondLine(starts, 0);
  if (row.key === 'moodsWithVariedLine') return moodsWithSecondLine(starts, 3);
  if (row.key === 'stylesDistinguished') return stylesDistinguished(styled);
  if (row.key === 'leadsOver') return share(changes.filter(isUnhurried).map(({ leadsOver }) => leadsOver));
  if (row.scope === 'all') return GAMES_FIGURES[name]!(everything);
  return PIECE_FIGURES[name] ? median(everything.map(PIECE_FIGURES[name])) : null;
}

function isUnhurried({ from, to }: Change): boolean {
  const arousal = (mood: string) => PRESETS[mood as keyof typeof PRESETS].arousal;
  return arousal(to) - arousal(from) <= UNHURRIED;
}

function byChange({ key }: Row, { changes }: Music): Record<string, number | null> {
  const kinds = grouped(changes, ({ from, to }) => `${from} -> ${to}`);
  const total = (of: readonly Change[], read: (change: Change) => number) => sum(of.map(read));
  const figures: Readonly<Record<string, (of: readonly Change[]) => number | null>> = {
    offGrid: (of) =>
      ratio(
        total(of, ({ offGrid }) => offGrid),
        total(of, ({ late }) => late),
      ),
    clashing: (of) =>
      ratio(
        total(of, ({ clashing }) => clashing),
        total(of, ({ pitched }) => pitched),
      ),
    bandStops: (of) => Math.max(...of.map(({ bandStops }) => bandStops)),
  };
  return Object.fromEntries([...kinds].map(([kind, of]) => [kind, figures[key]!(of)]));
}

/** Null where there is nothing that could be wrong. */
function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
