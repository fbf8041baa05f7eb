import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { INSTRUMENTS, type InstrumentName, sampledPitches } from '../../plugin/audio/palettes/instruments.ts';
import { KITS, type KitName } from '../../plugin/audio/palettes/kits.ts';
import { decodePack, fetchPack } from '../../plugin/audio/palettes/packs.ts';
import { instrumentsOf } from '../../plugin/audio/palettes/palettes.ts';
import { nearestNote } from '../../plugin/audio/palettes/sampled-instrument.ts';
import { SAMPLED_PALETTES } from '../../plugin/audio/palettes/sampled-palettes.ts';
import { decodingDelay, type Sprite } from '../../plugin/audio/palettes/sprite.ts';
import { level, peak, tone } from '../helper/audio-measure.ts';

const NAMES = [...Object.keys(INSTRUMENTS), ...Object.keys(KITS)];

async function decode(name: string, sampleRate: number) {
  const Offline = await offlineAudio();
  const { notes, mp3 } = (await import(`../../plugin/audio/palettes/samples/${name}.js`)) as Sprite;
  const bytes = Uint8Array.from(Buffer.from(mp3, 'base64'));
  const buffer = await new Offline(1, 1, sampleRate).decodeAudioData(bytes.buffer);
  const samples = buffer.getChannelData(0);
  return { notes, samples, delay: decodingDelay(samples, sampleRate) };
}

describe.each(NAMES)('the samples of %s', (name) => {
  test('are there for every pitch of the table', async () => {
    const { notes } = await decode(name, 44100);
    const wanted =
      name in KITS ? Object.keys(KITS[name as KitName]) : sampledPitches(INSTRUMENTS[name as InstrumentName]);
    expect(notes.map(({ pitch }) => pitch)).toEqual(wanted.map(Number));
  });

  test('begin where they are said to, whatever the decoder and the context leave before them', async () => {
    for (const sampleRate of [44100, 48000]) {
      const { notes, samples, delay } = await decode(name, sampleRate);
      expect(delay).toBeGreaterThan(0.01);
      for (const { start, seconds, loop } of notes) {
        const at = start + delay;
        const before = level(samples, sampleRate, at - 0.035, at - 0.012);
        const attack = level(samples, sampleRate, at, at + 0.03);
        expect(attack).toBeGreaterThan(before + 15);
        const sounding = loop ? level(samples, sampleRate, at + loop.start, at + loop.end) : attack;
        // It has died away, without a click, before the next one.
        expect(level(samples, sampleRate, at + seconds - 0.01, at + seconds)).toBeLessThan(sounding - 15);
      }
      expect(peak(samples)).toBeLessThanOrEqual(1);
    }
  });
});

describe.each(NAMES.filter((name) => name in INSTRUMENTS && INSTRUMENTS[name as InstrumentName].kind === 'sustained'))(
  'a held tone of %s',
  (name) => {
    test('does not pump as it goes round: its level over 0.2 s stays within 3 dB', async () => {
      const Offline = await offlineAudio();
      const { notes } = await decodePack(name, await fetchPack(name), new Offline(1, 1, 44100), () => false);
      for (const { buffer, pitch, start, loop } of notes) {
        const [from, to] = [start + loop!.start, start + loop!.end];
        const samples = buffer.getChannelData(0);
        const levels: number[] = [];
        for (let at = from; at + 0.2 <= to; at += 0.05) levels.push(level(samples, 44100, at, at + 0.2));
        expect(Math.max(...levels) - Math.min(...levels), `${pitch}`).toBeLessThan(3);
      }
    });
  },
);

/** Bytes of a pack as a server sends it. */
const downloaded = (name: string) =>
  gzipSync(readFileSync(new URL(`../../plugin/audio/palettes/samples/${name}.js`, import.meta.url))).length;

describe('the download', () => {
  test.each(Object.entries(SAMPLED_PALETTES))('is at most 600 kB for the whole band of %s', (_, palette) => {
    const packs = new Set([...instrumentsOf(palette), 'percussion']);
    const bytes = [...packs].reduce((sum, name) => sum + downloaded(name), 0);
    expect(bytes).toBeLessThanOrEqual(600e3);
  });
});

describe('the treble', () => {
  test.each([
    ['percussion', 42],
    ['percussion', 49],
    ['kit-hand', 42],
    ['kit-soft', 42],
    ['kit-frame', 46],
  ])('of %s reaches up to 15 kHz on key %i', async (name, key) => {
    const { notes, samples, delay } = await decode(name, 44100);
    const { start } = notes.find(({ pitch }) => pitch === key)!;
    const from = start + delay;
    const strength = (hertz: number) => tone(samples, 44100, hertz, from, from + 0.1);
    const mean = (low: number, high: number) => {
      const powers = Array.from({ length: 40 }, (_, i) => 10 ** (strength(low + ((high - low) * i) / 40) / 10));
      return 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
    };
    expect(mean(12_000, 15_000)).toBeGreaterThan(mean(6000, 9000) - 20);
  });
});

describe('choosing a sample', () => {
  test('no written note is moved by more than four semitones within the range', () => {
    for (const instrument of Object.values(INSTRUMENTS)) {
      const notes = sampledPitches(instrument).map((pitch) => ({ pitch, start: 0, seconds: 1, gain: 1 }));
      for (let pitch = instrument.lowest; pitch <= instrument.highest; pitch++) {
        expect(Math.abs(nearestNote(notes, pitch)!.pitch - pitch)).toBeLessThanOrEqual(4);
      }
    }
  });
});
