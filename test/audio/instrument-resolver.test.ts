/** What plays when: synthesizers until the samples are there, a game's own recordings as they are loaded, and all within a budget. */

import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { level, rms } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { offlineMixer } from '../helper/offline-mixer.ts';

const RATE = 44100;

afterEach(() => {
  vi.restoreAllMocks();
});
const SAMPLES = new URL('../../plugin/audio/palettes/samples/', import.meta.url);

async function createResolver(options: { budget?: number; sampleRate?: number } = {}) {
  const Offline = await offlineAudio();
  const { InstrumentResolver } = await import('../../plugin/audio/palettes/instrument-resolver.ts');
  const context = new Offline(1, 1, options.sampleRate ?? RATE);
  return { context, resolver: new InstrumentResolver(context, options) };
}

/** A sine of 1 s at a pitch, as a game might have loaded it. */
function recording(context: BaseAudioContext, hertz: number, seconds = 1): AudioBuffer {
  const buffer = context.createBuffer(1, Math.round(seconds * RATE), RATE);
  buffer.copyToChannel(
    Float32Array.from({ length: buffer.length }, (_, i) => 0.3 * Math.sin((2 * Math.PI * hertz * i) / RATE)),
    0,
  );
  return buffer;
}

/** Cycles a second, by zero crossings. */
function pitchOf(samples: Float32Array, from: number, to: number): number {
  // Breath and bow noise cross zero too: two one-pole filters at 600 Hz leave the fundamental.
  const smoothing = 1 - Math.exp((-2 * Math.PI * 600) / RATE);
  let [once, twice, crossings] = [0, 0, 0];
  for (let i = Math.round(from * RATE); i < to * RATE; i++) {
    const before = twice;
    once += smoothing * (samples[i]! - once);
    twice += smoothing * (once - twice);
    if (before < 0 && twice >= 0) crossings++;
  }
  return crossings / (to - from);
}

