/**
 * Writes a phrase with a step model: several candidates side by side as rows of one batch, each in two copies where
 * guidance is asked (told the controls, and not told: Ho & Salimans 2022), ranked by how well they meet the request.
 */

import { type ChordSpan, chordAt } from '../music/harmony.ts';
import { MELODY_CONTROLS, notesHash, type Phrase, type PhraseNote, type PhraseRequest } from '../music/phrase.ts';
import { type Random, random } from '../music/random.ts';
import { meterInfo, type Ticks } from '../music/time.ts';
import { choose, logSoftmaxRow, type Taste } from './choose.ts';
import { meterClassOf, modeClassOf, type StepContext } from './features.ts';
import { type BarEvent, Line } from './line.ts';
import { type Lookback, lookbackAt } from './lookback.ts';
import { measure } from './measure.ts';
import { rank } from './rank.ts';
import { checkRequest } from './request.ts';
import type { StepModel, StepRun } from './step-model.ts';
import {
  DURATION_COUNT,
  durationTicks,
  durationToken,
  PITCH_SYMBOLS,
  pitchOfToken,
  pitchToken,
  REST,
  TICKS_PER_GRID,
} from './tokens.ts';

/** What a request leaves open. */
export const DEFAULTS = { temperature: 0.9, topP: 0.95, guidance: 2, candidates: 10 } as const;

/** A candidate and what belongs to it. */
interface Row {
  readonly line: Line;
  readonly chance: Random;
  /** Events still to be told to the model before the phrase begins. */
  readonly prime: readonly PrimeEvent[];
  primed: number;
  /** All events so far, from those of the prime on; onsets count from the start of the phrase. */
  readonly past: { readonly pitch: number[]; readonly duration: number[]; readonly onset: number[] };
  /** How many of them the network has not heard. */
  readonly first: number;
}

interface PrimeEvent extends BarEvent {
  readonly place: number;
  readonly barsLeft: number;
}

/** The network hears this many bars of the prime again; what lies further back it only looks back on. */
const HEARD_BARS = 2;

/** Writes the phrase that a request asks for. The same model and request always give the same phrase. @throws RangeError on a request that makes no sense. */
export function composePhrase(model: StepModel, request: PhraseRequest): Phrase {
  checkRequest(request);
  const count = request.candidates ?? DEFAULTS.candidates;
  const guidance = model.conditional ? (request.guidance ?? DEFAULTS.guidance) : 1;
  const before = primeEvents(request);
  const heard = (-HEARD_BARS * meterInfo(request.meter).barTicks) / TICKS_PER_GRID;
  const prime = before.filter(({ onset }) => onset >= heard);
  const past = before.filter(({ onset }) => onset < heard);
  const rows = Array.from(
    { length: count },
    (_, k): Row => ({
      line: new Line(request, before),
      chance: random(`${request.seed} candidate ${k}`),
      prime,
      primed: 0,
      past: {
        pitch: past.map(({ pitch }) => pitch),
        duration: past.map(({ duration }) => duration),
        onset: past.map(({ onset }) => onset),
      },
      first: past.length,
    }),
  );
  const run = model.begin(guidance === 1 ? count : count * 2);
  try {
    while (rows.some(({ line }) => !line.done)) step(run, rows, request, guidance);
  } finally {
    run.end();
  }
  const candidates = rows.map(({ line }) => {
    const notes = notesOf(line);
    return { notes, logProbability: line.logProbability / Math.max(1, line.choices) };
  });
  const best = rank(candidates, request);
  return phraseOf(best.notes, request, model.source);
}

/** Wraps notes as the answer to a request. */
export function phraseOf(notes: readonly PhraseNote[], request: PhraseRequest, source: Phrase['source']): Phrase {
  return { request, notes, source, hash: notesHash(notes), measured: measure(notes, request) };
}

function step(run: StepRun, rows: readonly Row[], request: PhraseRequest, guidance: number): void {
  const guided = guidance !== 1;
  const contexts = rows.map((row) => contextOf(row, request));
  const blind = guided ? contexts.map((context) => ({ ...context, controls: NOT_ASKED })) : [];
  const durationLogits = combine(run.durations([...contexts, ...blind]), rows.length, DURATION_COUNT, guidance);
  const durations = rows.map((row, r) => nextDuration(row, durationLogits, r, request));
  const pitchLogits = combine(
    run.pitches(guided ? [...durations, ...durations] : durations),
    rows.length,
    PITCH_SYMBOLS,
    guidance,
  );
  for (let r = 0; r < rows.length; r++) takePitch(rows[r]!, durations[r]!, pitchLogits, r, request);
}

const NOT_ASKED: readonly null[] = MELODY_CONTROLS.map(() => null);

/** Log-probabilities of each candidate; with guidance, away from the copy that was not told the controls. */
function combine(logits: Float32Array, rows: number, width: number, guidance: number): Float64Array {
  const combined = Float64Array.from(logits);
  for (let offset = 0; offset < combined.length; offset += width) logSoftmaxRow(combined, offset, width);
  if (guidance === 1) return combined;
  const blind = rows * width;
  for (let i = 0; i < blind; i++) combined[i] = combined[blind + i]! + guidance * (combined[i]! - combined[blind + i]!);
  for (let offset = 0; offset < blind; offset += width) logSoftmaxRow(combined, offset, width);
  return combined;
}

