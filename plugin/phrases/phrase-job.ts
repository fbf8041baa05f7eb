/**
 * The request for one phrase: chords with a cadence, bars kept from the theme's first statement, and the number of bars to
 * be written. It depends on the seed, the mood, the slot and the phrases before, never on the time of the request.
 */

import { answerHead } from '../arrange/answers.ts';
import { anticipated, DRIVEN, onBarLines } from '../arrange/anticipation.ts';
import { melodyCadence, type PhraseSlot, phrasePlan } from '../arrange/form.ts';
import { leaning } from '../arrange/leaning.ts';
import { linkedLines } from '../arrange/linked-lines.ts';
import { RIFFS_FROM } from '../arrange/plans.ts';
import type { OctaveMove } from '../arrange/request.ts';
import { sighing } from '../arrange/sighing.ts';
import { closeOf } from '../arrange/style-cadence.ts';
import { inRhythmOf } from '../arrange/style-rhythm.ts';
import { headOf as firstBars, fitOf, inMode, ornamented } from '../arrange/transform.ts';
import { withUpbeat } from '../arrange/upbeat.ts';
import type { LogPosition } from '../formats/log-entries.ts';
import { checkPhrase } from '../generate/check-phrase.ts';
import { phraseOf } from '../generate/compose.ts';
import { writeProgression } from '../generate/progression.ts';
import type { Controls, Mood } from '../mood/controls.ts';
import { chosenStyle } from '../mood/style-manner.ts';
import { ambitus } from '../music/ambitus.ts';
import { type AskedControls, MELODY_CONTROLS } from '../music/melody-controls.ts';
import type { Phrase, PhraseModel, PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { clamp01 } from '../music/pitch.ts';
import { writtenStyle } from '../music/style.ts';
import { type Meter, meterInfo, type Seconds, type Ticks } from '../music/time.ts';
import type { Opening } from '../soundtrack/theme.ts';
import { asked, cutSpans, type Head, joinSpans, moveSpans, newChords } from './new-chords.ts';

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
  /** The first statement of what the slot takes its kept bars from, if it has been made. */
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
  readonly mood: Mood;
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
  /** The phrase that returns whole, so that the model is not called; else null. */
  readonly returns: Phrase | null;
  /** Moves the phrase when it is arranged. Kept and new bars are written in one octave. */
  readonly octave: OctaveMove | null;
}

/** Length of phrases: four bars, eight where bars are short; with its answer a period. */
export function phraseBars(meter: Meter): number {
  return meterInfo(meter).barTicks < SHORT_BAR ? 8 : 4;
}

/** 2/4 and 3/8 are short, 3/4 and 6/8 are not. */
const SHORT_BAR: Ticks = 1200;
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
  const wanted = askedControls(context);
  const head = headOf(context, wanted);
  const returns = head.bars === slot.bars && context.opening === null ? context.first : null;
  const common = {
    seed,
    meter,
    mode,
    style: writtenStyle(controls.style),
    controls: wanted,
    cadence: melodyCadence(slot.ending),
    temperature: asked(controls.temperature),
    ...(context.explain ? { explain: true } : {}),
  };
  const rest = returns ? slot.bars : slot.bars - head.bars;
  const plan = phrasePlan({ bars: rest, seed, head: returns ? 0 : head.bars, driven: mood.arousal >= RIFFS_FROM });
  const barTicks = meterInfo(meter).barTicks;
  const written = returns ? head.chords : newChords(context, head, { ...common, bars: rest, plan });
  const chords = returns ? written : closeOf(chosenStyle(mood, controls), written, mode);
  const prime = returns ? null : primeOf(context, head);
  const request: PhraseRequest = { ...common, bars: rest, chords, plan, ...(prime ? { prime } : {}) };
  const kept = returns ? [] : head.chords;
  const whole: PhraseRequest = {
    ...common,
    bars: slot.bars,
    chords: joinSpans(kept, moveSpans(chords, returns ? 0 : head.bars * barTicks)),
  };
  const opening = context.opening?.name ?? null;
  const moves = context.opening === null && head.bars > 0 && slot.transform === 'octave';
  const octave = moves ? 'away' : (context.opening?.octave ?? null);
  const bars = { kept: head.notes, keptBars: head.bars, returns };
  return { mood, opening, slot, controls, read, after, request, whole, ...bars, octave };
}

/** Joins kept and new bars. Kept notes have no reasons. */
export function completeJob(order: PhraseJob, answer: Phrase): Phrase {
  return joinedJob(order, order.returns ? answer : shaped(order, answer));
}

