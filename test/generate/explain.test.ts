/** Each note can say why it is there, and says the same when it is asked again. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { composePhrase, explainPhrase } from '../../plugin/generate/compose.ts';
import { lstmSteps } from '../../plugin/generate/lstm.ts';
import type { StepModel } from '../../plugin/generate/step-model.ts';
import { startTensors } from '../../plugin/generate/tensors.ts';
import { readWeights } from '../../plugin/generate/weights.ts';
import type { ChoiceReason, Explanation } from '../../plugin/music/explanation.ts';
import type { PhraseRequest } from '../../plugin/music/phrase.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

const chords = [0, 1, 2, 3].map((bar) => ({
  tick: bar * 1920,
  durationTicks: 1920,
  chord: { root: [0, 5, 7, 0][bar]!, quality: 'maj' as const },
}));
const plan = [
  { kind: 'sample' },
  { kind: 'rhythm', of: 0 },
  { kind: 'copy', of: 0, steps: 1 },
  { kind: 'sample' },
] as const;
const before = [0, 480, 960, 1440].map((tick, i) => ({ pitch: i * 2, tick, durationTicks: 480, sampled: true }));

describe('the reasons of a phrase', () => {
  let steps: StepModel;
  const write = (over: Partial<PhraseRequest> = {}) =>
    composePhrase(steps, phraseRequest({ seed: 'why', chords, plan, prime: { notes: before, bars: 1 }, ...over }));
  const explained = (over: Partial<PhraseRequest> = {}) => write({ explain: true, ...over });

  beforeAll(async () => {
    await startTensors();
    steps = lstmSteps(readWeights(readModelFiles(SHIPPED_MODEL)));
  }, 60_000);
  afterAll(() => steps.dispose());

  test('come only where they are asked for, and change no note', () => {
    expect(write().explanation).toBeUndefined();
    expect(explained().hash).toBe(write().hash);
  });

  test('cover every note and rest in order, with the chord that sounds and who chose', () => {
    const { notes, explanation } = explained();
    const sounding = explanation!.events.filter(({ pitch }) => pitch !== null);
    expect(sounding.map(({ tick, pitch, durationTicks }) => [tick, pitch, durationTicks])).toEqual(
      notes.map(({ tick, pitch, durationTicks }) => [tick, pitch, durationTicks]),
    );
    const copied: unknown[] = [];
    const chosen: (readonly [number, number])[] = [];
    for (const { tick, durationTicks, from, chord, length, tone, controls } of explanation!.events) {
      const bar = Math.floor(tick / 1920);
      expect(chord).toEqual(chords[bar]!.chord);
      expect(controls.chromaticism).toBe(0);
      expect(from).toBe(['network', 'rhythm', 'copy', 'network'][bar]);
      expect(length === null).toBe(from !== 'network');
      if (from === 'copy') copied.push(tone);
      if (from === 'network') chosen.push([length!.chosen.value, durationTicks]);
    }
    expect(copied.length).toBeGreaterThan(0);
    expect(copied.filter((tone) => tone !== null)).toEqual([]);
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.filter(([value, durationTicks]) => value !== durationTicks)).toEqual([]);
  });

  test('are odds: what was chosen could be chosen, what was forbidden could not, and shares do not pass one', () => {
    const { explanation } = explained();
    let forbidden = 0;
    const check = ({ chosen, top, vetoed: shares }: ChoiceReason<unknown>) => {
      expect(chosen.veto).toBeNull();
      expect(chosen.drawn).toBeGreaterThan(0);
      const vetoed = top.filter(({ veto }) => veto !== null);
      forbidden += vetoed.length;
      expect(vetoed.filter(({ drawn }) => drawn !== 0)).toEqual([]);
      expect(top.map(({ guided }) => guided)).toEqual(top.map(({ guided }) => guided).sort((a, b) => b - a));
      for (const key of ['network', 'guided', 'drawn'] as const) {
        expect(top.reduce((sum, option) => sum + option[key], 0)).toBeLessThan(1 + 1e-6);
      }
      expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeLessThan(1);
    };
    for (const { length, tone } of explanation!.events) {
      if (length) check(length);
      if (tone) check(tone);
    }
    expect(forbidden).toBeGreaterThan(0);
    // Notes outside the mode are always a little likely, and never allowed here.
    const last = explanation!.events.at(-1)!;
    const tones = explanation!.events.slice(0, -1).flatMap(({ tone }) => tone ?? []);
    expect(tones.length).toBeGreaterThan(2);
    for (const { vetoed } of tones) expect(vetoed.mode).toBeGreaterThan(0);
    expect(last.tone!.vetoed.cadence).toBeGreaterThan(0);
  });

  test('are the same to 1e-4 when the finished notes are read to the network, alone and without chance', () => {
    for (const over of [{}, { seed: 'other', guidance: 1 }, { controls: { density: 0.8 }, candidates: 8 }]) {
      const phrase = explained(over);
      expect(greatestDifference(explainPhrase(steps, phrase), phrase.explanation!)).toBeLessThan(1e-4);
    }
  });

  test('differ where another control was asked, so that agreement means something', () => {
    const phrase = explained({ controls: { density: 0.8 } });
    const other = explainPhrase(steps, {
      ...phrase,
      request: { ...phrase.request, controls: { density: 0.3 } },
    });
    expect(greatestDifference(other, phrase.explanation!)).toBeGreaterThan(1e-2);
  });

  test('are refused for notes that the request did not lead to', () => {
    const phrase = explained();
    const notes = phrase.notes.map((note) => ({ ...note, pitch: note.pitch + 1 }));
    expect(() => explainPhrase(steps, { ...phrase, notes, hash: 'other' })).toThrow(/phrase other do not follow/);
  });
});

/** The greatest difference between numbers of two explanations; everything else has to be equal. */
function greatestDifference(a: Explanation, b: Explanation): number {
  const [first, second]: number[][] = [[], []];
  const skeleton = (explanation: Explanation, numbers: number[]) =>
    JSON.stringify(explanation.events, (key, value) => {
      // Options that are as likely as each other may change places; the chosen one and the shares may not.
      if (key === 'top') return undefined;
      if (!['network', 'guided', 'drawn'].includes(key)) return value;
      numbers.push(value);
      return 0;
    }).replace(/"vetoed":\{[^}]*\}/g, (text) => {
      for (const share of text.match(/:[\d.e-]+/g) ?? []) numbers.push(Number(share.slice(1)));
      return '';
    });
  const controls = (text: string) => text.replace(/"controls":\{[^}]*\}/g, '');
  expect(controls(skeleton(a, first!))).toBe(controls(skeleton(b, second!)));
  expect(first!.length).toBe(second!.length);
  return first!.reduce((most, value, i) => Math.max(most, Math.abs(value - second![i]!)), 0);
}
