/**
 * Signals are what the game says about itself. Each is smoothed in closed form: its value is a function of music time
 * and of what was sent when, never of how often anyone looked.
 */

import { clamp01 } from '../music/pitch.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import { checkNumber } from './moods.ts';
import { unknownName } from './names.ts';

/** What a game may send: a number 0..1, a switch, or a tag (any text). */
export type SignalValue = number | boolean | string;

/** A signal's declaration. Plain JSON. */
export interface SignalDefinition {
  /** Seconds to get about 95 % of the way up. Default 0.3. */
  readonly attack?: Seconds;
  /** Seconds to get about 95 % of the way down. Default 3. */
  readonly release?: Seconds;
  /** The value before the game has sent any; a text makes the signal a tag. Default 0. */
  readonly initial?: SignalValue;
}

/** Values sent within one such stretch of music time count as one: the last. Keeps logs short and replays exact. */
export const SIGNAL_STEP: Seconds = 0.1;

const DEFAULTS = { attack: 0.3, release: 3, initial: 0 } as const;
/** An exponential has gone 95 % of its way after three time constants. */
const TIME_CONSTANTS = 3;
/** How long old steps are kept for those who look back, e.g. while a late bar is cut. */
const KEPT: Seconds = 60;

interface Step {
  readonly time: Seconds;
  /** Smoothed value at `time`. */
  readonly from: number;
  readonly target: number;
  readonly tag: string;
}

/** Checks declarations. @throws naming the signal and what is wrong. */
export function checkSignals(definitions: Readonly<Record<string, SignalDefinition>>): void {
  for (const [name, definition] of Object.entries(definitions)) {
    const owner = `signal '${name}'`;
    if (typeof definition !== 'object' || definition === null) {
      throw new TypeError(`${owner} must be an object like { attack: 0.3, release: 4, initial: 0 }`);
    }
    for (const [key, value] of Object.entries(definition)) {
      if (key === 'attack' || key === 'release') checkNumber(`${owner}: ${key}`, value, { min: 0, max: 600 });
      else if (key !== 'initial') throw new RangeError(`${owner}: ${unknownName('field', key, Object.keys(DEFAULTS))}`);
      else if (typeof value === 'number') checkNumber(`${owner}: initial`, value, { min: 0, max: 1 });
      else if (typeof value !== 'boolean' && typeof value !== 'string') {
        throw new TypeError(`${owner}: initial must be a number 0..1, a boolean or a tag`);
      }
    }
  }
}

/** The signals of one running soundtrack. */
export class Signals {
  readonly #definitions: Readonly<Record<string, SignalDefinition>>;
  readonly #steps = new Map<string, Step[]>();

  /** @throws where a declaration is wrong. */
  constructor(definitions: Readonly<Record<string, SignalDefinition>>) {
    checkSignals(definitions);
    this.#definitions = definitions;
    for (const [name, { initial = DEFAULTS.initial }] of Object.entries(definitions)) {
      const start = asNumber(initial);
      this.#steps.set(name, [{ time: -Infinity, from: start, target: start, tag: asTag(initial) }]);
    }
  }

  /** Names of the declared signals. */
  get names(): readonly string[] {
    return [...this.#steps.keys()];
  }

  /**
   * Checks a value and brings it into range. @throws where the signal is unknown or the value is of another kind than
   * declared.
   */
  accept(name: string, value: SignalValue): SignalValue {
    const definition = this.#definitions[name];
    if (definition === undefined || !this.#steps.has(name))
      throw new RangeError(unknownName('signal', name, this.names));
    const wantsTag = typeof (definition.initial ?? DEFAULTS.initial) === 'string';
    if (wantsTag !== (typeof value === 'string')) {
      throw new TypeError(
        `signal '${name}' takes ${wantsTag ? 'a tag (text)' : 'a number 0..1 or a boolean'}, not ${typeof value}`,
      );
    }
    if (typeof value !== 'number') return value;
    if (Number.isNaN(value)) throw new TypeError(`signal '${name}' is not a number (NaN)`);
    return Math.round(clamp01(value) * 1000) / 1000;
  }

  /**
   * Sets a signal at a music time; it counts from the next whole {@link SIGNAL_STEP} on. Answers whether anything
   * changed. Times must not go back.
   */
  set(name: string, value: SignalValue, time: Seconds): boolean {
    const accepted = this.accept(name, value);
    const steps = this.#steps.get(name)!;
    const last = steps.at(-1)!;
    const target = asNumber(accepted);
    const tag = asTag(accepted);
    if (target === last.target && tag === last.tag) return false;
    const at = Math.ceil(time / SIGNAL_STEP - 1e-9) * SIGNAL_STEP;
    if (steps.length > 1 && at <= last.time) steps.pop();
    steps.push({ time: at, from: this.#smoothed(name, steps.at(-1)!, at), target, tag });
    while (steps.length > 2 && steps[1]!.time < at - KEPT) steps.shift();
    return true;
  }

  /** The smoothed value at a music time, 0..1; for a tag signal, 0. */
  value(name: string, time: Seconds): NormalRange {
    return this.#smoothed(name, this.#stepAt(name, time), time);
  }

  /** What counts at a music time before it is smoothed: a number 0..1, or the tag. */
  raw(name: string, time: Seconds): number | string {
    const { tag, target } = this.#stepAt(name, time);
    return tag || target;
  }

  /** The tag at a music time; empty for signals that are numbers. */
  tag(name: string, time: Seconds): string {
    return this.#stepAt(name, time).tag;
  }

  #stepAt(name: string, time: Seconds): Step {
    const steps = this.#steps.get(name);
    if (steps === undefined) throw new RangeError(unknownName('signal', name, this.names));
    for (let i = steps.length - 1; i > 0; i--) if (steps[i]!.time <= time) return steps[i]!;
    return steps[0]!;
  }

  #smoothed(name: string, step: Step, time: Seconds): number {
    if (step.from === step.target || step.time === -Infinity) return step.target;
    const { attack = DEFAULTS.attack, release = DEFAULTS.release } = this.#definitions[name]!;
    const seconds = step.target > step.from ? attack : release;
    if (seconds === 0) return step.target;
    const left = Math.exp((-TIME_CONSTANTS * Math.max(0, time - step.time)) / seconds);
    return step.target + (step.from - step.target) * left;
  }
}

function asNumber(value: SignalValue): number {
  return typeof value === 'number' ? value : value === true ? 1 : 0;
}

function asTag(value: SignalValue): string {
  return typeof value === 'string' ? value : '';
}
