/** A phrase that has been written, ready to be arranged and played. */

import type { Phrase } from '../../music/phrase.ts';
import { completeJob, type PhraseJob } from '../../phrases/phrase-job.ts';
import type { ReadyPhrase } from '../model/mood-state.ts';

/** The phrase for a job, ready to be arranged. */
export function readyPhraseOf(job: PhraseJob, phrase: Phrase): ReadyPhrase {
  const { slot, controls, read, after, opening, octave } = job;
  const whole = completeJob(job, phrase);
  const asked = { controls, read, after, opening, octave };
  return { slot: slot.index, phrase: whole, ...asked, score: null, begun: false };
}
