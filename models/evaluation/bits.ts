/** Bits per note on held-out tunes: the network, n-grams over the same symbols, and the tutorial network. */

import {
  BASELINE_CHORDS_SCHEME,
  BASELINE_SCHEME,
  FALLBACK_SCHEME,
  NgramTables,
  ngramTables,
  type StepModel,
} from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { countNgrams } from '../training/ngram.ts';
import { type Bits, eventCount, scoreSteps, scoreTables } from '../training/score.ts';
import { scoreTutorial } from '../training/tutorial.ts';
import { readTutorial } from '../training/tutorial-file.ts';
import { NO_CONTROLS } from '../training/validation.ts';
import { round } from './interval.ts';
import type { Materials } from './materials.ts';

/** Bits per event (notes and rests); controls are requested only in `lstmControls`. */
export interface BitsPerNote {
  readonly lstm: Bits;
  readonly lstmNoChords: Bits;
  readonly lstmControls: Bits;
  /** The first weights that shipped, with chords; null if there are none beside. */
  readonly first: Bits | null;
  readonly ngram: Bits;
  readonly ngramChords: Bits;
  /** Predicts only pitches. Null if its weights are missing, as in the package. */
  readonly tutorial: { readonly pitch: number } | null;
  readonly notes: number;
  readonly tunes: number;
  /** `counted`: n-grams from the training split, order up to 5; `shipped`: the smaller tables of the package, used without a corpus. */
  readonly ngramTables: 'counted' | 'shipped';
}

/** The networks that are scored: the measured one, and the first weights if they are beside. */
export interface Networks {
  readonly lstm: StepModel;
  readonly first: StepModel | null;
}

/** Parts of the work, for progress. */
const PARTS = 5;

/** Scores all models on every event of the test stretches. */
export function bitsFigures(
  { lstm, first }: Networks,
  { test, train, tunes }: Materials,
  onProgress: (share: number) => void,
): BitsPerNote {
  const score = (mask: Partial<typeof NO_CONTROLS>, done: number, model = lstm): Bits =>
    scoreSteps(model, test, { ...NO_CONTROLS, ...mask }, (share) => onProgress((done + share) / PARTS));
  const network = {
    lstm: score({}, 0),
    lstmNoChords: score({ chords: false }, 1),
    lstmControls: score({ controls: NO_CONTROLS.controls.map(() => true) }, 2),
    first: first && score({}, 3, first),
  };
  return {
    ...network,
    ...ngramBits(train, test),
    tutorial: tutorialBits(test, (share) => onProgress((4 + share) / PARTS)),
    notes: eventCount(test),
    tunes,
  };
}

function ngramBits(
  train: readonly Stretch[],
  test: readonly Stretch[],
): Pick<BitsPerNote, 'ngram' | 'ngramChords' | 'ngramTables'> {
  if (train.length === 0) {
    const shipped = scoreTables(NgramTables.parse(ngramTables(), FALLBACK_SCHEME), test);
    return { ngram: shipped, ngramChords: shipped, ngramTables: 'shipped' };
  }
  return {
    ngram: scoreTables(countNgrams(train, BASELINE_SCHEME), test),
    ngramChords: scoreTables(countNgrams(train, BASELINE_CHORDS_SCHEME), test),
    ngramTables: 'counted',
  };
}

function tutorialBits(test: readonly Stretch[], onProgress: (share: number) => void): BitsPerNote['tutorial'] {
  const trained = readTutorial();
  return trained && { pitch: round(scoreTutorial(trained.parameters, test, onProgress)) };
}
