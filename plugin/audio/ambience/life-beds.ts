/** Birds and crickets. Source: Farnell (2010), chapters 45 (insects) and 46 (birds). */

import type { Random } from '../../music/random.ts';
import type { Seconds } from '../../music/time.ts';
import type { Hertz } from '../nyquist.ts';
import type { GrainBed, LoopBed } from './bed.ts';
import { addAt, addPanned, between, filter, highpass, lowpass, pinkNoise, stereoNoise } from './loop-noise.ts';

/** A note of a song: when, how long, from and to which frequency, and how its tone wavers, as a share and in Hz. */
interface SungNote {
  readonly at: Seconds;
  readonly seconds: Seconds;
  readonly from: Hertz;
  readonly to: Hertz;
  readonly trill?: readonly [share: number, hertz: Hertz];
}

/** Songs of small birds: whistled motifs, rows of falling chips, and trills. */
const SONGS: readonly ((rng: Random) => readonly SungNote[])[] = [
  (rng) => {
    let at = 0;
    const base = between(2600, 3800, rng);
    return Array.from({ length: 2 + rng.int(3) }, () => {
      const seconds = between(0.09, 0.22, rng);
      const [from, to] = [base * between(0.8, 1.3, rng), base * between(0.8, 1.3, rng)];
      const note: SungNote = { at, seconds, from, to, trill: [0.015, between(20, 40, rng)] };
      at += seconds + between(0.04, 0.14, rng);
      return note;
    });
  },
  (rng) => {
    const [top, step] = [between(4800, 6200, rng), between(0.11, 0.17, rng)];
    return Array.from({ length: 4 + rng.int(4) }, (_, i) => ({
      at: i * step,
      seconds: 0.06,
      from: top,
      to: top * 0.68,
    }));
  },
  (rng) => {
    const base = between(3300, 4600, rng);
    const trill = [0.07, between(24, 34, rng)] as const;
    return [
      { at: 0, seconds: 0.14, from: base * 0.8, to: base },
      { at: 0.2, seconds: between(0.4, 0.7, rng), from: base * 1.05, to: base * 0.95, trill },
    ];
  },
];

/** A tone that glides between two frequencies, a little upward on the way. */
function sung(rate: number, { seconds, from, to, trill = [0, 0] }: SungNote): Float32Array {
  const sound = new Float32Array(Math.round(seconds * rate));
  let phase = 0;
  for (let i = 0; i < sound.length; i++) {
    const share = i / sound.length;
    const bow = 0.08 * Math.sin(Math.PI * share);
    const waver = trill[0] * Math.sin((2 * Math.PI * trill[1] * i) / rate);
    phase += (2 * Math.PI * from * (to / from) ** share * (1 + bow + waver)) / rate;
    sound[i] = (Math.sin(phase) + 0.12 * Math.sin(2 * phase)) * Math.sin(Math.PI * share ** 0.7) ** 2;
  }
  return sound;
}

/** Seconds of the longest song with its echo. */
const SONG: Seconds = 1.6;
/** One echo from the edge of the wood, so that the bird is outside and not at the ear. */
const ECHO = { late: 0.09, gain: 0.12 };

/** Birds that sing by turns. */
export const BIRDS: GrainBed = {
  kind: 'grains',
  rate: 32_000,
  loudness: -24,
  variants: 9,
  pause: [0.4, 4],
  depth: 12,
  spread: 0.95,
  speed: 0.08,
  *render(rate, rng) {
    const sound = new Float32Array(SONG * rate);
    for (const note of SONGS[rng.int(SONGS.length)]!(rng)) {
      yield;
      if (note.at + note.seconds + ECHO.late > SONG) break;
      const tone = sung(rate, note);
      addAt(sound, tone, note.at * rate, 0.7 + 0.3 * rng.next());
      addAt(sound, tone, (note.at + ECHO.late) * rate, ECHO.gain);
    }
    return sound;
  },
};

/**
 * A summer night: field crickets with carriers of 4.2 to 5 kHz, chirps of three or four pulses, 30 pulses a second (Bennet-Clark
 * 1989), over quiet air.
 */
export const CRICKETS: LoopBed = {
  kind: 'loop',
  rate: 24_000,
  seconds: 10,
  loudness: -30,
  motion: { kind: 'drift', db: 1.5, seconds: 14 },
  *render(count, rate, rng) {
    const channels = yield* stereoNoise(pinkNoise, count, 0.3, rng);
    for (const channel of channels) {
      yield* filter(channel, highpass(120, rate), lowpass(700, rate));
      for (let i = 0; i < count; i++) channel[i] = 0.08 * channel[i]!;
    }
    const seconds = count / rate;
    for (let insect = 0; insect < 6; insect++) {
      const hertz = between(4200, 5000, rng);
      const pulses = 3 + rng.int(2);
      const pulse = 1 / between(27, 33, rng);
      const chirps = Math.round(seconds * between(1.5, 2.6, rng));
      const gain = 0.5 * (0.12 + 0.88 * (1 - insect / 6) ** 2);
      const pan = rng.next();
      const silent = rng.int(chirps);
      const [late, sound] = [rng.next() * count, cricketPulse(rate, hertz)];
      for (let each = 0; each < chirps; each++) {
        yield;
        // Now and then it listens.
        if (each >= silent && each < silent + 3) continue;
        const at = late + ((each + 0.06 * rng.next()) * count) / chirps;
        for (let i = 0; i < pulses; i++)
          addPanned(channels, sound, at + i * pulse * rate, gain * (0.6 + (0.4 * i) / (pulses - 1)), pan);
      }
    }
    return channels;
  },
};

function cricketPulse(rate: number, hertz: number): Float32Array {
  const sound = new Float32Array(Math.round(0.018 * rate));
  for (let i = 0; i < sound.length; i++)
    sound[i] = Math.sin((2 * Math.PI * hertz * i) / rate) * Math.sin((Math.PI * i) / sound.length) ** 2;
  return sound;
}
