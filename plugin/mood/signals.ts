/**
 * Signals are what the game says about itself. Each is smoothed in closed form: its value is a function of music time
 * and of what was sent when, never of how often anyone looked.
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

/** What a game may send: a number in the signal's range, a switch, or a tag (any text). */
export type SignalValue = number | boolean | string;

/**
 * A switch that does not flap: it goes on at one value and off at another. With `on` above `off` high values switch it
 * on, with `on` below `off` low ones do. In the signal's own unit.
 */
export interface Hysteresis {
  readonly on: number;
  readonly off: number;
}

/** A signal's declaration. Plain JSON. */
export interface SignalDefinition {
  /** Seconds to get about 95 % of the way up. Default 0.3. */
  readonly attack?: Seconds;
  /** Seconds to get about 95 % of the way down. Default 3. */
  readonly release?: Seconds;
  /** The value before the game has sent any, in the signal's own unit; a text makes the signal a tag. Default: the range's first end. */
  readonly initial?: SignalValue;
  /** What the game's own numbers mean: the value that counts as 0, then the one that counts as 1. Default `[0, 1]`. */
  readonly range?: readonly [zero: number, one: number];
  /** Bends 0..1 before it is smoothed. Default `linear`. */
  readonly curve?: Curve;
  /** Makes a number into a switch, 0 or 1. */
  readonly hysteresis?: Hysteresis;
}

/** Values sent within one such stretch of music time count as one: the last. Keeps logs short and replays exact. */
export const SIGNAL_STEP: Seconds = 0.1;

const DEFAULTS = { attack: 0.3, release: 3 } as const;
const UNIT = [0, 1] as const;
/** Ends of a range lie within these, so that no sum of them is infinite. */
const FARTHEST = Number.MAX_SAFE_INTEGER;
/** Numbers are kept in so many steps of their range, so that a value that trembles makes no long log. */
const STEPS = 1000;
/** An exponential has gone 95 % of its way after three time constants. */
const TIME_CONSTANTS = 3;
/** How long old steps are kept for those who look back, e.g. while a late bar is cut. */
const KEPT: Seconds = 60;

/** A value that was sent. Plain JSON. */
export interface SignalStep {
  /** From when on it counts; null since ever. */
  readonly time: Seconds | null;
  /** Smoothed value at `time`. */
  readonly from: number;
  readonly target: number;
  readonly tag: string;
}

interface Step extends SignalStep {
  readonly time: Seconds;
}

/** A check for each field of a declaration. How they go together is looked at after them. */
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
      throw new TypeError(`${owner}: a switch is 0 or 1, which no curve bends; leave out curve or hysteresis`);
    if (typeof initial === 'string' && (range ?? curve ?? hysteresis) !== undefined)
      throw new TypeError(`${owner} is a tag, as its initial is a text; leave out range, curve and hysteresis`);
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
    throw new RangeError(`${owner}: hysteresis.on and .off are both ${hysteresis.on}; between them lies what stays`);
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

  /** @throws where a declaration is wrong. */
  constructor(definitions: Readonly<Record<string, SignalDefinition>>) {
    checkSignals(definitions);
    this.#definitions = definitions;
    for (const [name, definition] of Object.entries(definitions)) {
      const initial = definition.initial ?? (definition.range ?? UNIT)[0];
      const start = targetOf(definition, initial, 0);
      this.#steps.set(name, [{ time: -Infinity, from: start, target: start, tag: asTag(initial) }]);
    }
  }

  /** Grows with every change: between two equal numbers a value at a time stays what it was. */
  get revision(): number {
    return this.#revision;
  }

  /** Names of the declared signals. */
  get names(): readonly string[] {
    return [...this.#steps.keys()];
  }

  /** Throws unless a signal is declared. @throws RangeError with the known names and the one that was meant. */
  check(name: string): void {
    this.#definition(name);
  }

  /**
   * Checks a value and brings it into the signal's range, in its own unit. @throws where the signal is unknown or the
   * value is of another kind than declared.
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

  /** Whether a value would move a signal: games send the same in every frame. @throws as {@link accept}. */
  changes(name: string, value: SignalValue): boolean {
    const accepted = this.accept(name, value);
    const last = this.#steps.get(name)!.at(-1)!;
    return targetOf(this.#definition(name), accepted, last.target) !== last.target || asTag(accepted) !== last.tag;
  }

  /**
   * Sets a signal at a music time; it counts from the next whole {@link SIGNAL_STEP} on. Answers whether anything
   * changed. Times must not go back.
   */
  set(name: string, value: SignalValue, time: Seconds): boolean {
    const accepted = this.accept(name, value);
    const steps = this.#steps.get(name)!;
    const last = steps.at(-1)!;
    const target = targetOf(this.#definition(name), accepted, last.target);
    const tag = asTag(accepted);
    if (target === last.target && tag === last.tag) return false;
    const at = Math.ceil(time / SIGNAL_STEP - 1e-9) * SIGNAL_STEP;
    if (steps.length > 1 && at <= last.time) steps.pop();
    steps.push({ time: at, from: this.#smoothed(name, steps.at(-1)!, at), target, tag });
    while (steps.length > 2 && steps[1]!.time < at - KEPT) steps.shift();
    this.#revision++;
    return true;
  }

  /**
   * Lets a signal stand since ever where {@link raw} said it was sent to: a number 0..1, or a tag. @throws where the
   * signal is unknown or the value is none of its kind.
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

  /** What counts of a signal from a music time on. */
  stepsFrom(name: string, time: Seconds): readonly SignalStep[] {
    const steps = this.#steps.get(name) ?? [];
    const first = steps.findLastIndex((step) => step.time <= time);
    return steps
      .slice(Math.max(0, first))
      .map((step) => ({ ...step, time: step.time === Number.NEGATIVE_INFINITY ? null : step.time }));
  }

  /** Has a signal go on as {@link stepsFrom} said. @throws RangeError where it is unknown. */
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

  /** What counts at a music time before it is smoothed: a number 0..1, or the tag. */
  raw(name: string, time: Seconds): number | string {
    const { tag, target } = this.#stepAt(name, time);
    return isTagSignal(this.#definitions[name]!) ? tag : target;
  }

  /** The reading to show at a music time: the smoothed value 0..1, or the tag. */
  reading(name: string, time: Seconds): number | string {
    return isTagSignal(this.#definition(name)) ? this.tag(name, time) : this.value(name, time);
  }

  /** The tag at a music time; empty for signals that are numbers. */
  tag(name: string, time: Seconds): string {
    return this.#stepAt(name, time).tag;
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

/** Where a value of a signal's own unit lies in 0..1; a switch between its two lines stays as it was. */
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
