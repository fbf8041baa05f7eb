/** Wind, rain, thunder and snow. Sources: Farnell, Designing Sound (2010), chapters 37 (thunder), 40 (rain) and 41 (wind). */

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
  shaped,
  stereoNoise,
  whiteNoise,
} from './loop-noise.ts';
import { bubble } from './water-drops.ts';

/** Noise whose level and resonance follow the speed of the wind together, by 1/f. */
export const WIND: LoopBed = {
  kind: 'loop',
  rate: 16_000,
  seconds: 6,
  loudness: -24,
  motion: { kind: 'drift', db: 8, seconds: 16 },
  filter: { type: 'lowpass', hertz: 480, q: 5, octaves: 1.1 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(pinkNoise, count, 0.35, rng);
    for (const channel of channels) yield* filter(channel, highpass(70, rate));
    return channels;
  },
};

/** Drops a second in each ear that are heard one by one, and all others. */
const NEAR_DROPS = 40;
const FAR_DROPS = 3000;

/** Thousands of short broadband drops: near ones are heard singly, far ones merge into a hiss. */
export const RAIN: LoopBed = {
  kind: 'loop',
  rate: 28_000,
  seconds: 5,
  loudness: -24,
  motion: { kind: 'drift', db: 2.5, seconds: 12 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(whiteNoise, count, 0.1, rng);
    for (const channel of channels) {
      yield* filter(channel, highpass(900, rate), lowpass(9000, rate));
      for (let i = 0; i < count; i++) channel[i] = 0.055 * channel[i]!;
      yield;
      // An impulse per far drop; three broad resonances give it the color of leaves and ground.
      const drops = new Float32Array(count);
      const far = Math.round((FAR_DROPS * count) / rate);
      for (let drop = 0; drop < far; drop++) {
        const place = rng.int(count);
        drops[place] = drops[place]! + (0.15 + 0.35 * rng.next() ** 3) * (rng.next() < 0.5 ? -1 : 1);
      }
      for (const [hertz, gain] of [
        [2300, 1],
        [4700, 0.9],
        [8200, 0.7],
      ] as const)
        mixed(channel, yield* filter(drops.slice(), bandpass(hertz, rate, 0.9)), gain);
    }
    const near = Math.round((NEAR_DROPS * 2 * count) / rate);
    for (let drop = 0; drop < near; drop++) {
      if (drop % 16 === 0) yield;
      const splash = nearDrop(rate, between(0.002, 0.008, rng), rng.next, rng.next() ** 3);
      addPanned(channels, splash, rng.int(count), 0.2 + 0.6 * rng.next() ** 2, rng.next());
      // Some fall into water.
      if (rng.next() < 0.2)
        addPanned(channels, bubble(between(1100, 3200, rng), rate, 0.15), rng.int(count), 0.07, rng.next());
    }
    for (const channel of channels) yield* filter(channel, highpass(220, rate));
    return channels;
  },
};

/** A burst of noise that decays; `dull` 0..1 smooths it. */
function nearDrop(rate: number, decay: number, noise: () => number, dull: number): Float32Array {
  const sound = new Float32Array(Math.round(5 * decay * rate));
  let last = 0;
  for (let i = 0; i < sound.length; i++) {
    last += (2 * noise() - 1 - last) * (1 - 0.75 * dull);
    sound[i] = last * Math.exp(-i / (decay * rate));
  }
  return sound;
}

/** Thunder that is far off: the crack is lost on the way, what is left rolls from several strikes and hills. */
export const THUNDER: GrainBed = {
  kind: 'grains',
  rate: 11_025,
  loudness: -20,
  variants: 3,
  pause: [9, 26],
  depth: 9,
  spread: 0.6,
  speed: 0.15,
  *render(rate, rng) {
    const count = Math.round(8.5 * rate);
    const noise = yield* pinkNoise(count, rng);
    yield* filter(noise, highpass(28, rate));
    const dull = yield* filter(noise.slice(), lowpass(75, rate), lowpass(90, rate));
    yield* filter(noise, lowpass(260, rate), lowpass(320, rate));
    const rolls = Array.from({ length: 5 + rng.int(4) }, (_, i) => ({
      at: i === 0 ? 0.15 : between(0.3, 4.2, rng),
      rise: between(0.06, 0.35, rng),
      fall: between(0.5, 1.5, rng),
      gain: i === 0 ? 1 : between(0.25, 0.9, rng),
    }));
    const envelope = (share: number) => {
      const time = share * 8.5;
      const sum = rolls.reduce((total, { at, rise, fall, gain }) => {
        const since = time - at;
        return since < 0 ? total : total + gain * (1 - Math.exp(-since / rise)) * Math.exp(-since / fall);
      }, 0);
      return sum * Math.min(1, 4 * (1 - share));
    };
    // Air takes the treble first: the bright part is gone before the rumble.
    yield* shaped(noise, (share) => envelope(share) * Math.exp(-4 * share));
    yield* shaped(dull, (share) => 2.2 * envelope(share));
    mixed(noise, dull, 1);
    return noise;
  },
};

/** The hush of snowfall: fresh snow absorbs treble (Watson 1948; Iwase et al. 2001), so little is left but a soft low breath. */
export const SNOW: LoopBed = {
  kind: 'loop',
  rate: 16_000,
  seconds: 6,
  loudness: -31,
  motion: { kind: 'drift', db: 3, seconds: 20 },
  filter: { type: 'lowpass', hertz: 620, q: 0, octaves: 0.5 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(pinkNoise, count, 0.2, rng);
    const breath = periodicCurve(5, rng);
    for (const channel of channels) {
      yield* filter(channel, highpass(110, rate), lowpass(900, rate));
      yield* shaped(channel, (share) => 1 + 0.35 * breath(share));
    }
    // Flakes on cloth and dry leaves: barely there.
    const flakes = [new Float32Array(count), new Float32Array(count)] as const;
    for (let flake = 0; flake < (14 * count) / rate; flake++)
      addAt(
        flakes[rng.int(2) as 0 | 1],
        nearDrop(rate, 0.003, rng.next, 0.3),
        rng.int(count),
        0.02 + 0.03 * rng.next(),
      );
    for (const [i, channel] of channels.entries()) mixed(channel, flakes[i as 0 | 1], 1);
    return channels;
  },
};
