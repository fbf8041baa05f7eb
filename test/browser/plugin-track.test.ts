/** A recording of the game's own in the music's place, measured at the speakers. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test } from 'vitest';
import { gesture, next, type Played, pause, play, until } from './game.ts';

/** The recording is one tone, where no instrument of the package has much to say. */
const TONE_HZ = 9000;
const SECONDS = 4;

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
});

function tone(context: BaseAudioContext): AudioBuffer {
  const buffer = context.createBuffer(1, context.sampleRate * SECONDS, context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < samples.length; i++)
    samples[i] = 0.3 * Math.sin((2 * Math.PI * TONE_HZ * i) / context.sampleRate);
  return buffer;
}

/** Levels at a game's speakers now, in dB: of the tone, and of everything below 5 kHz. */
function ears({ game }: Played): () => { tone: number; music: number } {
  const sound = game.sound as Phaser.Sound.WebAudioSoundManager;
  const ear = sound.context.createAnalyser();
  ear.fftSize = 4096;
  ear.smoothingTimeConstant = 0;
  sound.masterVolumeNode.connect(ear);
  const bins = new Float32Array(ear.frequencyBinCount);
  const width = sound.context.sampleRate / ear.fftSize;
  return () => {
    ear.getFloatFrequencyData(bins);
    return {
      tone: bins[Math.round(TONE_HZ / width)]!,
      music: Math.max(...bins.subarray(0, Math.round(5000 / width))),
    };
  };
}

describe(`a track on Phaser ${Phaser.VERSION}`, () => {
  test('sounds in the place of the music, which comes back when it is over', async () => {
    const game = await play({ start: 'battle' });
    played = game;
    const { soundtrack } = game;
    const { context } = game.game.sound as Phaser.Sound.WebAudioSoundManager;
    game.game.cache.audio.add('intro', tone(context));
    await gesture(game);
    await next(soundtrack, 'bar');
    const hear = ears(game);
    await until(() => hear().music > -50);
    expect(hear().tone).toBeLessThan(-60);
    const begins = next(soundtrack, 'track');
    const ends = next(soundtrack, 'trackEnd');
    soundtrack.track('intro', { at: 'beat', fade: 0.3 });
    const { name, time } = await begins;
    expect(name).toBe('intro');
    await until(() => context.currentTime > time + 1);
    // The rooms of the instruments have rung out by now.
    await pause(800);
    const within = hear();
    expect(within.tone).toBeGreaterThan(-32);
    expect(within.music).toBeLessThan(within.tone - 20);
    expect(soundtrack.snapshot()?.track).toBe('intro');
    const end = await ends;
    expect(end.time - time).toBeCloseTo(SECONDS - 0.3, 2);
    await until(() => hear().music > -50, 4000);
    await pause(500);
    expect(hear().tone).toBeLessThan(-60);
  });

  test('is refused by name where it was not loaded, and is silence in a game without sound', async () => {
    played = await play();
    expect(() => played!.soundtrack.track('intro')).toThrow("unknown sound 'intro'");
    await played.end();
    played = await play(undefined, { audio: { noAudio: true } });
    expect(() => played!.soundtrack.track('intro').endTrack()).not.toThrow();
  });
});