function contextOf(row: Row, request: PhraseRequest): StepContext {
  const { line } = row;
  const prime = row.prime[row.primed];
  const tick = prime ? 0 : line.time * TICKS_PER_GRID;
  const begun = row.past.pitch.length > row.first;
  return {
    previousPitch: begun ? row.past.pitch.at(-1)! : -1,
    previousDuration: begun ? row.past.duration.at(-1)! : -1,
    place: prime ? prime.place : line.place,
    meter: meterClassOf(request.meter),
    barsLeft: prime ? prime.barsLeft : request.bars - 1 - line.bar,
    chord: prime ? null : chordAt(request.chords, tick),
    nextChord: prime ? null : nextChordAfter(request.chords, tick),
    mode: modeClassOf(request.mode),
    style: request.style,
    controls: MELODY_CONTROLS.map((control) => request.controls[control] ?? null),
    lookback: lookbackOf(row, request, prime ? prime.onset : line.time),
  };
}

function lookbackOf({ past }: Row, request: PhraseRequest, onset: number): Lookback {
  return lookbackAt(past, 0, past.pitch.length, onset, meterInfo(request.meter).barTicks / TICKS_PER_GRID);
}

function nextChordAfter(chords: readonly ChordSpan[], tick: Ticks): ChordSpan['chord'] | null {
  return chords.find((span) => span.tick > tick)?.chord ?? null;
}

function nextDuration(row: Row, logits: Float64Array, r: number, request: PhraseRequest): number {
  const { line } = row;
  const prime = row.prime[row.primed];
  if (prime) return prime.duration;
  if (line.done) return 0;
  const forced = line.next();
  if (forced) return forced.duration;
  const bias = (token: number) => (line.allowsDuration(token) ? 0 : Number.NEGATIVE_INFINITY);
  const choice = choose(logits, r * DURATION_COUNT, DURATION_COUNT, bias, tasteOf(request), row.chance);
  if (!choice) return line.escapeDuration();
  line.logProbability += choice.logProbability;
  line.choices++;
  return choice.symbol;
}

function takePitch(row: Row, duration: number, logits: Float64Array, r: number, request: PhraseRequest): void {
  const { line } = row;
  const prime = row.prime[row.primed];
  if (prime) {
    row.primed++;
    remember(row, duration, prime.pitch, prime.onset);
    return;
  }
  if (line.done) return;
  const forced = line.next();
  if (forced && forced.pitch !== null) {
    remember(row, duration, forced.pitch, line.time);
    line.push(duration, forced.pitch, false);
    return;
  }
  const draw = (bias: (token: number) => number) =>
    choose(logits, r * PITCH_SYMBOLS, PITCH_SYMBOLS, bias, tasteOf(request), row.chance);
  const choice =
    draw((token) => line.pitchBias(token, duration, forced === null)) ??
    // Nothing is allowed any more: any note is better than none.
    draw((token) => (token === REST ? Number.NEGATIVE_INFINITY : 0))!;
  line.logProbability += choice.logProbability;
  remember(row, duration, choice.symbol, line.time);
  line.push(duration, choice.symbol, forced === null);
}

function remember({ past }: Row, duration: number, pitch: number, onset: number): void {
  past.duration.push(duration);
  past.pitch.push(pitch);
  past.onset.push(onset);
}

function tasteOf(request: PhraseRequest): Taste {
  return { temperature: request.temperature ?? DEFAULTS.temperature, topP: request.topP ?? DEFAULTS.topP };
}

/** The notes of a finished line, in ticks; rests become gaps. */
function notesOf(line: Line): PhraseNote[] {
  const notes: PhraseNote[] = [];
  for (const { pitch, onset, duration, sampled } of line.events) {
    if (pitch === REST) continue;
    notes.push({
      pitch: pitchOfToken(pitch),
      tick: onset * TICKS_PER_GRID,
      durationTicks: durationTicks(duration),
      sampled,
    });
  }
  return notes;
}

/** The notes before the phrase as events, gaps as rests cut at bar lines. */
function primeEvents(request: PhraseRequest): PrimeEvent[] {
  const { prime } = request;
  if (!prime) return [];
  const bar = meterInfo(request.meter).barTicks;
  const events: PrimeEvent[] = [];
  const push = (tick: Ticks, length: Ticks, pitch: number) => {
    events.push({
      duration: durationToken(length / TICKS_PER_GRID),
      pitch,
      onset: Math.round((tick - prime.bars * bar) / TICKS_PER_GRID),
      place: Math.round((tick % bar) / TICKS_PER_GRID),
      barsLeft: Math.max(0, prime.bars - 1 - Math.floor(tick / bar)),
    });
  };
  const rest = (from: Ticks, to: Ticks) => {
    for (let tick = from; tick < to - 1; ) {
      const until = Math.min(to, (Math.floor(tick / bar) + 1) * bar);
      push(tick, until - tick, REST);
      tick = until;
    }
  };
  let reached = 0;
  for (const note of prime.notes) {
    rest(reached, note.tick);
    push(note.tick, note.durationTicks, pitchToken(note.pitch));
    reached = note.tick + note.durationTicks;
  }
  rest(reached, prime.bars * bar);
  return events;
}
