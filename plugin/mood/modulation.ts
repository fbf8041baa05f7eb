/** A modulation says which signal changes which control, and by how much. A mood plus its modulations give the controls of a moment. */

import { MODULATIONS } from '../music/limits.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import { AMBIENCE_TARGETS, type Ambience, type AmbienceTarget, movedAmbience } from './ambience.ts';
import { type Controls, type Mood, NUMERIC_CONTROLS, type NumericControl } from './controls.ts';
import { CURVES, type Curve } from './curves.ts';
import { feelOf, movedControls } from './dial.ts';
import { FEELINGS, type Feel, type FeelingName } from './feel.ts';
import { plainText, unknownName } from './names.ts';
import { CONTROL_RANGES, clampTo, FEELING_RANGE, type Range } from './ranges.ts';
import { isTagSignal, type SignalDefinition, type SignalReader, type Signals } from './signals.ts';
import {
  checkFieldsOf,
  checkList,
  checkNumber,
  checkObject,
  type Fields,
  number,
  oneOf,
  ownValue,
  required,
  text,
} from './validate.ts';

/** When a modulation is heard: at once, from the next beat on, or with the next bars. */
export const FOLLOWS = ['now', 'beat', 'bar'] as const;
export type Follow = (typeof FOLLOWS)[number];

/** What only modulations move: the gain of all music in dB, 0 without them, and the share of the drum strokes that are played, 1 without them. */
export const MIX_TARGETS = ['duck', 'percussion'] as const;
export type MixTarget = (typeof MIX_TARGETS)[number];

/** One path from a signal to a control. Plain JSON. */
export interface Modulation {
  readonly signal: string;
  /**
   * A numeric control; `valence`, `arousal` or `tension`, which move all controls as the dial does; the level of a sound of the
   * place, such as `ambience.rain`; `duck`, the gain of all music in dB, from 0 down; or `percussion`, the share of the drum strokes, from 1 down.
   */
  readonly control: NumericControl | FeelingName | AmbienceTarget | MixTarget;
  /** Added to the control at weight 1, in the control's own unit (tempo: quarter notes a minute; duck: dB; feelings, sounds and percussion: 0..1). May be negative. */
  readonly amount: number;
  /**
   * When it is heard. Default `bar`. What changes notes always follows bars; `now` and `beat` are for `intensity` (then layers
   * enter and leave), `brightness`, `percussion`, `duck` and sounds of the place.
   */
  readonly follow?: Follow;
  /** Default `linear`. */
  readonly curve?: Curve;
  /** Smoothed signal value 0..1 below which the weight is 0; from there to 1 the weight rises from 0 to 1. Default 0. */
  readonly threshold?: NormalRange;
  /** For tag signals: the tag whose weight is 1; any other tag has weight 0. */
  readonly is?: string;
}

/** A threshold of 1 would leave no range above it. */
const HIGHEST_THRESHOLD = 0.99;

/** What a modulation may move: numeric controls, feelings, sounds of the place, and the mix. */
export const TARGETS = [...NUMERIC_CONTROLS, ...FEELINGS, ...AMBIENCE_TARGETS, ...MIX_TARGETS] as const;
const DUCK_RANGE: Range = { min: -60, max: 0 };
/** The range of what a modulation moves. */
export function targetRange(target: Modulation['control']): Range {
  if (target === 'duck') return DUCK_RANGE;
  // The level of a sound and the share of strokes have the range of a feeling, 0..1.
  return ownValue<Range>(CONTROL_RANGES, target) ?? FEELING_RANGE;
}

/** A check for each field. The range of `amount` depends on its control. */
const FIELDS: Fields = {
  signal: required(text()),
  control: required(oneOf('control', TARGETS)),
  amount: required(number(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)),
  threshold: number(0, HIGHEST_THRESHOLD),
  curve: oneOf('curve', Object.keys(CURVES)),
  is: text(),
  follow: oneOf('follow', FOLLOWS),
};

/** Whether a target can follow a signal without waiting for a bar: it changes the mix, and no note. */
export function isOfTheMix(target: Modulation['control']): boolean {
  return target === 'intensity' || target === 'brightness' || isMixTarget(target) || target.startsWith('ambience.');
}

/** Whether only modulations move it. */
export function isMixTarget(target: Modulation['control']): target is MixTarget {
  return target === 'duck' || target === 'percussion';
}

const EXAMPLE = "{ signal: 'danger', control: 'intensity', amount: 0.5 }";

const FOLLOWING = 'intensity, brightness, percussion, duck and sounds of the place';

