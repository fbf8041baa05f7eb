/** Writes the phrases of one mood in order, as the conductor would, without a clock or an audio output. */

import { arrange } from '../arrange/arrange.ts';
import { type PhraseSlot, phraseSlot } from '../arrange/form.ts';
import type { OctaveMove } from '../arrange/request.ts';
import { MoodState } from '../conductor/model/mood-state.ts';
import type { Controls, Mood } from '../mood/controls.ts';
import type { Drummer } from '../music/drum-performance.ts';
import type { Phrase, PhraseModel } from '../music/phrase.ts';
import type { Score } from '../music/score.ts';
import { completeJob, createJob, generateFor, phraseBars } from '../phrases/phrase-job.ts';

/** What is to be written. */
export interface MoodPhrasesOptions {
  readonly model: PhraseModel;
  /** Plays the drums of the network's phrases. */
  readonly drummer?: Drummer | null;
  readonly mood: Mood;
  /** Default: the mood's own. */
  readonly controls?: Controls;
  readonly seed: string;
  /** The form's slot at a place of the music. Default: as a scene goes on and on. */
  readonly place?: (slot: number) => PhraseSlot;
}

/** A phrase and its setting for the band, all layers written. */
export interface WrittenPhrase {
  readonly slot: number;
  readonly phrase: Phrase;
  /** Where the phrase lies, if not in its usual octave. */
  readonly octave: OctaveMove | null;
  readonly score: Score;
}

/** Writes phrase after phrase of a mood: statements, returns and new themes in the order of a scene's form. Never ends by itself. */
export async function* moodMusic(options: MoodPhrasesOptions) {
  const { model, drummer, mood, controls = mood.controls, seed, place: placeOf } = options;
  const memory = new MoodState(mood);
  let before: WrittenPhrase | null = null;
  for (let slot = 0; ; slot++) {
    const place = placeOf?.(slot) ?? phraseSlot(slot, phraseBars(controls.meter), mood, controls.mode);
    const first = memory.first(place.from);
    const order = createJob({
      seed,
      mood,
      controls,
      read: 0,
      slot: place,
      first,
      before: before?.phrase ?? null,
      opening: null,
    });
    const phrase = completeJob(order, order.returns ?? (await generateFor(model, order.request)));
    const score = arrange({
      phrase,
      controls,
      mood,
      seed: `${seed}/${mood.name}/${slot}`,
      phraseIndex: slot,
      lineup: place.lineup,
      place,
      ...(order.octave ? { octave: order.octave } : {}),
      ...(order.octave && first ? { statement: first } : {}),
      ...(before ? { previous: before.score } : {}),
      ...(drummer && phrase.source === 'lstm' ? { drummer } : {}),
    });
    memory.remember(place.theme, phrase);
    before = { slot, phrase, octave: order.octave, score };
    yield before;
  }
}

/** The first phrases of a mood's music: as many as `count`, a fraction rounded up; none if it is 0 or less. */
export async function moodPhrases(options: MoodPhrasesOptions, count: number): Promise<WrittenPhrase[]> {
  const written: WrittenPhrase[] = [];
  if (!(count > 0)) return written;
  for await (const phrase of moodMusic(options)) if (written.push(phrase) >= count) break;
  return written;
}
