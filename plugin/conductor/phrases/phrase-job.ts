/**
 * An order is what the composer is asked for one phrase of a scene: chords with a cadence, bars kept from the theme's
 * first statement, and the rest to be written. It follows from the seed, the mood, the slot and what was written before,
 * never from when it was asked.
 */

import { melodyCadence, type PhraseSlot, phrasePlan } from '../../arrange/form.ts';
import type { OctaveMove } from '../../arrange/request.ts';
import { headOf as firstBars, fitOf, inMode, ornamented } from '../../arrange/transform.ts';
import { checkPhrase } from '../../generate/check-phrase.ts';
import { phraseOf } from '../../generate/compose.ts';
import { writeProgression } from '../../generate/progression.ts';
import type { Controls, Mood } from '../../mood/controls.ts';
import { type ChordSpan, chordAt } from '../../music/harmony.ts';
import { type AskedControls, MELODY_CONTROLS } from '../../music/melody-controls.ts';
import type { Phrase, PhraseModel, PhraseNote, PhraseRequest } from '../../music/phrase.ts';
import { type Meter, meterInfo, type Seconds, type Ticks } from '../../music/time.ts';
import type { Opening } from '../../soundtrack/theme.ts';
import type { ReadyPhrase } from '../model/mood-state.ts';
import type { LogPosition } from '../recording/command-log.ts';

/** What an order follows from. */
export interface PhraseContext {
  readonly seed: string;
  readonly mood: Mood;
  readonly controls: Controls;
  /** Music time at which the controls were read. */
  readonly read: Seconds;
  /** What had come by then. Default: nothing. */
  readonly after?: LogPosition;
  readonly slot: PhraseSlot;
  /** The first statement of the slot's theme, if it has been made. */
  readonly first: Phrase | null;
  /** The phrase before, to go on from. */
  readonly before: Phrase | null;
  /** What the phrase is to begin with: a leitmotif, or the echo of another mood's tune. */
  readonly opening: Opening | null;
  /** Whether the phrase is to come with the reasons of its notes. Default false. */
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
  /** What the composer is asked: the bars that are new. */
  readonly request: PhraseRequest;
  /** The phrase as a whole, bars kept and new. */
  readonly whole: PhraseRequest;
  /** Notes of the bars that are kept. */
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
/** Controls are asked in such steps, so that a signal that dies away does not make every request another. */
const ASKED_STEPS = 20;
/** A control that has moved so far makes a phrase in hand another music than is asked for. */
const DRIFT = 0.2;
/** Progressions that are tried under notes that are given. */
const HARMONY_TRIES = 8;
/** Most bars that a phrase remembers of what came before it, those kept from the statement among them. */
const PRIME_BARS = 8;

/** Makes the order for a slot. */
export function createJob(wish: PhraseContext): PhraseJob {
  const { mood, controls, slot, read, after = [0, 0] } = wish;
  const { meter, mode } = controls;
  const seed = `${wish.seed}/${mood.name}/${slot.seedSuffix}${wish.opening ? `/${wish.opening.name}` : ''}`;
  const head = headOf(wish);
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
    ...(wish.explain ? { explain: true } : {}),
  };
  const prime = primeOf(wish, head);
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
  const opening = wish.opening?.name ?? null;
  const returns = wish.opening === null && head.bars > 0 && slot.transform === 'octave';
  const octave = returns ? 'away' : (wish.opening?.octave ?? null);
  return { opening, slot, controls, read, after, request, whole, kept: head.notes, keptBars: head.bars, octave };
}

/** Puts kept and new bars together. What is kept does not count as the model's own this time, and has no reasons. */
export function completeJob(order: PhraseJob, written: Phrase): Phrase {
  const { whole, kept, keptBars } = order;
  if (keptBars === 0) return written;
  const offset = keptBars * meterInfo(whole.meter).barTicks;
  const notes = [...kept, ...written.notes.map((note) => ({ ...note, tick: note.tick + offset }))];
  const phrase = phraseOf(notes, whole, written.source);
  if (!written.explanation) return phrase;
  const events = written.explanation.events.map((event) => ({ ...event, tick: event.tick + offset }));
  return { ...phrase, explanation: { events } };
}

/** A phrase as it was written to an order. */
export function readyPhraseOf(order: PhraseJob, phrase: Phrase): ReadyPhrase {
  const { slot, controls, read, after, opening, octave } = order;
  const whole = completeJob(order, phrase);
  const asked = { controls, read, after, opening, octave };
  return { slot: slot.index, phrase: whole, ...asked, score: null, begun: false };
}

/** What stands for a phrase of which nothing sounds. */
export function silentPhrase(request: PhraseRequest): Phrase {
  const measured = { density: 0, register: 0, leap: 0, syncopation: 0, chromaticism: 0 };
  return { request, notes: [], source: 'ngram', hash: '00000000', measured };
}

/** Whether controls have moved so far that a phrase asked for under `then` should be asked for again. */
export function isStale(then: Controls, now: Controls): boolean {
  if (then.mode !== now.mode || then.meter !== now.meter || then.style !== now.style) return true;
  return [...MELODY_CONTROLS, 'temperature' as const].some((control) => Math.abs(then[control] - now[control]) > DRIFT);
}

/** Whether two sets of controls make the same request. */
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

/** The bars that are taken over: an opening, or the beginning of the theme's first statement, brought into the mode. */
function headOf(wish: PhraseContext): Head {
  const { opening, slot, first, controls, seed, mood } = wish;
  const { meter, mode } = controls;
  const { barTicks } = meterInfo(meter);
  if (opening !== null) {
    const { name, notes, bars } = opening;
    // Chords of the mood's own, those of several tries that the notes lie on best.
    const tries = Array.from({ length: HARMONY_TRIES }, (_, i) => {
      const harmony = { seed: `${seed}/${mood.name}/${name}/${i}`, bars, meter, mode, mood, opening: 'tonic' } as const;
      return writeProgression({ ...harmony, cadence: 'open' });
    });
    const fits = tries.map((chords) => fitOf(notes, chords, meter));
    return { bars, notes, chords: tries[fits.indexOf(Math.max(...fits))]! };
  }
  if (slot.keep === 0 || first === null || first.request.meter !== meter) return NOTHING;
  const { notes, bars } = firstBars(changed(first, wish), Math.min(slot.keep, first.request.bars));
  if (first.request.mode === mode) return { bars, notes, chords: cutSpans(first.request.chords, bars * barTicks) };
  const harmony = { seed: `${first.request.seed}/${mode}`, bars, meter, mode, mood, opening: 'tonic' } as const;
  return { bars, notes, chords: writeProgression({ ...harmony, cadence: 'open' }) };
}

/** The first statement as it comes back: in the mode of the moment, with ornaments where the form asks for them. */
function changed(first: Phrase, { slot, controls, seed }: PhraseContext): Phrase {
  const tune = inMode(first, controls.mode);
  return slot.transform === 'ornament' ? ornamented(tune, `${seed}/${slot.seedSuffix}`) : tune;
}

/** What came just before the bars to be written: the phrase before, then the bars that are kept. */
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

/** A model's phrase for an order; what throws within the call, and an answer that is no such phrase, counts as refused. */
export async function generateFor(model: PhraseModel, { request }: PhraseJob): Promise<Phrase> {
  return checkPhrase(await model.generate(request), request);
}