/** Checks modulations. @throws naming the entry, the field and what is wrong. */
export function checkModulations(
  modulations: readonly Modulation[],
  signals: Readonly<Record<string, SignalDefinition>>,
): void {
  checkList('modulations', modulations, MODULATIONS, `[${EXAMPLE}]`);
  modulations.forEach((modulation, i) => {
    const owner = `modulations[${i}]`;
    checkObject(owner, modulation, EXAMPLE);
    const { signal, control, amount, is, follow = 'bar' } = modulation;
    if (typeof signal !== 'string' || !Object.hasOwn(signals, signal))
      throw new RangeError(`${owner}: ${unknownName('signal', signal, Object.keys(signals))}`);
    checkFieldsOf(owner, modulation, FIELDS);
    const { min, max } = targetRange(control);
    checkNumber(`${owner}: amount`, amount, { min: min - max, max: max - min });
    if (follow !== 'bar' && !isOfTheMix(control))
      throw new TypeError(
        `${owner}: '${control}' changes notes, which follow bars; leave out follow: '${follow}', which is for ${FOLLOWING}`,
      );
    const isTag = isTagSignal(signals[signal]!);
    if (isTag && is === undefined)
      throw new TypeError(`${owner}: signal '${plainText(signal)}' is a tag; name the tag with is: 'night'`);
    if (!isTag && is !== undefined)
      throw new TypeError(`${owner}: signal '${plainText(signal)}' is a number; leave out 'is'`);
  });
}

/** The weight of a modulation at a music time, 0..1: its signal through threshold and curve. */
export function weightOf(modulation: Modulation, signals: SignalReader, time: Seconds): NormalRange {
  const { signal, curve = 'linear', threshold = 0, is } = modulation;
  if (is !== undefined) return CURVES[curve](signals.tag(signal, time) === is ? 1 : 0);
  const above = (signals.value(signal, time) - threshold) / (1 - threshold);
  return CURVES[curve](above < 0 ? 0 : above);
}

/**
 * The controls of a mood at a music time: the mood's values, moved from its own point of the dial to where `feel` and
 * modulations put it, plus modulations of controls, clamped to their ranges, then overridden.
 */
export function controlsAt(
  mood: Mood,
  modulations: readonly Modulation[],
  signals: Signals,
  time: Seconds,
  override: Partial<Controls> = {},
  feel: Partial<Feel> = {},
): Controls {
  const pushes = pushesAt(modulations, signals, time);
  const controls = movedControls(mood, pushedFeel({ ...feelOf(mood), ...feel }, pushes));
  const clamped: Partial<Record<NumericControl, number>> = {};
  for (const control of NUMERIC_CONTROLS)
    clamped[control] = clampTo(CONTROL_RANGES[control], controls[control] + (pushes.get(control) ?? 0));
  return { ...controls, ...clamped, ...override };
}

/** The sounds of a mood's place at a music time, with modulations; null for silence. */
export function ambienceAt(
  mood: Mood,
  modulations: readonly Modulation[],
  signals: Signals,
  time: Seconds,
): Ambience | null {
  const pushes = pushesAt(modulations, signals, time);
  return movedAmbience(mood.ambience ?? {}, (target) => pushes.get(target) ?? 0);
}

function pushedFeel(feel: Feel, pushes: Pushes): Feel {
  if (!FEELINGS.some((feeling) => pushes.has(feeling))) return feel;
  const pushed = FEELINGS.map((name) => [name, clampTo(FEELING_RANGE, feel[name] + (pushes.get(name) ?? 0))]);
  return Object.fromEntries(pushed) as unknown as Feel;
}

/** What is added to each control, in its own unit. */
export type Pushes = ReadonlyMap<Modulation['control'], number>;

/** The latest result per set of signals: every mood asks for the same values once per bar. */
const lastPushes = new WeakMap<Signals, { readonly of: readonly unknown[]; readonly pushes: Pushes }>();

/** The sum of all modulations of each control at a music time, in the control's unit. */
function pushesAt(modulations: readonly Modulation[], signals: Signals, time: Seconds): Pushes {
  const of = [modulations, time, signals.revision];
  const last = lastPushes.get(signals);
  if (last?.of.every((each, i) => each === of[i])) return last.pushes;
  const pushes = sumsOf(modulations, (modulation) => modulation.amount * weightOf(modulation, signals, time));
  lastPushes.set(signals, { of, pushes });
  return pushes;
}

/** The sum of what modulations add to each control. */
export function sumsOf(modulations: readonly Modulation[], adds: (modulation: Modulation) => number): Pushes {
  const several = new Map<Modulation['control'], number[]>();
  for (const modulation of modulations) {
    const push = adds(modulation);
    const others = several.get(modulation.control);
    if (others === undefined) several.set(modulation.control, [push]);
    else others.push(push);
  }
  // The last bit of a floating-point sum depends on the order of its terms, and that bit can decide a note.
  const sum = (all: number[]) => all.sort((a, b) => a - b).reduce((total, push) => total + push, 0);
  return new Map([...several].map(([control, all]) => [control, sum(all)]));
}
