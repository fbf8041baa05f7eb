/**
 * Magenta's MusicRNN in a process of its own, because its tfjs is another. Weights are random: how long a step takes does
 * not depend on what it says. Each message is a number of sixteenths to write; the answer is how long they took.
 */

import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { MusicRNN, logging } = createRequire(import.meta.url)('@magenta/music/node/music_rnn.js');
logging?.setVerbosity?.(0);

const UNITS = 256;
/** Pitches 48 to 83, "no event" and "note off", as in its basic melody model. */
const SYMBOLS = 38;
const SHAPES = {
  'rnn/multi_rnn_cell/cell_0/basic_lstm_cell/kernel': [SYMBOLS + UNITS, 4 * UNITS],
  'rnn/multi_rnn_cell/cell_0/basic_lstm_cell/bias': [4 * UNITS],
  'rnn/multi_rnn_cell/cell_1/basic_lstm_cell/kernel': [2 * UNITS, 4 * UNITS],
  'rnn/multi_rnn_cell/cell_1/basic_lstm_cell/bias': [4 * UNITS],
  'fully_connected/weights': [UNITS, SYMBOLS],
  'fully_connected/biases': [SYMBOLS],
};
const weights = Object.entries(SHAPES).map(([name, shape]) => ({ name, shape, dtype: 'float32' }));
const count = weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b), 0);
let state = 1;
const values = Float32Array.from({ length: count }, () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state / 2 ** 32 - 0.5) * 0.1;
});
const FILES = {
  '/config.json': JSON.stringify({
    type: 'MusicRNN',
    dataConverter: { type: 'MelodyConverter', args: { minPitch: 48, maxPitch: 83 } },
  }),
  '/weights_manifest.json': JSON.stringify([{ paths: ['weights.bin'], weights }]),
  '/weights.bin': Buffer.from(values.buffer),
};

const server = createServer(({ url }, answer) => answer.end(FILES[url] ?? ''));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const model = new MusicRNN(`http://127.0.0.1:${server.address().port}`);
await model.initialize();
server.close();

const START = {
  notes: [{ pitch: 60, quantizedStartStep: 0, quantizedEndStep: 1 }],
  quantizationInfo: { stepsPerQuarter: 4 },
  totalQuantizedSteps: 1,
};
const seconds = async (steps) => {
  const began = performance.now();
  await model.continueSequence(START, steps, 1);
  return performance.now() - began;
};
await seconds(4);
process.on('message', async ({ steps }) => process.send({ ms: await seconds(steps) }));
process.send({ ready: true });
