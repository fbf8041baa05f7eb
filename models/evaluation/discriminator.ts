/** Logistic regression that tries to distinguish two sets of rows, judged on rows that it was not fitted to. */

import { random } from '../../plugin/internal.ts';
import { mean } from './interval.ts';

/** A row of features, and a name that keeps rows of one take on one side of the split. */
export interface LabelledRow {
  readonly take: string;
  readonly features: readonly number[];
}

/** A feature of two sets of rows. */
export interface Giveaway {
  readonly ours: number;
  readonly real: number;
  /** Above 0 if more of it means ours. */
  readonly weight: number;
}

/** A fitted regression; `judge` is above 0 for rows of label 1. */
interface Regression {
  /** By feature, of standardized values. */
  readonly weights: readonly number[];
  judge(features: readonly number[]): number;
}

const FOLDS = 5;
const STEPS = 400;
const RATE = 0.5;
/** Weight decay. */
const DECAY = 1e-3;

/** Share of held-out rows that are classified correctly, with equal weight for both sets; 0.5 = indistinguishable. */
export function separability(ours: readonly LabelledRow[], real: readonly LabelledRow[]): number {
  const rows = [...ours.map((row) => ({ ...row, y: 1 })), ...real.map((row) => ({ ...row, y: 0 }))];
  const takes = [...new Set(rows.map(({ take }) => take))];
  const chance = random('folds');
  const fold = new Map(takes.map((take) => [take, chance.int(FOLDS)]));
  const right: [number[], number[]] = [[], []];
  for (let k = 0; k < FOLDS; k++) {
    const train = rows.filter(({ take }) => fold.get(take) !== k);
    const { judge } = fitted(train);
    for (const { take, features, y } of rows)
      if (fold.get(take) === k) right[y as 0 | 1].push(Number(judge(features) > 0 === (y === 1)));
  }
  return mean(right.map(mean));
}

/** What gives our rows away: each feature's mean in both sets, and its weight in a regression over all rows, in standard deviations. */
export function giveaways(ours: readonly LabelledRow[], real: readonly LabelledRow[]): Giveaway[] {
  const { weights } = fitted([...ours.map((row) => ({ ...row, y: 1 })), ...real.map((row) => ({ ...row, y: 0 }))]);
  const meanOf = (rows: readonly LabelledRow[], i: number) => mean(rows.map(({ features }) => features[i]!));
  return weights.map((weight, i) => ({ ours: meanOf(ours, i), real: meanOf(real, i), weight }));
}

/** A regression on rows. Both labels count alike. */
function fitted(rows: readonly { readonly features: readonly number[]; readonly y: number }[]): Regression {
  const width = rows[0]!.features.length;
  const column = (i: number) => rows.map(({ features }) => features[i]!);
  const middles = Array.from({ length: width }, (_, i) => mean(column(i)));
  const scales = middles.map((middle, i) => Math.sqrt(mean(column(i).map((value) => (value - middle) ** 2))) || 1);
  const scaled = (features: readonly number[]) => features.map((value, i) => (value - middles[i]!) / scales[i]!);
  const inputs = rows.map(({ features, y }) => ({ x: scaled(features), y }));
  const ones = inputs.filter(({ y }) => y === 1).length;
  const weightOf = (y: number) => (y === 1 ? 0.5 / ones : 0.5 / (inputs.length - ones));
  const weights = new Array<number>(width).fill(0);
  let bias = 0;
  const score = (x: readonly number[]) => x.reduce((sum, value, i) => sum + value * weights[i]!, bias);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Array<number>(width).fill(0);
    let biasGradient = 0;
    for (const { x, y } of inputs) {
      const error = (1 / (1 + Math.exp(-score(x))) - y) * weightOf(y);
      biasGradient += error;
      for (let i = 0; i < width; i++) gradient[i]! += error * x[i]!;
    }
    bias -= RATE * biasGradient;
    for (let i = 0; i < width; i++) weights[i]! -= RATE * (gradient[i]! + DECAY * weights[i]!);
  }
  return { weights, judge: (features: readonly number[]) => score(scaled(features)) };
}
