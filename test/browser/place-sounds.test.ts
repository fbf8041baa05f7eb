/** The sounds of a place in a real game: their code comes with the first of them, and they are heard where the sound leaves the game. */

import { afterEach, expect, test } from 'vitest';
import { gesture, type Played, pause, play, scene, until } from './game.ts';

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
});

const loaded = () =>
  performance.getEntriesByType('resource').filter(({ name }) => name.includes('/audio/ambience/')).length;

/** Mean power above 5 kHz at the game's speakers over some milliseconds, in dB. */
async function treble({ game }: Played, ms: number): Promise<number> {
  const sound = game.sound as Phaser.Sound.WebAudioSoundManager;
  const ear = sound.context.createAnalyser();
  ear.fftSize = 2048;
  ear.smoothingTimeConstant = 0;
  sound.masterVolumeNode.connect(ear);
  const bins = new Float32Array(ear.frequencyBinCount);
  const from = Math.round((5000 * ear.fftSize) / sound.context.sampleRate);
  const powers: number[] = [];
  for (const end = performance.now() + ms; performance.now() < end; await pause(40)) {
    ear.getFloatFrequencyData(bins);
    powers.push(bins.slice(from).reduce((sum, level) => sum + 10 ** (level / 10), 0));
  }
  sound.masterVolumeNode.disconnect(ear);
  return 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length + 1e-15);
}

test('rain is loaded when it first rains, is heard, has its own volume, and stops in a pause', async () => {
  performance.setResourceTimingBufferSize(2000);
  played = await play(
    {
      scenes: { Only: 'quiet' },
      // One soft part, so that the treble is the rain's.
      moods: { quiet: { like: 'cave', controls: { intensity: 0, brightness: 0 } } },
      signals: { rain: { attack: 0, release: 0 } },
      modulations: [{ signal: 'rain', control: 'ambience.rain', amount: 1 }],
    },
    { scene: [scene('Only')] },
  );
  const { soundtrack } = played;
  await gesture(played);
  await until(() => soundtrack.snapshot()!.bar >= 1);
  expect([loaded(), soundtrack.inspect()!.sound!.placeSounds]).toEqual([0, 0]);
  const before = await treble(played, 1500);
  soundtrack.signal('rain', 1);
  await until(() => soundtrack.inspect()!.sound!.placeSounds === 1, 30_000);
  expect(loaded()).toBeGreaterThan(0);
  await pause(2500);
  const rain = await treble(played, 1500);
  expect(rain).toBeGreaterThan(before + 10);
  soundtrack.ambienceVolume = 0.1;
  await pause(200);
  expect(await treble(played, 1500)).toBeLessThan(rain - 10);
  soundtrack.ambienceVolume = 1;
  expect(() => {
    soundtrack.ambienceVolume = 2;
  }).toThrow('soundtrack.ambienceVolume is 2; it must lie in 0..1');
  soundtrack.pause();
  await until(() => soundtrack.inspect()!.sound!.placeSounds === 0);
  await pause(300);
  // What is left is the hall of the music.
  expect(await treble(played, 500)).toBeLessThan(rain - 20);
  soundtrack.resume();
  await until(() => soundtrack.inspect()!.sound!.placeSounds === 1, 30_000);
});
