/** A player's notes are answered, a motif is varied, one character becomes another. On the weights that ship, and on the fallback. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { continuation, continuePhrase } from '../../plugin/generate/continue.ts';
import { morphControls, morphPhrases } from '../../plugin/generate/morph.ts';
import { hearNotes, type PlayedNote } from '../../plugin/generate/quantize-input.ts';
import { varyMotif } from '../../plugin/generate/vary.ts';
import { hearKey } from '../../plugin/music/key.ts';
import type { Phrase, PhraseModel } from '../../plugin/music/phrase.ts';
import { type Mode, modulo, scaleOf } from '../../plugin/music/pitch.ts';
import { COMPOSERS } from '../helper/composers.ts';

const BAR = 1920;
/** Two bars: dotted quarter, eighth, half; four quarters. */
const motif = [
  [0, 0, 720],
  [4, 720, 240],
  [7, 960, 960],
  [9, 1920, 480],
  [7, 2400, 480],
  [5, 2880, 480],
  [4, 3360, 480],
].map(([pitch, tick, durationTicks]) => ({ pitch: pitch!, tick: tick!, durationTicks: durationTicks! }));
const key = { meter: '4/4', mode: 'ionian' } as const;
const rhythmOf = (notes: readonly { tick: number; durationTicks: number }[], bar: number) =>
  notes
    .filter(({ tick }) => Math.floor(tick / BAR) === bar)
    .map(({ tick, durationTicks }) => [tick - bar * BAR, durationTicks]);

describe.each(['lstm', 'ngram'] as const)('%s', (name) => {
  let model: PhraseModel;
  beforeAll(async () => {
    model = await COMPOSERS[name]();
  }, 60_000);
  afterAll(() => model.dispose());

  describe('a continuation', () => {
    const answer = (seed: string, over = {}) => continuePhrase(model, motif, { seed, ...key, candidates: 4, ...over });

    test('answers in the rhythm of what was played, with other notes, and closes at home', async () => {
      for (let i = 0; i < 4; i++) {
        const { notes, request } = await answer(`answer ${i}`, { bars: 4 });
        expect(request.bars).toBe(4);
        expect(rhythmOf(notes, 0)).toEqual(rhythmOf(motif, 0));
        expect(rhythmOf(notes, 1)).toEqual(rhythmOf(motif, 1));
        expect(notes.slice(0, 7).map(({ pitch }) => pitch)).not.toEqual(motif.map(({ pitch }) => pitch));
        expect([0, 4]).toContain(modulo(notes.at(-1)!.pitch, 12));
        for (const { pitch } of notes) expect(scaleOf('ionian')).toContain(modulo(pitch, 12));
      }
    });

    test('is as long as what was played, and over chords of its own, where nothing else is asked', async () => {
      const { request } = await answer('plain');
      expect(request.bars).toBe(2);
      expect(request.chords.reduce((sum, { durationTicks }) => sum + durationTicks, 0)).toBe(2 * BAR);
      expect(request.prime!.bars).toBe(2);
    });

    test('is the same for the same notes and seed, and another for other notes', async () => {
      const [one, same] = [await answer('x'), await answer('x')];
      expect(same.hash).toBe(one.hash);
      const lower = motif.map((note) => ({ ...note, pitch: note.pitch - 5 }));
      const other = await continuePhrase(model, lower, { seed: 'x', ...key, candidates: 4 });
      expect(other.hash).not.toBe(one.hash);
    });
  });

  test('variations are as many as asked, all different, and each in the rhythm of the motif', async () => {
    const versions = await varyMotif(model, motif, 12, { seed: 'v', ...key, candidates: 3 });
    expect(versions).toHaveLength(12);
    const pitches = versions.map(({ notes }) => notes.map(({ pitch, tick }) => `${pitch}@${tick}`).join(' '));
    expect(new Set(pitches).size).toBe(12);
    for (const { notes } of versions) expect(rhythmOf(notes, 0)).toEqual(rhythmOf(motif, 0));
    const whole = versions.filter(
      ({ notes }) => JSON.stringify(rhythmOf(notes, 1)) === JSON.stringify(rhythmOf(motif, 1)),
    );
    expect(whole.length).toBeGreaterThanOrEqual(9);
  }, 60_000);

  test('a motif that has no more versions is said so, and the wait ends', async () => {
    const one = [{ pitch: 0, tick: 0, durationTicks: BAR }];
    await expect(varyMotif(model, one, 60, { seed: 'v', ...key, candidates: 1 })).rejects.toThrow(
      /60 versions asked, \d+ found/,
    );
  }, 60_000);
});