describe('sample packs', () => {
  const sizes = readdirSync(SAMPLES).map((file) => gzipSync(readFileSync(new URL(file, SAMPLES)), { level: 9 }).length);

  test('are at most 120 kB each as a server sends them, and 4 MB for all moods of the package', () => {
    expect(sizes.length).toBeGreaterThan(30);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(120_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(4_000_000);
  });
});

describe('the instrument resolver', () => {
  test('gives a fallback while samples load, and the samples as soon as they are loaded', async () => {
    const { resolver } = await createResolver();
    const palette = resolver.palette('woodland');
    const never = new Promise<void>(() => {});
    await resolver.sounding(palette, never);
    const standIn = resolver.resolve('flute', false);
    expect(standIn).not.toBeNull();
    await resolver.load(palette);
    const flute = resolver.resolve('flute', false);
    expect(flute).not.toBe(standIn);
    expect(flute!.notes.length).toBeGreaterThan(3);
  });

  test('sounds with stand-ins where samples cannot be had, and rejects where nothing can be', async () => {
    const { resolver } = await createResolver();
    const failed = Promise.reject(new Error('404'));
    await resolver.sounding(resolver.palette('musicbox'), failed);
    for (const name of ['music-box', 'harp', 'kit-soft'])
      expect(resolver.resolve(name, name === 'kit-soft'), name).not.toBeNull();
  });

  test('plays a synthesized palette without asking for any sample pack', async () => {
    const { resolver, context } = await createResolver();
    let decoded = 0;
    const decode = context.decodeAudioData.bind(context);
    context.decodeAudioData = (data: ArrayBuffer) => {
      decoded++;
      return decode(data);
    };
    await resolver.load(resolver.palette('toy-box'));
    expect(resolver.resolve('chime', false)).not.toBeNull();
    expect(decoded).toBe(0);
  });

  test('evicts the samples that were played longest ago, and never those that play', async () => {
    const budget = 24 * 2 ** 20;
    const { resolver, context } = await createResolver({ budget });
    let now = 0;
    Object.defineProperty(context, 'currentTime', { get: () => now });
    const palettes = ['musicbox', 'folk', 'woodland'].map((name) => resolver.palette(name));
    for (const palette of palettes) await resolver.load(palette);
    expect(resolver.bytes).toBeGreaterThan(budget);
    const { bytes } = resolver;
    // Placeholders are decoded by contexts of the same class.
    const decode = vi.spyOn(Object.getPrototypeOf(Object.getPrototypeOf(context)), 'decodeAudioData');
    const tidy = () => {
      for (const name of ['flute', 'kit-soft']) resolver.resolve(name, name === 'kit-soft');
      resolver.tidy();
    };
    // Samples may be evicted half a minute after they were requested, not before: an eviction decodes a placeholder.
    for (; now <= 30; now++) tidy();
    expect(decode).not.toHaveBeenCalled();
    expect(resolver.bytes).toBe(bytes);
    let evicted = 0;
    for (; resolver.bytes > budget; now++, evicted++) {
      const before = resolver.bytes;
      tidy();
      await vi.waitFor(() => expect(resolver.bytes).toBeLessThan(before), 60_000);
    }
    expect(evicted).toBeGreaterThan(1);
    expect(decode.mock.calls.length).toBeGreaterThanOrEqual(evicted);
    // A playing instrument keeps its samples; an evicted one plays the same notes at a quarter of the rate.
    const drums = resolver.resolve('kit-soft', true);
    expect(drums!.notes[0]!.buffer.sampleRate).toBe(RATE);
    const rough = resolver.resolve('music-box', false);
    expect(rough!.notes[0]!.buffer.sampleRate).toBe(RATE / 4);
    // It was asked for, and so comes back.
    await resolver.load(palettes[0]!);
    const samples = resolver.resolve('music-box', false);
    expect(samples!.notes[0]!.buffer.sampleRate).toBe(RATE);
    expect(rough!.notes.map(({ pitch }) => pitch)).toEqual(samples!.notes.map(({ pitch }) => pitch));
    for (const [i, { seconds, start }] of rough!.notes.entries()) {
      expect(seconds).toBe(samples!.notes[i]!.seconds);
      expect(Math.abs(start - samples!.notes[i]!.start)).toBeLessThan(0.003);
    }
  });
});

describe('samples decoded at half the rate', () => {
  test('take half the memory and play the same notes as loudly, an octave of brilliance less', async () => {
    const hear = async (storedRate: number) => {
      const offline = await offlineMixer(6, ['woodland'], { storedRate });
      offline.mixer.fadeDeck(0, 1, 0, 0.01);
      const notes = [62, 74, 69].map((pitch, i) => timedNote(pitch, 0.5 + i * 1.5, 0.8, 1.2));
      offline.mixer.play(timedBar('woodland', [timedPart('melody', notes)], { duration: 5 }));
      const { bytes } = offline.mixer;
      const [left] = await offline.render();
      return { bytes, left: left! };
    };
    const whole = await hear(RATE);
    const half = await hear(RATE / 2);
    expect(half.bytes / whole.bytes).toBeLessThan(0.52);
    for (const from of [0.6, 2.1, 3.6]) {
      const loudness = level(half.left, RATE, from, from + 1) - level(whole.left, RATE, from, from + 1);
      expect(Math.abs(loudness), `${from}`).toBeLessThan(1);
      const pitch = pitchOf(half.left, from + 0.1, from + 0.9) / pitchOf(whole.left, from + 0.1, from + 0.9);
      expect(Math.abs(pitch - 1), `${from}`).toBeLessThan(0.02);
    }
  });
});

describe('a band whose samples come late', () => {
  test('crosses from stand-ins to samples at a bar line without a gap', async () => {
    const { mixer, context, at, render } = await offlineMixer(10, [], { fallbackInstruments: true });
    const { InstrumentResolver } = await import('../../plugin/audio/palettes/instrument-resolver.ts');
    const resolver = new InstrumentResolver(context, {});
    const palette = resolver.palette('woodland');
    await resolver.sounding(palette, new Promise(() => {}));
    await mixer.prepare('woodland');
    await resolver.load(palette);
    const bars = fullBand('woodland', 4);
    mixer.fadeDeck(0, 1, 0, 0.01);
    for (const bar of bars) at(Math.max(0.01, bar.time - 0.5), () => mixer.play(bar));
    const [left] = await render();
    for (let time = 0.6; time < 7.9; time += 0.1)
      expect(rms(left!, RATE, time, time + 0.1), `${time}`).toBeGreaterThan(0.003);
  });
});

describe('a band for longer than its samples are kept', () => {
  test('goes on without a gap when it comes back, and all samples together stay within the budget', async () => {
    const budget = 24 * 2 ** 20;
    const offline = await offlineMixer(52, [], { fallbackInstruments: true, budget });
    const { mixer, at, render } = offline;
    for (const name of ['folk', 'woodland', 'musicbox']) await mixer.prepare(name);
    mixer.fadeDeck(0, 1, 0, 0.01);
    const before = mixer.bytes;
    // Folk plays by itself for longer than anything is kept that does not play.
    const bytes: number[] = [];
    for (let time = 1; time < 44; time += 2)
      at(time, () => {
        const note = timedNote(69, time + 0.5, 1.4);
        mixer.play(timedBar('folk', [timedPart('melody', [note])], { time: time + 0.5 }));
        bytes.push(mixer.bytes);
      });
    at(45, () => {
      for (const bar of fullBand('musicbox', 3, { time: 45.2 })) mixer.play(bar);
    });
    const [left] = await render();
    expect(before).toBeGreaterThan(budget);
    expect(bytes[10]).toBe(before);
    expect(bytes.at(-1)).toBeLessThanOrEqual(budget);
    for (let time = 46; time < 50; time += 0.25)
      expect(rms(left!, RATE, time, time + 0.25), `${time}`).toBeGreaterThan(0.003);
    expect(offline.warnings).toEqual([]);
  });
});

describe("a game's own recordings", () => {
  const palettes = {
    tavern: {
      like: 'woodland',
      melody: {
        recordings: [
          { key: 'low', root: 'A3', range: ['C3', 'C4'] },
          { key: 'high', root: 'A4', range: ['C#4', 'C5'] },
        ],
        reverb: 0,
        echo: 0,
      },
      counter: { key: 'held', root: 'A4', range: ['A3', 'A5'], sustain: true, reverb: 0, echo: 0 },
    },
  } as const;

  test('are played at the pitch that is written, each in its range, and outside by octaves', async () => {
    const sounds = new Map<string, AudioBuffer>();
    const offline = await offlineMixer(8, [], { palettes, audio: (key) => sounds.get(key) ?? null });
    sounds.set('low', recording(offline.context, 220)).set('high', recording(offline.context, 440));
    await offline.mixer.prepare('tavern');
    offline.mixer.fadeDeck(0, 1, 0, 0.01);
    // B3 by the low one, B4 by the high one, B5 an octave lower than written.
    const notes = [59, 71, 83].map((pitch, i) => timedNote(pitch, 0.5 + i * 2, 0.8));
    offline.mixer.play(timedBar('tavern', [timedPart('melody', notes)], { duration: 8 }));
    const [left] = await offline.render();
    const heard = [0, 1, 2].map((i) => pitchOf(left!, 0.7 + i * 2, 1.2 + i * 2));
    for (const [i, hertz] of [246.9, 493.9, 493.9].entries())
      expect(Math.abs(heard[i]! / hertz - 1), `${i}`).toBeLessThan(0.02);
    expect(offline.warnings.filter((line) => line.includes('melody'))).toEqual([]);
  });

  test('that are held go on past their end, without a dip', async () => {
    const sounds = new Map<string, AudioBuffer>();
    const offline = await offlineMixer(6, [], { palettes, audio: (key) => sounds.get(key) ?? null });
    sounds.set('held', recording(offline.context, 440, 1.5));
    await offline.mixer.prepare('tavern');
    offline.mixer.fadeDeck(0, 1, 0, 0.01);
    offline.mixer.play(timedBar('tavern', [timedPart('counter', [timedNote(71, 0.2, 5)])], { duration: 6 }));
    const [left] = await offline.render();
    const levels = Array.from({ length: 40 }, (_, i) => level(left!, RATE, 0.6 + i / 10, 0.7 + i / 10));
    // A held note swells by 2 dB; a loop that does not fit would be heard from one tenth of a second to the next.
    const steps = levels.slice(1).map((each, i) => Math.abs(each - levels[i]!));
    expect(Math.max(...steps)).toBeLessThan(0.4);
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(2.5);
  });

  test('are leveled and looped when their palette is loaded, not in the frame of the first note', async () => {
    const Offline = await offlineAudio();
    const { InstrumentResolver } = await import('../../plugin/audio/palettes/instrument-resolver.ts');
    const context = new Offline(1, 1, RATE);
    const held = recording(context, 440, 1.5);
    const resolver = new InstrumentResolver(context, { palettes, audio: (key) => (key === 'held' ? held : null) });
    const copies = vi.spyOn(context, 'createBuffer');
    await resolver.load(resolver.palette('tavern'));
    const made = copies.mock.calls.filter(([, length]) => length === held.length).length;
    expect(made).toBe(1);
    const sampled = resolver.resolve('tavern/counter', false)!;
    expect(sampled.notes[0]!.loop).not.toBe(null);
    expect(copies.mock.calls.filter(([, length]) => length === held.length)).toHaveLength(made);
  });

  test('not loaded yet are stood in for by the palette that theirs is like, and it is said once which key is missing', async () => {
    const offline = await offlineMixer(3, [], { palettes });
    await offline.mixer.prepare('tavern');
    offline.mixer.fadeDeck(0, 1, 0, 0.01);
    for (const time of [0.2, 1.2])
      offline.mixer.play(timedBar('tavern', [timedPart('counter', [timedNote(71, time, 0.8)])], { time }));
    const [left] = await offline.render();
    expect(level(left!, RATE, 0.4, 1)).toBeGreaterThan(-45);
    expect(offline.warnings).toEqual([
      "palette 'tavern' has no recording 'held' for its counter yet; load it with this.load.audio(key, …)",
    ]);
  });

  test('in a palette like one that is not there are refused', async () => {
    const { createMixer } = await import('../../plugin/audio/mixer.ts');
    const { context } = await createResolver();
    const make = (definition: object) => () =>
      createMixer(context, context.destination, { palettes: { inn: definition } });
    expect(make({ like: 'fork' })).toThrow(/palette 'inn': like: unknown palette 'fork'; did you mean 'folk'/);
    expect(make({ melody: 'kazoo' })).toThrow(/palette 'inn': melody: unknown instrument 'kazoo'/);
    expect(make({ melody: 'flut' })).toThrow(/unknown instrument 'flut'; did you mean 'flute'\?/);
  });
});
