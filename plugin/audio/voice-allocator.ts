/**
 * The voices that sound or are scheduled: each plays a part of a sample through its own gain. Sources play once; gains stay
 * connected and are reused. Both are native nodes of the Tone context: one of Tone's voices costs six times as much to create
 * (0.37 ms instead of 0.06 ms in Node), and a full bar has up to a hundred.
 */

import type { Seconds } from '../music/time.ts';
import type { Vibrato } from './articulation.ts';
import type { Loop } from './loop.ts';
import { type AutomationPoint, ParamAutomation, settlingCorners } from './param-automation.ts';
import { PolyphonyLimiter } from './polyphony-limiter.ts';

/** Parameters of a voice. Times are clock times. */
export interface VoiceParams {
  readonly buffer: AudioBuffer;
  /** Offset of the sample in the buffer. */
  readonly start: Seconds;
  readonly seconds: Seconds;
  /** Offset in the sample at which the voice starts. */
  readonly skip: Seconds;
  /** Loop points in the sample while the note is held; null for decaying notes. */
  readonly loop: Loop | null;
  /** Seconds in which a looped note decays; absent if it sustains. */
  readonly decay?: Seconds;
  readonly rate: number;
  /** Waves its pitch, some time after its start; default: none. */
  readonly vibrato?: Vibrato | null;
  /** Whether it grows to its middle and falls again. Default false. */
  readonly swells?: boolean;
  /** Linear. */
  readonly gain: number;
  readonly time: Seconds;
  readonly attack: Seconds;
  /** Start of the release. */
  readonly until: Seconds;
  /** What it plays, to be {@link VoiceAllocator.withdraw withdrawn} by. */
  readonly note?: object;
  readonly release: Seconds;
}

/** Tolerance for times that were computed in two ways, in seconds. */
const HAIR: Seconds = 1e-4;
/** Fade of a silenced voice: fast, but without a click. */
const CUT: Seconds = 0.03;
/** A release or decay is drawn as linear ramps along an exponential, down to -48 dB. */
const RELEASE_SHAPE = [
  [0.1, 0.5],
  [0.25, 0.2],
  [0.5, 0.06],
  [0.75, 0.018],
  [1, 0],
] as const;

/** A held note, from its attack to its release: time as a share of it, and gain. A swell has the level of a steady one on average. */
const STEADY = [[1, 1]] as const;
const SWELL_FROM = 0.9;
const SWELL = [
  [0.45, 1.1],
  [0.7, 1.06],
  [1, 0.86],
] as const;
/** When a vibrato begins after its note, and how long it takes to its full depth. */
const VIBRATO_AFTER: Seconds = 0.35;
const VIBRATO_GROWS: Seconds = 0.5;
/** Points of a vibrato's curve per wave. */
const PER_WAVE = 12;

interface Voice {
  readonly start: Seconds;
  end: Seconds;
  readonly note: object | undefined;
  silence(time: Seconds, slow?: boolean): void;
  release(): void;
}

/** Plays samples into one output, and stops them. */
export class VoiceAllocator {
  readonly #context: BaseAudioContext;
  readonly #sounding = new Set<Voice>();
  readonly #pool: PolyphonyLimiter;
  /** Unused gains, by the output to which they are connected. */
  readonly #idle = new Map<AudioNode, GainNode[]>();
  #gains = 0;

  constructor(context: BaseAudioContext, pool: PolyphonyLimiter = new PolyphonyLimiter()) {
    this.#context = context;
    this.#pool = pool;
  }

  /** Number of voices. */
  get size(): number {
    return this.#sounding.size;
  }

  /** Number of gains, idle ones included. */
  get gains(): number {
    return this.#gains;
  }

  /** Number of audio nodes: sources and gains. */
  get nodes(): number {
    return this.#sounding.size + this.#gains;
  }

