/**
 * Whether a style is heard: a classifier that was fitted to training tunes names the style of periods that were asked for in
 * one, and of held-out tunes. Each period has the meter, mode and controls of a random training excerpt of its style, as a mood
 * of that style would; the same periods without a style show what these alone give away.
 */

import { sample } from 'simple-statistics';
import { type FineStyle, random } from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { classifier } from '../training/softmax-regression.ts';
import { periodBriefs } from './briefs.ts';
import { FORM_BARS } from './form.ts';
import { round } from './interval.ts';
import type { Materials } from './materials.ts';
import { excerptsOf, type Passage } from './passage.ts';
import type { PeriodBrief } from './scene.ts';
import { styleFeatures } from './style-features.ts';

/** The fine styles with a test part that a mood may ask for. */
export const NAMED_STYLES = [
  'irish',
  'swedish-dance',
  'ragtime',
  'march',
  'hymn',
  'japanese',
  'baroque-dance',
  'guitar',
] as const satisfies readonly FineStyle[];

/** Most training excerpts of a style. */
const MOST_EXCERPTS = 400;

/** Shares of passages whose style was named, 0..1. */
export interface NamedShares {
  /** Held-out real tunes, in excerpts of eight bars. */
  readonly real: number;
  /** Periods that were asked for in the style. */
  readonly asked: number;
  /** The same periods, asked for without a style. */
  readonly withheld: number;
}

/** How often a style is named. */
export interface StyleNaming {
  /** Periods a style. */
  readonly periods: number;
  /** Number of features of the notes. */
  readonly features: number;
  /** By style, and over all styles, each counting alike. */
  readonly styles: Readonly<Record<string, NamedShares>>;
  readonly all: NamedShares;
  /** Of periods asked for in a style (rows), the share named as each (columns), in the order of `styles`. */
  readonly confusion: readonly (readonly number[])[];
}

/** The styles that have both training and test excerpts. */
export function namedStyles({ train, styles }: Pick<Materials, 'train' | 'styles'>): FineStyle[] {
  return NAMED_STYLES.filter(
    (style) =>
      excerptsOf(ofStyle(train, style), FORM_BARS).length > 0 &&
      excerptsOf(styles.get(style) ?? [], FORM_BARS).length > 0,
  );
}

/** The briefs of each style: `count` in the style, then the same ones without it. */
export function namingBriefs(train: readonly Stretch[], styles: readonly FineStyle[], count: number): PeriodBrief[] {
  return styles.flatMap((style) => {
    const own = periodBriefs(ofStyle(train, style), count).map(
      (brief): PeriodBrief => ({ ...brief, seed: `${style} ${brief.seed}`, style }),
    );
    return [...own, ...own.map((brief): PeriodBrief => ({ ...brief, style: null }))];
  });
}

/** Names the styles of the periods that were written to {@link namingBriefs}, and of held-out tunes. */
export function styleNaming(
  { train, styles: held }: Pick<Materials, 'train' | 'styles'>,
  styles: readonly FineStyle[],
  periods: readonly Passage[],
): StyleNaming {
  const count = periods.length / styles.length / 2;
  const name = classifier(styles.flatMap((style) => trainingRows(train, style)));
  const named = (passages: readonly Passage[]) =>
    name(passages.filter(({ notes }) => notes.length > 1).map((passage) => ({ features: styleFeatures(passage) })));
  const confusion: number[][] = [];
  const shares = styles.map((style, i): [string, NamedShares] => {
    const own = periods.slice(2 * i * count, 2 * (i + 1) * count);
    const share = (passages: readonly Passage[], of: FineStyle = style) => {
      const names = named(passages);
      return round(names.filter((found) => found === of).length / names.length);
    };
    const [asked, withheld] = [own.slice(0, count), own.slice(count)];
    confusion.push(styles.map((other) => share(asked, other)));
    const real = share(excerptsOf(held.get(style)!, FORM_BARS));
    return [style, { real, asked: share(asked), withheld: share(withheld) }];
  });
  const over = (kind: keyof NamedShares) => round(shares.reduce((sum, [, of]) => sum + of[kind], 0) / shares.length);
  const all = { real: over('real'), asked: over('asked'), withheld: over('withheld') };
  const features = styleFeatures(periods[0]!).length;
  return { periods: count, features, styles: Object.fromEntries(shares), all, confusion };
}

function ofStyle(stretches: readonly Stretch[], style: FineStyle): Stretch[] {
  return stretches.filter(({ tune }) => tune.fineStyle === style);
}

function trainingRows(train: readonly Stretch[], style: FineStyle) {
  const excerpts = excerptsOf(ofStyle(train, style), FORM_BARS).filter(({ notes }) => notes.length > 1);
  const chance = random(`naming ${style}`);
  const drawn = sample(excerpts, Math.min(MOST_EXCERPTS, excerpts.length), () => chance.next());
  return drawn.map((passage) => ({ label: style, features: styleFeatures(passage) }));
}
