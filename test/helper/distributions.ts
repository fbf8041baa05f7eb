/** What a model folder says to a line of contexts, by the layers library and by our own step. */

import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import '../../models/training/attention-layer.ts';
import { LINE_WIDTH } from '../../models/training/windows-file.ts';
import { eachFeature, type StepContext } from '../../plugin/generate/features.ts';
import { lstmSteps } from '../../plugin/generate/lstm.ts';
import { DURATION_COUNT } from '../../plugin/generate/tokens.ts';
import { type ModelFiles, readWeights } from '../../plugin/generate/weights.ts';
import { modulo } from '../../plugin/music/pitch.ts';

/** A distribution a step, one after another. */
export interface Distributions {
  readonly durations: ArrayLike<number>;
  readonly pitches: ArrayLike<number>;
}

/**
 * As `tf.loadLayersModel` opens it; `taken` are the durations that the pitches are asked for. Attention sees the line of
 * the last context.
 */
export async function byLayers(
  files: ModelFiles,
  line: readonly StepContext[],
  taken: ArrayLike<number>,
): Promise<Distributions> {
  const model = await tf.loadLayersModel({
    load: async () => ({
      modelTopology: (files.json as unknown as { modelTopology: object }).modelTopology,
      weightSpecs: files.json.weightsManifest.flatMap(
        ({ weights }) => weights,
      ) as unknown as tf.io.WeightsManifestEntry[],
      weightData: files.data,
    }),
  });
  // Earlier models know fewer features; new ones came last.
  const width = model.inputs[0]!.shape.at(-1)!;
  const features = new Float32Array(line.length * width);
  const hot = new Float32Array(line.length * DURATION_COUNT);
  line.forEach((context, i) => {
    eachFeature(context, (index, value) => {
      if (index < width) features[i * width + index] = value;
    });
    hot[i * DURATION_COUNT + taken[i]!] = 1;
  });
  const inputs = [tf.tensor3d(features, [1, line.length, width]), tf.tensor3d(hot, [1, line.length, DURATION_COUNT])];
  if (model.inputs.length > inputs.length) inputs.push(tf.tensor3d(lineOf(line), [1, line.length, LINE_WIDTH]));
  const outputs = model.predict(inputs) as tf.Tensor[];
  const [durations, pitches] = await Promise.all(outputs.map((output) => output.data()));
  tf.dispose([...inputs, ...outputs]);
  model.dispose();
  return { durations: durations!, pitches: pitches! };
}

/** The events of contexts, as the input of attention. */
function lineOf(line: readonly StepContext[]): Float32Array {
  const events = new Float32Array(line.length * LINE_WIDTH);
  line.forEach(({ past: { history, to, onset, bar } }, i) => {
    const where = bar > 0 ? [modulo(onset, bar), Math.floor(onset / bar)] : [-1, 0];
    events.set([history.pitch[to] ?? 0, history.duration[to] ?? 0, ...where], i * LINE_WIDTH);
  });
  return events;
}

/** A step after another, as the plugin runs it. */
export function bySteps(files: ModelFiles, line: readonly StepContext[], taken: ArrayLike<number>): Distributions {
  const run = lstmSteps(readWeights(files)).begin(1);
  const said = { durations: [] as number[], pitches: [] as number[] };
  line.forEach((context, i) => {
    said.durations.push(...softmax(run.durations([context])));
    said.pitches.push(...softmax(run.pitches([taken[i]!])));
  });
  run.end();
  return said;
}

function softmax(logits: Float32Array): number[] {
  const top = Math.max(...logits);
  const weights = Array.from(logits, (logit) => Math.exp(logit - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** How far two say different things at most. */
export function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((far, value, i) => Math.max(far, Math.abs(value - b[i]!)), 0);
}
