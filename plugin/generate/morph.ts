/** A sequence of phrases that changes gradually from one character to another, each continuing the one before. */

import { type AskedControls, MELODY_CONTROLS } from '../music/melody-controls.ts';
import type { Phrase, PhraseModel } from '../music/phrase.ts';
import type { NormalRange } from '../music/time.ts';
import { type PhraseOptions, requestOf } from './continue.ts';

/** Options of a morph. */
export interface MorphOptions extends Omit<PhraseOptions, 'controls'> {
  readonly from: AskedControls;
  readonly to: AskedControls;
  /** Number of phrases, at least 2; the first has the controls `from`, the last `to`. */
  readonly count: number;
}

/**
 * Controls interpolated between two sets; `share` 0..1 is the position. A control that is set at one end only is used in
 * the half next to that end.
 */
export function morphControls(from: AskedControls, to: AskedControls, share: NormalRange): AskedControls {
  return Object.fromEntries(
    MELODY_CONTROLS.map((control) => {
      const [a, b] = [from[control] ?? null, to[control] ?? null];
      if (a === null || b === null) return [control, share < 0.5 ? a : b];
      return [control, a + (b - a) * share];
    }),
  );
}

/**
 * Writes the phrases of a morph, 4 bars each by default; all but the last end without a cadence, so that they connect.
 * The same model and options give the same phrases.
 * @throws RangeError if `count` is not a whole number of 2 or more.
 * @example
 * const way = await morphPhrases(createNgramModel(), {
 *   seed: 'storm', meter: '4/4', mode: 'aeolian', count: 4,
 *   from: { density: 0.1, register: 0.3, chromaticism: 0 }, to: { density: 0.9, register: 0.8, chromaticism: 0 },
 * });
 */
export async function morphPhrases(model: PhraseModel, options: MorphOptions): Promise<readonly Phrase[]> {
  const { from, to, count, ...rest } = options;
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`morph: ${count} phrases asked; ask for a whole number of 2 or more`);
  const phrases: Phrase[] = [];
  for (let k = 0; k < count; k++) {
    const before = phrases.at(-1);
    const request = requestOf({
      bars: 4,
      cadence: k === count - 1 ? 'full' : 'half',
      ...rest,
      seed: `${options.seed}/morph ${k}`,
      controls: morphControls(from, to, k / (count - 1)),
    });
    const prime = before ? { prime: { notes: before.notes, bars: before.request.bars } } : {};
    phrases.push(await model.generate({ ...request, ...prime }));
  }
  return phrases;
}
