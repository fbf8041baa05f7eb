/** Games that call everything in any order with anything: sequences of calls for property tests, and what must hold all along. */

import * as fc from 'fast-check';
import type { Conductor } from '../../plugin/conductor/conductor.ts';
import type { SavedMusic } from '../../plugin/formats/saved-music.ts';
import type { OutputCall } from '../../plugin/output/recording-output.ts';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import type { ThemeTarget } from '../../plugin/soundtrack/theme.ts';
import type { TrackEnd, TrackOptions } from '../../plugin/soundtrack/track.ts';
import type { TransitionOptions } from '../../plugin/soundtrack/transition-options.ts';
import { type Rehearsal, rehearse } from './rehearsal.ts';
import { scaleComposer, scaleFallback } from './scale-composer.ts';

/** A soundtrack with everything that a call may name. */
export const CHAOS_SOUNDTRACK = {
  seed: 'chaos',
  start: 'forest',
  scenes: { Forest: 'forest', Arena: 'battle', Town: 'village' },
  signals: {
    danger: { attack: 0.2, release: 2 },
    health: { range: [100, 0], initial: 100 },
    chased: { hysteresis: { on: 0.7, off: 0.3 } },
    weather: { initial: 'clear' },
  },
  modulations: [
    { signal: 'danger', control: 'intensity', amount: 0.8 },
    { signal: 'health', control: 'tempo', amount: 30, threshold: 0.4 },
    { signal: 'chased', control: 'density', amount: 0.4 },
    { signal: 'weather', is: 'rain', control: 'brightness', amount: -0.5 },
  ],
  transitions: { 'battle -> *': { stay: 3 }, '* -> boss': { bridge: 1, tempo: 'ramp' } },
  themes: { hero: { notes: [[0, 1], [4, 1], [2, 1]] } }, // biome-ignore format: notes read in a row
} as const satisfies SoundtrackDefinition;

const MOODS = ['forest', 'battle', 'village', 'boss', 'cave'];
export const anyMood: fc.Arbitrary<string> = fc.constantFrom(...MOODS);
/** Any way to move to a mood. */
export const anyCue: fc.Arbitrary<TransitionOptions> = fc.record<TransitionOptions>(
  {
    at: fc.constantFrom('now', 'beat', 'bar', 'phrase', 'cue'),
    cue: fc.constantFrom('A', 'B', 'nowhere'),
    fade: fc.oneof(fc.double({ min: 0, max: 30, noNaN: true }), fc.record({ beats: fc.nat(64) })),
    curve: fc.constantFrom('power', 'linear'),
    tempo: fc.constantFrom('jump', 'ramp', 'match'),
    key: fc.constantFrom('own', 'keep', 'relative', 'pivot'),
    bridge: fc.nat(4),
    resume: fc.boolean(),
    stay: fc.double({ min: 0, max: 20, noNaN: true }),
    stinger: fc.constantFrom('victory', 'discovery'),
  },
  { requiredKeys: [] },
);
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(Number.NaN, Infinity, -Infinity, null, undefined, '__proto__', 'constructor', -0, 1e308),
  fc.anything(),
);
const anySignal = fc.constantFrom('danger', 'health', 'chased', 'weather', 'toString');

/** One thing that a game does. */
export type Act =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly unknown[] }
  | { readonly kind: 'wait'; readonly seconds: number };

/** A call with arguments of some kinds. */
export const call = (name: string, ...args: fc.Arbitrary<unknown>[]): fc.Arbitrary<Act> =>
  fc.tuple(...args).map((values) => ({ kind: 'call' as const, name, args: values }));

/** Time that passes. */
export const wait = (min: number, max: number): fc.Arbitrary<Act> =>
  fc.double({ min, max, noNaN: true }).map((seconds) => ({ kind: 'wait' as const, seconds }));

/** Any way to play a recording, and to end it. */
export const anyTrack: fc.Arbitrary<Act> = call(
  'track',
  fc.constantFrom('intro', 'long'),
  fc.record<TrackOptions>(
    {
      at: fc.constantFrom('now', 'beat', 'bar', 'phrase'),
      fade: fc.double({ min: 0, max: 30, noNaN: true }),
      curve: fc.constantFrom('power', 'linear'),
      loop: fc.boolean(),
      tempo: fc.integer({ min: 20, max: 400 }),
      meter: fc.constantFrom('4/4', '3/4', '7/8'),
    },
    { requiredKeys: [] },
  ),
);
export const anyTrackEnd: fc.Arbitrary<TrackEnd> = fc.record<TrackEnd>(
  { at: fc.constantFrom('now', 'beat', 'bar'), fade: fc.double({ min: 0, max: 30, noNaN: true }) },
  { requiredKeys: [] },
);

