/** Steering counts what a line has done and leans the next choice; what nobody asks for is chosen by chance, like real tunes. */

import { describe, expect, test } from 'vitest';
import { chosenControls } from '../../plugin/generate/default-controls.ts';
import { measure, valueAtQuantile } from '../../plugin/generate/measure.ts';
import { MelodyDraft } from '../../plugin/generate/melody-draft.ts';
import { costOf } from '../../plugin/generate/rank.ts';
import { Steer } from '../../plugin/generate/steer.ts';
import { DURATIONS, durationToken, pitchToken } from '../../plugin/generate/tokens.ts';
import type { PhraseNote, PhraseRequest } from '../../plugin/music/phrase.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

const QUARTER = durationToken(24);
const EIGHTH = durationToken(12);
const steered = (over: Partial<PhraseRequest>) => {
  const request = phraseRequest(over);
  const line = new MelodyDraft(request);
  return { line, steer: new Steer(request, line) };
};

describe('steering', () => {
  test('does nothing where neither syncopation nor chromaticism is known', () => {
    const { steer } = steered({ controls: { density: 0.5 } });
    for (let token = 0; token < DURATIONS.length; token++) expect(steer.duration(token)).toBe(0);
    expect(steer.pitch(pitchToken(1))).toBe(0);
  });

  test('wants chromatic notes the more, the longer none has come, and no more when there are enough', () => {
    const { line, steer } = steered({ controls: { chromaticism: 0.5 } });
    const bias: number[] = [];
    const inScale: number[] = [];
    for (const pitch of [0, 2, 4, 5, 7, 9, 7, 5, 4, 2]) {
      bias.push(steer.pitch(pitchToken(1)));
      if (bias.length > 4) inScale.push(steer.pitch(pitchToken(4)));
      line.push(QUARTER, pitchToken(pitch), true);
    }
    expect(inScale).toEqual([0, 0, 0, 0, 0, 0]);
    expect(bias.at(-1)!).toBeGreaterThan(bias[3]!);
    expect(bias.at(-1)!).toBeGreaterThan(0.5);
    for (const pitch of [1, 3, 6]) line.push(QUARTER, pitchToken(pitch), true);
    expect(steer.pitch(pitchToken(1))).toBeLessThan(-1);
  });

  test('wants a syncopation where one is due, and none where none is asked', () => {
    const asked = steered({ controls: { syncopation: 0.5 } });
    const none = steered({ controls: { syncopation: 0 } });
    for (const { line } of [asked, none]) {
      for (let i = 0; i < 8; i++) line.push(QUARTER, pitchToken(i % 5), true);
      line.push(EIGHTH, pitchToken(0), true);
    }
    // A quarter from here is held over the beat, an eighth is not.
    expect(asked.steer.duration(QUARTER)).toBeGreaterThan(0.5);
    expect(none.steer.duration(QUARTER)).toBeLessThan(-1);
    expect(asked.steer.duration(EIGHTH)).toBe(0);
    expect(none.steer.duration(EIGHTH)).toBe(0);
  });

  test('counts a bar as often as form brings it back', () => {
    const plan = [
      { kind: 'sample' },
      { kind: 'rhythm', of: 0 },
      { kind: 'rhythm', of: 0 },
      { kind: 'sample' },
    ] as const;
    const controls = { syncopation: 0.2 };
    const [once, thrice] = [steered({ controls }), steered({ controls, plan })];
    for (const { line } of [once, thrice]) line.push(EIGHTH, pitchToken(0), true);
    expect(valueAtQuantile('syncopation', 0.2) * 4).toBeLessThan(2);
    expect(thrice.steer.duration(QUARTER)).toBeLessThan(once.steer.duration(QUARTER));
  });
});

describe('what is not asked', () => {
  const many = Array.from({ length: 400 }, (_, i) =>
    chosenControls(phraseRequest({ seed: `own ${i}`, controls: { density: 0.5 } })),
  );
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('is chosen by the seed, and what is asked stays', () => {
    for (const { density } of many) expect(density).toBe(0.5);
    expect(chosenControls(phraseRequest({ seed: 'own 3', controls: { density: 0 } })).register).toBe(many[3]!.register);
    expect(new Set(many.map(({ register }) => register)).size).toBeGreaterThan(390);
  });

  test('spreads as real tunes do: middling height, mostly no syncopation and no note outside the mode', () => {
    expect(Math.abs(mean(many.map(({ register }) => register)) - 0.5)).toBeLessThan(0.05);
    for (const control of ['syncopation', 'chromaticism'] as const) {
      const none = many.filter((chosen) => chosen[control] === 0).length / many.length;
      expect(none).toBeGreaterThan(0.45);
      expect(none).toBeLessThan(0.7);
    }
  });

  test('leaves the scale less often in a dense melody, which has more notes that could', () => {
    const share = (density: number) =>
      Array.from({ length: 400 }, (_, i) =>
        chosenControls(phraseRequest({ seed: `own ${i}`, controls: { density } })),
      ).filter(({ chromaticism }) => chromaticism !== 0).length / 400;
    expect(share(1)).toBeLessThan(share(0.5) - 0.05);
    expect(share(0.5)).toBeLessThan(share(0) - 0.05);
  });

  test('never leads a modal tune out of its mode', () => {
    for (let i = 0; i < 50; i++)
      expect(chosenControls(phraseRequest({ seed: `${i}`, mode: 'phrygian', controls: {} })).chromaticism).toBe(0);
  });
});

describe('of two candidates alike but for one thing, the better is', () => {
  const chords = [0, 1, 2, 3].map((bar) => ({
    tick: bar * 1920,
    durationTicks: 1920,
    chord: { root: [0, 5, 7, 0][bar]!, quality: 'maj' as const },
  }));
  const request = phraseRequest({ chords });
  /** Pitches and lengths in quarters. */
  const line = (text: string): PhraseNote[] => {
    let tick = 0;
    return text.split(' ').map((word) => {
      const [pitch, quarters = 1] = word.split(':').map(Number) as [number, number?];
      const note = { pitch, tick, durationTicks: quarters * 480, sampled: true };
      tick += note.durationTicks;
      return note;
    });
  };
  /** Asked to be what it is, so that only its own faults count. */
  const cost = (text: string) => {
    const notes = line(text);
    return costOf({ notes, logProbability: -1 }, { ...request, controls: measure(notes, request) });
  };
  const good = '4 5 4 2 5:2 9:2 7 9 11 9 9:2 0:2';

  test.each([
    ['the one that closes on the beat', '4 5 4 2 5:2 9:2 7 9 11 9 9 0:3'],
    ['the one with one summit, late', '4 11 4 2 5:2 11:2 7 9 11 9 9:2 0:2'],
    ['the one that begins in its chord', '2 4 4 2 5:2 9:2 7 9 11 9 9:2 0:2'],
    ['the one that closes on the tonic', '4 5 4 2 5:2 9:2 7 9 11 9 9:2 4:2'],
  ])('%s', (_, worse) => {
    expect(cost(good)).toBeLessThan(cost(worse));
  });

  test('the one with a rhythm, before the one that walks from beat to beat', () => {
    const walks = '4 5 4 2 5 4 9 7 7 11 12 11 9 7 2 0';
    const sings = '4:1.5 5:0.5 4 2 5:1.5 4:0.5 9 7 7:1.5 11:0.5 12 11 9:1.5 7:0.5 2 0';
    expect(cost(sings)).toBeLessThan(cost(walks));
  });
});
