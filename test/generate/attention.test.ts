/** Attention in the step: weights with it are read, keys are kept rightly, and nobody else in the batch matters. */

import { beforeAll, describe, expect, test } from 'vitest';
import { modelJson, namedWeights, packWeights } from '../../models/training/export.ts';
import { initialParameters, networkLayout, pieceOf } from '../../models/training/network.ts';
import { BINARY } from '../../models/training/publish.ts';
import { composePhrase, explainPhrase } from '../../plugin/generate/compose.ts';
import type { StepContext } from '../../plugin/generate/features.ts';
import { lookbackAt } from '../../plugin/generate/lookback.ts';
import { lstmSteps } from '../../plugin/generate/lstm.ts';
import { liveTensors, startTensors } from '../../plugin/generate/tensors.ts';
import { DURATION_COUNT, PITCH_SYMBOLS, REST } from '../../plugin/generate/tokens.ts';
import { type ModelFiles, readWeights } from '../../plugin/generate/weights.ts';
import { random } from '../../plugin/music/random.ts';
import { furthest } from '../helper/distributions.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

const BAR = 96;
const EVENTS = 150;
const REACH = 40;

beforeAll(() => startTensors());

/** A small network of random weights; attention's tables are not zero. */
function networkWith(reach: number | null): ModelFiles {
  const attention = reach === null ? null : { heads: 2, width: 8, reach };
  const size = { embed: 24, units: 32, pitchHidden: 16, attention };
  const layout = networkLayout(size);
  const values = initialParameters(layout, 'attention');
  const chance = random('tables');
  for (const [name] of layout.pieces)
    if (/^attention\/(query|distance|age|nothing)/.test(name)) {
      const table = pieceOf(values, layout, name);
      for (let i = 0; i < table.length; i++) table[i] = chance.next() - 0.5;
    }
  const { specs, data } = packWeights(namedWeights(layout, values), 'float32');
  return { json: JSON.parse(modelJson(size, specs, BINARY, 'small')), data: data.slice().buffer };
}

/** A melody of random notes and rests in eighths. */
function melody(seed: string) {
  const chance = random(seed);
  return {
    pitch: Array.from({ length: EVENTS }, () => (chance.next() < 0.15 ? REST : 10 + chance.int(24))),
    duration: Array.from({ length: EVENTS }, () => chance.int(DURATION_COUNT)),
    onset: Array.from({ length: EVENTS }, (_, i) => i * 12 - 2 * BAR),
  };
}

/** The context before event `to` of a melody. */
function contextOf(history: ReturnType<typeof melody>, to: number, onset = history.onset[to]!): StepContext {
  return {
    previousPitch: to > 0 ? history.pitch[to - 1]! : -1,
    previousDuration: to > 0 ? history.duration[to - 1]! : -1,
    place: ((onset % BAR) + BAR) % BAR,
    meter: '4/4',
    barsLeft: 3,
    chord: null,
    nextChord: null,
    mode: 'major',
    style: null,
    fineStyle: null,
    controls: [],
    lookback: lookbackAt(history, 0, to, onset, BAR),
    past: { history, from: 0, to, onset, bar: BAR },
  };
}

/** Logits of each step of some melodies in one batch; `copied` gives the step a history of its own each time. */
function logits(files: ModelFiles, melodies: readonly ReturnType<typeof melody>[], copied = false): number[][][] {
  const model = lstmSteps(readWeights(files));
  const run = model.begin(melodies.length);
  const said: number[][][] = melodies.map(() => []);
  for (let to = 0; to < EVENTS; to++) {
    const contexts = melodies.map((history) => contextOf(copied ? structuredClone(history) : history, to));
    const durations = run.durations(contexts).slice();
    const pitches = run.pitches(melodies.map(({ duration }) => duration[to]!));
    said.forEach((steps, r) => {
      steps.push([
        ...durations.subarray(r * DURATION_COUNT, (r + 1) * DURATION_COUNT),
        ...pitches.subarray(r * PITCH_SYMBOLS, (r + 1) * PITCH_SYMBOLS),
      ]);
    });
  }
  run.end();
  model.dispose();
  return said;
}

