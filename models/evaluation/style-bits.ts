/** Bits per note on each style's own test part, and on sources that are only measured. */

import { type Bits, eventCount, scoreSteps } from '../training/score.ts';
import { NO_CONTROLS } from '../training/validation.ts';
import type { Networks } from './bits.ts';
import type { Materials } from './materials.ts';

/** One part: a style or, where `measured`, a source that nothing may be trained on. */
export interface StyleBits {
  readonly part: string;
  readonly measured: boolean;
  readonly tunes: number;
  /** Notes and rests. */
  readonly notes: number;
  readonly bits: Bits;
  /** Those of the first weights that shipped; null if there are none beside. */
  readonly first: Bits | null;
}

/** Scores the networks on every part that has a test. */
export function styleBits(
  { lstm, first }: Networks,
  { styles, measured }: Pick<Materials, 'styles' | 'measured'>,
  onProgress: (share: number) => void,
): StyleBits[] {
  const parts = [
    ...[...styles].map(([part, stretches]) => ({ part: part as string, measured: false, stretches })),
    ...[...measured].map(([part, stretches]) => ({ part, measured: true, stretches })),
  ].filter(({ stretches }) => stretches.length > 0);
  const all = parts.reduce((sum, { stretches }) => sum + eventCount(stretches), 0) * (first ? 2 : 1);
  let done = 0;
  return parts.map(({ part, measured: only, stretches }) => {
    const notes = eventCount(stretches);
    const [bits, before] = [lstm, first].map((model) => {
      const found =
        model && scoreSteps(model, stretches, NO_CONTROLS, (share) => onProgress((done + share * notes) / all));
      if (model) done += notes;
      return found;
    });
    const tuneCount = new Set(stretches.map(({ tune }) => tune.id)).size;
    return { part, measured: only, tunes: tuneCount, notes, bits: bits!, first: before! };
  });
}