  /** Plays a part of a sample; it stops by itself. */
  play(tone: VoiceParams, output: AudioNode): void {
    const { time, until, release: fading, skip, start, loop } = tone;
    const source = this.#context.createBufferSource();
    const envelope = this.#gain(output);
    const rung = loop ? Number.POSITIVE_INFINITY : time + (tone.seconds - skip) / tone.rate;
    const end = Math.min(until + fading, rung, time + (tone.decay ?? Number.POSITIVE_INFINITY));
    const line = new ParamAutomation(envelope.gain, 0, time, envelopeCorners(tone, end));
    source.buffer = tone.buffer;
    source.playbackRate.value = tone.rate;
    if (tone.vibrato) wave(source.detune, tone.vibrato, time + VIBRATO_AFTER, until + fading);
    if (loop) {
      source.loop = true;
      source.loopStart = start + loop.start;
      source.loopEnd = start + loop.end;
    }
    source.connect(envelope);
    source.start(time, start + skip);
    source.stop(end);
    const release = () => {
      if (!this.#sounding.delete(voice)) return;
      source.disconnect();
      this.#pool.delete(voice);
      this.#idle.get(output)?.push(envelope);
    };
    const voice: Voice = {
      start: time,
      end,
      note: tone.note,
      release,
      silence: (at, slow = false) => {
        const from = Math.max(at, this.#context.currentTime);
        if (from >= voice.end) return;
        // A voice that has not started is stopped before its first sample.
        if (from <= time) {
          source.stop(Math.max(0, this.#context.currentTime));
          release();
        } else {
          const corners = slow ? settlingCorners(line.valueAt(from), 0, from) : [{ time: from + CUT, value: 0 }];
          line.rampThrough(from, corners);
          voice.end = Math.min(voice.end, corners.at(-1)!.time);
          this.#pool.shorten(voice, from);
          source.stop(voice.end);
        }
      },
    };
    if (!('startRendering' in this.#context)) source.onended = release;
    this.#pool.add(voice);
    this.#sounding.add(voice);
  }

  /** Silences everything from a clock time on, later notes included; with `ring`, only later notes. */
  silence(time: Seconds, ring = false): void {
    for (const voice of [...this.#sounding]) if (!ring || voice.start >= time - HAIR) voice.silence(time);
  }

  /** Takes notes back from a clock time on: those that sound fade out, those that have not begun are not heard. */
  withdraw(notes: ReadonlySet<object>, time: Seconds): void {
    for (const voice of [...this.#sounding]) {
      if (voice.note === undefined || !notes.has(voice.note)) continue;
      voice.silence(voice.start >= time - HAIR ? Math.min(time, voice.start) : time, true);
    }
  }

  /** Stops and disconnects every voice at once: in a closed context, none would report its end. */
  dispose(): void {
    for (const voice of [...this.#sounding]) {
      voice.silence(0);
      voice.release();
    }
    for (const gains of this.#idle.values()) for (const gain of gains) gain.disconnect();
    this.#idle.clear();
    this.#gains = 0;
  }

  /**
   * Removes ended voices. In a game each removes itself; offline, the time at which a node is removed affects the order of
   * summation, so it has to be the same every time.
   */
  tidy(): void {
    const now = this.#context.currentTime;
    for (const voice of [...this.#sounding]) if (voice.end < now) voice.release();
  }

  /** A gain connected to an output, without scheduled values. */
  #gain(output: AudioNode): GainNode {
    const idle = this.#idle.get(output) ?? [];
    this.#idle.set(output, idle);
    const used = idle.pop();
    if (used !== undefined) {
      used.gain.cancelScheduledValues(0);
      return used;
    }
    const gain = this.#context.createGain();
    gain.connect(output);
    this.#gains++;
    return gain;
  }
}

/** Draws a vibrato that grows onto a pitch, in cents. */
function wave(detune: AudioParam, { rate, cents }: Vibrato, from: Seconds, to: Seconds): void {
  const seconds = to - from;
  if (seconds < 1 / rate) return;
  const points = Math.ceil(seconds * rate * PER_WAVE) + 1;
  const curve = Float32Array.from({ length: points }, (_, i) => {
    const after = (i / (points - 1)) * seconds;
    return cents * Math.min(1, after / VIBRATO_GROWS) * Math.sin(2 * Math.PI * rate * after);
  });
  detune.setValueCurveAtTime(curve, from, seconds);
}

function envelopeCorners(
  { time, attack, until, release, gain, decay, swells }: VoiceParams,
  end: Seconds,
): readonly AutomationPoint[] {
  const top = time + Math.min(attack, Math.max(0.002, until - time));
  const held = Math.max(top, Math.min(until, end - CUT));
  const fall = Math.max(0, Math.min(release, end - held));
  const sustain = (): readonly AutomationPoint[] => {
    if (held <= top) return [];
    if (decay !== undefined) return fading(top, decay, gain, held);
    const shape = swells ? SWELL : STEADY;
    return shape.map(([share, level]) => ({ time: top + (held - top) * share, value: level * gain }));
  };
  const first = swells && decay === undefined ? gain * SWELL_FROM : gain;
  const hold = sustain();
  const left = hold.at(-1)?.value ?? first;
  const drop = RELEASE_SHAPE.map(([share, level]) => ({ time: held + fall * share, value: level * left }));
  return [{ time: top, value: first }, ...hold, ...drop];
}

/** Automation of a note that decays from `top` on, up to `held`. */
function fading(top: Seconds, decay: Seconds, gain: number, held: Seconds): readonly AutomationPoint[] {
  const corners: AutomationPoint[] = [];
  let before: AutomationPoint = { time: top, value: gain };
  for (const [share, level] of RELEASE_SHAPE) {
    const corner = { time: top + decay * share, value: level * gain };
    if (corner.time >= held) {
      const passed = (held - before.time) / (corner.time - before.time);
      return [...corners, { time: held, value: before.value + (corner.value - before.value) * passed }];
    }
    corners.push(corner);
    before = corner;
  }
  return [...corners, { time: held, value: 0 }];
}
