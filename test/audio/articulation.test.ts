import { describe, expect, test } from 'vitest';
import { Articulator, type Technique } from '../../plugin/audio/articulation.ts';
import { VoiceAllocator, type VoiceParams } from '../../plugin/audio/voice-allocator.ts';
import type { TimedNote } from '../../plugin/output/audio-output.ts';
import { level } from '../helper/audio-measure.ts';
import { timedNote } from '../helper/band.ts';

const FLUTE: Technique = { sings: true, drum: false, vibrato: null };
const HARP: Technique = { sings: false, drum: false, vibrato: null };
const KIT: Technique = { sings: false, drum: true, vibrato: null };
const HORN: Technique = { sings: true, drum: false, vibrato: { rate: 5, cents: 10 } };

function play(notes: readonly TimedNote[], technique: Technique) {
  const articulator = new Articulator();
  return notes.map((note, i) => articulator.next(note, notes[i + 1], technique));
}

describe('a line', () => {
  const scale = [72, 74, 76, 77].map((pitch, i) => timedNote(pitch, i / 4, 0.25));

  test('slurs steps that follow one another, and overlaps them', () => {
    expect(play(scale, FLUTE).map(({ slurred }) => slurred)).toEqual([false, true, true, true]);
    expect(play(scale, FLUTE).map(({ lengthened }) => lengthened > 0)).toEqual([true, true, true, false]);
  });

  test('tongues a note after a rest, a leap, a repetition, and after a slur of some time', () => {
    const slurs = (notes: readonly TimedNote[]) => play(notes, FLUTE).map(({ slurred }) => slurred);
    expect(slurs([timedNote(72, 0, 0.3), timedNote(74, 0.5, 0.5)])).toEqual([false, false]);
    expect(slurs([timedNote(72, 0, 0.5), timedNote(79, 0.5, 0.5)])).toEqual([false, false]);
    expect(slurs([timedNote(72, 0, 0.5), timedNote(72, 0.5, 0.5)])).toEqual([false, false]);
    const long = [72, 74, 76, 77, 76, 74].map((pitch, i) => timedNote(pitch, i / 2, 0.5));
    expect(slurs(long)).toEqual([false, true, true, true, false, true]);
  });

  test('is not slurred on a harp', () => {
    expect(play(scale, HARP).some(({ slurred, lengthened, swells }) => slurred || lengthened > 0 || swells)).toBe(
      false,
    );
  });

  test('swells held notes, and waves those whose recording does not', () => {
    const [short, held] = play([timedNote(72, 0, 0.5), timedNote(79, 1, 2)], HORN);
    expect(short).toMatchObject({ swells: false, vibrato: null });
    expect(held).toMatchObject({ swells: true, vibrato: HORN.vibrato });
    expect(play([timedNote(72, 0, 2)], FLUTE)[0]).toMatchObject({ swells: true, vibrato: null });
  });
});

describe('repeated strokes', () => {
  const strokes = Array.from({ length: 36 }, (_, i) => timedNote(38, i / 4, 0.1));

  test.each([
    ['a harp', HARP],
    ['a drum', KIT],
  ])('of %s are not two alike until there have been 35', (_, technique) => {
    const played = play(strokes, technique).map(({ cents, gain }) => `${cents} ${gain}`);
    expect(new Set(played).size).toBe(35);
    expect(played[35]).toBe(played[0]);
  });

  test('begin as recorded after a pause, and every pitch counts by itself', () => {
    const notes = [timedNote(38, 0, 0.1), timedNote(42, 0.2, 0.1), timedNote(38, 0.4, 0.1), timedNote(38, 4, 0.1)];
    expect(play(notes, KIT).map(({ cents }) => cents === 0)).toEqual([true, true, false, true]);
  });

  test('stay in tune and even', () => {
    for (const { cents, gain } of play(strokes, HARP)) {
      expect(Math.abs(cents)).toBeLessThanOrEqual(5);
      expect(Math.abs(20 * Math.log10(gain))).toBeLessThan(1);
    }
  });
});

describe('a held note', () => {
  const RATE = 44_100;
  const HZ = 441;

  async function heard(over: Partial<VoiceParams>): Promise<Float32Array> {
    const { OfflineAudioContext } = await import('node-web-audio-api');
    const context = new OfflineAudioContext(1, 3 * RATE, RATE) as unknown as OfflineAudioContext;
    const buffer = context.createBuffer(1, RATE, RATE);
    buffer.getChannelData(0).forEach((_, i, all) => {
      all[i] = 0.5 * Math.sin((2 * Math.PI * HZ * i) / RATE);
    });
    const voices = new VoiceAllocator(context);
    const own = { buffer, start: 0, seconds: 1, skip: 0, loop: { start: 0.2, end: 0.8 }, rate: 1, gain: 1 };
    voices.play({ ...own, time: 0, attack: 0.01, until: 2.5, release: 0.2, ...over }, context.destination);
    return (await context.startRendering()).getChannelData(0);
  }

  test('that swells grows by about 2 dB, falls again, and is as loud on average', async () => {
    const swelling = await heard({ swells: true });
    const steady = await heard({});
    const at = (from: number) => level(swelling, RATE, from, from + 0.2);
    expect(at(1) - at(0.05)).toBeGreaterThan(1.2);
    expect(at(1) - at(2.2)).toBeGreaterThan(1.2);
    expect(Math.abs(level(swelling, RATE, 0.05, 2.4) - level(steady, RATE, 0.05, 2.4))).toBeLessThan(0.3);
  });

  test('with vibrato is straight at first, and then waves around its pitch', async () => {
    const waving = await heard({ vibrato: { rate: 5, cents: 60 } });
    const cents = (from: number) => 1200 * Math.log2(frequency(waving, RATE, from, from + 0.03) / HZ);
    expect(Math.abs(cents(0.1))).toBeLessThan(2);
    const crest = 0.35 + 1 + 0.05 - 0.015;
    expect(cents(crest)).toBeGreaterThan(45);
    expect(cents(crest + 0.1)).toBeLessThan(-45);
  });
});

/** Frequency of a sine wave in a stretch, by its upward zero crossings. */
function frequency(samples: Float32Array, rate: number, from: number, to: number): number {
  const crossings: number[] = [];
  for (let i = Math.round(from * rate) + 1; i < to * rate; i++) {
    const [before, after] = [samples[i - 1]!, samples[i]!];
    if (before < 0 && after >= 0) crossings.push(i - after / (after - before));
  }
  return (rate * (crossings.length - 1)) / (crossings.at(-1)! - crossings[0]!);
}
