/**
 * The voices that sound now or are about to: each is one run of a sample through a gain of its own. Sources play once;
 * gains stay where they are connected and serve the next voice there. Both are native ones of the Tone context: a voice
 * of Tone's own costs six times as much to make (0.37 ms against 0.06 ms in Node), and a full bar has up to a hundred.
 */

import type { Seconds } from '../music/time.ts';
import type { Loop } from './loop.ts';
import { type AutomationPoint, ParamAutomation } from './param-automation.ts';
import { PolyphonyLimiter } from './polyphony-limiter.ts';

/** What a voice plays. Times are on the clock. */
export interface VoiceParams {
  readonly buffer: AudioBuffer;
  /** Where the sample lies in the buffer. */
  readonly start: Seconds;
  readonly seconds: Seconds;
  /** Where in the sample the voice begins. */
  readonly skip: Seconds;
  /** Where in the sample it goes round while it is held; null for tones that die away. */
  readonly loop: Loop | null;
  /** In how long it dies away by itself although it goes round; left out where it is held. */
  readonly decay?: Seconds;
  readonly rate: number;
  /** Linear. */
  readonly gain: number;
  readonly time: Seconds;
  readonly attack: Seconds;
  /** When it starts to fade. */
  readonly until: Seconds;
  readonly release: Seconds;
}

/** Times that were computed in two ways are this near. */
const HAIR: Seconds = 1e-4;
/** How fast a voice is silenced: quick, and still no click. */
const CUT: Seconds = 0.03;
/** A release, or a tone that dies away, is drawn as lines along an exponential, down to 48 dB below. */
const RELEASE_SHAPE = [
  [0.1, 0.5],
  [0.25, 0.2],
  [0.5, 0.06],
  [0.75, 0.018],
  [1, 0],
] as const;

interface Voice {
  readonly start: Seconds;
  end: Seconds;
  silence(time: Seconds): void;
  release(): void;
}

/** Plays and stops samples into one output. */
export class VoiceAllocator {
  readonly #context: BaseAudioContext;
  readonly #sounding = new Set<Voice>();
  readonly #pool: PolyphonyLimiter;
  /** Gains that are connected to an output and serve no voice. */
  readonly #idle = new Map<AudioNode, GainNode[]>();
  #gains = 0;

  constructor(context: BaseAudioContext, pool: PolyphonyLimiter = new PolyphonyLimiter()) {
    this.#context = context;
    this.#pool = pool;
  }

  /** How many voices exist. */
  get size(): number {
    return this.#sounding.size;
  }

  /** Gains: those that serve a voice, and those that wait for the next. */
  get gains(): number {
    return this.#gains;
  }

  /** Audio nodes: sources and gains. */
  get nodes(): number {
    return this.#sounding.size + this.#gains;
  }

  /** Plays a run of a sample; it stops by itself. */
  play(tone: VoiceParams, output: AudioNode): void {
    const { time, until, release: fading, skip, start, loop } = tone;
    const source = this.#context.createBufferSource();
    const envelope = this.#gain(output);
    const rung = loop ? Number.POSITIVE_INFINITY : time + (tone.seconds - skip) / tone.rate;
    const end = Math.min(until + fading, rung, time + (tone.decay ?? Number.POSITIVE_INFINITY));
    const line = new ParamAutomation(envelope.gain, 0, time, envelopeCorners(tone, end));
    source.buffer = tone.buffer;
    source.playbackRate.value = tone.rate;
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
      release,
      silence: (at) => {
        const from = Math.max(at, this.#context.currentTime);
        if (from >= voice.end) return;
        // A voice not begun yet is cut before its first sample.
        if (from <= time) {
          source.stop(Math.max(0, this.#context.currentTime));
          release();
        } else {
          line.rampThrough(from, [{ time: from + CUT, value: 0 }]);
          voice.end = Math.min(voice.end, from + CUT);
          this.#pool.shorten(voice, from);
          source.stop(voice.end);
        }
      },
    };
    if (!('startRendering' in this.#context)) source.onended = release;
    this.#pool.add(voice);
    this.#sounding.add(voice);
  }

  /** Silences everything from a time on, what was to begin after it included; where it may `ring`, only that. */
  silence(time: Seconds, ring = false): void {
    for (const voice of [...this.#sounding]) if (!ring || voice.start >= time - HAIR) voice.silence(time);
  }

  /** Ends and disconnects every voice at once: on a context that is closed, none would say that it has ended. */
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
   * Takes out the voices that have ended. In a game each goes by itself; offline the moment when a node is taken out
   * decides in what order the rest are summed, so that has to be the same moment every time.
   */
  tidy(): void {
    const now = this.#context.currentTime;
    for (const voice of [...this.#sounding]) if (voice.end < now) voice.release();
  }

  /** A gain on its way to an output, without a past. */
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

function envelopeCorners(
  { time, attack, until, release, gain, decay }: VoiceParams,
  end: Seconds,
): readonly AutomationPoint[] {
  const top = time + Math.min(attack, Math.max(0.002, until - time));
  const held = Math.max(top, Math.min(until, end - CUT));
  const fall = Math.max(0, Math.min(release, end - held));
  const hold = held <= top ? [] : decay === undefined ? [{ time: held, value: gain }] : fading(top, decay, gain, held);
  const left = hold.at(-1)?.value ?? gain;
  const drop = RELEASE_SHAPE.map(([share, level]) => ({ time: held + fall * share, value: level * left }));
  return [{ time: top, value: gain }, ...hold, ...drop];
}

/** A tone that dies away from `top` on, as far as it has come by `held`. */
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
