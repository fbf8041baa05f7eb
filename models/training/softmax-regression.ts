/** Multinomial logistic regression on tfjs, by plain gradient descent over all rows: every class counts alike. */

import * as tf from '@tensorflow/tfjs-core';

/** A row of features of one class. */
export interface ClassRow {
  readonly label: string;
  readonly features: readonly number[];
}

const STEPS = 600;
const RATE = 1;
/** Weight decay. */
const DECAY = 1e-3;

/** Fits a regression; the returned function names the class of rows. Start a backend of tfjs first. @throws RangeError without rows. */
export function classifier(
  rows: readonly ClassRow[],
): (rows: readonly Pick<ClassRow, 'features'>[]) => readonly string[] {
  if (rows.length === 0) throw new RangeError('classifier: there are no rows; give some of each class');
  const labels = [...new Set(rows.map(({ label }) => label))];
  const width = rows[0]!.features.length;
  const { weights, middle, spread } = tf.tidy(() => fitted(rows, labels));
  return (unknown) => {
    const scores = tf.tidy(() => {
      const x = standardized(
        tf.tensor2d(
          unknown.flatMap(({ features }) => [...features]),
          [unknown.length, width],
        ),
        {
          middle: tf.tensor1d(middle),
          spread: tf.tensor1d(spread),
        },
      );
      return tf.argMax(tf.matMul(x, tf.tensor2d(weights, [width + 1, labels.length])), 1).dataSync();
    });
    return Array.from(scores, (best) => labels[best]!);
  };
}

interface Scale {
  readonly middle: tf.Tensor1D;
  readonly spread: tf.Tensor1D;
}

/** The rows in standard deviations, with a column of ones for the bias. */
function standardized(rows: tf.Tensor2D, { middle, spread }: Scale): tf.Tensor2D {
  const x = tf.div(tf.sub(rows, middle), spread) as tf.Tensor2D;
  return tf.concat([x, tf.ones([rows.shape[0], 1])], 1) as tf.Tensor2D;
}

function fitted(rows: readonly ClassRow[], labels: readonly string[]) {
  const width = rows[0]!.features.length;
  const raw = tf.tensor2d(
    rows.flatMap(({ features }) => [...features]),
    [rows.length, width],
  );
  const middle = tf.mean(raw, 0) as tf.Tensor1D;
  const deviation = tf.sqrt(tf.mean(tf.square(tf.sub(raw, middle)), 0));
  // A feature that never changes says nothing.
  const spread = tf.add(deviation, tf.cast(tf.less(deviation, 1e-6), 'float32')) as tf.Tensor1D;
  const x = standardized(raw, { middle, spread });
  const wanted = tf.oneHot(
    tf.tensor1d(
      rows.map(({ label }) => labels.indexOf(label)),
      'int32',
    ),
    labels.length,
  );
  const count = (label: string) => rows.filter((row) => row.label === label).length;
  const shares = new Map(labels.map((label) => [label, 1 / (labels.length * count(label))]));
  const share = tf.tensor2d(
    rows.map(({ label }) => shares.get(label)!),
    [rows.length, 1],
  );
  const turned = tf.transpose(x);
  let weights = tf.zeros([width + 1, labels.length]) as tf.Tensor2D;
  for (let step = 0; step < STEPS; step++) {
    const next = tf.tidy(() => {
      const error = tf.mul(tf.sub(tf.softmax(tf.matMul(x, weights)), wanted), share) as tf.Tensor2D;
      const gradient = tf.add(tf.matMul(turned, error), tf.mul(weights, DECAY));
      return tf.sub(weights, tf.mul(gradient, RATE)) as tf.Tensor2D;
    });
    weights.dispose();
    weights = next;
  }
  const list = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
  return { weights: list(weights), middle: list(middle), spread: list(spread) };
}
