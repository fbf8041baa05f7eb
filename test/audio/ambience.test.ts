/** The sounds of a place in the mixer: crossfaded with moods, under their own volume, few at once, silent in a pause, without clicks. */

import { describe, expect, test } from 'vitest';
import { MOST_VOICES } from '../../plugin/audio/ambience/ambience-stage.ts';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { AMBIENCE_NAMES } from '../../plugin/mood/ambience.ts';
import type { OutputCall } from '../../plugin/output/recording-output.ts';
import { largestStep, level, peak } from '../helper/audio-measure.ts';
import { timedBar, timedNote, timedPart } from '../helper/band.ts';
import { placeBar, renderPlace } from '../helper/place-sounds.ts';
import { powerBetween, powerSpectrum } from '../helper/sound-texture.ts';

const RATE = 44100;
/** Level of rain, which has the treble, between two times, in dB. */
const treble = (samples: Float32Array, from: number, to: number) =>
  10 * Math.log10(powerBetween(powerSpectrum(samples.subarray(from * RATE, to * RATE), RATE), 4000, 9000) + 1e-12);
const bass = (samples: Float32Array, from: number, to: number) =>
  10 * Math.log10(powerBetween(powerSpectrum(samples.subarray(from * RATE, to * RATE), RATE), 60, 300) + 1e-12);

describe('between moods', () => {
  test('one sound gives way to another, without a click or a hole', async () => {
    const { left } = await renderPlace(
      12,
      (mixer) => {
        mixer.fadeDeck(0, 1, 0, 1);
        for (const time of [0, 2, 4]) mixer.play(placeBar(time, { wind: 0.8 }));
        mixer.fadeDeck(0, 0, 5, 3);
        mixer.fadeDeck(1, 1, 5, 3);
        for (const time of [5, 7, 9]) mixer.play(placeBar(time, { rain: 0.8 }, 1));
      },
      { names: ['wind', 'rain'] },
    );
    expect(treble(left, 9, 12) - treble(left, 2, 5)).toBeGreaterThan(20);
    expect(bass(left, 2, 5) - bass(left, 9, 12)).toBeGreaterThan(10);
    for (let from = 4; from < 9; from += 0.5) expect(level(left, RATE, from, from + 0.5)).toBeGreaterThan(-52);
    expect(largestStep(left, RATE)).toBeLessThanOrEqual(largestStep(left, RATE, 9.5, 11.5) * 1.5);
  });

  test('a sound that both have goes on as it is', async () => {
    const play = (changes: boolean) =>
      renderPlace(
        10,
        (mixer) => {
          mixer.fadeDeck(0, 1, 0, 1);
          for (const time of [0, 2, 4]) mixer.play(placeBar(time, { rain: 0.7 }));
          if (!changes) return;
          mixer.fadeDeck(0, 0, 5, 2);
          mixer.fadeDeck(1, 1, 5, 2);
          mixer.play(placeBar(5, { rain: 0.7 }, 1));
        },
        { names: ['rain'] },
      );
    const [stays, changes] = [await play(false), await play(true)];
    const differs = stays.left.map((value, i) => value - changes.left[i]!);
    expect(peak(differs)).toBeLessThan(1e-4);
  });

  test('a mood that was to leave and stays keeps its sounds', async () => {
    const play = (leaves: boolean) =>
      renderPlace(
        9,
        (mixer) => {
          mixer.fadeDeck(0, 1, 0, 1);
          for (const time of [0, 2]) mixer.play(placeBar(time, { rain: 0.7 }));
          if (!leaves) return;
          mixer.fadeDeck(0, 0, 4, 2);
          mixer.fadeDeck(1, 1, 4, 2);
          mixer.play(placeBar(4, { wind: 0.7 }, 1));
        },
        {
          names: ['rain', 'wind'],
          at: {
            3: (mixer) => {
              if (!leaves) return;
              mixer.stopDeck(1, 3);
              mixer.fadeDeck(0, 1, 3, 0.005);
            },
          },
        },
      );
    const [stays, comesBack] = [await play(false), await play(true)];
    expect(Math.abs(treble(comesBack.left, 6, 9) - treble(stays.left, 6, 9))).toBeLessThan(0.1);
    expect(Math.abs(bass(comesBack.left, 6, 9) - bass(stays.left, 6, 9))).toBeLessThan(0.1);
  });

  test('bars of a mood that fades out change nothing', async () => {
    const { left } = await renderPlace(
      8,
      (mixer) => {
        mixer.fadeDeck(0, 1, 0, 1);
        mixer.play(placeBar(0, { rain: 0.7 }));
        mixer.fadeDeck(0, 0, 2, 2);
        mixer.fadeDeck(1, 1, 2, 2);
        mixer.play(placeBar(2, null, 1));
        mixer.play(placeBar(3, { rain: 0.7 }));
      },
      { names: ['rain'] },
    );
    expect(treble(left, 6, 8)).toBeLessThan(treble(left, 1, 2) - 40);
  });
});

