/** What follows a signal while a bar sounds: soon, without a click, and never more than 3 dB in 20 ms. */

import { describe, expect, test } from 'vitest';
import { createBatchedOutput } from '../../plugin/audio/batched-output.ts';
import type { TimedBar, TimedNote } from '../../plugin/output/audio-output.ts';
import { above } from '../bench/gestures/output-levels.ts';
import { level, levels, peak } from '../helper/audio-measure.ts';
import { timedBar, timedNote, timedPart } from '../helper/band.ts';
import { type OfflineMixer, offlineMixer } from '../helper/offline-mixer.ts';
import { placeBar, renderPlace } from '../helper/place-sounds.ts';

const RATE = 44100;
const recorded = (key: string) =>
  ({ key, root: 60, reverb: 0, echo: 0, attack: 0.02, release: 0.1, pan: 0, gain: -14 }) as const;
const PALETTES = {
  probe: { like: 'woodland', counter: recorded('tone'), chords: recorded('scale'), pad: recorded('bright') },
} as const;

/** A mixer with a tone of 200 Hz, a tone that rises by 100 Hz a second, and one of 200 Hz and 8 kHz. */
async function probe(seconds: number): Promise<OfflineMixer> {
  const buffers = new Map<string, AudioBuffer>();
  const offline = await offlineMixer(seconds, [], {
    palettes: PALETTES,
    audio: (key) => buffers.get(key) ?? null,
    levels: () => 0,
  });
  const sine = (hertz: number, i: number) => Math.sin((2 * Math.PI * hertz * i) / RATE);
  const sounds: Readonly<Record<string, (i: number) => number>> = {
    tone: (i) => sine(200, i),
    scale: (i) => Math.sin(2 * Math.PI * (200 * (i / RATE) + 50 * (i / RATE) ** 2)),
    bright: (i) => 0.5 * sine(200, i) + 0.5 * sine(8000, i),
  };
  for (const [key, sound] of Object.entries(sounds)) {
    const buffer = offline.context.createBuffer(1, 8 * RATE, RATE);
    buffer.copyToChannel(
      Float32Array.from({ length: buffer.length }, (_, i) => sound(i)),
      0,
    );
    buffers.set(key, buffer);
  }
  await offline.mixer.prepare('probe');
  offline.mixer.fadeDeck(0, 1, 0, 0.01);
  return offline;
}

function held(role: 'counter' | 'chords' | 'pad', note: TimedNote, change: Partial<TimedBar> = {}): TimedBar {
  return timedBar('probe', [timedPart(role, [note])], { origin: { ...timedBar('probe', []).origin }, ...change });
}

/** The steepest fall in dB in 20 ms while it is less than 30 dB under its beginning. */
function steepest(samples: Float32Array, from: number, to: number): number {
  const list = levels(samples.subarray(Math.round(from * RATE), Math.round(to * RATE)), RATE, 0.02);
  const heard = list.filter((each) => each > list[0]! - 30);
  return Math.max(...heard.slice(1).map((each, i) => heard[i]! - each));
}

/** Crossings of zero in a second. */
function pitchOf(samples: Float32Array, from: number, to: number): number {
  let crossings = 0;
  for (let i = Math.round(from * RATE); i < to * RATE; i++) if (samples[i - 1]! < 0 && samples[i]! >= 0) crossings++;
  return crossings / (to - from);
}

test('nothing that follows clicks: over a held tone of 200 Hz, all above 2 kHz stays 60 dB under it', async () => {
  const { mixer, at, render } = await probe(9);
  const first = timedNote(60, 0.2, 3, 1);
  mixer.play(held('counter', first));
  mixer.play(held('counter', timedNote(60, 0.3, 7.6, 1)));
  at(1.5, () => mixer.follow({ deck: 0, time: 1.5, gone: [first] }));
  at(2.5, () => mixer.play(held('counter', { ...timedNote(60, 2.5, 2, 1), since: 0.5 })));
  at(5, () => mixer.duck(-12, 0.12, 0.12));
  at(5.5, () => mixer.duck(0, 0.12, 0.12));
  at(6, () => mixer.follow({ deck: 0, time: 6, shades: [{ time: 0, brightness: 0.1 }] }));
  at(6.5, () => mixer.follow({ deck: 0, time: 6.5, shades: [{ time: 0, brightness: 1 }] }));
  const [left] = await render();
  const high = above(left!, RATE, 2000);
  for (const time of [1.5, 2.5, 5, 5.5, 6, 6.5]) {
    const tone = level(left!, RATE, time - 0.4, time - 0.1);
    for (let from = time - 0.02; from < time + 0.4; from += 0.02)
      expect(level(high, RATE, from, from + 0.02) - tone, `${time} s`).toBeLessThan(-60);
  }
});

describe('notes that are taken back', () => {
  test('fade out within 0.3 s where they sound, and are not heard where they have not begun', async () => {
    const { mixer, at, render } = await probe(6);
    const [first, second] = [timedNote(60, 0.2, 3, 1), timedNote(60, 4, 1, 1)];
    for (const note of [first, second]) mixer.play(held('counter', note));
    at(2, () => mixer.follow({ deck: 0, time: 2, gone: [first, second] }));
    const [left] = await render();
    expect(level(left!, RATE, 1.5, 1.9)).toBeGreaterThan(-40);
    // 90 % of the way down within 0.15 s, and a little more as the compressor looks ahead.
    expect(level(left!, RATE, 2.16, 2.18)).toBeLessThan(level(left!, RATE, 1.8, 1.9) - 20);
    expect(steepest(left!, 1.9, 2.4)).toBeLessThan(3.2);
    expect(peak(left!.subarray(2.4 * RATE))).toBeLessThan(1e-4);
  });

  test('are taken out of what waits for its tick', async () => {
    const { mixer, at, render } = await probe(6);
    const output = createBatchedOutput(mixer);
    const note = timedNote(60, 3, 1, 1);
    const bar = held('counter', note);
    output.play(bar);
    output.follow({ deck: 0, time: 0, gone: [note] });
    for (const time of [1, 2, 2.9]) at(time, () => void output.run(Number.POSITIVE_INFINITY, false));
    const [left] = await render();
    expect(peak(left!)).toBe(0);
  });
});

