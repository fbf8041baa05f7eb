/** Arranges a phrase that is about to play, part by part, so that no tick takes long. */

import { arranging } from '../../arrange/arrange.ts';
import { phraseSlot } from '../../arrange/form.ts';
import { isWithoutTune } from '../../arrange/lineups.ts';
import { scoreWithTail } from '../../arrange/tail.ts';
import type { Replay } from '../../formats/replay.ts';
import type { Controls } from '../../mood/controls.ts';
import { stepUntil } from '../../music/background-tasks.ts';
import type { Drummer } from '../../music/drum-performance.ts';
import type { Phrase } from '../../music/phrase.ts';
import type { Score } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import type { Piece } from '../../soundtrack/piece.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';

/** Controls, and the music time at which they were read. */
export interface ControlsReading {
  readonly read: Seconds;
  readonly controls: Controls;
}

/** Reports a phrase that could not be arranged. Its bars are silent. */
export interface ArrangementListener {
  error(message: string, cause: unknown): void;
}

/** One arrangement at a time. */
export class ArrangementTask {
  readonly #seed: string;
  readonly #listener: ArrangementListener;
  readonly #drummer: () => Drummer | null;
  readonly #replay: Replay | null;
  readonly #pieceOf: (state: MoodState) => Piece | null;
  #current: { readonly ready: ReadyPhrase; readonly read: Seconds; readonly work: Generator<undefined, Score> } | null =
    null;

  /**
   * @param drummer plays the drums of the model's phrases; null while there is none
   * @param replay the log that is replayed, which says whose drums a drummer played
   * @param pieceOf the game's own music for a mood, which brings its parts along
   */
  constructor(
    seed: string,
    listener: ArrangementListener,
    drummer: () => Drummer | null,
    replay: Replay | null,
    pieceOf: (state: MoodState) => Piece | null,
  ) {
    this.#seed = seed;
    this.#listener = listener;
    this.#drummer = drummer;
    this.#replay = replay;
    this.#pieceOf = pieceOf;
  }

  /**
   * The score of a phrase; null where it is not done by the deadline, in ms of `performance.now()`. The next call with the
   * same phrase and reading continues, by at least one part.
   */
  continue(
    state: MoodState,
    ready: ReadyPhrase,
    { read, controls }: ControlsReading,
    deadline = Number.POSITIVE_INFINITY,
  ): Score | null {
    const current = this.#current;
    const isSame = current !== null && current.ready === ready && current.read === read;
    const work = isSame ? current.work : this.#arranging(state, ready, controls);
    let score: Score | null = null;
    try {
      score = stepUntil(work, deadline);
    } catch (error) {
      this.#listener.error(`phrase ${ready.slot} of '${state.mood.name}' could not be arranged`, error);
      score = { ...emptyScore(ready.phrase, controls), chords: ready.phrase.request.chords, parts: [] };
    }
    this.#current = score === null ? { ready, read, work } : null;
    if (score !== null) {
      ready.score = score;
      ready.arrangedWith = controls;
    }
    return score;
  }

  #arranging(state: MoodState, ready: ReadyPhrase, controls: Controls): Generator<undefined, Score> {
    const request = this.#request(state, ready, controls);
    return this.#pieceOf(state)?.arranging(request, state.mood) ?? arranging(request);
  }

  #request(state: MoodState, ready: ReadyPhrase, controls: Controls) {
    const { slot, phrase, octave, opening } = ready;
    const { mood } = state;
    const place = phraseSlot(slot, phrase.request.bars, mood);
    const { lineup } = place;
    const statement = octave && state.first(place.theme);
    const previous = this.#previousScore(state, ready);
    const drummer = this.#drummerFor(state, ready);
    ready.hasDrummer = drummer !== null;
    return {
      ...{ phrase, controls, mood, seed: `${this.#seed}/${mood.name}/${slot}`, phraseIndex: slot },
      place,
      // A theme that the game requested is heard even if the form has no melody there.
      lineup: opening === null || !isWithoutTune(lineup) ? lineup : ('plain' as const),
      ...(octave ? { octave } : {}),
      ...(statement ? { statement } : {}),
      ...(previous ? { previous } : {}),
      ...(drummer ? { drummer } : {}),
    };
  }

  /**
   * The drummer of a phrase: as the log says in a replay, else as decided before, else that of a model's phrase. Null for
   * patterns, also where the drummer that should play is not there.
   */
  #drummerFor({ mood }: MoodState, { slot, phrase, hasDrummer }: ReadyPhrase): Drummer | null {
    const logged = this.#replay?.next(mood.name, slot) ?? null;
    const isAsked = logged === null ? (hasDrummer ?? phrase.source === 'lstm') : logged.drummer === true;
    return isAsked ? this.#drummer() : null;
  }

  /** The score that a phrase's voices lead on from. In a saved game its tail is enough. */
  #previousScore(state: MoodState, { slot, phrase }: ReadyPhrase): Score | null {
    const before = state.get(slot - 1);
    if (before?.score) return before.score;
    if (state.tail?.slot === slot) return scoreWithTail(state.tail.pitches, emptyScore(phrase, state.mood.controls));
    if (!before?.arrangedWith) return null;
    // A saved game keeps no scores: they are arranged again when one is needed.
    before.score = stepUntil(this.#arranging(state, before, before.arrangedWith), Number.POSITIVE_INFINITY);
    return before.score;
  }
}

function emptyScore({ request: { bars, meter, mode } }: Phrase, { tempo, tonic, palette }: Controls) {
  return { bars, meter, bpm: tempo, tonic, mode, palette };
}
