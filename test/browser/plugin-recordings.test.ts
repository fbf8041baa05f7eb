/** Recordings with loop points, stems and sections, loaded and played in a real game, and measured where they leave it. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeWav } from '../../plugin/audio/wav.ts';
import { random } from '../../plugin/music/random.ts';
import { rms, toDecibels } from '../helper/audio-measure.ts';
import { hearOutput, type OutputEar } from '../stage/output-ear.ts';
import { gesture, next, type Played, play, scene, until } from './game.ts';

const RATE = 48_000;

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
});

/** A recording that is one tone after another, each for so long; all of them go through whole waves. */
function tones(seconds: number, ...frequencies: readonly number[]): Float32Array {
  const length = seconds * RATE;
  return Float32Array.from({ length: length * frequencies.length }, (_, i) => {
    return 0.2 * Math.sin((2 * Math.PI * frequencies[Math.floor(i / length)]! * i) / RATE);
  });
}

/** A WAV file whose sampler chunk names a loop, in samples; its last is played. */
function wavWithLoop(samples: Float32Array, first: number, last: number): Uint8Array {
  const wav = encodeWav([samples, samples], RATE);
  const chunk = new DataView(new ArrayBuffer(8 + 36 + 24));
  chunk.setUint32(0, 0x73_6d_70_6c);
  chunk.setUint32(4, 36 + 24, true);
  chunk.setUint32(8 + 28, 1, true);
  chunk.setUint32(8 + 36 + 8, first, true);
  chunk.setUint32(8 + 36 + 12, last, true);
  return Uint8Array.from([...wav, ...new Uint8Array(chunk.buffer)]);
}

/** A game whose music plays, with files loaded by `load.track`, and an ear at its speakers. */
async function gameWith(
  files: Readonly<Record<string, Uint8Array>>,
  soundtrack: object = { start: 'calm' },
): Promise<{ readonly game: Played; readonly ear: OutputEar; readonly now: () => number }> {
  const context = new AudioContext({ sampleRate: RATE });
  const urls = Object.entries(files).map(([key, bytes]) => {
    return [key, URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'audio/wav' }))] as const;
  });
  const loading = scene('Only', {
    preload(this: Phaser.Scene) {
      for (const [key, url] of urls) this.load.track(key, url);
    },
  });
  const game = await play(soundtrack, { audio: { context }, scene: [loading] });
  played = game;
  await gesture(game);
  await next(game.soundtrack, 'bar');
  await until(() => urls.every(([key]) => game.game.cache.audio.has(key)));
  const { masterVolumeNode } = game.game.sound as Phaser.Sound.WebAudioSoundManager;
  return { game, ear: await hearOutput(masterVolumeNode), now: () => context.currentTime };
}

/** The loudest of some frequencies between two times. */
function loudestTone(samples: Float32Array, frequencies: readonly number[]): number {
  const power = (frequency: number) => {
    let [re, im] = [0, 0];
    for (const [i, sample] of samples.entries()) {
      re += sample * Math.cos((2 * Math.PI * frequency * i) / RATE);
      im += sample * Math.sin((2 * Math.PI * frequency * i) / RATE);
    }
    return re ** 2 + im ** 2;
  };
  return frequencies.reduce((best, each) => (power(each) > power(best) ? each : best));
}