describe('attention in the step', () => {
  test('keys that are kept are those computed from scratch', () => {
    const files = networkWith(REACH);
    const two = [melody('a'), melody('b')];
    expect(logits(files, two)).toEqual(logits(files, two, true));
  });

  test('a row says the same alone and among others', () => {
    const files = networkWith(REACH);
    const [alone] = logits(files, [melody('a')]);
    const among = logits(files, [melody('b'), melody('c'), melody('a'), melody('d'), melody('a')]);
    for (const row of [among[2]!, among[4]!]) expect(furthest(row.flat(), alone!.flat())).toBeLessThan(1e-4);
  });

  test('it sees the last events and none before', () => {
    const files = networkWith(REACH);
    const model = lstmSteps(readWeights(files));
    const last = (history: ReturnType<typeof melody>) => {
      const run = model.begin(1);
      // Look-back is that of the same melody, so that only attention could distinguish them.
      const context = { ...contextOf(melody('a'), EVENTS - 1) };
      const logits = Array.from(run.durations([{ ...context, past: { ...context.past, history } }]));
      run.end();
      return logits;
    };
    const changed = (at: number) => {
      const history = melody('a');
      history.pitch[at] = history.pitch[at] === 20 ? 21 : 20;
      history.duration[at] = (history.duration[at]! + 1) % DURATION_COUNT;
      return history;
    };
    expect(last(changed(EVENTS - 2))).not.toEqual(last(melody('a')));
    expect(last(changed(EVENTS - 1 - REACH))).not.toEqual(last(melody('a')));
    // The keys of the first events that it sees encode the four events before them, and their steps from the note before.
    expect(last(changed(EVENTS - 1 - REACH - 12))).toEqual(last(melody('a')));
    model.dispose();
  });

  test('a phrase with a prime is explained as it was written', () => {
    const model = lstmSteps(readWeights(networkWith(256)));
    const first = composePhrase(model, phraseRequest({ bars: 4, candidates: 3, style: 'irish' }));
    const prime = { notes: first.notes, bars: 4 };
    const second = composePhrase(
      model,
      phraseRequest({ bars: 4, candidates: 3, seed: 'second', prime, explain: true }),
    );
    const explained = explainPhrase(model, second).events;
    expect(explained.length).toBe(second.explanation!.events.length);
    const chosen = explained.flatMap(({ length }, i) =>
      length ? [[length.chosen.network, second.explanation!.events[i]!.length!.chosen.network] as const] : [],
    );
    expect(chosen.length).toBeGreaterThan(0);
    for (const [after, written] of chosen) expect(after).toBeCloseTo(written, 4);
    model.dispose();
  });

  test('writes other notes than the same network without it, and the same twice', () => {
    const hash = (files: ModelFiles) => {
      const model = lstmSteps(readWeights(files));
      const phrase = composePhrase(model, phraseRequest({ bars: 4, candidates: 3 }));
      model.dispose();
      return phrase.hash;
    };
    const [attentive, plain] = [networkWith(REACH), networkWith(null)];
    expect(hash(attentive)).toBe(hash(attentive));
    expect(hash(attentive)).not.toBe(hash(plain));
  });

  test('leaves no tensor behind', () => {
    const before = liveTensors();
    const model = lstmSteps(readWeights(networkWith(REACH)));
    composePhrase(model, phraseRequest({ bars: 2, candidates: 2 }));
    model.dispose();
    expect(liveTensors()).toBe(before);
  });
});

describe('weights with attention', () => {
  test('that do not say how far it reaches are refused', () => {
    const { json, data } = networkWith(REACH);
    for (const reach of [undefined, 0, 2.5, 'far', 1e9]) {
      const files = { json: { ...json, userDefinedMetadata: { name: 'x', reach: reach as number } }, data };
      expect(() => readWeights(files, 'mine')).toThrow(/^mine: userDefinedMetadata\.reach .* 1 to 4096 events/);
    }
  });

  test('with a table of another size are refused', () => {
    const { json, data } = networkWith(REACH);
    const weights = json.weightsManifest[0]!.weights.map((spec) =>
      spec.name === 'attention/age' ? { ...spec, shape: [...spec.shape].reverse() } : spec,
    );
    const files = { json: { ...json, weightsManifest: [{ paths: [BINARY], weights }] }, data };
    expect(() => readWeights(files)).toThrow(/attention\/age has shape \[10,2\], \[2,10\] expected/);
  });
});