/** Where a theme is to come back: here, or in another mood. */
export const anyThemeCue: fc.Arbitrary<ThemeTarget> = fc.record<ThemeTarget>({ mood: anyMood }, { requiredKeys: [] });

/** Anything that a game may do, sense and nonsense; waits from a frame to a machine that slept. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: call('mood', anyMood, anyCue) },
  { weight: 3, arbitrary: call('push', anyMood, fc.record({ priority: fc.integer({ min: -3, max: 3 }), until: fc.nat(9) }, { requiredKeys: [] })) }, // biome-ignore format: one act a line
  { weight: 3, arbitrary: call('pop', anyMood) },
  { weight: 5, arbitrary: call('signal', anySignal, fc.oneof(fc.double(), fc.boolean(), fc.constantFrom('rain', 'clear'))) }, // biome-ignore format: one act a line
  { weight: 2, arbitrary: call('stinger', fc.constantFrom('victory', 'discovery')) },
  { weight: 2, arbitrary: call('theme', fc.constant('hero'), anyThemeCue) },
  { weight: 2, arbitrary: call('feel', fc.record({ arousal: fc.double({ min: 0, max: 1, noNaN: true }), tension: fc.constantFrom(0, 0.9) }, { requiredKeys: [] })) }, // biome-ignore format: one act a line
  { weight: 1, arbitrary: call('override', fc.record({ tempo: fc.integer({ min: 40, max: 220 }) }, { requiredKeys: [] })) }, // biome-ignore format: one act a line
  { weight: 1, arbitrary: call('pause') },
  { weight: 2, arbitrary: call('resume') },
  { weight: 2, arbitrary: call('bind', anySignal, fc.oneof(nonsense, fc.func(nonsense))) },
  { weight: 2, arbitrary: call('signal', nonsense, nonsense) },
  { weight: 2, arbitrary: call('mood', nonsense, nonsense) },
  { weight: 1, arbitrary: call('push', nonsense, nonsense) },
  { weight: 1, arbitrary: call('override', nonsense) },
  { weight: 1, arbitrary: call('feel', nonsense) },
  { weight: 1, arbitrary: call('snapshot') },
  { weight: 1, arbitrary: call('inspect') },
  { weight: 1, arbitrary: call('reroll') },
  { weight: 1, arbitrary: call('unbind', anySignal) },
  { weight: 1, arbitrary: call('duck', fc.string(), fc.record({ db: fc.double({ min: -60, max: 0, noNaN: true }) }, { requiredKeys: [] })) }, // biome-ignore format: one act a line
  { weight: 1, arbitrary: call('mix', fc.constantFrom('paused', 'underwater', 'toString')) },
  { weight: 1, arbitrary: call('unmix') },
  { weight: 2, arbitrary: anyTrack },
  { weight: 2, arbitrary: call('endTrack', anyTrackEnd) },
  { weight: 1, arbitrary: call('track', nonsense, nonsense) },
  { weight: 1, arbitrary: call('duck', nonsense, nonsense) },
  { weight: 1, arbitrary: call('tune', fc.oneof(fc.record({ hold: fc.record({ density: fc.double({ min: 0, max: 1, noNaN: true }) }, { requiredKeys: [] }) }), nonsense)) }, // biome-ignore format: one act a line
  { weight: 1, arbitrary: call('exportMidi', fc.oneof(fc.nat(300), nonsense)) },
  { weight: 8, arbitrary: wait(0.001, 2) },
  { weight: 1, arbitrary: wait(2, 100) },
);

/** What went wrong, or null. A call may refuse what it was given; nothing else may throw, and nothing may break. */
export async function playChaos(acts: readonly Act[]): Promise<string | null> {
  const show = rehearse({
    soundtrack: CHAOS_SOUNDTRACK,
    source: { composer: scaleComposer(), fallback: scaleFallback() },
  });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  for (const act of acts) {
    if (act.kind === 'wait') await show.playTo(show.now() + act.seconds, act.seconds > 2 ? act.seconds : 0.1, false, 0);
    else {
      const problem = attempt(show.conductor, act);
      if (problem !== null) return problem;
    }
  }
  show.conductor.resume();
  await show.playTo(show.now() + 1, 0.1);
  return troubleIn(show) ?? goesOn(show.conductor);
}

