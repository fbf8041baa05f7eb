/** What every phrase model promises, whichever writes. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChordSpan } from '../../plugin/music/harmony.ts';
import { MELODY_CONTROLS } from '../../plugin/music/melody-controls.ts';
import type { Phrase, PhraseModel, PhraseRequest } from '../../plugin/music/phrase.ts';
import { MODES, type Mode, modulo, scaleOf } from '../../plugin/music/pitch.ts';
import { METERS, meterInfo } from '../../plugin/music/time.ts';
import { COMPOSERS } from '../helper/composers.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

const notesOf = ({ notes }: Phrase) => notes.map(({ pitch, tick, durationTicks }) => [pitch, tick, durationTicks]);
const barsOf = (phrase: Phrase, bar: number) => {
  const { barTicks } = meterInfo(phrase.request.meter);
  return phrase.notes
    .filter(({ tick }) => Math.floor(tick / barTicks) === bar)
    .map(({ tick, ...note }) => ({ ...note, tick: tick - bar * barTicks }));
};

describe.each(['lstm', 'ngram'] as const)('%s', (name) => {
  let model: PhraseModel;
  const write = (over: Partial<PhraseRequest> = {}) => model.generate(phraseRequest(over));

  beforeAll(async () => {
    model = await COMPOSERS[name]();
  }, 60_000);
  afterAll(() => model.dispose());

  test('says who wrote', async () => {
    expect(model.source).toBe(name);
    expect((await write()).source).toBe(name);
  });

  test('the same request gets the same notes and hash, another seed gets others', async () => {
    const [first, again, other] = [await write(), await write(), await write({ seed: 'other' })];
    expect(notesOf(again)).toEqual(notesOf(first));
    expect(again.hash).toBe(first.hash);
    expect(first.hash).toMatch(/^[0-9a-f]{8}$/);
    expect(other.hash).not.toBe(first.hash);
  });

  test('a line is monophonic, in order and inside its bars, in every meter', async () => {
    for (const meter of METERS) {
      const phrase = await write({ meter, seed: meter, bars: 3 });
      const end = 3 * meterInfo(meter).barTicks;
      expect(phrase.notes.length, meter).toBeGreaterThan(2);
      let reached = 0;
      for (const { tick, durationTicks } of phrase.notes) {
        expect(tick).toBeGreaterThanOrEqual(reached);
        expect(durationTicks).toBeGreaterThan(0);
        reached = tick + durationTicks;
      }
      expect(reached).toBeLessThanOrEqual(end);
    }
  });

  test('without chromaticism every note belongs to the mode, in every mode', async () => {
    for (const mode of Object.keys(MODES) as Mode[]) {
      const scale: readonly number[] = scaleOf(mode);
      const phrase = await write({ mode, seed: mode, bars: 2 });
      expect(
        phrase.notes.every(({ pitch }) => scale.includes(modulo(pitch, 12))),
        mode,
      ).toBe(true);
    }
  });

  test('a full cadence ends on 1 or 3, a half cadence on neither', async () => {
    for (let i = 0; i < 6; i++) {
      const full = await write({ seed: `full ${i}`, cadence: 'full' });
      const half = await write({ seed: `half ${i}`, cadence: 'half' });
      expect([0, 4]).toContain(modulo(full.notes.at(-1)!.pitch, 12));
      expect([2, 7, 11]).toContain(modulo(half.notes.at(-1)!.pitch, 12));
    }
  });

  test('a line keeps within an eleventh and never sticks to a pitch', async () => {
    for (let i = 0; i < 4; i++) {
      const { notes } = await write({ seed: `range ${i}`, bars: 8, controls: { chromaticism: 0, density: 0.9 } });
      const pitches = notes.map(({ pitch }) => pitch);
      expect(Math.max(...pitches) - Math.min(...pitches)).toBeLessThanOrEqual(17);
      for (let k = 4; k < pitches.length; k++) expect(new Set(pitches.slice(k - 4, k + 1)).size).toBeGreaterThan(1);
    }
  });

  test('form is kept: copies repeat, sequences move by step, rhythms return with new pitches', async () => {
    const phrase = await write({
      bars: 6,
      plan: [
        { kind: 'sample' },
        { kind: 'copy', of: 0, steps: 0 },
        { kind: 'rhythm', of: 0 },
        { kind: 'copy', of: 0, steps: 1 },
        { kind: 'sample' },
        { kind: 'sample' },
      ],
    });
    const [first, copy, rhythm, sequence] = [0, 1, 2, 3].map((bar) => barsOf(phrase, bar));
    const onsets = (bar: typeof first) => bar!.map(({ tick, durationTicks }) => [tick, durationTicks]);
    expect(copy!.map(({ pitch }) => pitch)).toEqual(first!.map(({ pitch }) => pitch));
    for (const bar of [copy, rhythm, sequence]) expect(onsets(bar)).toEqual(onsets(first));
    sequence!.forEach(({ pitch }, i) => {
      expect([1, 2]).toContain(pitch - first![i]!.pitch);
    });
    expect(first!.every(({ sampled }) => sampled)).toBe(true);
    expect([...copy!, ...rhythm!, ...sequence!].some(({ sampled }) => sampled)).toBe(false);
  });

  test('the measured controls are returned, in 0..1', async () => {
    const { measured } = await write();
    for (const control of MELODY_CONTROLS) {
      expect(measured[control]).toBeGreaterThanOrEqual(0);
      expect(measured[control]).toBeLessThanOrEqual(1);
    }
  });

  test('a phrase may go on from notes that came before', async () => {
    const before = await write({ seed: 'before' });
    const going = await write({ seed: 'on', prime: { notes: before.notes, bars: 4 } });
    const alone = await write({ seed: 'on' });
    expect(going.hash).not.toBe(alone.hash);
  });

  test.each([
    [{ bars: 9 }, /bars is 9.*1 to 8/],
    [{ meter: '11/4' as '4/4' }, /meter is 11\/4/],
    [{ mode: 'minor' as 'aeolian' }, /mode is minor.*aeolian/],
    [{ controls: { density: 2 } }, /density is 2.*0 to 1/],
    [{ temperature: 0 }, /temperature is 0/],
    [{ plan: [{ kind: 'sample' as const }] }, /plan is 1 bars.*4 bars/],
  ])('a request that makes no sense is refused in words: %j', async (over, message) => {
    await expect(write(over)).rejects.toThrow(message);
  });

  test('forty answers to one request are forty phrases', async () => {
    const hashes = new Set<string>();
    for (let i = 0; i < 40; i++) hashes.add((await write({ seed: `many ${i}`, candidates: 1 })).hash);
    expect(hashes.size).toBe(40);
  }, 60_000);

  test('dispose may be called twice', async () => {
    const another = await COMPOSERS[name]();
    another.dispose();
    another.dispose();
  });
});

describe('what the network does better than tables', () => {
  const chords: ChordSpan[] = [0, 1, 2, 3].map((bar) => ({
    tick: bar * 1920,
    durationTicks: 1920,
    chord: { root: [0, 5, 7, 0][bar]!, quality: 'maj' as const },
  }));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('asked density is heard: sparse, middling and dense lines differ in that order', async () => {
    const lstm = await COMPOSERS.lstm();
    const levels = [0.1, 0.5, 0.9];
    const measured: number[] = [];
    for (const density of levels) {
      const phrases: number[] = [];
      for (let i = 0; i < 4; i++) {
        const phrase = await lstm.generate(
          phraseRequest({ seed: `density ${i}`, chords, controls: { density, chromaticism: 0 } }),
        );
        phrases.push(phrase.measured.density);
      }
      measured.push(mean(phrases));
    }
    lstm.dispose();
    expect(measured[1]! - measured[0]!).toBeGreaterThan(0.1);
    expect(measured[2]! - measured[1]!).toBeGreaterThan(0.1);
  }, 60_000);
});
