/** Bars as features that a discriminator may use: how many strokes, where, how hard, and how early or late. */

import type { LabelledRow } from '../../../models/evaluation/discriminator.ts';
import {
  type DrumTake,
  likeness,
  patternsOf,
  relativeDeviations,
  relativeVelocities,
  spread,
  type TakeHit,
} from '../../../models/evaluation/drum-take.ts';
import { mean } from '../../../models/evaluation/interval.ts';

/** The features, in order. */
export const FEATURES = [
  'strokes',
  'drums',
  'share of strokes on beats',
  'share on halves of beats',
  'share of strokes with another at once',
  'spread of velocity',
  'velocity on beats over others',
  'spread of timing',
  'mean timing',
  'likeness to the bar before',
] as const;

/** Fewer strokes make no bar. */
const FEWEST = 4;
const BEAT = 24;

/** Rows of all bars of a take but the first. */
export function barRows(take: DrumTake): LabelledRow[] {
  const velocities = relativeVelocities(take);
  const timing = relativeDeviations(take);
  const patterns = patternsOf(take.hits);
  const bars = new Map<number, { hit: TakeHit; velocity: number; timing: number }[]>();
  for (const [i, hit] of take.hits.entries())
    bars.set(hit.bar, [...(bars.get(hit.bar) ?? []), { hit, velocity: velocities[i]!, timing: timing[i]! }]);
  return [...bars].flatMap(([bar, strokes]) => {
    if (strokes.length < FEWEST || !patterns.has(bar - 1)) return [];
    const share = (test: (hit: TakeHit) => boolean) => mean(strokes.map(({ hit }) => Number(test(hit))));
    const on = strokes.filter(({ hit }) => hit.place % BEAT === 0).map(({ velocity }) => velocity);
    const off = strokes.filter(({ hit }) => hit.place % BEAT !== 0).map(({ velocity }) => velocity);
    const places = strokes.map(({ hit }) => hit.place);
    const features = [
      strokes.length,
      new Set(strokes.map(({ hit }) => hit.drum)).size,
      share(({ place }) => place % BEAT === 0),
      share(({ place }) => place % BEAT === BEAT / 2),
      share(({ place }) => places.filter((other) => other === place).length > 1),
      spread(strokes.map(({ velocity }) => velocity)),
      on.length && off.length ? mean(on) - mean(off) : 0,
      spread(strokes.map((stroke) => stroke.timing)),
      mean(strokes.map((stroke) => stroke.timing)),
      likeness(patterns.get(bar), patterns.get(bar - 1)),
    ];
    return [{ take: take.name, features }];
  });
}
