/**
 * Nearest-centroid classification (Rocchio): features in units of their standard deviation, Euclidean distance to the mean
 * of each class. It has no parameters, so its accuracy depends only on the features.
 */

import { meanOrZero } from './interval.ts';

/** One example: its class, its features, and the fold in which it is held out. */
export interface Example {
  readonly label: string;
  readonly fold: number | string;
  readonly features: Readonly<Record<string, number>>;
}

/** The confusion matrix: `rows[actual][predicted]`, in the order of `labels`. */
export interface Confusion {
  readonly labels: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** Share of correct predictions. */
  readonly right: number;
}

/**
 * Predicts every example from those outside its fold, so that no seed is known when it is predicted.
 * @throws RangeError if there are fewer than two folds.
 */
export function leaveOneOut(examples: readonly Example[]): Confusion {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const folds = new Set(examples.map(({ fold }) => fold));
  if (folds.size < 2) throw new RangeError(`leave one out: ${folds.size} fold; give examples of two or more`);
  const rows = labels.map(() => labels.map(() => 0));
  for (const fold of folds) {
    const guess = learn(
      examples.filter((example) => example.fold !== fold),
      labels,
    );
    for (const example of examples.filter((one) => one.fold === fold))
      rows[labels.indexOf(example.label)]![guess(example)]!++;
  }
  const right = rows.reduce((sum, row, i) => sum + row[i]!, 0) / examples.length;
  return { labels, rows, right };
}

/** Computes the centroids; the returned function predicts a label's index. */
function learn(known: readonly Example[], labels: readonly string[]): (example: Example) => number {
  const names = Object.keys(known[0]!.features);
  const middle = names.map((name) => meanOrZero(known.map(({ features }) => features[name]!)));
  const spread = names.map((name, i) =>
    Math.sqrt(meanOrZero(known.map(({ features }) => (features[name]! - middle[i]!) ** 2))),
  );
  const scaled = ({ features }: Example) =>
    names.map((name, i) => (spread[i]! < 1e-9 ? 0 : (features[name]! - middle[i]!) / spread[i]!));
  const centroids = labels.map((label) => {
    const own = known.filter((example) => example.label === label).map(scaled);
    return names.map((_, i) => meanOrZero(own.map((row) => row[i]!)));
  });
  return (example) => {
    const row = scaled(example);
    const far = centroids.map((centroid) => centroid.reduce((sum, value, i) => sum + (value - row[i]!) ** 2, 0));
    return far.indexOf(Math.min(...far));
  };
}

/** The confusion as a table in percent: a row per actual class, a column per predicted class. */
export function confusionTable({ labels, rows }: Confusion): string {
  const wide = Math.max(...labels.map((label) => label.length));
  const head = ' '.repeat(wide) + labels.map((label) => label.slice(0, 5).padStart(6)).join('');
  const lines = rows.map((row, i) => {
    const all = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count) => (count === 0 ? '.' : String(Math.round((100 * count) / all))).padStart(6));
    return labels[i]!.padEnd(wide) + cells.join('');
  });
  return [head, ...lines].join('\n');
}
