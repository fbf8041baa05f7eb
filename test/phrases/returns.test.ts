/** A theme returns whole as long as what is asked stays; what a player changes is heard. */

import { describe, expect, test } from 'vitest';
import { phraseSlot } from '../../plugin/arrange/form.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { completeJob, createJob, type PhraseContext } from '../../plugin/phrases/phrase-job.ts';

const model = createNgramModel();
const mood = PRESETS.exploration;
const BARS = 4;
/** The place where the first theme's statement comes back for the first time. */
const RETURN = 4;
const at = (slot: number, more: Partial<PhraseContext> = {}) =>
  createJob({
    ...{ seed: 'returns', mood, controls: mood.controls, read: 0, slot: phraseSlot(slot, BARS, mood) },
    ...{ first: null, before: null, opening: null },
    ...more,
  });
const statement = () => {
  const job = at(0);
  return completeJob(job, model.generateNow(job.request));
};
describe('a theme that returns', () => {
  test('comes back note for note over its chords, and no model is asked', () => {
    const first = statement();
    const job = at(RETURN, { first });
    expect(job.returns).toBe(first);
    const again = completeJob(job, job.returns!);
    expect(again.notes.map(({ pitch, tick }) => [pitch, tick])).toEqual(
      first.notes.map(({ pitch, tick }) => [pitch, tick]),
    );
    expect(again.request.chords).toEqual(first.request.chords);
    expect(again.hash).toBe(first.hash);
  });

  test('keeps only its beginning where another tune is asked for, as far as a listener hears it', () => {
    const first = statement();
    const density = (by: number) =>
      at(RETURN, { first, controls: { ...mood.controls, density: mood.controls.density + by } });
    expect(density(0.1).returns).toBe(first);
    const changed = density(0.4);
    expect(changed.returns).toBeNull();
    expect([changed.keptBars, changed.request.bars]).toEqual([BARS / 2, BARS / 2]);
    expect(changed.request.controls.density).toBeCloseTo(mood.controls.density + 0.4, 1);
  });

  test('lies where its theme lies, unless a register is asked for', () => {
    const asked = (slot: number, register = mood.controls.register) =>
      at(slot, { controls: { ...mood.controls, register } }).request.controls.register!;
    const [a, b] = [asked(0), asked(2)];
    expect(Math.sign(a - mood.controls.register)).toBe(-Math.sign(b - mood.controls.register));
    expect([asked(0, 0.3), asked(2, 0.3)]).toEqual([0.3, 0.3]);
  });
});
