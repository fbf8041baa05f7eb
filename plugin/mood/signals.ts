/**
 * Signals are values that the game sends. Each is smoothed in closed form: its value depends on the music time and on the
 * values sent, never on how often it is read.
 */

import { DECLARED } from '../music/limits.ts';
import { clamp01 } from '../music/pitch.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import { CURVES, type Curve } from './curves.ts';
import { plainText, unknownName } from './names.ts';
import {
  type Check,
  checkFieldsOf,
  checkNumber,
  checkObject,
  checkOneOf,
  checkText,
  entriesOf,
  type Fields,
  number,
  ownValue,
  required,
} from './validate.ts';

/** A value of a signal: a number in the signal's range, a switch, or a tag (any text). */
export type SignalValue = number | boolean | string;

/**
 * Turns a number into a switch with two thresholds, in the signal's own unit. With `on` above `off`, the switch goes on
 * at or above `on` and off at or below `off`; with `on` below `off`, the other way round.
 */
export interface Hysteresis {
  readonly on: number;
  readonly off: number;
}

/** A signal's declaration. Plain JSON. */
export interface SignalDefinition {
  /** Seconds to rise to about 95 % of a new value. Default 0.3. */
  readonly attack?: Seconds;
  /** Seconds to fall to about 95 % of the way to a new value. Default 3. */
  readonly release?: Seconds;
  /** The value until the game sends one, in the signal's own unit; a text makes the signal a tag. Default: the first end of the range. */
  readonly initial?: SignalValue;
  /** The game's values that map to 0 and to 1. Default `[0, 1]`. */
  readonly range?: readonly [zero: number, one: number];
  /** Applied to the value in 0..1 before smoothing. Default `linear`. */
  readonly curve?: Curve;
  /** Turns a number into a switch, 0 or 1. */
  readonly hysteresis?: Hysteresis;
}

/** Of the values sent within one step of music time, only the last counts. Keeps logs short and replays exact. */
export const SIGNAL_STEP: Seconds = 0.1;

const DEFAULTS = { attack: 0.3, release: 3 } as const;
const UNIT = [0, 1] as const;
/** Limit of the ends of a range, so that no sum becomes infinite. */
const FARTHEST = Number.MAX_SAFE_INTEGER;
/** Numbers are rounded to this many steps of their range, so that a noisy value makes no long log. */
const STEPS = 1000;
/** An exponential reaches 95 % after three time constants. */
const TIME_CONSTANTS = 3;
/** Seconds that old steps are kept, for reads in the past, for example when a late bar is rendered. */
const KEPT: Seconds = 60;

/** A value that the game sent. Plain JSON. */
export interface SignalStep {
  /** Music time from which it counts; null = from the beginning. */
  readonly time: Seconds | null;
  /** Smoothed value at `time`. */
  readonly from: number;
  readonly target: number;
  readonly tag: string;
  /** When it was sent, and what {@link Signals.live} was then; missing in older logs. */
  readonly sent?: readonly [time: Seconds, from: number];
}

/** Reads signals at a music time. */
export interface SignalReader {
  /** The smoothed value, 0..1; for a tag signal, 0. */
  value(name: string, time: Seconds): NormalRange;
  /** The tag; empty for numeric signals. */
  tag(name: string, time: Seconds): string;
}

interface Step extends SignalStep {
  readonly time: Seconds;
}

/** A check for each field of a declaration; {@link checkSignals} checks how they combine. */
const FIELDS: Fields = {
  attack: number(0, 600),
  release: number(0, 600),
  initial: () => {},
  range: checkRange,
  curve: (value, owner) => checkOneOf(owner, 'curve', value, Object.keys(CURVES)),
  hysteresis: (value, owner) => checkObject(`${owner}: hysteresis`, value, '{ on: 0.7, off: 0.4 }'),
};

/** Checks declarations. @throws naming the signal and what is wrong. */
export function checkSignals(definitions: Readonly<Record<string, SignalDefinition>>): void {
  for (const [name, definition] of entriesOf('signals', definitions, DECLARED)) {
    const owner = `signal '${plainText(name)}'`;
    checkObject(owner, definition, '{ attack: 0.3, release: 4, initial: 0 }');
    checkFieldsOf(owner, definition, FIELDS);
    const { initial, range, curve, hysteresis } = definition;
    const [zero, one] = range ?? UNIT;
    const ends = { min: Math.min(zero, one), max: Math.max(zero, one) };
    checkInitial(owner, initial, ends);
    if (hysteresis !== undefined) checkHysteresis(owner, hysteresis, ends);
    if (hysteresis !== undefined && curve !== undefined)
      throw new TypeError(`${owner}: a switch is 0 or 1, so a curve has no effect; leave out curve or hysteresis`);
    if (typeof initial === 'string' && (range ?? curve ?? hysteresis) !== undefined)
      throw new TypeError(
        `${owner} is a tag, because its initial value is text; leave out range, curve and hysteresis`,
      );
  }
}

