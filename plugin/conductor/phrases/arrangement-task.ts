/** Phrases that are about to play are arranged, part by part where there is time, so that no tick is long. */

import { arrange, arranging } from '../../arrange/arrange.ts';
import { phraseSlot } from '../../arrange/form.ts';
import { scoreWithTail } from '../../arrange/tail.ts';
import type { Controls } from '../../mood/controls.ts';
import type { Phrase } from '../../music/phrase.ts';
import type { Score } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';

/** Controls, and the music time at which they were read. */
export interface ControlsReading {
  readonly read: Seconds;
  readonly controls: Controls;
}

/** One arrangement at a time. */
export class ArrangementTask {
  readonly #seed: string;
  readonly #error: (message: string, cause: unknown) => void;
  /** What has been begun, and when its controls were read. */
  #current: {
    readonly written: ReadyPhrase;
    readonly read: Seconds;
    readonly work: Generator<undefined, Score>;
  } | null = null;

  /** @param error told where a phrase could not be arranged; then the band rests in it. */
  constructor(seed: string, error: (message: string, cause: unknown) => void) {
    this.#seed = seed;
    this.#error = error;
  }

  /**
   * The score of a phrase; null where it is not done by the deadline, in ms of `performance.now()`: the next call with
   * the same phrase and reading goes on, by one part at least.
   */
  continue(
    memory: MoodState,
    written: ReadyPhrase,
    { read, controls }: ControlsReading,
    deadline: number,
  ): Score | null {
    const begun = this.#current;
    const goesOn = begun !== null && begun.written === written && begun.read === read;
    const work = goesOn ? begun.work : this.#arrange(memory, written, controls);
    let score: Score | null = null;
    try {
      do score = work.next().value ?? null;
      while (score === null && performance.now() < deadline);
    } catch (error) {
      this.#error(`phrase ${written.slot} of '${memory.mood.name}' could not be arranged`, error);
      score = silence(written, controls);
    }
    this.#current = score === null ? { written, read, work } : null;
    if (score !== null) {
      written.score = score;
      written.arrangedWith = controls;
    }
    return score;
  }

  #arrange(memory: MoodState, written: ReadyPhrase, controls: Controls): Generator<undefined, Score> {
    const previous = this.#before(memory, written);
    return arranging({ ...this.#request(memory, written, controls), ...(previous ? { previous } : {}) });
  }

  #request(memory: MoodState, { slot, phrase, octave }: ReadyPhrase, controls: Controls) {
    const { mood } = memory;
    const statement = octave && memory.first(phraseSlot(slot, phrase.request.bars).theme);
    return {
      ...{ phrase, controls, mood, seed: `${this.#seed}/${mood.name}/${slot}`, phraseIndex: slot },
      ...(octave ? { octave } : {}),
      ...(statement ? { statement } : {}),
    };
  }

  /** The score that a phrase's voices lead on from: after a saved game its tail is enough. */
  #before(memory: MoodState, { slot, phrase }: ReadyPhrase): Score | null {
    const before = memory.get(slot - 1);
    if (before?.score) return before.score;
    if (memory.tail?.slot === slot) return scoreWithTail(memory.tail.pitches, bare(phrase, memory.mood.controls));
    if (!before?.arrangedWith) return null;
    // After a saved game, scores follow from one another only when they are needed.
    const previous = this.#before(memory, before);
    before.score = arrange({
      ...this.#request(memory, before, before.arrangedWith),
      ...(previous ? { previous } : {}),
    });
    return before.score;
  }
}

/** A score in which the band rests, should an arrangement ever fail. */
function silence({ phrase }: ReadyPhrase, controls: Controls): Score {
  return { ...bare(phrase, controls), chords: phrase.request.chords, parts: [] };
}

function bare({ request: { bars, meter, mode } }: Phrase, { tempo, tonic, palette }: Controls) {
  return { bars, meter, bpm: tempo, tonic, mode, palette };
}
