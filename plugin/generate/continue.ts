/** Continues given notes: the continuation keeps their rhythm, density and register, and ends with a cadence. */

import type { AskedControls } from '../music/melody-controls.ts';
import type { BarPlan, Phrase, PhraseModel, PhraseNote, PhraseRequest } from '../music/phrase.ts';
import type { Mode } from '../music/pitch.ts';
import { type Meter, meterInfo } from '../music/time.ts';
import { measure } from './measure.ts';
import { writeProgression } from './progression.ts';
import type { ProgressionFeeling } from './progression-feeling.ts';
import { MOST_BARS } from './request.ts';

/** Options of a continuation, variation or morph; all but seed, meter and mode may be omitted. */
export interface PhraseOptions extends Partial<Omit<PhraseRequest, 'seed' | 'meter' | 'mode' | 'prime'>> {
  readonly seed: string;
  readonly meter: Meter;
  readonly mode: Mode;
  /** Determines the chords if none are given; a `Mood` fits. */
  readonly mood?: ProgressionFeeling;
}

/** A note of the caller: ticks from a bar line, semitones above the tonic anchor. */
export type GivenNote = Pick<PhraseNote, 'pitch' | 'tick' | 'durationTicks'>;

/**
 * The request for a phrase that continues given notes. Omitted fields follow from the notes: as many bars (2 to 4), the
 * same density, register, leaps and syncopation, a full cadence, and a plan whose first half has their rhythm. Of more
 * than eight bars, the last eight are used.
 * @throws RangeError if there are no notes, or they overlap or are out of order.
 */
export function continuation(notes: readonly GivenNote[], options: PhraseOptions): PhraseRequest {
  const prime = primeOf(notes, options.meter);
  const bars = options.bars ?? Math.min(4, Math.max(2, prime.bars));
  const plan = options.plan ?? answerPlan(prime.bars, bars);
  return { ...requestOf({ ...options, bars, plan, controls: options.controls ?? likeness(prime, options) }), prime };
}

/**
 * Continues the notes of a player or composer with any model: the worker's, one in Node, or the fallback. See
 * {@link continuation}.
 * @example
 * const composer = createNgramModel(); // or createLstmModel(files), or the worker's
 * const { notes } = hearNotes(
 *   [{ pitch: 76, time: 0, duration: 0.5 }, { pitch: 79, time: 0.5, duration: 0.5 }, { pitch: 81, time: 1, duration: 1 }],
 *   { tempo: 120, meter: '4/4', tonic: 'C', mode: 'ionian' },
 * );
 * const answer = await continuePhrase(composer, notes, { seed: 'flute', meter: '4/4', mode: 'ionian' });
 */
export async function continuePhrase(
  model: PhraseModel,
  notes: readonly GivenNote[],
  options: PhraseOptions,
): Promise<Phrase> {
  return model.generate(continuation(notes, options));
}

/** Given notes as the prime of a request: whole bars, at most the last eight. @throws RangeError as {@link continuation}. */
export function primeOf(notes: readonly GivenNote[], meter: Meter): NonNullable<PhraseRequest['prime']> {
  checkNotes(notes);
  const { barTicks } = meterInfo(meter);
  const last = notes.at(-1)!;
  const all = Math.ceil((last.tick + last.durationTicks) / barTicks);
  const bars = Math.min(MOST_BARS, all);
  const from = (all - bars) * barTicks;
  const heard = notes.filter(({ tick }) => tick >= from);
  return { bars, notes: heard.map((note) => ({ ...note, tick: note.tick - from, sampled: false })) };
}

/** A complete request, with chords composed if none are given. */
export function requestOf(options: PhraseOptions & { readonly bars: number }): PhraseRequest {
  const { mood, ...asked } = options;
  const { seed, bars, meter, mode, plan, cadence = 'full' } = options;
  const harmony = { seed, bars, meter, mode, cadence, ...(mood ? { mood } : {}), ...(plan ? { plan } : {}) };
  return { style: null, controls: {}, ...asked, cadence, chords: options.chords ?? writeProgression(harmony) };
}

/** Controls that request notes like these; without chromatic notes, chromaticism is requested as 0. */
export function likeness(
  { notes, bars }: { readonly notes: readonly GivenNote[]; readonly bars: number },
  { meter, mode }: Pick<PhraseOptions, 'meter' | 'mode'>,
): AskedControls {
  const { chromaticism, ...line } = measure(notes, { meter, bars, mode });
  return { ...line, chromaticism: chromaticism === 0 ? 0 : null };
}

/** A plan that repeats the rhythm of the given bars in its first half, then samples; a single bar repeats it throughout. */
function answerPlan(given: number, bars: number): readonly BarPlan[] {
  const echoed = bars === 1 ? 1 : Math.floor(bars / 2);
  const motif = Math.min(given, Math.max(1, echoed));
  return Array.from({ length: bars }, (_, bar) =>
    bar < echoed ? { kind: 'rhythm', of: (bar % motif) - motif } : { kind: 'sample' },
  );
}

function checkNotes(notes: readonly GivenNote[]): void {
  if (notes.length === 0) throw new RangeError('given notes: there are none; give at least one');
  let reached = 0;
  notes.forEach(({ tick, durationTicks }, i) => {
    if (!(tick >= reached && durationTicks > 0))
      throw new RangeError(
        `given notes: note ${i} begins at tick ${tick} and lasts ${durationTicks}; give notes in order, each longer than 0 and none before the previous one ends (${reached})`,
      );
    reached = tick + durationTicks;
  });
}
