/** How often each source is drawn in training, so that the largest does not drown the rest. */

import type { Tune } from './record.ts';
import { sourceNamed } from './sources.ts';

/** A source is drawn in proportion to (its notes) to this power: between by-note (1) and by-folder (0). */
const SIZE_POWER = 0.6;

/** What a tune is drawn with: its source, or its source's part of one style where the list of sources says so. */
export function drawnWith({ source, fineStyle }: Pick<Tune, 'source' | 'fineStyle'>): string {
  return sourceNamed(source)?.byStyle && fineStyle ? `${source} ${fineStyle}` : source;
}

/** The probability of drawing from each source or part of one, given how many notes each holds. */
export function sourceWeights(notes: ReadonlyMap<string, number>): Map<string, number> {
  const raw = [...notes].map(([drawn, count]) => [drawn, count ** SIZE_POWER * correctionOf(drawn)] as const);
  const total = raw.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(raw.map(([drawn, weight]) => [drawn, weight / total]));
}

/** Figuration, unmetered or whole-note music counts less, tunes with stated chords and small styles more. */
function correctionOf(drawn: string): number {
  const whole = sourceNamed(drawn);
  if (whole) return whole.weight;
  const [name = '', style = ''] = drawn.split(' ');
  const source = sourceNamed(name);
  const own: Readonly<Record<string, number>> = source?.byStyle ?? {};
  return own[style] ?? source?.weight ?? 1;
}