describe('within a mood', () => {
  test('a level that a signal moves follows bar by bar, smoothly', async () => {
    const { left } = await renderPlace(
      12,
      (mixer) => {
        mixer.fadeDeck(0, 1, 0, 1);
        for (const [i, rain] of [0.2, 0.2, 0.8, 0.8, 0].entries()) mixer.play(placeBar(2 * i, { wind: 0.3, rain }));
      },
      { names: ['rain', 'wind'] },
    );
    expect(treble(left, 6.5, 8) - treble(left, 2, 4)).toBeCloseTo(20, -1);
    expect(treble(left, 5, 5.5)).toBeGreaterThan(treble(left, 4, 4.25));
    expect(treble(left, 10.2, 12)).toBeLessThan(treble(left, 7, 8) - 20);
  });

  test('it goes on through bars without a note, and a bar in pieces is one bar', async () => {
    const { createBatchedOutput } = await import('../../plugin/audio/batched-output.ts');
    const { left, voices } = await renderPlace(
      7,
      (mixer) => {
        const output = createBatchedOutput(mixer);
        output.fadeDeck(0, 1, 0, 0.5);
        output.play(placeBar(0, { fire: 0.7 }));
        const far = [timedNote(60, 6.8, 0.1)];
        output.play({ ...placeBar(2, { fire: 0.7 }), parts: [timedPart('melody', far)] });
        output.play(placeBar(4, null));
        while (output.run(Number.POSITIVE_INFINITY, false));
      },
      { names: ['fire'] },
    );
    expect(voices).toBe(1);
    expect(level(left, RATE, 2, 4)).toBeGreaterThan(-60);
    expect(level(left, RATE, 6.2, 6.7)).toBeLessThan(-90);
  });
});

test('at most six sounds have a voice, the loudest; a change of all six never has more', async () => {
  const levels = Object.fromEntries(AMBIENCE_NAMES.map((name, i) => [name, 0.3 + i * 0.02]));
  const later = Object.fromEntries(AMBIENCE_NAMES.map((name, i) => [name, 0.9 - i * 0.02]));
  const { voices, nodes, left } = await renderPlace(
    9,
    (mixer) => {
      mixer.fadeDeck(0, 1, 0, 1);
      mixer.play(placeBar(0, levels));
      mixer.play(placeBar(4, later));
    },
    { names: AMBIENCE_NAMES },
  );
  expect(voices).toBe(MOST_VOICES);
  expect(nodes).toBeLessThanOrEqual(4 * MOST_VOICES);
  expect(peak(left)).toBeLessThan(0.5);
  expect(level(left, RATE, 7, 9)).toBeGreaterThan(level(left, RATE, 2, 4) + 3);
});

