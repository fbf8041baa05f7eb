/** Plays one bed: one voice, which is a loop or a row of single sounds, through a filter that moves, into a level. */

import { type Random, random } from '../../music/random.ts';
import type { Seconds } from '../../music/time.ts';
import { gainOfDb } from '../decibels.ts';
import { belowNyquist } from '../nyquist.ts';
import { ParamAutomation, SETTLING, settlingCorners } from '../param-automation.ts';
import type { GrainBed, LoopBed } from './bed.ts';
import { type Movement, movementOf } from './motion.ts';

/** A change of level: from `time` on, within some seconds. */
export interface LevelChange {
  readonly level: number;
  readonly time: Seconds;
  /** `settling`: as soon as no jump is heard. */
  readonly seconds: Seconds | 'settling';
}

/** A voice that begins less than this after it was asked for is not late: its signal may have waited for a tick that arranged a bar. */
const PROMPT: Seconds = 0.2;

/** The length of a change. */
export function secondsOf({ seconds }: LevelChange): Seconds {
  return seconds === 'settling' ? SETTLING : seconds;
}

/** What a bed is played with. */
export interface BedVoice {
  readonly bed: LoopBed | GrainBed;
  readonly buffers: readonly AudioBuffer[];
  readonly seed: string;
  /** Clock time at which it came on; it need not sound from there on, but its movement counts from there. */
  readonly origin: Seconds;
  /** Clock time from which it sounds. */
  readonly from: Seconds;
}

/** Half the level sounds half as loud: loudness grows with the power 0.6 of amplitude (Stevens 1955). */
const gainOf = (level: number) => level ** (1 / 0.6);
const CORNERS = 8;
/** Time between two points of a movement. */
const STEP: Seconds = 0.25;
/** The shortest change of level of a voice that begins later than it was asked for. */
const LATE_FADE: Seconds = 1.5;

/** One bed that sounds. */
export class BedPlayer {
  readonly #context: BaseAudioContext;
  readonly #voice: BedVoice;
  readonly #level: GainNode;
  readonly #automation: ParamAutomation;
  readonly #parts: AudioNode[] = [];
  readonly #run: { schedule(until: Seconds): void; stop(): void };
  #target = 0;
  #settledAt: Seconds;

  constructor(context: BaseAudioContext, output: AudioNode, voice: BedVoice) {
    this.#context = context;
    this.#voice = voice;
    this.#settledAt = voice.from;
    this.#level = this.#own(context.createGain());
    this.#level.gain.value = 0;
    this.#automation = new ParamAutomation(this.#level.gain, 0, voice.from);
    this.#level.connect(output);
    this.#run = voice.bed.kind === 'loop' ? this.#loop(voice.bed) : this.#grains(voice.bed);
  }

  /** Number of permanent nodes, and the source. */
  get nodes(): number {
    return this.#parts.length + 1;
  }

  /** Whether it is silent for good unless its level changes again. */
  isOver(now: Seconds): boolean {
    return this.#target === 0 && now > this.#settledAt;
  }

