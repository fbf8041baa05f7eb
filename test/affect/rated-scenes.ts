/** The rated scenes, and how well descriptions agree with their ratings. */

import { readFileSync } from 'node:fs';
import { sampleCorrelation } from 'simple-statistics';
import { descriptionOf } from '../../plugin/affect/description.ts';

/** A scene that was rated before the code that reads it existed. */
export interface RatedScene {
  /** `held` scenes were not looked at while the word tables were made. */
  readonly half: 'open' | 'held';
  readonly language: 'en' | 'zh';
  readonly valence: number;
  readonly arousal: number;
  readonly moods: readonly string[];
  readonly sentence: string;
}

/** All rated scenes. */
export function ratedScenes(): readonly RatedScene[] {
  const lines = readFileSync('test/affect/sentences.tsv', 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [half, language, valence, arousal, moods, sentence] = line.split('\t');
    const rated = { half, language, valence: Number(valence), arousal: Number(arousal) };
    return { ...rated, moods: moods!.split('/'), sentence: sentence! } as RatedScene;
  });
}

/** How well descriptions agree with ratings. */
export interface Agreement {
  readonly scenes: number;
  /** Correlations with the ratings. */
  readonly valence: number;
  readonly arousal: number;
  /** Share of the scenes whose mood is among the two that the rating accepts. */
  readonly mood: number;
}

/** Reads scenes and compares. */
export function agreementOf(scenes: readonly RatedScene[]): Agreement {
  const read = scenes.map(({ sentence }) => descriptionOf(sentence));
  const against = (axis: 'valence' | 'arousal') =>
    sampleCorrelation(
      read.map(({ feel }) => feel[axis]),
      scenes.map((scene) => scene[axis]),
    );
  const hits = read.filter(({ mood }, i) => scenes[i]!.moods.includes(mood)).length;
  return {
    scenes: scenes.length,
    valence: against('valence'),
    arousal: against('arousal'),
    mood: hits / scenes.length,
  };
}
