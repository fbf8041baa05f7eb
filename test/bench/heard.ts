/**
 * What independent ears hear in every mood: a transcriber must find the tune's notes in the mix as it finds them in the tune
 * alone, and a beat tracker the tempo.
 */

import { progressLine } from '../../models/cli/progress.ts';
import { PRESET_NAMES, type PresetName } from '../../plugin/internal.ts';
import { startEssentia } from './essentia/essentia.ts';
import { hearMelody, type MelodyHeard } from './heard/melody.ts';
import { agrees, beatRootTempo } from './heard/tempo.ts';
import { createTranscriber } from './heard/transcriber.ts';
import { rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const INTENSITIES = [0.5, 0.9] as const;
/** Seconds that are listened to. */
const SECONDS = 24;
/** Least share of the notes found in the tune alone that is found in the mix. */
const LEAST = 0.8;
/** Moods that have no beat to follow: drops in a cave, and chords that hang in the air. */
const BEATLESS: readonly PresetName[] = ['cave', 'mystery'];

/** One mood at one intensity. */
interface Row extends MelodyHeard {
  readonly mood: PresetName;
  readonly intensity: number;
  /** Notes found in the mix for each that is found in the tune alone. */
  readonly recall: number;
  /** Quarters a minute, written and heard; heard is null for a mood without a beat. */
  readonly tempo: number;
  readonly heardTempo: number | null;
  /** As BeatRoot hears it, to compare: it takes the vibrato of bowed strings for notes, so it does not judge. */
  readonly beatRootTempo: number | null;
}

/** Long: each piece is rendered twice and transcribed twice. */
export const heard: Topic = {
  summary: 'whether a transcriber finds the tune in the mix, and a beat tracker the tempo',
  long: true,
  async measure() {
    const transcribe = await createTranscriber();
    const essentia = await startEssentia();
    const progress = progressLine('heard', PRESET_NAMES.length * INTENSITIES.length);
    const rows: Row[] = [];
    for (const mood of PRESET_NAMES)
      for (const intensity of INTENSITIES) {
        progress.update(rows.length, `${mood} at ${intensity}`);
        const { melody, mix, tempo } = await hearMelody(transcribe, {
          mood,
          intensity,
          seed: 'levels 0',
          seconds: SECONDS,
        });
        const hasBeat = !BEATLESS.includes(mood);
        rows.push({
          mood,
          intensity,
          ...melody,
          recall: rounded(melody.mixed / Math.max(1, melody.alone), 3),
          tempo: rounded(tempo, 1),
          heardTempo: hasBeat ? rounded(await essentia.hearTempo(mix), 1) : null,
          beatRootTempo: hasBeat ? rounded(beatRootTempo(mix), 1) : null,
        });
      }
    essentia.stop();
    progress.finish();
    return { figures: rows, lines: rows.map(line), missed: rows.flatMap(missed) };
  },
};

const line = ({ mood, intensity, written, alone, mixed, recall, tempo, heardTempo: beat, beatRootTempo: other }: Row) =>
  `${mood.padEnd(12)} ${intensity}  ${written} notes, ${alone} found in the tune alone, ${mixed} of them in the mix: ${recall}; tempo ${tempo}, heard ${beat ?? '-'} (by BeatRoot ${other ?? '-'})`;

function missed({ mood, intensity, recall, tempo, heardTempo: beat }: Row): string[] {
  return [
    ...(recall < LEAST
      ? [`${mood} at ${intensity}: ${recall} of the tune is heard in the mix, at least ${LEAST}`]
      : []),
    ...(beat !== null && !agrees(beat, tempo)
      ? [`${mood} at ${intensity}: a beat tracker hears ${beat}, not ${tempo}`]
      : []),
  ];
}
