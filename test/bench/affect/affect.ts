/** Whether a scene in words or in a picture gives the mood that people would give it. */

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { progressLine } from '../../../models/cli/progress.ts';
import { WRITTEN_PLACES } from '../../../plugin/affect/picture/places.ts';
import { measuredPlaces, type Recognition, recognition } from '../../affect/place-pictures.ts';
import { type Agreement, agreementOf, ratedScenes } from '../../affect/rated-scenes.ts';
import { openLstm } from '../phrases.ts';
import type { Topic } from '../topic.ts';
import { measureDial, POINTS } from './dial.ts';
import { hummingLines, measureHumming } from './humming.ts';

/** The least agreement with the ratings. */
const LEAST = { valence: 0.8, arousal: 0.6, mood: 0.85 } as const;
/** The least share of the demo's places, of pictures the table was not tuned on, whose own mood is among the first two. */
const LEAST_PLACES = 0.8;
/** Most kB of the packed norms, gzipped. */
const MOST_NORMS = 20;

/** How well music from the dial follows its axes, at least; and the largest step of loudness, at most, in LU. */
const DIAL = { valence: 0.9, arousal: 0.9, tension: 0.8 } as const;
const MOST_STEP = 1;

/** Rounds and seeds do not matter: descriptions and points are the same each time. */
export const affect: Topic = {
  summary: `scenes in words against ratings, pictures of places, ${POINTS} points of the dial against their notes, and hummed tunes`,
  long: true,
  async measure({ model }) {
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
    const pictures = measuredPlaces();
    const held = pictures.filter(({ half }) => half === 'held');
    const places = {
      open: recognition(pictures.filter(({ half }) => half === 'open')),
      held: recognition(held),
      // As in a game with other art, which the table has never seen.
      written: recognition(held, WRITTEN_PLACES),
    };
    for (const [what, share] of Object.entries({ pictures: places.held.firstTwo, places: places.held.mean }))
      if (share < LEAST_PLACES)
        missed.push(
          `the mood of ${(100 * share).toFixed(1)} % of the ${what} is suggested; ${100 * LEAST_PLACES} % at least`,
        );
    const composer = await openLstm(model);
    const progress = progressLine('points', POINTS);
    const dial = await measureDial(composer, POINTS, (done) => progress.update(done));
    progress.finish();
    const tunes = progressLine('hummed tunes', 72);
    const humming = await measureHumming(composer, (done) => tunes.update(done));
    tunes.finish();
    const hummed = hummingLines(humming);
    missed.push(...hummed.missed);
    composer.dispose();
    for (const [axis, least] of Object.entries(DIAL) as [keyof typeof DIAL, number][])
      if (dial[axis] < least)
        missed.push(`${axis} of the dial is heard by ${dial[axis].toFixed(3)}; ${least} at least`);
    if (dial.loudness > MOST_STEP) missed.push(`neighbors on the dial differ by ${dial.loudness.toFixed(2)} LU`);
    const parts = Object.entries(dial.parts).map(([part, rho]) => `${part} ${rho.toFixed(3)}`);
    const line = (name: string, { scenes: count, valence, arousal, mood }: Agreement) =>
      `  ${name.padEnd(6)}${String(count).padStart(4)} scenes: valence ${valence.toFixed(3)}, arousal ${arousal.toFixed(3)}, mood ${(100 * mood).toFixed(1)} %`;
    const lines = Object.entries(words).map(([name, agreement]) => line(name, agreement));
    return {
      figures: { words, norms, places, dial, humming },
      lines: [
        'scenes in words, against their ratings',
        ...lines,
        `  norms: ${norms} kB gzipped`,
        "pictures of the demo's places, own mood among the first two",
        ...Object.entries(places).map(([half, found]) => recognized(half, found)),
        `the dial, ${dial.points} points: valence ${dial.valence.toFixed(3)}, arousal ${dial.arousal.toFixed(3)}, tension ${dial.tension.toFixed(3)}`,
        `  ${parts.join(', ')}; largest step of loudness ${dial.loudness.toFixed(2)} LU`,
        ...hummed.lines,
      ],
      missed,
    };
  },
};

function recognized(half: string, { pictures, first, firstTwo, mean, places }: Recognition): string {
  const share = (value: number) => `${(100 * value).toFixed(1)} %`;
  const each = Object.entries(places).map(([place, value]) => `${place} ${share(value)}`);
  return `  ${half.padEnd(6)}${String(pictures).padStart(4)} pictures: ${share(firstTwo)} (first ${share(first)}), mean of places ${share(mean)}: ${each.join(', ')}`;
}
