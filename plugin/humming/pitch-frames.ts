/**
 * Reads what pitches a voice may have, and its level, a hundred times a second. Pitches are lags at which the sound is like
 * itself, by the normalized square difference of McLeod & Wyvill (2005). Noise and strong harmonics make the octave of one moment
 * uncertain, so all likely lags are kept (as by Boersma 1993), and the notes decide. Only what is below 1.5 kHz is read, where a
 * voice has most of its power and a room least.
 */

import { Autocorrelator } from 'pitchy';
import type { MidiPitch } from '../music/pitch.ts';
import type { Seconds } from '../music/time.ts';

/** A pitch that a moment may have. */
export interface PitchCandidate {
  /** A MIDI pitch with its fraction. */
  readonly pitch: MidiPitch;
  /** How periodic the sound is at this pitch, 0..1. */
  readonly clarity: number;
}

/** One moment of a voice. */
export interface PitchFrame {
  /** Its middle, in seconds from the first sample. */
  readonly time: Seconds;
  /** Highest first; none in silence. */
  readonly candidates: readonly PitchCandidate[];
  /** RMS level in dBFS. */
  readonly level: number;
}

/** Time between two frames. */
export const HOP: Seconds = 0.01;
/** Lowest sample rate at which pitch is read: high enough to distinguish the periods of a high voice. */
const RATE = 12_000;
/** Length of what a pitch is read from: three periods of a low voice. */
const WINDOW: Seconds = 0.043;
/** Length of what a level is read from: short enough to see the dip between two notes of one pitch. */
const LEVEL_WINDOW: Seconds = 0.02;
const CUTOFF_HZ = 1500;
/** Below the lowest voices: the rumble of rooms and hands. */
const RUMBLE_HZ = 80;
/** Length of the lowpass, in samples of the lower rate. */
const FILTER_LENGTH = 16;
/** Pitches of voices, C2 to C6. */
export const LOWEST: MidiPitch = 36;
export const HIGHEST: MidiPitch = 84;
const SILENCE_DB = -120;
/** How much less clear than the clearest a candidate may be. */
const RIVAL = 0.35;

/** Reads frames from samples that come in pieces. */
export class PitchFrames {
  readonly frames: PitchFrame[] = [];
  readonly #factor: number;
  readonly #rate: number;
  readonly #filter: Float64Array;
  readonly #correlator: Autocorrelator<Float32Array>;
  readonly #window: number;
  /** What is below voices, and how fast it is followed. */
  #rumble = 0;
  readonly #slow: number;
  /** Samples that the lowpass still needs. */
  #left: Float32Array;
  /** Samples of the lower rate. */
  #low: number[] = [];
  /** Samples of the lower rate that lie before {@link #low}. */
  #dropped = 0;

  /** @param sampleRate in Hz */
  constructor(sampleRate: number) {
    this.#factor = Math.max(1, Math.floor(sampleRate / RATE));
    this.#rate = sampleRate / this.#factor;
    this.#slow = 1 - Math.exp((-2 * Math.PI * RUMBLE_HZ) / this.#rate);
    this.#filter = lowpass(this.#factor * FILTER_LENGTH + 1, CUTOFF_HZ / sampleRate);
    this.#window = Math.round(WINDOW * this.#rate);
    this.#correlator = Autocorrelator.forFloat32Array(this.#window);
    // Half of the filter lies before the first sample, so that frames are not late.
    this.#left = new Float32Array(this.#filter.length >> 1);
  }

  /** Takes the next samples, mono. */
  push(samples: Float32Array): void {
    const all = new Float32Array(this.#left.length + samples.length);
    all.set(this.#left);
    all.set(samples, this.#left.length);
    const filter = this.#filter;
    let from = 0;
    for (; from + filter.length <= all.length; from += this.#factor) {
      let sum = 0;
      for (let i = 0; i < filter.length; i++) sum += filter[i]! * all[from + i]!;
      this.#rumble += this.#slow * (sum - this.#rumble);
      this.#low.push(sum - this.#rumble);
    }
    this.#left = all.slice(from);
    this.#read();
  }

  #read(): void {
    const buffer = new Float32Array(this.#window);
    for (;;) {
      const middle = Math.round((this.frames.length + 1) * HOP * this.#rate);
      const start = middle - (this.#window >> 1) - this.#dropped;
      if (start + this.#window > this.#low.length) break;
      for (let i = 0; i < this.#window; i++) buffer[i] = this.#low[start + i] ?? 0;
      this.frames.push({
        time: (this.frames.length + 1) * HOP,
        candidates: this.#candidates(buffer),
        level: this.#levelAt(middle - this.#dropped),
      });
    }
    const spent = Math.max(0, Math.round(this.frames.length * HOP * this.#rate) - this.#window - this.#dropped);
    this.#low = this.#low.slice(spent);
    this.#dropped += spent;
  }

  #candidates(samples: Float32Array): PitchCandidate[] {
    const likeness = normalized(this.#correlator.autocorrelate(samples), samples);
    const lagOf = (pitch: MidiPitch) => this.#rate / (440 * 2 ** ((pitch - 69) / 12));
    const found: PitchCandidate[] = [];
    for (let lag = Math.max(2, Math.floor(lagOf(HIGHEST))); lag <= lagOf(LOWEST); lag++) {
      const [before, here, after] = [likeness[lag - 1]!, likeness[lag]!, likeness[lag + 1]!];
      if (here <= 0 || here < before || here <= after) continue;
      // The top of the parabola through three points.
      const bend = before - 2 * here + after;
      const shift = (before - after) / (2 * bend);
      const clarity = Math.min(1, here - ((before - after) * shift) / 4);
      found.push({ pitch: 69 + 12 * Math.log2(this.#rate / (lag + shift) / 440), clarity });
    }
    const most = Math.max(0, ...found.map(({ clarity }) => clarity));
    return found.filter(({ clarity }) => clarity >= most - RIVAL);
  }

  #levelAt(middle: number): number {
    const half = Math.round((LEVEL_WINDOW * this.#rate) / 2);
    let power = 0;
    for (let i = middle - half; i < middle + half; i++) power += (this.#low[i] ?? 0) ** 2;
    return Math.max(SILENCE_DB, 10 * Math.log10(power / (2 * half)));
  }
}

/** The normalized square difference, -1..1, of an autocorrelation. */
function normalized(correlation: Float32Array, samples: Float32Array): Float32Array {
  let power = 2 * correlation[0]!;
  return correlation.map((value, lag) => {
    if (lag > 0) power -= samples[lag - 1]! ** 2 + samples[samples.length - lag]! ** 2;
    return power > 1e-12 ? (2 * value) / power : 0;
  });
}

/** A windowed sinc of unit gain; `cutoff` as a part of the sample rate. */
function lowpass(length: number, cutoff: number): Float64Array {
  const taps = Float64Array.from({ length }, (_, i) => {
    const at = i - (length - 1) / 2;
    const sinc = at === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * at) / (Math.PI * at);
    return sinc * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}
