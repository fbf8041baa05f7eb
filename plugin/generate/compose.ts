/**
 * Writes a phrase with a step model. Several candidates are rows of one batch; with guidance each has further rows, without the
 * controls and without the fine style (classifier-free guidance: Ho & Salimans 2022). The one that best meets the request is returned.
 */

import { finished } from '../music/background-tasks.ts';
import type { Explanation } from '../music/explanation.ts';
import { MELODY_CONTROLS } from '../music/melody-controls.ts';
import { notesHash, type Phrase, type PhraseNote, type PhraseRequest } from '../music/phrase.ts';
import { broadStyle } from '../music/style.ts';
import { type Answer, CandidateDecoder } from './candidate-decoder.ts';
import { chosenControls } from './default-controls.ts';
import type { StepContext } from './features.ts';
import { measure } from './measure.ts';
import type { MelodyDraft } from './melody-draft.ts';
import { primeEvents } from './prime.ts';
import { ranking } from './rank.ts';
import { checkRequest } from './request.ts';
import { logSoftmaxRow, type Taste } from './sampling.ts';
import type { StepModel, StepRun } from './step-model.ts';
import { DURATION_COUNT, durationTicks, PITCH_SYMBOLS, pitchOfToken, REST, TICKS_PER_GRID } from './tokens.ts';

/** Values for omitted fields of a request. */
export const DEFAULTS = { temperature: 0.9, topP: 0.95, guidance: 3.3, styleGuidance: 8, candidates: 14 } as const;

/** Guidance of the controls in a fine style, which more of it would blur. */
const GUIDANCE_IN_STYLE = 2;

/** Writes a phrase. The same model and request always give the same phrase. @throws RangeError for an invalid request. */
export function composePhrase(model: StepModel, request: PhraseRequest): Phrase {
  return finished(composing(model, request));
}

/** As {@link composePhrase}, as a generator that yields after each step, so that other work can run in between. */
export function* composing(model: StepModel, request: PhraseRequest): Generator<void, Phrase> {
  checkRequest(request);
  const before = primeEvents(request);
  const taste = tasteOf(request);
  const count = request.candidates ?? DEFAULTS.candidates;
  const conditioned = { ...request, controls: chosenControls(request) };
  const rows: CandidateDecoder[] = [];
  for (let candidate = 0; candidate < count; candidate++) {
    rows.push(new CandidateDecoder(conditioned, before, candidate, taste));
    yield;
  }
  yield* writing(model, rows, request);
  const candidates = rows.map(({ line, reasons }) => ({
    notes: notesOf(line),
    logProbability: line.logProbability / Math.max(1, line.choices),
    reasons,
  }));
  const best = yield* ranking(candidates, request);
  const phrase = phraseOf(best.notes, request, model.source);
  return request.explain ? { ...phrase, explanation: { events: best.reasons } } : phrase;
}

/**
 * Recomputes the reasons for a phrase's notes: they are fed to the model, which reports its probabilities at each. Only for
 * phrases as a model returned them. The numbers equal those that `explain` in a request records, up to rounding in
 * batches of other sizes (below 1e-4).
 * @throws RangeError if the phrase's notes do not follow from its request.
 * @example
 * const steps = ngramSteps(NgramTables.parse(ngramTables(), FALLBACK_SCHEME)); // or lstmSteps(readWeights(files))
 * const phrase = composePhrase(steps, {
 *   seed: 'why', bars: 2, meter: '4/4', mode: 'ionian', style: null, chords: [], controls: {}, cadence: 'full',
 * });
 * for (const { tick, pitch, tone } of explainPhrase(steps, phrase).events)
 *   console.log(tick, pitch, tone?.chosen.network, tone?.top.slice(0, 3));
 */
export function explainPhrase(model: StepModel, phrase: Phrase): Explanation {
  checkRequest(phrase.request);
  const request = { ...phrase.request, controls: chosenControls(phrase.request), explain: true };
  const row = new CandidateDecoder(request, primeEvents(request), 0, tasteOf(request), phrase.notes);
  for (const _ of writing(model, [row], request));
  if (notesHash(notesOf(row.line)) !== phrase.hash)
    throw new RangeError(
      `explain: the notes of phrase ${phrase.hash} do not follow from its request; give a phrase as the model returned it`,
    );
  return { events: row.reasons };
}

