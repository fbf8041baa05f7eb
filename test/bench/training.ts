/** Our trainer's arithmetic against the layers library's `model.fit` at the same shape and batch, in turns in one run. */

import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { readCorpus } from '../../models/corpus/read.ts';
import { stretchesOf } from '../../models/corpus/stretches.ts';
import { adamUpdate, squaredNorm } from '../../models/training/adam.ts';
import { startBackend } from '../../models/training/backend.ts';
import { drawConditioning, makeBatch, windowSampler } from '../../models/training/batch.ts';
import { pass } from '../../models/training/gradient.ts';
import { initialParameters, networkLayout } from '../../models/training/network.ts';
import { sharedState } from '../../models/training/shared.ts';
import { DURATION_COUNT, PITCH_SYMBOLS, random } from '../../plugin/internal.ts';
import { median, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const SIZE = { embed: 128, units: 256, pitchHidden: 128 };
const BATCH = 16;
const STEPS = 64;

/** A network of the same layers; its input is the embedding already, which is in its favor. */
function layersModel(): tf.LayersModel {
  const plain = { kernelInitializer: 'randomUniform', recurrentInitializer: 'randomUniform' } as const;
  const lstm = () =>
    tf.layers.lstm({ units: SIZE.units, returnSequences: true, recurrentActivation: 'sigmoid', ...plain });
  const line = tf.input({ shape: [STEPS, SIZE.embed] });
  const top = lstm().apply(lstm().apply(line));
  const softmax = (units: number) => tf.layers.dense({ units, activation: 'softmax' }).apply(top) as tf.SymbolicTensor;
  const model = tf.model({ inputs: line, outputs: [softmax(DURATION_COUNT), softmax(PITCH_SYMBOLS)] });
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy' });
  return model;
}

/** A round is one update of each. */
export const training: Topic = {
  summary: 'notes a second in training, beside model.fit at the same shape',
  long: true,
  async measure({ rounds }) {
    await startBackend();
    const corpus = readCorpus(resolve(import.meta.dirname, '../fixtures/corpus'));
    const draw = windowSampler(corpus.tunes.flatMap(stretchesOf));
    const layout = networkLayout(SIZE);
    const state = sharedState(layout, 1);
    state.parameters.set(initialParameters(layout, 'bench'));
    const fitted = layersModel();
    const inputs = tf.randomUniform([BATCH, STEPS, SIZE.embed]);
    const wanted = [DURATION_COUNT, PITCH_SYMBOLS].map((width) => tf.oneHot(tf.zeros([BATCH, STEPS], 'int32'), width));
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const chance = random(`bench ${round}`);
      const windows = Array.from({ length: BATCH }, () => draw(chance));
      let began = performance.now();
      const reported = windows.map(() => drawConditioning(chance));
      const batch = makeBatch(windows, reported, STEPS);
      pass(layout, state.parameters, batch, { gradient: state.gradients[0]!, dropout: 0.1, chance });
      const all = { from: 0, to: layout.total };
      adamUpdate(state, all, round + 1, 1e-3, Math.min(1, 1 / Math.sqrt(squaredNorm(state.gradients, all))));
      const own = (BATCH * STEPS * 1000) / (performance.now() - began);
      began = performance.now();
      await fitted.fit(inputs, wanted, { batchSize: BATCH, epochs: 1, verbose: 0 });
      const fit = (BATCH * STEPS * 1000) / (performance.now() - began);
      // The first round warms up.
      if (round > 0) {
        ours.push(own);
        theirs.push(fit);
      }
    }
    tf.dispose([inputs, ...wanted]);
    fitted.dispose();
    const figures = {
      notesPerSecond: { ours: rounded(median(ours), 0), modelFit: rounded(median(theirs), 0) },
      ratio: Number((median(ours) / median(theirs)).toFixed(1)),
      backend: tf.getBackend(),
    };
    const { notesPerSecond, ratio } = figures;
    const lines = [
      `training, a thread: ${notesPerSecond.ours} notes/s, model.fit ${notesPerSecond.modelFit} notes/s: ${ratio} times as fast`,
    ];
    return { figures, lines };
  },
};