/** What is wrong with a game that is loaded from what this one saves, or null. */
async function goesOn(conductor: Conductor): Promise<string | null> {
  const saved = JSON.parse(JSON.stringify(conductor.save())) as SavedMusic;
  const loaded = rehearse({ soundtrack: CHAOS_SOUNDTRACK, saved });
  loaded.conductor.start();
  loaded.conductor.advance();
  await loaded.playTo(1, 0.2, false);
  const trouble = troubleIn(loaded);
  return trouble === null ? null : `after loading, ${trouble}`;
}

function attempt(conductor: Conductor, { name, args }: Act & { kind: 'call' }): string | null {
  try {
    const receiver = name in conductor ? conductor : conductor.mixing;
    Reflect.apply(Reflect.get(receiver, name) as () => void, receiver, args);
    return null;
  } catch (error) {
    const refused = error instanceof RangeError || error instanceof TypeError;
    const clear =
      refused && !/undefined \(reading|is not a function|is not iterable|Cannot|cannot read/i.test(String(error));
    return clear ? null : `${name} threw ${String(error)}`;
  }
}

function troubleIn({ conductor, calls, warnings }: Rehearsal): string | null {
  const allowed = /bound to signal|the built-in n-gram model plays/;
  const stumbled = warnings.find((text) => !allowed.test(text));
  if (stumbled !== undefined) return stumbled;
  const snapshot = conductor.snapshot();
  if (snapshot.state !== 'playing') return `it is ${snapshot.state}`;
  if (!snapshot.inHand.includes(snapshot.mood) && snapshot.bars.length === 0) return 'no phrase is in hand';
  return brokenRules(calls(), snapshot.time);
}

/** A recording in the place of a deck. */
const TRACK = -1;

/** The first rule that a performance breaks up to a time, or null. */
export function brokenRules(calls: readonly OutputCall[], now: number): string | null {
  for (const call of calls) {
    if (call.kind === 'fade' && !(Number.isFinite(call.time) && call.duration >= 0)) return 'a fade has no time';
    const notes =
      call.kind === 'play' ? call.bar.parts.flatMap((part) => part.notes) : call.kind === 'sting' ? call.notes : [];
    for (const { time, duration, velocity } of notes) {
      if (!Number.isFinite(time)) return 'a note has no time';
      if (!(duration >= 0 && duration < 60)) return `a note lasts ${duration} s`;
      if (!(velocity > 0 && velocity <= 1)) return `a note is ${velocity} loud`;
    }
  }
  const alone = calls.find((call, i) => call.kind === 'fade' && call.to === 0 && !isCrossed(calls, i));
  if (alone !== undefined) return `a deck fades out at ${alone.at}, and no other comes in with the same power`;
  const open = new Set<number>();
  // What is taken back to be played otherwise leaves its deck open; a deck that is given up gets nothing more.
  const empty = new Set<number>();
  for (const call of calls) {
    if (call.kind === 'play') empty.delete(call.bar.deck);
    if (call.kind === 'fade' && call.to === 1 && empty.delete(call.deck)) open.delete(call.deck);
    if (call.kind === 'fade' && call.time <= now) {
      if (call.to === 1) open.add(call.deck);
      else open.delete(call.deck);
    }
    if (call.kind === 'clear' && call.time <= now) empty.add(call.deck);
    if (call.kind === 'track' && call.time <= now) open.add(TRACK);
    if (call.kind === 'endTrack' && call.time <= now) open.delete(TRACK);
  }
  for (const deck of empty) open.delete(deck);
  return open.size === 1 ? null : `${open.size} decks are open, of which one should be`;
}

/** Whether what fades out makes room for something that fades in over the same time by the same curve, or all falls silent. */
function isCrossed(calls: readonly OutputCall[], index: number): boolean {
  const out = calls[index] as OutputCall & { kind: 'fade' };
  for (const call of calls.slice(index + 1, index + 8)) {
    if (call.kind === 'clear' && call.deck === out.deck) return true;
    if (call.kind === 'track') return call.time === out.time && call.track.fade === out.duration;
    if (call.kind !== 'fade' || call.to === 0) continue;
    return call.time === out.time && call.duration === out.duration && call.curve === out.curve;
  }
  return false;
}