/** A phrase from notes, with hash and measurements. */
export function phraseOf(notes: readonly PhraseNote[], request: PhraseRequest, source: Phrase['source']): Phrase {
  return { request, notes, source, hash: notesHash(notes), measured: measure(notes, request) };
}

/** How much more the network follows than its probabilities would: 1 = none. */
interface Guidance {
  readonly controls: number;
  readonly style: number;
}

/** A mood's own style is not guided: the band, the controls and the form already make it. */
function guidanceOf({ conditional, knowsFineStyles }: StepModel, request: PhraseRequest): Guidance {
  if (!conditional) return { controls: 1, style: 1 };
  const { guidance, styleGuidance, style } = request;
  const isFine = knowsFineStyles && style !== null && broadStyle(style) !== style;
  return {
    controls: guidance ?? (isFine ? GUIDANCE_IN_STYLE : DEFAULTS.guidance),
    style: isFine ? (styleGuidance ?? DEFAULTS.styleGuidance) : 1,
  };
}

function* writing(model: StepModel, rows: readonly CandidateDecoder[], request: PhraseRequest): Generator<void, void> {
  const guidance = guidanceOf(model, request);
  const groups = 1 + Number(guidance.controls !== 1) + Number(guidance.style !== 1);
  const run = model.begin(rows.length * groups);
  try {
    for (; rows.some(({ line }) => !line.done); yield) yield* step(run, rows, guidance);
  } finally {
    run.end();
  }
}

function* step(run: StepRun, rows: readonly CandidateDecoder[], guidance: Guidance): Generator<void, void> {
  const contexts = groupsOf(
    rows.map((row) => row.context()),
    guidance,
  );
  const durationLogits = run.durations(contexts.flat());
  yield;
  const durationAnswer = answerOf(durationLogits, rows.length, DURATION_COUNT, guidance);
  const durations = rows.map((row, r) => row.nextDuration(durationAnswer, r));
  yield;
  const pitchLogits = run.pitches(contexts.flatMap(() => durations));
  yield;
  const pitchAnswer = answerOf(pitchLogits, rows.length, PITCH_SYMBOLS, guidance);
  rows.forEach((row, r) => {
    row.takePitch(pitchAnswer, r, durations[r]!);
  });
}

/** The contexts of each candidate; then, if these are guided, without controls; then also without the fine style. */
function groupsOf(contexts: StepContext[], { controls, style }: Guidance): StepContext[][] {
  const plain = controls === 1 ? contexts : contexts.map((context) => ({ ...context, controls: NOT_ASKED }));
  const unstyled = plain.map((context) => ({ ...context, fineStyle: null }));
  return [contexts, ...(controls === 1 ? [] : [plain]), ...(style === 1 ? [] : [unstyled])];
}

const NOT_ASKED: readonly null[] = MELODY_CONTROLS.map(() => null);

/** Log-probabilities per candidate, extrapolated away from the rows without controls and without the fine style. */
function answerOf(conditioned: Float32Array, rows: number, width: number, { controls, style }: Guidance): Answer {
  const guided = Float64Array.from(conditioned);
  for (let offset = 0; offset < guided.length; offset += width) logSoftmaxRow(guided, offset, width);
  if (controls === 1 && style === 1) return { conditioned, guided };
  const size = rows * width;
  const plain = controls === 1 ? 0 : size;
  for (let i = 0; i < size; i++) {
    const without = guided[plain + i]!;
    guided[i] = without + controls * (guided[i]! - without);
    if (style !== 1) guided[i]! += (style - 1) * (without - guided[plain + size + i]!);
  }
  for (let offset = 0; offset < size; offset += width) logSoftmaxRow(guided, offset, width);
  return { conditioned, guided };
}

function tasteOf(request: PhraseRequest): Taste {
  return { temperature: request.temperature ?? DEFAULTS.temperature, topP: request.topP ?? DEFAULTS.topP };
}

/** The notes of a finished melody, in ticks; rests become gaps. */
function notesOf(line: MelodyDraft): PhraseNote[] {
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
