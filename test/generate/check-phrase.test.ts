/** What a composer answers is played only where it is the phrase that was asked for. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPhrase, phraseFrom } from '../../plugin/generate/check-phrase.ts';
import { METERS } from '../../plugin/music/time.ts';
import { propertyRuns } from '../helper/cases.ts';
import { COMPOSERS } from '../helper/composers.ts';
import { phraseRequest } from '../helper/phrase-request.ts';
import { accepted, anySpoilt, expectRefusal, oddNumbers } from '../helper/refusals.ts';
import { byTime, rehearse } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

const request = phraseRequest();
const good = await scaleComposer().generate(request);

describe('a phrase that was asked for comes through as it is', () => {
  test.each(Object.keys(COMPOSERS) as (keyof typeof COMPOSERS)[])('of %s, in every meter', async (name) => {
    const model = await COMPOSERS[name]();
    for (const meter of METERS) {
      const asked = phraseRequest({ meter, bars: 2, explain: true });
      const phrase = await model.generate(asked);
      expect(phraseFrom(structuredClone(phrase), asked)).toEqual(phrase);
    }
    model.dispose();
  });
});

describe('any other answer is refused in one line', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'x'],
    ['a function', () => good],
    ['a phrase of no request', { ...good, request: null }],
    ['a phrase of another request', { ...good, request: { ...request, seed: 'other' } }],
    ['notes that are a text', { ...good, notes: 'x' }],
    ['a note without a pitch', { ...good, notes: [{ ...good.notes[0], pitch: undefined }] }],
    ['a pitch of no number', { ...good, notes: [{ ...good.notes[0], pitch: Number.NaN }] }],
    ['a pitch between two', { ...good, notes: [{ ...good.notes[0], pitch: 0.5 }] }],
    ['a pitch out of range', { ...good, notes: [{ ...good.notes[0], pitch: 1e9 }] }],
    ['a note that lasts for ever', { ...good, notes: [{ ...good.notes[0], durationTicks: Number.POSITIVE_INFINITY }] }],
    ['a note that lasts no time', { ...good, notes: [{ ...good.notes[0], durationTicks: 0 }] }],
    ['a note past the last bar', { ...good, notes: [{ ...good.notes[0], tick: 7681 }] }],
    ['notes over each other', { ...good, notes: [good.notes[0], good.notes[0]] }],
    ['a million notes', { ...good, notes: new Array(1e6).fill(good.notes[0]) }],
    ['a source that is none', { ...good, source: 'constructor' }],
    ['no measures', { ...good, measured: {} }],
  ])('%s', (_, answer) => {
    expectRefusal(() => checkPhrase(answer, request), 'its phrase');
  });

  test('notes that have another hash', () => {
    expectRefusal(() => phraseFrom({ ...good, hash: 'ffffffff' }, request), 'does not have the hash of its notes');
  });

  test('whatever is put in the place of a part of it', () => {
    fc.assert(
      fc.property(anySpoilt(good), (answer) => {
        const phrase = accepted(() => phraseFrom(answer, request)) ?? good;
        expect(phrase.request).toBe(request);
        expect(oddNumbers(phrase)).toEqual([]);
        expect(Object.keys(phrase).sort()).toEqual(['hash', 'measured', 'notes', 'request', 'source']);
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});

describe('a composer that answers nonsense is a composer that failed', () => {
  test.each<[string, unknown]>([
    ['a text for notes', { ...good, notes: 'x', request: null }],
    ['nothing', undefined],
    ['the same phrase to every request', good],
    [
      'notes without a time',
      { ...good, notes: [{ pitch: 0, tick: Number.NaN, durationTicks: Number.NaN, sampled: true }] },
    ],
  ])('%s: it is reported once, the fallback plays, and nothing stumbles', async (_, answer) => {
    const composer = { ...scaleComposer(), generate: async () => answer as never };
    const show = rehearse({ soundtrack: { start: 'forest' }, source: { composer, fallback: scaleFallback() } });
    const reported: string[] = [];
    show.conductor.on('degraded', ({ reason }) => reported.push(reason));
    show.conductor.on('error', ({ message }) => reported.push(message));
    show.conductor.start();
    await show.conductor.settled();
    await show.playTo(30, 0.1);
    expect(reported).toEqual([expect.stringContaining('the composer failed: its phrase')]);
    expect(show.warnings).toHaveLength(1);
    const bars = byTime(show.bars());
    expect(bars.length).toBeGreaterThan(10);
    for (let i = 1; i < bars.length; i++)
      expect(bars[i]!.time).toBeCloseTo(bars[i - 1]!.time + bars[i - 1]!.duration, 9);
    expect(oddNumbers(bars)).toEqual([]);
  });
});
