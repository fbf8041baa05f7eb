/** What the mode adds to each pitch symbol's log-probability: its characteristic degrees, and the limit to its scale. */

import type { PhraseRequest } from '../music/phrase.ts';
import { modulo, scaleOf } from '../music/pitch.ts';
import { MODE_PRIORS } from './mode-priors.ts';
import { PITCH_COUNT, pitchOfToken } from './tokens.ts';

/** Below this requested chromaticism no note outside the mode is allowed. */
const NO_CHROMATICISM = 0.03;

/** One log-probability per pitch symbol, without the rest; -Infinity = forbidden. */
export function pitchPriors({ mode, controls }: Pick<PhraseRequest, 'mode' | 'controls'>): Float32Array {
  const scale = scaleOf(mode);
  const favored = MODE_PRIORS[mode] ?? {};
  const closed = controls.chromaticism != null && controls.chromaticism < NO_CHROMATICISM;
  return Float32Array.from({ length: PITCH_COUNT }, (_, token) => {
    const pc = modulo(pitchOfToken(token), 12);
    return closed && !scale.includes(pc) ? Number.NEGATIVE_INFINITY : (favored[pc] ?? 0);
  });
}
