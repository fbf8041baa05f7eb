/** The fallback model: small tables that are part of the package and answer synchronously. */

import type { Phrase, PhraseRequest } from '../music/phrase.ts';
import { composePhrase } from './compose.ts';
import type { StepContext } from './features.ts';
import { ngramTables } from './ngram-tables.generated.ts';
import { FALLBACK_SCHEME, NgramTables, RunningHistory } from './ngram-tables.ts';
import type { InstantPhraseModel } from './source.ts';
import type { StepModel, StepRun } from './step-model.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from './tokens.ts';

let shipped: NgramTables | undefined;

/** The package's tables as a step model, parsed on the first call. */
export function shippedNgramSteps(): StepModel {
  shipped ??= NgramTables.parse(ngramTables(), FALLBACK_SCHEME);
  return ngramSteps(shipped);
}

/** Creates the fallback model from the package's tables. */
export function createNgramModel(): InstantPhraseModel {
  const steps = shippedNgramSteps();
  const generateNow = (request: PhraseRequest): Phrase => composePhrase(steps, request);
  return {
    name: steps.name,
    source: steps.source,
    generateNow,
    generate: async (request) => generateNow(request),
    dispose() {},
  };
}

/** N-gram tables as a step model. */
export function ngramSteps(tables: NgramTables): StepModel {
  return {
    name: 'ngram',
    source: 'ngram',
    conditional: false,
    knowsFineStyles: false,
    begin: (rows) => new NgramRun(tables, rows),
    dispose() {},
  };
}

class NgramRun implements StepRun {
  readonly #histories: readonly RunningHistory[];
  #contexts: readonly Readonly<StepContext>[] = [];

  constructor(
    readonly tables: NgramTables,
    rows: number,
  ) {
    this.#histories = Array.from({ length: rows }, () => new RunningHistory());
  }

  durations(contexts: readonly Readonly<StepContext>[]): Float32Array {
    this.#contexts = contexts;
    const out = new Float32Array(contexts.length * DURATION_COUNT);
    contexts.forEach((step, row) => {
      const history = this.#histories[row]!;
      if (step.previousPitch >= 0) history.push(step.previousPitch, step.previousDuration);
      writeLogs(this.tables.durations(step, history), out, row * DURATION_COUNT);
    });
    return out;
  }

  pitches(durations: readonly number[]): Float32Array {
    const out = new Float32Array(durations.length * PITCH_SYMBOLS);
    durations.forEach((duration, row) => {
      writeLogs(this.tables.pitches(this.#contexts[row]!, this.#histories[row]!, duration), out, row * PITCH_SYMBOLS);
    });
    return out;
  }

  end(): void {}
}

function writeLogs(probabilities: Float64Array, out: Float32Array, offset: number): void {
  for (let i = 0; i < probabilities.length; i++) out[offset + i] = Math.log(probabilities[i]!);
}
