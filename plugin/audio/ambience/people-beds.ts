/** Fire, a room full of talk, cups, machines and bells. Sources: Farnell (2010), chapters 34 (fire) and 29 (bells). */

import type { Random } from '../../music/random.ts';
import type { GrainBed, LoopBed } from './bed.ts';
import {
  addAt,
  addPanned,
  bandpass,
  between,
  filter,
  highpass,
  lowpass,
  mixed,
  periodicCurve,
  pinkNoise,
  type Slices,
  shaped,
  stereoNoise,
  whiteNoise,
} from './loop-noise.ts';

/** A fire in three layers: crackle of bursting cells, hiss of escaping gas, and the low lapping of flames. */
export const FIRE: LoopBed = {
  kind: 'loop',
  rate: 28_000,
  seconds: 7,
  loudness: -27,
  motion: { kind: 'drift', db: 2.5, seconds: 10 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(pinkNoise, count, 0.6, rng);
    const hiss = yield* stereoNoise(whiteNoise, count, 0.2, rng);
    const [lap, gas] = [periodicCurve(26, rng), periodicCurve(40, rng)];
    for (const [i, channel] of channels.entries()) {
      yield* filter(channel, highpass(35, rate), lowpass(140, rate));
      yield* shaped(channel, (share) => 0.28 * (0.6 + 0.4 * lap(share)));
      const gases = yield* filter(hiss[i as 0 | 1], highpass(1400, rate), lowpass(7000, rate));
      mixed(channel, yield* shaped(gases, (share) => 0.012 + 0.05 * Math.max(0, gas(share)) ** 3), 1);
      yield;
    }
    // Crackles come in clusters: a burst opens others.
    for (let at = 0; at < count; at += between(0.03, 0.5, rng) * rate) {
      const pan = 0.2 + 0.6 * rng.next();
      const gain = 0.08 + 0.75 * rng.next() ** 4;
      for (let burst = 0; burst < 1 + rng.int(5); burst++) {
        yield;
        const crack = yield* crackle(rate, rng);
        addPanned(channels, crack, at + rng.int(Math.round(0.08 * rate)), gain * rng.next(), pan);
      }
    }
    return channels;
  },
};

function* crackle(rate: number, rng: Random) {
  const decay = between(0.0008, 0.007, rng);
  const sound = new Float32Array(Math.round(0.05 * rate));
  for (let i = 0; i < 6 * decay * rate && i < sound.length; i++)
    sound[i] = (2 * rng.next() - 1) * Math.exp(-i / (decay * rate));
  return yield* filter(sound, bandpass(between(1300, 6500, rng), rate, 1.4));
}

/** First and second formant of vowels, in Hz (Peterson & Barney 1952, means of men and women). */
const VOWELS = [
  [300, 2500],
  [430, 2100],
  [600, 1900],
  [750, 1400],
  [620, 1050],
  [480, 950],
  [350, 950],
] as const;

/** Talk that nobody can follow: people with pauses, four or five syllables a second each, dulled by the room. */
export const MURMUR: LoopBed = {
  kind: 'loop',
  rate: 12_000,
  seconds: 8,
  loudness: -25,
  motion: { kind: 'drift', db: 2, seconds: 12 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(pinkNoise, count, 0.5, rng);
    for (const channel of channels) {
      yield* filter(channel, bandpass(350, rate, 0.8));
      for (let i = 0; i < count; i++) channel[i] = 0.035 * channel[i]!;
    }
    for (let person = 0; person < 8; person++) {
      const voice = {
        pitch: rng.next() < 0.5 ? between(95, 140, rng) : between(170, 225, rng),
        tract: between(0.93, 1.12, rng),
      };
      const [pan, gain] = [rng.next(), between(0.15, 0.8, rng)];
      const late = rng.int(count);
      for (let at = 0; at < count; ) {
        const said = yield* sentence(rate, 3 + rng.int(9), voice, rng);
        if (at + said.length > count) break;
        addPanned(channels, said, late + at, gain, pan);
        // A reflection from the other wall.
        addPanned(channels, said, late + at + 0.031 * rate, 0.4 * gain, 1 - pan);
        at += said.length + between(0.3, 2.2, rng) * rate;
      }
    }
    for (const channel of channels) yield* filter(channel, highpass(110, rate), lowpass(1500, rate));
    return channels;
  },
};

function* sentence(rate: number, syllables: number, voice: { pitch: number; tract: number }, rng: Random) {
  const lengths = Array.from({ length: syllables }, () => between(0.15, 0.28, rng));
  const sound = new Float32Array(Math.round((lengths.reduce((sum, length) => sum + length, 0) + 0.1) * rate));
  let [at, phase] = [0, 0];
  for (const [i, length] of lengths.entries()) {
    yield;
    const part = new Float32Array(Math.round(length * rate));
    // The melody of speech sinks over a sentence.
    const pitch = voice.pitch * (1.12 - (0.25 * i) / syllables) * between(0.94, 1.08, rng);
    const breath = yield* whiteNoise(part.length, rng);
    for (let n = 0; n < part.length; n++) {
      phase = (phase + pitch / rate) % 1;
      part[n] = 1 - 2 * phase + 0.15 * breath[n]!;
    }
    yield* shaped(part, (share) => Math.sin(Math.PI * share) ** 1.3);
    const [first, second] = VOWELS[rng.int(VOWELS.length)]!;
    const higher = yield* filter(part.slice(), bandpass(second * voice.tract, rate, 9));
    yield* filter(part, bandpass(first * voice.tract, rate, 5));
    mixed(part, higher, 0.5);
    addAt(sound, part, at, between(0.5, 1, rng));
    at += length * rate * 0.92;
  }
  return sound;
}

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
