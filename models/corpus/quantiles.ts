/** Computes the quantiles of melody measures over the training tunes: the 0..1 scale of controls. */

import { MELODY_CONTROLS, type MelodyControl, type RawMeasures } from '../../plugin/internal.ts';
import type { Stretch } from './stretches.ts';
import { sourceWeights } from './weights.ts';

/** Number of steps between the stored quantiles. */
const STEPS = 32;
/** The tails beyond these shares are cut off: they are outliers. */
const TAIL = 0.01;
/** Measures that are 0 in most tunes: 0 maps to 0, the rest is spread over 0..1 by its own quantiles. */
const MOSTLY_ZERO: readonly MelodyControl[] = ['syncopation', 'chromaticism'];

/** Tables of `STEPS + 1` strictly increasing values per control, over the groups of metered stretches, with sources weighted as in training. */
export function quantileTables(stretches: readonly Stretch[]): Record<MelodyControl, number[]> {
  const metered = stretches.filter((stretch) => stretch.meter !== 'none');
  const counts = new Map<string, number>();
  const groups = new Map<string, number>();
  for (const { tune, pitch, groups: own } of metered) {
    counts.set(tune.source, (counts.get(tune.source) ?? 0) + pitch.length);
    groups.set(tune.source, (groups.get(tune.source) ?? 0) + own.length);
  }
  const weights = sourceWeights(counts);
  const samples = metered.flatMap(({ tune, groups: own }) =>
    own.map((measures) => ({ measures, weight: weights.get(tune.source)! / groups.get(tune.source)! })),
  );
  return Object.fromEntries(MELODY_CONTROLS.map((control) => [control, tableOf(control, samples)])) as Record<
    MelodyControl,
    number[]
  >;
}

function tableOf(control: MelodyControl, samples: readonly { measures: RawMeasures; weight: number }[]): number[] {
  const zeroes = MOSTLY_ZERO.includes(control);
  const sorted = samples
    .filter(({ measures }) => !zeroes || measures[control] > 0)
    .sort((a, b) => a.measures[control] - b.measures[control]);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const table: number[] = zeroes ? [0] : [];
  let passed = 0;
  let at = 0;
  const steps = zeroes ? STEPS - 1 : STEPS;
  for (let step = 0; step <= steps; step++) {
    const wanted = (TAIL + (1 - 2 * TAIL) * (step / steps)) * total;
    while (at < sorted.length - 1 && passed + sorted[at]!.weight < wanted) passed += sorted[at++]!.weight;
    const previous = table[table.length - 1];
    const value = sorted[at]?.measures[control] ?? 0;
    table.push(Number((previous === undefined ? value : Math.max(value, previous + 1e-3)).toFixed(4)));
  }
  return table;
}

/** The tables as the plugin's source file. */
export function quantileSource(tables: Record<MelodyControl, number[]>): string {
  const lines = MELODY_CONTROLS.map((control) => `  ${control}: [${tables[control].join(', ')}],`);
  return `/** Quantiles of the melody measures over the training tunes (units in measure.ts); made by \`npm run train -- --prepare\`. */
export const QUANTILES = {
${lines.join('\n')}
} as const satisfies Record<string, readonly number[]>;
`;
}
