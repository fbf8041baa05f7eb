/** Fire, and a room full of talk. Source: Farnell (2010), chapter 34 (fire). */

import type { Random } from '../../music/random.ts';
import type { LoopBed } from './bed.ts';
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
