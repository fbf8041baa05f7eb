/**
 * The request for one phrase: chords with a cadence, bars kept from the theme's first statement, and the number of bars to
 * be written. It depends on the seed, the mood, the slot and the phrases before, never on the time of the request.
 */

import { melodyCadence, type PhraseSlot, phrasePlan } from '../arrange/form.ts';
import type { OctaveMove } from '../arrange/request.ts';
import { headOf as firstBars, fitOf, inMode, ornamented } from '../arrange/transform.ts';
import type { LogPosition } from '../formats/log-entries.ts';
import { checkPhrase } from '../generate/check-phrase.ts';
import { phraseOf } from '../generate/compose.ts';
import { writeProgression } from '../generate/progression.ts';
import type { Controls, Mood } from '../mood/controls.ts';
import { type ChordSpan, chordAt } from '../music/harmony.ts';
import { type AskedControls, MELODY_CONTROLS } from '../music/melody-controls.ts';
import type { Phrase, PhraseModel, PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { type Meter, meterInfo, type Seconds, type Ticks } from '../music/time.ts';
import type { Opening } from '../soundtrack/theme.ts';

/** Everything that a job depends on. */
export interface PhraseContext {
  readonly seed: string;
  readonly mood: Mood;
  readonly controls: Controls;
  /** Music time at which the controls were read. */
  readonly read: Seconds;
  /** The log position of the request. Default: the start. */
  readonly after?: LogPosition;
  readonly slot: PhraseSlot;
  /** The first statement of the slot's theme, or null before it. */
  readonly first: Phrase | null;
  /** The phrase before, which this one continues. */
  readonly before: Phrase | null;
  /** The opening of the phrase: a theme, or the melody of another mood. */
  readonly opening: Opening | null;
  /** Whether the phrase comes with an explanation of its notes. Default false. */
  readonly explain?: boolean;
}

/** A phrase to be written. */
export interface PhraseJob {
  /** Name of the opening, or null. */
  readonly opening: string | null;
  readonly slot: PhraseSlot;
  readonly controls: Controls;
  readonly read: Seconds;
  readonly after: LogPosition;
  /** The request to the model, for the new bars. */
  readonly request: PhraseRequest;
  /** The request for all bars, kept and new. */
  readonly whole: PhraseRequest;
  /** Notes of the kept bars. */
  readonly kept: readonly PhraseNote[];
  readonly keptBars: number;
  /** Moves the phrase when it is arranged. Kept and new bars are written in one octave. */
  readonly octave: OctaveMove | null;
}

/** Length of phrases: four bars, eight where bars are short; with its answer a period. */
export function phraseBars(meter: Meter): number {
  return meterInfo(meter).barTicks < SHORT_BAR ? 8 : 4;
}

/** 2/4 and 3/8 are short, 3/4 and 6/8 are not. */
const SHORT_BAR: Ticks = 1200;
/** Steps per unit of a requested control, so that a signal that fades slowly does not change every request. */
const ASKED_STEPS = 20;
/** Change of a control after which a ready phrase no longer fits. */
const DRIFT = 0.2;
/** Chord progressions that are tried under given notes. */
const HARMONY_TRIES = 8;
/** Most bars before the new ones that the model sees, including kept bars. */
const PRIME_BARS = 8;

/** Creates the job for a slot. */
export function createJob(context: PhraseContext): PhraseJob {
  const { mood, controls, slot, read, after = [0, 0] } = context;
  const { meter, mode } = controls;
  const seed = `${context.seed}/${mood.name}/${slot.seedSuffix}${context.opening ? `/${context.opening.name}` : ''}`;
  const head = headOf(context);
  const rest = slot.bars - head.bars;
  const plan = phrasePlan({ bars: rest, seed, head: head.bars });
  const barTicks = meterInfo(meter).barTicks;
  const last = head.bars === 0 ? null : chordAt(head.chords, head.bars * barTicks - 1);
  const chords = writeProgression({
    seed,
    bars: rest,
    meter,
    mode,
    cadence: slot.ending,
    mood,
    chromaticism: asked(controls.chromaticism),
    plan,
    ...(last ? { startFrom: last } : { opening: slot.opening }),
  });
  const common = {
    seed,
    meter,
    mode,
    style: controls.style,
    controls: askedControls(controls),
    cadence: melodyCadence(slot.ending),
    temperature: asked(controls.temperature),
    ...(context.explain ? { explain: true } : {}),
  };
  const prime = primeOf(context, head);
  const request: PhraseRequest = {
    ...common,
    bars: rest,
    chords,
    plan,
    ...(prime ? { prime } : {}),
  };
  const whole: PhraseRequest = {
    ...common,
    bars: slot.bars,
    chords: [...head.chords, ...moveSpans(chords, head.bars * barTicks)],
  };
  const opening = context.opening?.name ?? null;
  const returns = context.opening === null && head.bars > 0 && slot.transform === 'octave';
  const octave = returns ? 'away' : (context.opening?.octave ?? null);
  return { opening, slot, controls, read, after, request, whole, kept: head.notes, keptBars: head.bars, octave };
}

/** Joins kept and new bars. Kept notes do not count as sampled by the model, and have no explanation. */
export function completeJob(job: PhraseJob, written: Phrase): Phrase {
  const { whole, kept, keptBars } = job;
  if (keptBars === 0) return written;
  const offset = keptBars * meterInfo(whole.meter).barTicks;
  const notes = [...kept, ...written.notes.map((note) => ({ ...note, tick: note.tick + offset }))];
  const phrase = phraseOf(notes, whole, written.source);
  if (!written.explanation) return phrase;
  const events = written.explanation.events.map((event) => ({ ...event, tick: event.tick + offset }));
  return { ...phrase, explanation: { events } };
}

/** A phrase of rests. */
export function silentPhrase(request: PhraseRequest): Phrase {
  const measured = { density: 0, register: 0, leap: 0, syncopation: 0, chromaticism: 0 };
  return { request, notes: [], source: 'ngram', hash: '00000000', measured };
}

/** Whether controls have changed so much that a phrase requested under `then` should be requested again. */
export function isStale(then: Controls, now: Controls): boolean {
  if (then.mode !== now.mode || then.meter !== now.meter || then.style !== now.style) return true;
  return [...MELODY_CONTROLS, 'temperature' as const].some((control) => Math.abs(then[control] - now[control]) > DRIFT);
}

/** Whether two sets of controls result in the same request. */
export function asksTheSame(then: Controls, now: Controls): boolean {
  if (then.mode !== now.mode || then.meter !== now.meter || then.style !== now.style) return false;
  return [...MELODY_CONTROLS, 'temperature' as const].every((control) => asked(then[control]) === asked(now[control]));
}

interface Head {
  readonly bars: number;
  readonly notes: readonly PhraseNote[];
  readonly chords: readonly ChordSpan[];
}

const NOTHING: Head = { bars: 0, notes: [], chords: [] };

/** The kept bars: an opening, or the start of the theme's first statement, moved to the mode. */
function headOf(context: PhraseContext): Head {
  const { opening, slot, first, controls, seed, mood } = context;
  const { meter, mode } = controls;
  const { barTicks } = meterInfo(meter);
  if (opening !== null) {
    const { name, notes, bars } = opening;
    // Of several progressions in the mood's style, the one that fits the notes best.
    const tries = Array.from({ length: HARMONY_TRIES }, (_, i) => {
      const harmony = { seed: `${seed}/${mood.name}/${name}/${i}`, bars, meter, mode, mood, opening: 'tonic' } as const;
      return writeProgression({ ...harmony, cadence: 'open' });
    });
    const fits = tries.map((chords) => fitOf(notes, chords, meter));
    return { bars, notes, chords: tries[fits.indexOf(Math.max(...fits))]! };
  }
  if (slot.keep === 0 || first === null || first.request.meter !== meter) return NOTHING;
  const { notes, bars } = firstBars(changed(first, context), Math.min(slot.keep, first.request.bars));
  if (first.request.mode === mode) return { bars, notes, chords: cutSpans(first.request.chords, bars * barTicks) };
  const harmony = { seed: `${first.request.seed}/${mode}`, bars, meter, mode, mood, opening: 'tonic' } as const;
  return { bars, notes, chords: writeProgression({ ...harmony, cadence: 'open' }) };
}

/** The first statement in the current mode, with ornaments where the form requires them. */
function changed(first: Phrase, { slot, controls, seed }: PhraseContext): Phrase {
  const tune = inMode(first, controls.mode);
  return slot.transform === 'ornament' ? ornamented(tune, `${seed}/${slot.seedSuffix}`) : tune;
}

/** The bars before the new ones: of the phrase before, then the kept ones. */
function primeOf({ before, controls }: PhraseContext, head: Head): PhraseRequest['prime'] | null {
  const follows = before && before.request.meter === controls.meter && before.request.mode === controls.mode;
  if (!follows) return head.bars > 0 ? { notes: head.notes, bars: head.bars } : null;
  const { barTicks } = meterInfo(controls.meter);
  const bars = Math.min(before.request.bars, PRIME_BARS - head.bars);
  const from = (before.request.bars - bars) * barTicks;
  const notes = before.notes.filter(({ tick }) => tick >= from).map((note) => ({ ...note, tick: note.tick - from }));
  const kept = head.notes.map((note) => ({ ...note, tick: note.tick + bars * barTicks }));
  return { notes: [...notes, ...kept], bars: bars + head.bars };
}

function cutSpans(spans: readonly ChordSpan[], end: Ticks): ChordSpan[] {
  return spans
    .filter((span) => span.tick < end)
    .map((span) => ({ ...span, durationTicks: Math.min(span.durationTicks, end - span.tick) }));
}

function moveSpans(spans: readonly ChordSpan[], by: Ticks): ChordSpan[] {
  return spans.map((span) => ({ ...span, tick: span.tick + by }));
}

function asked(value: number): number {
  return Math.round(value * ASKED_STEPS) / ASKED_STEPS;
}

function askedControls(controls: Controls): AskedControls {
  return Object.fromEntries(MELODY_CONTROLS.map((control) => [control, asked(controls[control])]));
}

/** Has a model write the phrase of a job. @throws if the model fails, or if its phrase is not valid. */
export async function generateFor(model: PhraseModel, { request }: PhraseJob): Promise<Phrase> {
  return checkPhrase(await model.generate(request), request);
}
