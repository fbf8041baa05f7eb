/**
 * The end of the signal path: decks, which are ducked by stingers, one reverb and one echo for all, the band's tone, a
 * compressor, and a limiter that no sample exceeds. After it, where the compressor cannot undo them: lowpass and duck of all music, then the
 * volume.
 */

import type { NormalRange, Seconds } from '../music/time.ts';
import { createCompressor } from './compressor.ts';
import { gainOfDb } from './decibels.ts';
import { createMasterTone } from './master-tone.ts';
import { belowNyquist } from './nyquist.ts';
import { ParamAutomation, ratioCorners } from './param-automation.ts';
import { createImpulseResponse, HALL } from './reverb-impulse.ts';
import {
  BiquadFilter,
  type BorrowedContext,
  Convolver,
  Delay,
  Gain,
  nativeParam,
  ToneAudioBuffer,
  WaveShaper,
} from './tone.ts';

/** Ducking of the decks under a stinger: gain, attack and release in seconds. */
const STING = { gain: gainOfDb(-6), down: 0.12, up: 0.9 };
/** Lifts the music to the loudness of finished games, less 4 LU of room for effects and speech (see `loudness-targets.ts`). */
const MASTER = gainOfDb(-1);
/**
 * The limiter: linear up to `straight`; above, the curve approaches `top` without reaching it, which leaves 3.6 dB for
 * inter-sample peaks. Tone.Limiter would overshoot, and its make-up gain would raise what it limits.
 */
const CEILING = { straight: 0.48, top: 0.66, range: 4, points: 4097 };
/** Level of the hall: early reflections are half of it, its tail the other. */
const ROOM = gainOfDb(2);
const ECHO = { time: 0.44, feedback: 0.36, cutoff: 2600, level: 0.8 };
/** Voices are leveled to -20 LUFS each; this raises a full band to about -18 LUFS before the compressor. */
const LEVEL = gainOfDb(5.4);
const SMOOTH: Seconds = 0.03;

/** Inputs of a bus: direct, to the reverb, and to the echo. */
export interface Outputs {
  readonly dry: Gain;
  readonly reverb: Gain;
  readonly echo: Gain;
}

/** The master bus. */
export class MasterBus {
  /** For decks; ducked by stingers, sends included. */
  readonly decks: Outputs;
  /** For stingers. */
  readonly stingerBus: Outputs;
  /** For the game's tracks, which are mastered: they bypass the compressor, but are ducked and filtered with the rest. */
  readonly tracks: Gain;
  /** For the sounds of a place: they bypass the compressor, which would pump with them, and share the limiter. */
  readonly ambience: Gain;
  readonly #duck: Gain;
  readonly #lowpass: BiquadFilter;
  readonly #volume: Gain;
  readonly #stingLines: readonly ParamAutomation[];
  readonly #duckLine: ParamAutomation;
  readonly #lowpassCutoff: ParamAutomation;
  readonly #volumeLine: ParamAutomation;
  readonly #ambienceLine: ParamAutomation;
  readonly #context: BorrowedContext;
  readonly #parts: { dispose(): unknown }[] = [];