function checkInitial(owner: string, initial: unknown, ends: { min: number; max: number }): void {
  if (typeof initial === 'number') checkNumber(`${owner}: initial`, initial, ends);
  else if (typeof initial === 'string') checkText(`${owner}: initial`, initial);
  else if (initial !== undefined && typeof initial !== 'boolean')
    throw new TypeError(`${owner}: initial must be a number ${ends.min}..${ends.max}, a boolean or a tag`);
}

function checkRange(range: unknown, owner: string): void {
  const numbers =
    Array.isArray(range) && range.length === 2 && range.every((end) => typeof end === 'number' && !Number.isNaN(end));
  if (!numbers || range[0] === range[1])
    throw new TypeError(`${owner}: range must be two different numbers, those that count as 0 and as 1: [0, 100]`);
  for (const end of range) checkNumber(`${owner}: an end of range`, end, { min: -FARTHEST, max: FARTHEST });
}

function checkHysteresis(owner: string, hysteresis: Hysteresis, ends: { min: number; max: number }): void {
  const within: Check = (value, _, field) => checkNumber(`${owner}: hysteresis.${field}`, value, ends);
  checkFieldsOf(`${owner}: hysteresis`, hysteresis, { on: required(within), off: required(within) });
  if (hysteresis.on === hysteresis.off)
    throw new RangeError(`${owner}: hysteresis.on and .off are both ${hysteresis.on}; give two different values`);
}

/** Whether a signal is declared as a tag. */
export function isTagSignal({ initial }: SignalDefinition): boolean {
  return typeof initial === 'string';
}

/** The signals of one running soundtrack. */
export class Signals {
  readonly #definitions: Readonly<Record<string, SignalDefinition>>;
  readonly #steps = new Map<string, Step[]>();
  #revision = 0;
  /** The signals as they were sent last, from the very moment: for what follows without waiting for a step. Not for times in the past. */
  readonly live: SignalReader = {
    value: (name, time) => this.#smoothed(name, sentStep(this.#last(name)), time),
    tag: (name) => this.#last(name).tag,
  };

  /** @throws if a declaration is wrong. */
  constructor(definitions: Readonly<Record<string, SignalDefinition>>) {
    checkSignals(definitions);
    this.#definitions = definitions;
    for (const [name, definition] of Object.entries(definitions)) {
      const initial = definition.initial ?? (definition.range ?? UNIT)[0];
      const start = targetOf(definition, initial, 0);
      this.#steps.set(name, [{ time: -Infinity, from: start, target: start, tag: asTag(initial) }]);
    }
  }

  /** Increases with every change. While it stays equal, the value at any time stays equal. */
  get revision(): number {
    return this.#revision;
  }