  /** Changes the level; later changes that were scheduled are dropped. */
  change(change: LevelChange): void {
    const { level, time } = change;
    const seconds = secondsOf(change);
    const { from } = this.#voice;
    const at = Math.max(time, from, this.#context.currentTime);
    if (change.seconds === 'settling' && from - time < PROMPT) {
      this.#automation.rampThrough(at, settlingCorners(this.#automation.valueAt(at), gainOf(level), at));
      this.#target = level;
      this.#settledAt = at + SETTLING;
      return;
    }
    const length = Math.max(seconds - (at - time), time < from ? LATE_FADE : Math.min(seconds, 0.05));
    const [start, end] = [this.#automation.valueAt(at), gainOf(level)];
    // As an equal-power crossfade, so that of two beds that change places the sum does not sink.
    const corners = Array.from({ length: CORNERS }, (_, i) => {
      const share = ((i + 1) / CORNERS) * (Math.PI / 2);
      const way = end > start ? Math.sin(share) : 1 - Math.cos(share);
      return { time: at + (length * (i + 1)) / CORNERS, value: start + (end - start) * way };
    });
    this.#automation.rampThrough(at, corners);
    this.#target = level;
    this.#settledAt = at + length;
  }

  /** Schedules movement and single sounds up to a clock time. */
  schedule(until: Seconds): void {
    this.#run.schedule(until);
  }

  dispose(): void {
    this.#run.stop();
    for (const part of this.#parts) part.disconnect();
  }

  #loop({ filter, motion, seconds }: LoopBed): { schedule(until: Seconds): void; stop(): void } {
    const { buffers, seed, from } = this.#voice;
    const source = this.#context.createBufferSource();
    source.buffer = buffers[0]!;
    source.loop = true;
    const mover = this.#own(this.#context.createGain());
    mover.connect(this.#level);
    const params = [{ param: mover.gain, valueAt: (move: number) => gainOfDb(motion.db * move) }];
    let input: AudioNode = mover;
    if (filter !== undefined) {
      const biquad = this.#own(this.#context.createBiquadFilter());
      biquad.type = filter.type;
      biquad.Q.value = filter.q;
      // New coefficients for every sample would cost more than all else.
      biquad.frequency.automationRate = 'k-rate';
      biquad.connect(mover);
      const hertz = (move: number) =>
        belowNyquist(filter.hertz * 2 ** (filter.octaves * move), this.#context.sampleRate);
      params.push({ param: biquad.frequency, valueAt: hertz });
      input = biquad;
    }
    source.connect(input);
    source.start(from, random(`${seed}/offset`).next() * seconds);
    return { schedule: this.#mover(params, movementOf(motion, seed)), stop: () => end(source) };
  }

  /** Schedules parameters along a movement, step by step. */
  #mover(
    params: readonly { param: AudioParam; valueAt(move: number): number }[],
    movement: Movement,
  ): (until: Seconds) => void {
    const { from, origin } = this.#voice;
    let at = from;
    const hold = (move: number) => {
      for (const { param, valueAt } of params) param.setValueAtTime(valueAt(move), at);
    };
    hold(movement(at - origin));
    return (until) => {
      const { currentTime } = this.#context;
      if (at < currentTime) {
        // The page slept: a ramp from the last point would begin in the past, with a jump.
        const last = movement(at - origin);
        at = currentTime;
        hold(last);
      }
      for (; at < until; at += STEP)
        for (const { param, valueAt } of params)
          param.linearRampToValueAtTime(valueAt(movement(at + STEP - origin)), at + STEP);
    };
  }

  #grains(bed: GrainBed): { schedule(until: Seconds): void; stop(): void } {
    const { buffers, seed, origin, from } = this.#voice;
    const distance = this.#own(this.#context.createGain());
    const panner = this.#own(this.#context.createStereoPanner());
    distance.connect(panner);
    panner.connect(this.#level);
    const rng = random(`${seed}/grains`);
    const pending = new Set<AudioBufferSourceNode>();
    // The first one comes soon.
    let at = origin + pauseOf(bed, rng) * 0.3;
    const schedule = (until: Seconds) => {
      while (at < until) {
        const buffer = rng.pick(buffers);
        const rate = 1 + bed.speed * (2 * rng.next() - 1);
        const gain = gainOfDb(-bed.depth * rng.next());
        const pan = bed.spread * (2 * rng.next() - 1);
        if (at >= Math.max(from, this.#context.currentTime)) {
          const source = this.#context.createBufferSource();
          source.buffer = buffer;
          source.playbackRate.value = rate;
          source.connect(distance);
          distance.gain.setValueAtTime(gain, at);
          panner.pan.setValueAtTime(pan, at);
          source.start(at);
          source.onended = () => {
            source.disconnect();
            pending.delete(source);
          };
          pending.add(source);
        }
        at += buffer.duration / rate + pauseOf(bed, rng);
      }
    };
    return { schedule, stop: () => pending.forEach(end) };
  }

  #own<T extends AudioNode>(node: T): T {
    this.#parts.push(node);
    return node;
  }
}

/** Short pauses are more frequent than long ones. */
function pauseOf({ pause: [shortest, longest] }: GrainBed, rng: Random): Seconds {
  return shortest * (longest / shortest) ** rng.next();
}

function end(source: AudioBufferSourceNode): void {
  source.onended = null;
  source.stop();
  source.disconnect();
}
