/**
 * Where everything meets: decks under a duck, stingers beside them, one room and one echo for all, then a compressor and
 * a ceiling that no sample passes, and the volume last.
 */

import type { NormalRange, Seconds } from '../music/time.ts';
import { HALL, impulse } from './impulse.ts';
import { Line } from './line.ts';
import {
  BiquadFilter,
  type BorrowedContext,
  Compressor,
  Convolver,
  Delay,
  Gain,
  ToneAudioBuffer,
  WaveShaper,
} from './tone.ts';

const dB = (value: number) => 10 ** (value / 20);

/** How far decks step back under a stinger, and how fast they go and come. */
const DUCK = { gain: dB(-6), down: 0.12, up: 0.9 };
/** Slow enough to leave drum strokes their edge; the bend is where a full band's peaks lie. */
const COMPRESSOR = { threshold: -14, ratio: 3, knee: 8, attack: 0.008, release: 0.2 };
/** DynamicsCompressor adds make-up gain of its own ((1 / its gain at full level) ^ 0.6 by the standard): taken back here. */
const MAKE_UP = dB(-5.2);
/** Up to here the ceiling is a straight line; above, it bends towards, and never reaches, the top. */
const CEILING = { straight: 0.7, top: 0.96, range: 4, points: 4097 };
const ECHO = { time: 0.44, feedback: 0.36, cutoff: 2600, level: 0.8 };
/** Voices are levelled to -20 LUFS each; this brings a full band to about -18 LUFS before the compressor. */
const LEVEL = dB(5);
const SMOOTH: Seconds = 0.03;

/** The end of the signal path. */
export class Master {
  /** Decks, dry; ducked by stingers. */
  readonly decks: Gain;
  /** Stingers, dry. */
  readonly stinger: Gain;
  readonly reverb: Gain;
  readonly echo: Gain;
  readonly #volume: Gain;
  readonly #duckLine: Line;
  readonly #volumeLine: Line;
  readonly #context: BorrowedContext;
  readonly #parts: { dispose(): unknown }[] = [];

  constructor(context: BorrowedContext, destination: AudioNode, volume: NormalRange) {
    this.#context = context;
    const gain = (value: number) => this.#own(new Gain({ context, gain: value }));
    this.decks = gain(1);
    this.stinger = gain(1);
    this.reverb = gain(1);
    this.echo = gain(ECHO.level);
    this.#volume = gain(volume);
    const sum = gain(LEVEL);
    const compressor = this.#own(new Compressor({ context, ...COMPRESSOR }));
    const ceiling = this.#own(new WaveShaper({ context }));
    ceiling.curve = ceilingCurve();
    const room = this.#own(new Convolver({ context, normalize: false }));
    room.buffer = new ToneAudioBuffer(roomBuffer(context.rawContext as BaseAudioContext));
    const delay = this.#own(new Delay({ context, delayTime: ECHO.time, maxDelay: 1 }));
    const dulled = this.#own(new BiquadFilter({ context, frequency: ECHO.cutoff, type: 'lowpass', Q: -3 }));
    const feedback = gain(ECHO.feedback);

    this.decks.connect(sum);
    this.stinger.connect(sum);
    this.reverb.chain(room, sum);
    this.echo.chain(delay, dulled, sum);
    dulled.connect(this.reverb);
    dulled.chain(feedback, delay);
    sum.chain(compressor, gain(MAKE_UP / CEILING.range), ceiling, this.#volume);
    this.#volume.connect(destination);
    const now = context.currentTime;
    this.#duckLine = new Line(this.decks.gain, 1, now);
    this.#volumeLine = new Line(this.#volume.gain, volume, now);
  }

  /** Steps the decks back from one time to another. */
  duck(from: Seconds, to: Seconds): void {
    const start = Math.max(this.#context.currentTime, from - DUCK.down);
    const bottom = start + DUCK.down;
    const rise = Math.max(bottom, to);
    this.#duckLine.draw(start, [
      { time: bottom, value: DUCK.gain },
      { time: rise, value: DUCK.gain },
      { time: rise + DUCK.up, value: 1 },
    ]);
  }

  /** Moves the volume at once, without a click. */
  setVolume(volume: NormalRange): void {
    const now = this.#context.currentTime;
    this.#volumeLine.draw(now, [{ time: now + SMOOTH, value: volume }]);
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
  const channels = ['left', 'right'].map((side) => impulse(HALL, context.sampleRate, `room/${side}`));
  const buffer = context.createBuffer(2, channels[0]!.length, context.sampleRate);
  for (const [i, channel] of channels.entries()) buffer.getChannelData(i).set(channel);
  return buffer;
}