test('has its own volume beside that of the music, and is ducked and muffled with it', async () => {
  type Act = NonNullable<Parameters<typeof renderPlace>[2]['at']>[number];
  const hear = async (at: Readonly<Record<number, Act>>) => {
    const play: Act = (mixer) => {
      mixer.fadeDeck(0, 1, 0, 0.5);
      mixer.play(placeBar(0, { rain: 0.8 }));
    };
    return (await renderPlace(12, play, { names: ['rain'], at })).left;
  };
  const plain = await hear({});
  const changed = await hear({
    3: (mixer) => mixer.duck(-12, 0.1, 0.1),
    5: (mixer) => mixer.duck(0, 0.1, 0.1),
    6: (mixer) => {
      mixer.ambienceVolume = 0.5;
    },
    8: (mixer) => {
      mixer.ambienceVolume = 1;
      mixer.setLowpass(600, 0.1);
    },
    10: (mixer) => {
      mixer.setLowpass(null, 0.1);
      mixer.muted = true;
    },
  });
  const change = (from: number, to: number) => level(changed, RATE, from, to) - level(plain, RATE, from, to);
  expect(change(1, 3)).toBeCloseTo(0, 2);
  expect(change(3.2, 5)).toBeCloseTo(-12, 1);
  expect(change(6.2, 8)).toBeCloseTo(-6.02, 1);
  expect(treble(changed, 8.3, 10) - treble(plain, 8.3, 10)).toBeLessThan(-30);
  expect(level(changed, RATE, 10.2, 12)).toBeLessThan(-100);
});

test('a pause ends it, and it comes back with the music', async () => {
  const { left, voices } = await renderPlace(
    10,
    (mixer) => {
      mixer.fadeDeck(0, 1, 0, 0.5);
      mixer.play(placeBar(0, { waves: 0.9 }));
    },
    {
      names: ['waves'],
      at: {
        3: (mixer) => {
          mixer.fadeDeck(0, 0, 3, 0.1);
          mixer.stopDeck(0, 3.1);
        },
        6: (mixer) => {
          mixer.fadeDeck(1, 1, 6, 0.1);
          mixer.play(placeBar(6, { waves: 0.9 }, 1));
        },
      },
    },
  );
  expect(voices).toBe(1);
  expect(level(left, RATE, 3.5, 6)).toBeLessThan(-100);
  expect(level(left, RATE, 8, 10)).toBeGreaterThan(-55);
});

test('a sound that is rendered late comes on softly, in the tick that has it', async () => {
  const { left } = await renderPlace(
    8,
    (mixer) => {
      mixer.fadeDeck(0, 1, 0, 0.5);
      mixer.play(placeBar(0, { brook: 0.9 }));
    },
    { names: [], at: { 3: (mixer) => void mixer.ambience.prepare('a', ['brook']), 4: () => {} } },
  );
  expect(level(left, RATE, 3, 3.5)).toBeLessThan(level(left, RATE, 6.5, 8) - 6);
  expect(largestStep(left, RATE, 3, 3.1)).toBeLessThan(0.2 * largestStep(left, RATE, 6, 8));
  expect(level(left, RATE, 6.5, 8)).toBeGreaterThan(-45);
});

test('a recording is rendered with its sounds, which fade after its end', async () => {
  const Offline = await offlineAudio();
  const { renderOffline } = await import('../../plugin/audio/offline.ts');
  const note = timedNote(60, 0, 0.2, 0.05);
  const bars = [0, 2].map((time) => ({
    ...timedBar('woodland', [timedPart('melody', time === 0 ? [note] : [])], { time, duration: 2 }),
    ambience: { levels: { rain: 0.9 }, seed: 'a' },
  }));
  const calls: readonly OutputCall[] = [
    { kind: 'fade', at: 0, deck: 0, to: 1, time: 0, duration: 0.01 },
    ...bars.map((bar) => ({ kind: 'play', at: bar.time, bar }) as const),
  ];
  const { left, sampleRate } = await renderOffline(Offline, { calls });
  expect(left.length / sampleRate).toBeCloseTo(7, 3);
  expect(treble(left, 2, 4)).toBeGreaterThan(treble(left, 6, 7) + 6);
  expect(level(left, sampleRate, 6.95, 7)).toBeLessThan(-55);
  const again = (await renderOffline(Offline, { calls })).left;
  expect(peak(again.map((value, i) => value - left[i]!))).toBeLessThan(1e-5);
});