describe(`recordings on Phaser ${Phaser.VERSION}`, () => {
  test('loaded by `load.track` play their intro once and repeat between the loop points of the file, to the sample', async () => {
    const half = [6000, 7000, 8000, 9000, 10_000, 11_000];
    // Three seconds: an intro of one, a loop of one and a half, and half a second that is never heard.
    const file = wavWithLoop(tones(0.5, ...half), RATE, 2.5 * RATE - 1);
    const { game, ear, now } = await gameWith({ boss: file });
    const begins = next(game.soundtrack, 'track');
    game.soundtrack.track('boss', { at: 'now', loop: true, fade: 0.05 });
    const { time } = await begins;
    const expected = [6000, 7000, 8000, 9000, 10_000, 8000, 9000, 10_000, 8000, 9000, 10_000, 8000];
    const heard: number[] = [];
    for (const [i] of expected.entries())
      heard.push(loudestTone(await ear.samples(time + i / 2 + 0.1, time + i / 2 + 0.4), half));
    expect(heard).toEqual(expected);
    expect(now() - time).toBeGreaterThan(3);
    // One round is the next, sample by sample: at 10 kHz, one sample off would be louder than the tone itself.
    const [round, again] = [await ear.samples(time + 2.6, time + 4.05), await ear.samples(time + 4.1, time + 5.55)];
    const differences = round.map((sample, i) => sample - again[i]!);
    expect(toDecibels(rms(differences, RATE)) - toDecibels(rms(round, RATE))).toBeLessThan(-30);
    expect(game.soundtrack.snapshot()?.track).toBe('boss');
  });

  test('go from section to section at the exits alone', async () => {
    // A second a bar.
    const bars = [6000, 7000, 8000, 9000, 10_000, 11_000];
    const file = encodeWav([tones(1, ...bars), tones(1, ...bars)], RATE);
    const { game, ear, now } = await gameWith({ battle: file });
    const { soundtrack } = game;
    const begins = next(soundtrack, 'track');
    const sections = [
      { name: 'search', bar: 0, bars: 4, exits: [2, 4] },
      { name: 'fight', bar: 4, bars: 2 },
    ];
    soundtrack.track('battle', { at: 'now', fade: 0.05, tempo: 240, sections });
    const { time } = await begins;
    const barAt = async (bar: number) => loudestTone(await ear.samples(time + bar + 0.1, time + bar + 0.9), bars);
    /** Asks for a section; returns the bar from which it is to be heard, the first exit that is still ahead. */
    const ask = (name: string, every: number, from: number) => {
      soundtrack.section(name);
      return from + every * Math.ceil((now() - time - from + 0.06) / every);
    };
    // Both exits of the first section lie two bars apart; the second has one, after its two bars.
    const fight = ask('fight', 2, 0);
    await until(() => now() > time + fight + 2.3);
    expect(soundtrack.beat).toMatchObject({ mood: 'battle' });
    const search = ask('search', 2, fight);
    await until(() => now() > time + search + 3);
    const first = Math.max(0, search - 6);
    const expected = Array.from({ length: search + 2 - first }, (_, i) => {
      const bar = first + i;
      if (bar < fight) return bars[bar % 4];
      return bar < search ? bars[4 + ((bar - fight) % 2)] : bars[bar - search];
    });
    const heard: number[] = [];
    for (const [i] of expected.entries()) heard.push(await barAt(first + i));
    expect(heard).toEqual(expected);
    expect(new Set(heard).size).toBeGreaterThan(3);
    // What changes over changes within the join.
    const [before, after] = [
      await ear.samples(time + search - 0.1, time + search - 0.02),
      await ear.samples(time + search + 0.02, time + search + 0.1),
    ];
    expect([loudestTone(before, bars), loudestTone(after, bars)]).toEqual([11_000, 6000]);
  });

  test('play as stems in step, each at its intensities', async () => {
    const chance = random('stems');
    const noise = Float32Array.from({ length: 1.5 * RATE }, () => 0.2 * (chance.next() * 2 - 1));
    const turned = noise.map((sample) => -sample);
    const files = { strings: encodeWav([noise, noise], RATE), drums: encodeWav([turned, turned], RATE) };
    const soundtrack = {
      start: 'dungeon',
      moods: { dungeon: { like: 'calm', controls: { intensity: 0.3 } } },
      signals: { danger: { attack: 0, release: 0 } },
      modulations: [{ signal: 'danger', control: 'intensity', amount: 0.6, follow: 'now' }],
    };
    const { game, ear, now } = await gameWith(files, soundtrack);
    const begins = next(game.soundtrack, 'track');
    const stems = [{ key: 'strings' }, { key: 'drums', intensity: [0.6, 1] as const }];
    game.soundtrack.track('dungeon', { at: 'now', loop: true, fade: 0.05, stems });
    const { time } = await begins;
    const levels = async (from: number, count: number) => {
      const heard = await ear.samples(from, from + count * 0.1);
      return Array.from({ length: count }, (_, i) => toDecibels(rms(heard, RATE, i * 0.1, (i + 1) * 0.1)));
    };
    // The rooms of the instruments have rung out by then.
    const [alone] = await levels(time + 3, 1);
    expect(alone).toBeGreaterThan(-40);
    // The stem that joins is the other turned over: together they are silent, if they are in step to the sample.
    const sent = now();
    game.soundtrack.signal('danger', 1);
    const joining = await levels(sent, 40);
    const joined = joining.findIndex((level) => level < alone! - 60);
    expect(joined).toBeGreaterThan(1);
    expect(Math.max(...joining.slice(joined))).toBeLessThan(alone! - 60);
    const left = now();
    game.soundtrack.signal('danger', 0);
    const leaving = await levels(left, 30);
    expect(leaving[0]).toBeLessThan(alone! - 20);
    expect(Math.abs(leaving.at(-1)! - alone!)).toBeLessThan(0.5);
  });
});
