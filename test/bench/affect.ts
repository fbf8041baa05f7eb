/** Whether a scene in words gives the mood that people would give it. */

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Agreement, agreementOf, ratedScenes } from '../affect/rated-scenes.ts';
import type { Topic } from './topic.ts';

/** The least agreement with the ratings. */
const LEAST = { valence: 0.8, arousal: 0.6, mood: 0.85 } as const;
/** Most kB of the packed norms, gzipped. */
const MOST_NORMS = 20;

/** Rounds, seeds and models do not matter: descriptions are read the same each time. */
export const affect: Topic = {
  summary: 'scenes in words: agreement with ratings of two hundred scenes',
  async measure() {
    const scenes = ratedScenes();
    const only = (field: 'half' | 'language', value: string) =>
      agreementOf(scenes.filter((scene) => scene[field] === value));
    const words = {
      all: agreementOf(scenes),
      en: only('language', 'en'),
      zh: only('language', 'zh'),
      open: only('half', 'open'),
      held: only('half', 'held'),
    };
    const norms = Math.round(gzipSync(readFileSync('plugin/affect/norms.generated.ts')).length / 102.4) / 10;
    const missed = Object.entries(LEAST).flatMap(([figure, least]) =>
      words.all[figure as keyof typeof LEAST] >= least
        ? []
        : [
            `${figure} of described scenes agrees by ${words.all[figure as keyof typeof LEAST].toFixed(3)}; ${least} at least`,
          ],
    );
    if (norms > MOST_NORMS) missed.push(`the norms have ${norms} kB gzipped; ${MOST_NORMS} at most`);
    const line = (name: string, { scenes: count, valence, arousal, mood }: Agreement) =>
      `  ${name.padEnd(6)}${String(count).padStart(4)} scenes: valence ${valence.toFixed(3)}, arousal ${arousal.toFixed(3)}, mood ${(100 * mood).toFixed(1)} %`;
    const lines = Object.entries(words).map(([name, agreement]) => line(name, agreement));
    return {
      figures: { words, norms },
      lines: ['scenes in words, against their ratings', ...lines, `  norms: ${norms} kB gzipped`],
      missed,
    };
  },
};
