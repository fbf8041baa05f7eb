/**
 * Where everything meets: decks, which step back under stingers, one room and one echo for all, then a compressor and a
 * ceiling that no sample passes. Behind it, where no compressor undoes them, the muffle and the duck of the whole desk,
 * and the volume last.
 */

import type { NormalRange, Seconds } from '../music/time.ts';
import { belowNyquist } from './nyquist.ts';
import { ParamAutomation } from './param-automation.ts';
import { createImpulseResponse, HALL } from './reverb-impulse.ts';
import {
  BiquadFilter,
  type BorrowedContext,
  Compressor,
  Convolver,
  Delay,
  Gain,
  nativeParam,
  ToneAudioBuffer,
  WaveShaper,
} from './tone.ts';

const dB = (value: number) => 10 ** (value / 20);

/** How far decks step back under a stinger, and how fast they go and come. */
const STING = { gain: dB(-6), down: 0.12, up: 0.9 };
/** Slow enough to leave drum strokes their edge; the bend is where a full band's peaks lie. */
const COMPRESSOR = { threshold: -14, ratio: 3, knee: 8, attack: 0.008, release: 0.2 };
/** DynamicsCompressor adds make-up gain of its own ((1 / its gain at full level) ^ 0.6 by the standard): taken back here. */
const MAKE_UP = dB(-5.2);
/**
 * The limiter: up to here a straight line; above, it bends towards, and never reaches, the top, which leaves 1.6 dB for
 * what a wave does between its samples. Tone.Limiter would overshoot, and its make-up gain would lift what it holds down.
 */
const CEILING = { straight: 0.6, top: 0.83, range: 4, points: 4097 };
const ECHO = { time: 0.44, feedback: 0.36, cutoff: 2600, level: 0.8 };
/** Voices are levelled to -20 LUFS each; this brings a full band to about -18 LUFS before the compressor. */
const LEVEL = dB(5);
const SMOOTH: Seconds = 0.03;

/** Where a deck's sound goes: straight on, to the room and to the echo. */
export interface Outputs {
  readonly dry: Gain;
  readonly reverb: Gain;
  readonly echo: Gain;
}

/** The end of the signal path. */
export class MasterBus {
  /** For decks; ducked by stingers, rooms and all. */
  readonly decks: Outputs;
  /** For stingers. */
  readonly stingerBus: Outputs;
  /** For recordings of the game's own: mastered already, so they only step back and are dulled with the rest. */
  readonly tracks: Gain;
  readonly #duck: Gain;
  readonly #muffle: BiquadFilter;
  readonly #volume: Gain;
  readonly #stingLines: readonly ParamAutomation[];
  readonly #duckLine: ParamAutomation;
  readonly #muffleLine: ParamAutomation;
  readonly #volumeLine: ParamAutomation;
  readonly #context: BorrowedContext;
  readonly #parts: { dispose(): unknown }[] = [];

  constructor(context: BorrowedContext, destination: AudioNode, volume: NormalRange) {
    this.#context = context;
    const gain = (value: number) => this.#own(new Gain({ context, gain: value }));
    const outputs = (): Outputs => ({ dry: gain(1), reverb: gain(1), echo: gain(ECHO.level) });
    this.decks = outputs();
    this.stingerBus = outputs();
    this.#duck = gain(1);
    this.#muffle = this.#own(new BiquadFilter({ context, type: 'lowpass', frequency: this.#open, Q: -3 }));
    this.#volume = gain(volume);
    const sum = gain(LEVEL);
    const compressor = this.#own(new Compressor({ context, ...COMPRESSOR }));
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
    room.connect(sum);
    delay.chain(dulled, sum);
    dulled.connect(room);
    dulled.chain(feedback, delay);
    sum.chain(compressor, gain(MAKE_UP / CEILING.range), ceiling, this.#muffle, this.#duck, this.#volume);
    this.tracks = gain(1);
    this.tracks.connect(this.#muffle);
    this.#volume.connect(destination);
    const now = context.currentTime;
    const { dry, reverb, echo } = this.decks;
    this.#stingLines = [dry, reverb, echo].map(
      (each) => new ParamAutomation(nativeParam(each.gain), each === echo ? ECHO.level : 1, now),
    );
    this.#duckLine = new ParamAutomation(nativeParam(this.#duck.gain), 1, now);
    this.#muffleLine = new ParamAutomation(nativeParam(this.#muffle.detune), 0, now);
    this.#volumeLine = new ParamAutomation(nativeParam(this.#volume.gain), volume, now);
  }

  /** Steps the decks back under a stinger from one time to another. */
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

  /** Brings all music to a gain in dB, within `attack` where that is down and `release` where it is up, and leaves it there. */
  duck(gainDb: number, attack: Seconds, release: Seconds, time: Seconds = 0): void {
    const now = Math.max(this.#context.currentTime, time);
    const value = dB(Math.min(0, gainDb));
    const seconds = Math.max(SMOOTH, value < this.#duckLine.valueAt(now) ? attack : release);
    this.#duckLine.rampThrough(now, [{ time: now + seconds, value }]);
  }

  /** Dulls all music above a cutoff in Hz, or opens it again (null), within some seconds. */
  setLowpass(cutoffHz: number | null, seconds: Seconds, time: Seconds = 0): void {
    const now = Math.max(this.#context.currentTime, time);
    // In cents under where the filter is open, for that is how an ear follows a cutoff.
    const cents = cutoffHz === null ? 0 : Math.min(0, 1200 * Math.log2(Math.max(40, cutoffHz) / this.#open));
    this.#muffleLine.rampThrough(now, [{ time: now + Math.max(SMOOTH, seconds), value: cents }]);
  }

  /** Moves the volume at once, without a click. */
  setVolume(volume: NormalRange): void {
    const now = this.#context.currentTime;
    this.#volumeLine.rampThrough(now, [{ time: now + SMOOTH, value: volume }]);
  }

  /** Cutoff that lets everything through, in Hz. */
  get #open(): number {
    return this.#context.sampleRate / 2;
  }

  /** Nodes it is made of: always as many. */
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
