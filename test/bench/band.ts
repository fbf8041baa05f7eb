/** The craft of the arranger over a thousand bars of each mood: how far voices move, whether bass and tune rub, how layers grow. */

import { progressLine } from '../../models/cli/progress.ts';
import { type BandMeasure, bandMeasure } from '../../models/evaluation/band-measure.ts';
import { moodPhrases } from '../../plugin/compose/mood-phrases.ts';
import { createNgramModel, PRESETS, phraseBars } from '../../plugin/internal.ts';
import type { Topic } from './topic.ts';

/** Bars of each mood. */
const BARS = 1000;
/** Semitones that a chord voice may move on average. */
const VOICE_MOVE = 3;

/** Tunes are the n-gram model's, so that a thousand bars take seconds; the rounds do not matter. */
export const band: Topic = {
  summary: `chord voices, bass against tune, and layers, over ${BARS} bars of each mood`,
  async measure() {
    const model = createNgramModel();
    const figures: Record<string, BandMeasure> = {};
    const moods = Object.values(PRESETS);
    const progress = progressLine('band', moods.length);
    for (const mood of moods) {
      const count = BARS / phraseBars(mood.controls.meter);
      const written = await moodPhrases({ model, mood, seed: 'bench' }, count);
      figures[mood.name] = bandMeasure(written.map(({ score }) => score));
      progress.update(Object.keys(figures).length);
    }
    progress.finish();
    model.dispose();
    const rows = Object.entries(figures);
    return { figures, lines: rows.map(line), missed: rows.flatMap(missed) };
  },
};

function line([mood, { bars, voiceMove, clashes, strongBeats, layers }]: [string, BandMeasure]): string {
  const grown = layers.map(
    ({ intensity, parts, notes }) => `${intensity}: ${parts.toFixed(2)} parts ${notes.toFixed(1)}`,
  );
  return `${mood.padEnd(12)} ${bars} bars, voices move ${voiceMove.toFixed(2)}, bass rubs on ${clashes} of ${strongBeats} strong beats, notes a bar at ${grown.join(', ')}`;
}

function missed([mood, { voiceMove, clashes, layers }]: [string, BandMeasure]): string[] {
  const grows = layers.every(
    ({ parts, notes }, i) => i === 0 || (parts > layers[i - 1]!.parts && notes > layers[i - 1]!.notes),
  );
  return [
    ...(voiceMove > VOICE_MOVE
      ? [`${mood}: voices move ${voiceMove.toFixed(2)} semitones, at most ${VOICE_MOVE}`]
      : []),
    ...(clashes > 0 ? [`${mood}: bass and tune a semitone apart on ${clashes} strong beats`] : []),
    ...(grows ? [] : [`${mood}: layers do not grow from 0.2 to 0.5 to 1`]),
  ];
}