describe('a morph', () => {
  const mean = (phrases: readonly Phrase[]) =>
    phrases.reduce((sum, { measured }) => sum + measured.density, 0) / phrases.length;

  test('goes from one character to the other, phrase by phrase', async () => {
    const model = await COMPOSERS.lstm();
    const ways: (readonly Phrase[])[] = [];
    for (const seed of ['a', 'b', 'c']) {
      const from = { density: 0.1, chromaticism: 0 };
      const to = { density: 0.9, chromaticism: 0 };
      ways.push(await morphPhrases(model, { seed, ...key, from, to, count: 4, candidates: 6 }));
    }
    model.dispose();
    const along = [0, 1, 2, 3].map((k) => mean(ways.map((way) => way[k]!)));
    for (let k = 1; k < 4; k++) expect(along[k]!).toBeGreaterThan(along[k - 1]!);
    for (const way of ways) {
      expect(way.map(({ request }) => request.cadence)).toEqual(['half', 'half', 'half', 'full']);
      expect(way[2]!.request.prime!.notes).toEqual(way[1]!.notes);
    }
  }, 60_000);

  test('takes each control along evenly, and a control that only one end asks for half of the way', () => {
    const from = { density: 0, register: 0.2 };
    const to = { density: 1, leap: 0.5 };
    expect(morphControls(from, to, 0.25)).toMatchObject({ density: 0.25, register: 0.2, leap: null });
    expect(morphControls(from, to, 0.75)).toMatchObject({ density: 0.75, register: null, leap: 0.5 });
  });

  test('has two phrases or more', async () => {
    const model = await COMPOSERS.ngram();
    await expect(morphPhrases(model, { seed: 'a', ...key, from: {}, to: {}, count: 1 })).rejects.toThrow(
      /1 phrases asked/,
    );
  });
});

describe('what a player plays', () => {
  const at = { tempo: 120, meter: '4/4', tonic: 'D', mode: 'dorian' } as const;
  const played: PlayedNote[] = [
    { pitch: 62, time: 0.03, duration: 0.44 },
    { pitch: 65, time: 0.48, duration: 0.3 },
    { pitch: 68, time: 1.02, duration: 0.2 },
    { pitch: 69, time: 1.26, duration: 1.1 },
  ];

  test('becomes bars: starts on sixteenths, small gaps closed, overlaps cut, notes in the mode', () => {
    const { notes, bars } = hearNotes(played, at);
    expect(bars).toBe(2);
    expect(notes.map(({ tick, durationTicks, pitch }) => [tick, durationTicks, pitch])).toEqual([
      [0, 480, 0],
      [480, 240, 3],
      [960, 240, 5],
      [1200, 1080, 7],
    ]);
    expect(hearNotes(played, { ...at, fit: false }).notes[2]!.pitch).toBe(6);
    const both = hearNotes([...played, { pitch: 74, time: 0.5, duration: 2 }], at);
    expect(both.notes[1]).toMatchObject({ tick: 480, durationTicks: 480, pitch: 12 });
  });

  test('may be as high or low as an instrument goes, and is answered where the network sings', async () => {
    const model = await COMPOSERS.ngram();
    for (const shift of [-36, 36]) {
      const far = played.map((note) => ({ ...note, pitch: note.pitch + shift }));
      const { notes } = hearNotes(far, at);
      const phrase = await continuePhrase(model, notes, { seed: 'far', meter: at.meter, mode: at.mode });
      expect(phrase.notes.length).toBeGreaterThan(2);
    }
  });

  test('that makes no sense is refused in words', () => {
    expect(() => hearNotes([], at)).toThrow(/nothing was played/);
    expect(() => hearNotes([{ pitch: 60, time: -1, duration: 1 }], at)).toThrow(/begins at -1 s/);
    expect(() => continuation([], { seed: 'x', ...key })).toThrow(/at least one/);
    expect(() => continuation([motif[1]!, motif[0]!], { seed: 'x', ...key })).toThrow(/note 1 begins at tick 0/);
  });

  test('is heard in its key', () => {
    const tune = (text: string) => text.split(' ').map((pitch) => ({ pitch: Number(pitch), duration: 1 }));
    // Frere Jacques in F; a line on the notes of C that lives on D and A; a rising harmonic minor scale on E.
    expect(hearKey(tune('65 67 69 65 65 67 69 65 69 70 72 69 70 72 65'))).toMatchObject({ tonic: 'F', mode: 'ionian' });
    expect(hearKey(tune('62 69 71 69 65 64 62 60 62 65 69 71 69 62'), ['ionian', 'aeolian', 'dorian'])).toMatchObject({
      tonic: 'D',
      mode: 'dorian',
    });
    expect(hearKey(tune('64 67 71 72 71 69 67 66 64 63 64 71 64'))).toMatchObject({
      tonic: 'E',
      mode: 'harmonic minor',
    });
    const modes: Mode[] = ['aeolian'];
    expect(hearKey(tune('60 64 67 60'), modes).mode).toBe('aeolian');
    expect(() => hearKey([])).toThrow(/at least one note/);
  });
});