describe('notes that join', () => {
  test('fade in, in the middle of their sound', async () => {
    const { mixer, render } = await probe(5);
    mixer.play(held('chords', { ...timedNote(60, 3, 1, 1), since: 0.5 }));
    const [left] = await render();
    expect(peak(left!.subarray(0, 3 * RATE))).toBe(0);
    // After 2.6 s of the rising tone: 200 + 100 * 2.6 Hz.
    expect(Math.abs(pitchOf(left!, 3.4, 3.8) - (200 + 100 * 3.1))).toBeLessThan(15);
    expect(level(left!, RATE, 3, 3.03)).toBeLessThan(level(left!, RATE, 3.3, 3.5) - 9);
    expect(level(left!, RATE, 3.15, 3.2)).toBeGreaterThan(level(left!, RATE, 3.3, 3.5) - 1);
  });

  test('are left out where nothing is left of their sound', async () => {
    const { mixer, render } = await probe(12);
    mixer.play(held('chords', { ...timedNote(60, 9, 1, 1), since: 0.5 }));
    const [left] = await render();
    expect(peak(left!)).toBe(0);
  });
});

describe('brightness', () => {
  const treble = (samples: Float32Array, from: number, to: number) => {
    const differences = samples.map((sample, i) => sample - (samples[i - 1] ?? 0));
    return level(differences, RATE, from, to);
  };

  test('moves within 0.2 s while a bar sounds, and later pieces of the bar do not move it back', async () => {
    const { mixer, at, render } = await probe(6);
    const bar = held('pad', timedNote(60, 0.2, 5, 1));
    mixer.play(bar);
    at(2, () => mixer.follow({ deck: 0, time: 2, shades: [{ time: 0, brightness: 0.1 }] }));
    at(3, () => mixer.play({ ...bar, parts: [] }));
    const [left] = await render();
    const [open, dark] = [treble(left!, 1.5, 1.9), treble(left!, 2.5, 2.9)];
    expect(dark).toBeLessThan(open - 15);
    expect(treble(left!, 2.18, 2.22)).toBeLessThan(dark + 1);
    expect(Math.abs(treble(left!, 4, 4.5) - dark)).toBeLessThan(0.5);
  });

  test('of the bars that are scheduled holds from their lines on', async () => {
    const { mixer, at, render } = await probe(6);
    mixer.play(held('pad', timedNote(60, 0.2, 5, 1)));
    const shades = [
      { time: 0, brightness: 0.1 },
      { time: 3, brightness: 1 },
    ];
    at(1, () => mixer.follow({ deck: 0, time: 1, shades }));
    const [left] = await render();
    expect(treble(left!, 2.5, 2.95)).toBeLessThan(treble(left!, 0.5, 0.9) - 15);
    expect(Math.abs(treble(left!, 3.6, 4.5) - treble(left!, 0.5, 0.9))).toBeLessThan(0.5);
  });
});

test('a bar that waits for its tick begins with the brightness that it was given since', () => {
  const played: TimedBar[] = [];
  const calls = { now: () => 0, play: (bar: TimedBar) => void played.push(bar), follow: () => {} };
  const output = createBatchedOutput(calls as never);
  const note = timedNote(60, 3, 1, 1);
  output.play(timedBar('probe', [timedPart('pad', [note])], { time: 3 }));
  output.follow({ deck: 0, time: 0, shades: [{ time: 3, brightness: 0.25 }] });
  // The first tick has a fresh bar, and leaves the notes to the next ones.
  for (let tick = 0; tick < 40; tick++) output.run(Number.POSITIVE_INFINITY, false);
  expect(played.map(({ brightness }) => brightness)).toEqual([0.25]);
});

test('the gain falls by equal ratios: a deep duck moves no more than it says in 20 ms', async () => {
  const { mixer, at, render } = await probe(5);
  mixer.play(held('counter', timedNote(60, 0.2, 4, 1)));
  at(2, () => mixer.duck(-28, 0.25, 0.25));
  const [left] = await render();
  expect(level(left!, RATE, 2.3, 2.6)).toBeCloseTo(level(left!, RATE, 1.5, 1.9) - 28, 0);
  expect(steepest(left!, 1.9, 2.4)).toBeLessThan(3.2);
});

test('a sound of the place that is expected comes within 0.2 s, and goes without a jump', async () => {
  const { left } = await renderPlace(
    8,
    (mixer) => {
      mixer.fadeDeck(0, 1, 0, 1);
      mixer.play(placeBar(0, {}));
    },
    {
      names: ['rain'],
      at: {
        3: (mixer) => mixer.follow({ deck: 0, time: 3, ambience: { levels: { rain: 0.8 }, seed: 'a' } }),
        5: (mixer) => mixer.follow({ deck: 0, time: 5, ambience: null }),
      },
    },
  );
  const full = level(left, RATE, 3.6, 4.8);
  expect(level(left, RATE, 2, 2.99)).toBeLessThan(-80);
  expect(level(left, RATE, 3.2, 3.3)).toBeGreaterThan(full - 1.5);
  expect(level(left, RATE, 5.2, 5.25)).toBeLessThan(full - 20);
  // Rain has jumps of its own.
  expect(steepest(left, 4.9, 5.4)).toBeLessThan(steepest(left, 3.6, 4.9) + 3);
});