/** Like {@link completeJob}, without upbeat and appoggiaturas. */
export function joinedJob({ whole, kept, keptBars, returns }: PhraseJob, written: Phrase): Phrase {
  if (returns) return phraseOf(kept, whole, returns.source);
  if (keptBars === 0) return written;
  const offset = keptBars * meterInfo(whole.meter).barTicks;
  const notes = [...kept, ...written.notes.map((note) => ({ ...note, tick: note.tick + offset }))];
  const phrase = phraseOf(notes, whole, written.source);
  if (!written.explanation) return phrase;
  const events = written.explanation.events.map((event) => ({ ...event, tick: event.tick + offset }));
  return { ...phrase, explanation: { events } };
}

/** The model's phrase with an upbeat and appoggiaturas, as seed and mood determine. */
function shaped({ mood, controls, request, slot, opening }: PhraseJob, answer: Phrase): Phrase {
  const states = slot.keep === 0 && slot.answer === null;
  const theme = states && opening === null && mood.arousal < DRIVEN;
  const style = chosenStyle(mood, controls);
  const styled = linkedLines(style, inRhythmOf(style, answer));
  const begun = theme ? withUpbeat(styled, request.seed) : styled;
  const leant = anticipated(sighing(leaning(begun, mood, request.seed), mood), mood, states);
  if (leant === answer) return answer;
  const shaped = phraseOf(leant.notes, request, answer.source);
  if (!answer.explanation) return shaped;
  const ticks = new Map(leant.notes.map((note) => [note.tick, note.pitch]));
  const events = answer.explanation.events.filter(({ tick, pitch }) => pitch !== null && ticks.get(tick) === pitch);
  return { ...shaped, explanation: { events } };
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

const NOTHING: Head = { bars: 0, notes: [], chords: [] };

/** The kept bars: an opening, or the start of the theme's first statement, moved to the mode. */
function headOf(context: PhraseContext, wanted: AskedControls): Head {
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
  const whole = slot.keep === slot.bars && isAlike(first.request.controls, wanted);
  const keep = whole || slot.keep < slot.bars ? slot.keep : Math.ceil(slot.bars / 2);
  const { notes, bars } = firstBars(changed(first, context), Math.min(keep, first.request.bars));
  if (first.request.mode === mode) return { bars, notes, chords: cutSpans(first.request.chords, bars * barTicks) };
  const harmony = { seed: `${first.request.seed}/${mode}`, bars, meter, mode, mood, opening: 'tonic' } as const;
  return { bars, notes, chords: writeProgression({ ...harmony, cadence: whole ? slot.ending : 'open' }) };
}

/** Whether a statement is still what controls ask for; else only its beginning returns, so that the change is heard. */
function isAlike(then: AskedControls, now: AskedControls): boolean {
  return MELODY_CONTROLS.every(
    (control) => Math.abs((then[control] ?? 0) - (now[control] ?? 0)) <= DRIFT || then[control] == null,
  );
}

/** The first statement in the current mode, with ornaments or the beginning of an answer where the form requires them. */
function changed(first: Phrase, { slot, controls, seed }: PhraseContext): Phrase {
  const tune = inMode(first, controls.mode);
  if (slot.answer !== null) return { ...tune, notes: answerHead(tune, slot.answer, slot.keep) };
  return slot.transform === 'ornament' ? ornamented(tune, `${seed}/${slot.seedSuffix}`) : tune;
}

/** The bars before the new ones: of the phrase before, then the kept ones. */
function primeOf({ before, controls }: PhraseContext, head: Head): PhraseRequest['prime'] | null {
  const follows = before && before.request.meter === controls.meter && before.request.mode === controls.mode;
  if (!follows) return head.bars > 0 ? { notes: onBarLines(head.notes, controls.meter), bars: head.bars } : null;
  const { barTicks } = meterInfo(controls.meter);
  const bars = Math.min(before.request.bars, PRIME_BARS - head.bars);
  const from = (before.request.bars - bars) * barTicks;
  const notes = before.notes.filter(({ tick }) => tick >= from).map((note) => ({ ...note, tick: note.tick - from }));
  const kept = head.notes.map((note) => ({ ...note, tick: note.tick + bars * barTicks }));
  return { notes: onBarLines([...notes, ...kept], controls.meter), bars: bars + head.bars };
}

/** The melody controls as requested. Each theme of a mood has a register of its own, unless something else asks for one. */
function askedControls({ seed, mood, controls, slot }: PhraseContext): AskedControls {
  const moved = controls.register === mood.controls.register ? ambitus(`${seed}/${mood.name}`, slot.theme) : 0;
  const register = clamp01(controls.register + moved);
  return Object.fromEntries(MELODY_CONTROLS.map((control) => [control, asked({ ...controls, register }[control])]));
}

/** Calls a model for the new bars of a job. Rejects if the model throws or its answer is invalid. */
export async function generateFor(model: PhraseModel, request: PhraseRequest): Promise<Phrase> {
  return checkPhrase(await model.generate(request), request);
}
