/** Waves, a brook, and drips in a cave. Sources: Farnell (2010), chapters 35 (bubbles) and 36 (running water); van den Doel (2005). */

import type { GrainBed, LoopBed } from './bed.ts';
import {
  addAt,
  addPanned,
  between,
  filter,
  highpass,
  lowpass,
  mixed,
  pinkNoise,
  stereoNoise,
  whiteNoise,
} from './loop-noise.ts';
import { bubble, plink } from './water-drops.ts';

/** Surf: a wave every 8 to 12 s, as on open beaches with swell, which brightens as it breaks and hisses back. */
export const WAVES: LoopBed = {
  kind: 'loop',
  rate: 22_050,
  seconds: 6,
  loudness: -24,
  motion: { kind: 'swell', db: 7.5, seconds: [8, 12] },
  filter: { type: 'lowpass', hertz: 1100, q: 0, octaves: 1.7 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(pinkNoise, count, 0.25, rng);
    const foam = yield* stereoNoise(whiteNoise, count, 0, rng);
    for (const [i, channel] of channels.entries()) {
      yield* filter(channel, highpass(50, rate));
      mixed(channel, yield* filter(foam[i as 0 | 1], highpass(2200, rate)), 0.3);
      yield;
    }
    return channels;
  },
};

/** Bubbles a second. */
const BUBBLES = 120;

/** A brook: bubbles of many sizes at random, over the soft noise of its fall. */
export const BROOK: LoopBed = {
  kind: 'loop',
  rate: 24_000,
  seconds: 6,
  loudness: -25,
  motion: { kind: 'drift', db: 2, seconds: 8 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(pinkNoise, count, 0.2, rng);
    for (const channel of channels) {
      yield* filter(channel, highpass(250, rate), lowpass(2600, rate));
      for (let i = 0; i < count; i++) channel[i] = 0.07 * channel[i]!;
    }
    for (let each = 0; each < (BUBBLES * count) / rate; each++) {
      if (each % 8 === 0) yield;
      const hertz = between(420, 3600, rng);
      // Large bubbles are loud, and few of any size are.
      const gain = (0.05 + 0.3 * rng.next() ** 4) * (900 / hertz) ** 0.6;
      addPanned(channels, bubble(hertz, rate, 0.05 + 0.22 * rng.next()), rng.int(count), gain, 0.15 + 0.7 * rng.next());
    }
    return channels;
  },
};

/** Drips in a cave, each with the cave's echoes. */
export const DRIPS: GrainBed = {
  kind: 'grains',
  rate: 24_000,
  loudness: -24,
  variants: 6,
  pause: [0.5, 3.4],
  depth: 14,
  spread: 0.9,
  speed: 0.25,
  *render(rate, rng) {
    const dry = plink(rate, rng);
    const sound = new Float32Array(Math.round(1.8 * rate));
    sound.set(dry);
    // Reflections come denser and duller with time; the smallest hall that this could be has 1.6 s of them.
    for (let echo = 0; echo < 46; echo++) {
      yield;
      const at = between(0.028, 1.5, rng) * rate;
      const tail = dry.subarray(0, Math.min(dry.length, sound.length - Math.ceil(at)));
      addAt(
        sound,
        yield* filter(tail.slice(), lowpass(5200 - 90 * echo, rate)),
        at,
        0.32 * 10 ** ((-2.6 * at) / rate / 1.6) * (rng.next() < 0.5 ? -1 : 1),
      );
    }
    return sound;
  },
};