  /** @param tap also receives the band before its tone; stems are rendered from it. */
  constructor(context: BorrowedContext, destination: AudioNode, volume: NormalRange, tap?: AudioNode) {
    this.#context = context;
    const gain = (value: number) => this.#own(new Gain({ context, gain: value }));
    const outputs = (): Outputs => ({ dry: gain(1), reverb: gain(1), echo: gain(ECHO.level) });
    this.decks = outputs();
    this.stingerBus = outputs();
    this.#duck = gain(1);
    this.#lowpass = this.#own(new BiquadFilter({ context, type: 'lowpass', frequency: this.#open, Q: -3 }));
    this.#volume = gain(volume);
    const sum = gain(LEVEL);
    const tone = createMasterTone(context, (part) => this.#own(part));
    const compressor = createCompressor(context, (part) => this.#own(part));
    const ceiling = this.#own(new WaveShaper({ context }));
    ceiling.curve = ceilingCurve();
    const room = this.#own(new Convolver({ context, normalize: false }));
    room.buffer = new ToneAudioBuffer(roomBuffer(context.rawContext as BaseAudioContext));
    const delay = this.#own(new Delay({ context, delayTime: ECHO.time, maxDelay: 1 }));
    const cutoff = belowNyquist(ECHO.cutoff, context.sampleRate);
    const dulled = this.#own(new BiquadFilter({ context, frequency: cutoff, type: 'lowpass', Q: -3 }));
    const feedback = gain(ECHO.feedback);

    for (const { dry, reverb, echo } of [this.decks, this.stingerBus]) {
      dry.connect(sum);
      reverb.connect(room);
      echo.connect(delay);
    }
    room.chain(gain(ROOM), sum);
    delay.chain(dulled, sum);
    dulled.connect(room);
    dulled.chain(feedback, delay);
    sum.connect(tone.input);
    if (tap) sum.connect(tap);
    tone.output.connect(compressor.input);
    compressor.output.chain(gain(MASTER / CEILING.range), ceiling, this.#lowpass, this.#duck, this.#volume);
    this.tracks = gain(1);
    this.tracks.connect(this.#lowpass);
    const unlimited = gain(1 / CEILING.range);
    this.ambience = gain(1);
    this.ambience.chain(unlimited, ceiling);
    this.#volume.connect(destination);
    const now = context.currentTime;
    const { dry, reverb, echo } = this.decks;
    this.#stingLines = [dry, reverb, echo].map(
      (each) => new ParamAutomation(nativeParam(each.gain), each === echo ? ECHO.level : 1, now),
    );
    this.#duckLine = new ParamAutomation(nativeParam(this.#duck.gain), 1, now);
    this.#lowpassCutoff = new ParamAutomation(nativeParam(this.#lowpass.detune), 0, now);
    this.#ambienceLine = new ParamAutomation(nativeParam(this.ambience.gain), 1, now);
    this.#volumeLine = new ParamAutomation(nativeParam(this.#volume.gain), volume, now);
  }

  /** Ducks the decks under a stinger between two clock times. */
  duckDecks(from: Seconds, to: Seconds): void {
    const start = Math.max(this.#context.currentTime, from - STING.down);
    const bottom = start + STING.down;
    const rise = Math.max(bottom, to);
    for (const [i, line] of this.#stingLines.entries()) {
      const full = i === 2 ? ECHO.level : 1;
      line.rampThrough(start, [
        { time: bottom, value: full * STING.gain },
        { time: rise, value: full * STING.gain },
        { time: rise + STING.up, value: full },
      ]);
    }
  }

  /** Sets the gain of all music, in dB, with `attack` seconds for a decrease and `release` for an increase. */
  duck(gainDb: number, attack: Seconds, release: Seconds, time: Seconds = 0): void {
    const now = Math.max(this.#context.currentTime, time);
    const value = gainOfDb(Math.min(0, gainDb));
    const seconds = Math.max(SMOOTH, value < this.#duckLine.valueAt(now) ? attack : release);
    this.#duckLine.rampThrough(now, ratioCorners(this.#duckLine.valueAt(now), value, now, seconds));
  }

  /** Sets the lowpass cutoff of all music in Hz, or removes it (null), over `seconds`. */
  setLowpass(cutoffHz: number | null, seconds: Seconds, time: Seconds = 0): void {
    const now = Math.max(this.#context.currentTime, time);
    // In cents below the open cutoff, because pitch perception is logarithmic.
    const cents = cutoffHz === null ? 0 : Math.min(0, 1200 * Math.log2(Math.max(40, cutoffHz) / this.#open));
    this.#lowpassCutoff.rampThrough(now, [{ time: now + Math.max(SMOOTH, seconds), value: cents }]);
  }

  /** Sets the volume, without a click. */
  setVolume(volume: NormalRange): void {
    const now = this.#context.currentTime;
    this.#volumeLine.rampThrough(now, [{ time: now + SMOOTH, value: volume }]);
  }

  /** Sets the volume of the sounds of a place beside that of the music, without a click. */
  setAmbienceVolume(volume: NormalRange): void {
    const now = this.#context.currentTime;
    this.#ambienceLine.rampThrough(now, [{ time: now + SMOOTH, value: volume }]);
  }

  /** The cutoff at which the lowpass is transparent, in Hz. */
  get #open(): number {
    return this.#context.sampleRate / 2;
  }

  /** Number of audio nodes; constant. */
  get nodes(): number {
    return this.#parts.length;
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }

  #own<T extends { dispose(): unknown }>(part: T): T {
    this.#parts.push(part);
    return part;
  }
}

function ceilingCurve(): Float32Array {
  const { straight, top, range, points } = CEILING;
  return Float32Array.from({ length: points }, (_, i) => {
    const x = ((2 * i) / (points - 1) - 1) * range;
    const size = Math.abs(x);
    if (size <= straight) return x;
    return Math.sign(x) * (straight + (top - straight) * Math.tanh((size - straight) / (top - straight)));
  });
}

function roomBuffer(context: BaseAudioContext): AudioBuffer {
  const channels = ['left', 'right'].map((side) => createImpulseResponse(HALL, context.sampleRate, `room/${side}`));
  const buffer = context.createBuffer(2, channels[0]!.length, context.sampleRate);
  for (const [i, channel] of channels.entries()) buffer.getChannelData(i).set(channel);
  return buffer;
}
