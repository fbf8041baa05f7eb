/** What is put in place of rhythms of games, to see whether it is the games that help, or that there are more figures. */

import type { BarRhythm, RhythmStroke } from '../../../plugin/arrange/bar-rhythms.ts';
import { modulo, random, SIXTEENTH, type Ticks } from '../../../plugin/internal.ts';
import type { Swap } from './rule-bands.ts';

/** The rhythms themselves. */
export const asPlayed: Swap = (rhythm) => rhythm;

/** As many strokes on sixteenths that chance draws; a first stroke on the bar line stays. */
export const shuffled: Swap = (rhythm, barTicks, index) => {
  const chance = random(`shuffled/${index}`);
  const opens = rhythm.strokes[0]!.at === 0;
  const free = Array.from({ length: barTicks / SIXTEENTH }, (_, place) => place).slice(opens ? 1 : 0);
  const places = opens ? [0] : [];
  while (places.length < rhythm.strokes.length) places.push(...free.splice(chance.int(free.length), 1));
  return moved(rhythm, places, barTicks);
};

/** As many strokes, spread as evenly as sixteenths allow, which gives many rhythms of dances (Toussaint, The Euclidean algorithm generates traditional musical rhythms, 2005). */
export const spread: Swap = (rhythm, barTicks, index) => {
  const [count, all] = [rhythm.strokes.length, barTicks / SIXTEENTH];
  const even = Array.from({ length: count }, (_, i) => Math.floor((i * all) / count));
  const turn = even[index % count]! - (rhythm.strokes[0]!.at === 0 ? 0 : 1);
  return moved(
    rhythm,
    even.map((place) => modulo(place - turn, all)),
    barTicks,
  );
};

/** A rhythm with its strokes on other sixteenths, each up to the next. */
function moved(rhythm: BarRhythm, places: readonly number[], barTicks: Ticks): BarRhythm {
  const sorted = [...places].sort((a, b) => a - b);
  const strokes = sorted.map((place, i): RhythmStroke => {
    const [at, next] = [place * SIXTEENTH, (sorted[i + 1] ?? barTicks / SIXTEENTH) * SIXTEENTH];
    return { ...rhythm.strokes[i]!, at, ticks: next - at };
  });
  return { ...rhythm, strokes };
}