  /** Names of the declared signals. */
  get names(): readonly string[] {
    return [...this.#steps.keys()];
  }

  /** @throws RangeError if the signal is not declared, with the known names and the likely intended one. */
  check(name: string): void {
    this.#definition(name);
  }

  /**
   * Checks a value and clamps it to the signal's range, in its own unit. @throws if the signal is unknown or the value is
   * not of the declared kind.
   */
  accept(name: string, value: SignalValue): SignalValue {
    const definition = this.#definition(name);
    const wantsTag = isTagSignal(definition);
    const [zero, one] = definition.range ?? UNIT;
    const fits = wantsTag ? typeof value === 'string' : typeof value === 'number' || typeof value === 'boolean';
    if (!fits) {
      const wanted = wantsTag ? 'a tag (text)' : `a number ${zero}..${one} or a boolean`;
      throw new TypeError(`signal '${plainText(name)}' takes ${wanted}, not ${value === null ? 'null' : typeof value}`);
    }
    if (typeof value === 'string') checkText(`signal '${plainText(name)}'`, value);
    if (typeof value !== 'number') return value;
    if (Number.isNaN(value)) throw new TypeError(`signal '${plainText(name)}' is not a number (NaN)`);
    const share = Math.round(clamp01((value - zero) / (one - zero)) * STEPS) / STEPS;
    return zero + share * (one - zero);
  }

  /** Whether a value would change the signal; games send the same one every frame. @throws as {@link accept}. */
  changes(name: string, value: SignalValue): boolean {
    const accepted = this.accept(name, value);
    const last = this.#steps.get(name)!.at(-1)!;
    return targetOf(this.#definition(name), accepted, last.target) !== last.target || asTag(accepted) !== last.tag;
  }

  /**
   * Sets a signal at a music time, effective from the next multiple of {@link SIGNAL_STEP}. Returns whether anything
   * changed. Times must not decrease.
   */
  set(name: string, value: SignalValue, time: Seconds): boolean {
    const accepted = this.accept(name, value);
    const steps = this.#steps.get(name)!;
    const last = steps.at(-1)!;
    const target = targetOf(this.#definition(name), accepted, last.target);
    const tag = asTag(accepted);
    if (target === last.target && tag === last.tag) return false;
    const at = Math.ceil(time / SIGNAL_STEP - 1e-9) * SIGNAL_STEP;
    const sent = [time, this.live.value(name, time)] as const;
    if (steps.length > 1 && at <= last.time) steps.pop();
    steps.push({ time: at, from: this.#smoothed(name, steps.at(-1)!, at), target, tag, sent });
    while (steps.length > 2 && steps[1]!.time < at - KEPT) steps.shift();
    this.#revision++;
    return true;
  }

  /**
   * Restores a signal to a value that {@link raw} returned (0..1, or a tag), as if it had been sent long ago. @throws if
   * the signal is unknown or the value is of the other kind.
   */
  settle(name: string, sent: number | string): void {
    const wantsTag = isTagSignal(this.#definition(name));
    // Older saved games write an empty tag as 0.
    const raw = wantsTag && sent === 0 ? '' : sent;
    if (wantsTag !== (typeof raw === 'string'))
      throw new TypeError(`signal '${plainText(name)}' is ${wantsTag ? 'a tag' : 'a number'}`);
    if (wantsTag) checkText(`signal '${plainText(name)}'`, raw);
    else checkNumber(`signal '${plainText(name)}'`, raw, { min: 0, max: 1 });
    const target = typeof raw === 'string' ? 0 : raw;
    this.#steps.set(name, [{ time: -Infinity, from: target, target, tag: asTag(raw) }]);
    this.#revision++;
  }

  /** The steps of a signal that affect its value from a music time on. */
  stepsFrom(name: string, time: Seconds): readonly SignalStep[] {
    const steps = this.#steps.get(name) ?? [];
    const first = steps.findLastIndex((step) => step.time <= time);
    return steps
      .slice(Math.max(0, first))
      .map((step) => ({ ...step, time: step.time === Number.NEGATIVE_INFINITY ? null : step.time }));
  }

  /** Restores the steps that {@link stepsFrom} returned. @throws RangeError if the signal is unknown. */
  goOn(name: string, steps: readonly SignalStep[]): void {
    this.#definition(name);
    if (steps.length === 0) return;
    this.#steps.set(
      name,
      steps.map((step) => ({ ...step, time: step.time ?? Number.NEGATIVE_INFINITY })),
    );
    this.#revision++;
  }

  /** The smoothed value at a music time, 0..1; for a tag signal, 0. */
  value(name: string, time: Seconds): NormalRange {
    return this.#smoothed(name, this.#stepAt(name, time), time);
  }

  /** The value at a music time before smoothing: 0..1, or the tag. */
  raw(name: string, time: Seconds): number | string {
    const { tag, target } = this.#stepAt(name, time);
    return isTagSignal(this.#definitions[name]!) ? tag : target;
  }

  /** The value to display at a music time: smoothed, 0..1, or the tag. */
  reading(name: string, time: Seconds): number | string {
    return isTagSignal(this.#definition(name)) ? this.tag(name, time) : this.value(name, time);
  }

  /** The tag at a music time; empty for numeric signals. */
  tag(name: string, time: Seconds): string {
    return this.#stepAt(name, time).tag;
  }

  /** Whether a signal that was sent is not yet within a thousandth of its value, as {@link live} reads it. */
  isMoving(name: string, time: Seconds): boolean {
    return Math.abs(this.live.value(name, time) - this.#last(name).target) > 1 / STEPS;
  }

  #last(name: string): Step {
    return this.#steps.get(name)!.at(-1)!;
  }

  #definition(name: string): SignalDefinition {
    const definition = typeof name === 'string' ? ownValue(this.#definitions, name) : undefined;
    if (definition === undefined) throw new RangeError(unknownName('signal', name, this.names));
    return definition;
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

/** A step from the moment at which it was sent. */
function sentStep(step: Step): Step {
  return step.sent === undefined ? step : { ...step, time: step.sent[0], from: step.sent[1] };
}

/** Maps a value in a signal's own unit to 0..1. A switch between its two thresholds keeps its state. */
function targetOf({ range, curve = 'linear', hysteresis }: SignalDefinition, value: SignalValue, was: number): number {
  if (typeof value === 'string') return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const [zero, one] = range ?? UNIT;
  if (hysteresis === undefined) return CURVES[curve](clamp01((value - zero) / (one - zero)));
  const { on, off } = hysteresis;
  const past = (line: number, up: boolean) => (up ? value >= line : value <= line);
  return past(on, on > off) ? 1 : past(off, on < off) ? 0 : was;
}

function asTag(value: SignalValue): string {
  return typeof value === 'string' ? value : '';
}

/** The value of a signal before any is sent. */
export function initialOf({ initial, range }: SignalDefinition = {}): SignalValue {
  return initial ?? range?.[0] ?? 0;
}
