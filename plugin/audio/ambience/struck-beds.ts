/** What is struck: cups, machines and bells, by the partials of their bodies. Source: Farnell (2010), chapter 29 (bells). */

import type { GrainBed, LoopBed } from './bed.ts';
import {
  addAt,
  addPanned,
  bandpass,
  between,
  filter,
  lowpass,
  pinkNoise,
  type Slices,
  shaped,
  stereoNoise,
  whiteNoise,
} from './loop-noise.ts';

/** Partials of a struck body: frequency as a factor, gain, and seconds to fall by 60 dB. */
type Mode = readonly [factor: number, gain: number, decay: number];

function* struck(
  rate: number,
  seconds: number,
  hertz: number,
  modes: readonly Mode[],
  attack: number,
): Slices<Float32Array> {
  const sound = new Float32Array(Math.round(seconds * rate));
  for (const [factor, gain, decay] of modes) {
    yield;
    const turn = (2 * Math.PI * hertz * factor) / rate;
    if (turn > 0.9 * Math.PI) continue;
    // A decaying sine without a sine: the impulse response of a resonator.
    const fall = 10 ** (-3 / (decay * rate));
    const [a1, a2] = [2 * fall * Math.cos(turn), -fall * fall];
    let [last, before] = [0, (-gain * Math.sin(turn)) / fall];
    for (let i = 0; i < sound.length; i++) {
      sound[i] = sound[i]! + last;
      [last, before] = [a1 * last + a2 * before, last];
    }
  }
  const rise = Math.max(1, Math.round(attack * rate));
  for (let i = 0; i < rise; i++) sound[i] = sound[i]! * (i / rise);
  const end = Math.round(0.05 * rate);
  for (let i = 1; i <= end; i++) sound[sound.length - i] = sound[sound.length - i]! * (i / end);
  return sound;
}

/** Modes of porcelain, between those of a ring and of a bell. */
const CUP: readonly Mode[] = [
  [1, 1, 0.5],
  [1.52, 0.5, 0.35],
  [2.31, 0.6, 0.3],
  [3.4, 0.35, 0.18],
];

/** Cups and saucers at other tables. */
export const CUPS: GrainBed = {
  kind: 'grains',
  rate: 32_000,
  loudness: -22,
  variants: 7,
  pause: [0.8, 5],
  depth: 12,
  spread: 0.8,
  speed: 0.12,
  *render(rate, rng) {
    const sound = new Float32Array(Math.round(0.75 * rate));
    let at = 0;
    for (let hit = 0; hit < 1 + rng.int(3); hit++) {
      yield;
      const clink = yield* struck(
        rate,
        0.32,
        between(1900, 3300, rng),
        CUP.map(([f, g, d]) => [f * between(0.97, 1.03, rng), g, d]),
        0.0008,
      );
      addAt(sound, clink, at * rate, 0.3 + 0.7 * rng.next());
      // The wood of the table under it.
      addAt(sound, yield* struck(rate, 0.1, between(210, 340, rng), [[1, 1, 0.07]], 0.002), at * rate, 0.35);
      at += between(0.06, 0.19, rng);
    }
    return sound;
  },
};

/** A large machine in the next hall: hum of its motor, piston, valve and a loose plate. */
export const MACHINES: LoopBed = {
  kind: 'loop',
  rate: 22_050,
  seconds: 8,
  loudness: -27,
  motion: { kind: 'drift', db: 1.5, seconds: 14 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(pinkNoise, count, 0.4, rng);
    const seconds = count / rate;
    // Whole numbers of turns in the loop.
    const hum = Math.round(between(48, 60, rng) * seconds) / seconds;
    for (const [side, channel] of channels.entries()) {
      yield* filter(channel, lowpass(420, rate));
      for (let i = 0; i < count; i++) {
        if (i % 2048 === 0) yield;
        const turn = (2 * Math.PI * hum * i) / rate;
        const tone =
          Math.sin(turn) +
          0.5 * Math.sin(2 * turn + side) +
          0.28 * Math.sin(3 * turn) +
          0.12 * Math.sin(6 * turn + side);
        channel[i] = 0.3 * channel[i]! + 0.09 * tone * (1 + 0.2 * Math.sin((2 * Math.PI * 12 * i) / count));
      }
    }
    const strokes = 16;
    for (let stroke = 0; stroke < strokes; stroke++) {
      const at = (stroke * count) / strokes;
      const puff = yield* whiteNoise(Math.round(0.25 * rate), rng);
      yield* shaped(puff, (share) => Math.sin(Math.PI * share ** 0.5) ** 2 * (1 - share));
      addPanned(channels, yield* filter(puff.slice(), lowpass(190, rate), lowpass(260, rate)), at, 3, 0.45);
      addPanned(channels, yield* filter(puff, bandpass(2900, rate, 0.8)), at + count / strokes / 2, 0.09, 0.65);
      if (stroke % 4 === 3)
        addPanned(
          channels,
          yield* struck(
            rate,
            0.4,
            410,
            [
              [1, 1, 0.3],
              [2.76, 0.6, 0.25],
              [5.4, 0.4, 0.15],
            ],
            0.001,
          ),
          at,
          0.06,
          0.7,
        );
    }
    return channels;
  },
};

/** Partials of a church bell, from the hum note on (Rossing 2000), with its seconds of ringing. */
const CHURCH_BELL: readonly Mode[] = [
  [0.5, 0.5, 9],
  [1, 0.6, 6],
  [1.2, 0.5, 4.5],
  [1.5, 0.25, 3],
  [2, 0.55, 3.2],
  [2.51, 0.15, 2],
  [3.01, 0.12, 1.4],
];

/** A bell over the roofs, far enough that its stroke is soft. */
export const BELLS: GrainBed = {
  kind: 'grains',
  rate: 16_000,
  loudness: -24,
  variants: 2,
  pause: [0.2, 7],
  depth: 5,
  spread: 0.3,
  speed: 0,
  *render(rate, rng) {
    yield;
    const sound = yield* struck(rate, 4.6, between(300, 440, rng), CHURCH_BELL, 0.012);
    yield;
    // The last second fades, for the next stroke.
    yield* shaped(sound, (share) => Math.min(1, 3.5 * (1 - share)));
    return yield* filter(sound, lowpass(2400, rate));
  },
};
