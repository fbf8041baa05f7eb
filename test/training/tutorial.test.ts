/** The tutorial baseline: the source text's worked example, and arithmetic held against finite differences. */

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../models/corpus/read.ts';
import { stretchesOf } from '../../models/corpus/stretches.ts';
import { adamUpdate } from '../../models/training/adam.ts';
import { startBackend } from '../../models/training/backend.ts';
import { windowSampler } from '../../models/training/batch.ts';
import { softmaxGradient } from '../../models/training/gradient.ts';
import { initialParameters } from '../../models/training/network.ts';
import { sharedState } from '../../models/training/shared.ts';
import { pitchBatch, scoreTutorial, TUTORIAL_LAYOUT, tutorialPass } from '../../models/training/tutorial.ts';
import { readTutorial, TUTORIAL_FOLDER, writeTutorial } from '../../models/training/tutorial-file.ts';
import { PITCH_SYMBOLS, pitchToken } from '../../plugin/generate/tokens.ts';
import { random } from '../../plugin/music/random.ts';
import { passage, stretchOfPassage } from '../helper/passages.ts';

const stretches = readCorpus(resolve(import.meta.dirname, '../fixtures/corpus')).tunes.flatMap(stretchesOf);
const draw = windowSampler(stretches);
const folder = mkdtempSync(join(tmpdir(), 'tutorial-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => startBackend());

function someBatch(seed: string, size: number, steps: number) {
  const chance = random(seed);
  return pitchBatch(
    Array.from({ length: size }, () => draw(chance)),
    steps,
  );
}

describe('the worked example', () => {
  const middleC = 60;
  const tune = [60, 64, 67, 72, 67, 64, 60];
  const written = passage([tune.map((pitch) => [pitch - middleC, 0.5])]);

  test('windows of three pitches, and the pitch that follows each', () => {
    const steps = tune.length;
    const { before, pitch } = pitchBatch([{ stretch: stretchOfPassage(written), start: 0 }], steps);
    const midi = (token: number) => middleC + token - pitchToken(0);
    const windows = Array.from({ length: steps - 3 }, (_, i) => [
      [...before.subarray(i + 1, i + 4)].map(midi),
      midi(pitch[i + 3]!),
    ]);
    expect(windows).toEqual([
      [[60, 64, 67], 72],
      [[64, 67, 72], 67],
      [[67, 72, 67], 64],
      [[72, 67, 64], 60],
    ]);
    expect(before[0]).toBe(PITCH_SYMBOLS);
  });

  test.each([
    [0.8, '0.223'],
    [0.5, '0.693'],
  ])('a pitch foretold with probability %d costs %s nats', (probability, nats) => {
    const logits = Float32Array.of(Math.log(probability), Math.log(1 - probability));
    const { loss } = softmaxGradient(logits, Uint8Array.of(0), 2, { mask: Float32Array.of(1), notes: 1 });
    expect(loss.toFixed(3)).toBe(nats);
  });
});

describe('the tutorial network', () => {
  test('learns along the slopes that finite differences give', () => {
    const parameters = initialParameters(TUTORIAL_LAYOUT, 'check');
    const batch = someBatch('check', 2, 5);
    const gradient = new Float32Array(TUTORIAL_LAYOUT.total);
    // The gradient is asked for with dropout; a generator that never drops a unit scales all outputs by 1 / (1 - dropout).
    const kept = { next: () => 0.999, int: () => 0, pick: <T>(items: readonly T[]) => items[0]!, weighted: () => 0 };
    tutorialPass(parameters, batch, { gradient, chance: kept });
    const lossAt = (index: number, value: number) => {
      const was = parameters[index]!;
      parameters[index] = value;
      const loss = tutorialPass(parameters, batch, { gradient: gradient.slice(), chance: kept });
      parameters[index] = was;
      return loss / batch.notes;
    };
    const chance = random('slopes');
    for (const [name, { offset, length }] of TUTORIAL_LAYOUT.pieces) {
      for (let k = 0; k < 2; k++) {
        const index = offset + chance.int(length);
        const [step, at] = [0.02, parameters[index]!];
        const slope = (lossAt(index, at + step) - lossAt(index, at - step)) / (2 * step);
        expect(Math.abs(slope - gradient[index]!), name).toBeLessThan(2e-3 * (0.1 + Math.abs(slope)));
      }
    }
  });

  test('gets better at the fixture, and is the same when read back, but for the bytes it is stored in', () => {
    const few = stretches.slice(0, 4);
    const state = sharedState(TUTORIAL_LAYOUT, 1);
    state.parameters.set(initialParameters(TUTORIAL_LAYOUT, 'learn'));
    const untrained = scoreTutorial(state.parameters, few);
    for (let update = 1; update <= 40; update++) {
      const chance = random(`learn ${update}`);
      const batch = pitchBatch(
        Array.from({ length: 4 }, () => ({ stretch: chance.pick(few), start: 0 })),
        16,
      );
      tutorialPass(state.parameters, batch, { gradient: state.gradients[0]!, chance });
      adamUpdate(state, { from: 0, to: TUTORIAL_LAYOUT.total }, update, 3e-3, 1);
    }
    const { parameters } = state;
    const trained = scoreTutorial(parameters, few);
    expect(trained).toBeLessThan(0.85 * untrained);
    writeTutorial(folder, { parameters, notes: 1, valid: trained });
    expect(Math.abs(scoreTutorial(readTutorial(folder)!.parameters, few) - trained)).toBeLessThan(0.05);
  });

  test('that evaluate scores was trained for real, and is small', () => {
    expect(readTutorial()!.notes).toBeGreaterThan(1e6);
    expect(statSync(join(TUTORIAL_FOLDER, 'tutorial.bin')).size).toBeLessThan(900_000);
  });

  test('that nobody has trained is not there', () => {
    expect(readTutorial(join(folder, 'none'))).toBeNull();
  });
});
