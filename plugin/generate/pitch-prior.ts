/** What the mode adds to each pitch symbol's log-probability: its colours, and the fence round its scale. */

import type { PhraseRequest } from '../music/phrase.ts';
import { modulo, scaleOf } from '../music/pitch.ts';
import { MODE_PRIORS } from './mode-priors.ts';
import { PITCH_COUNT, pitchOfToken } from './tokens.ts';

/** Below this asked chromaticism no note may leave the mode. */
const NO_CHROMATICISM = 0.03;

/** A number a pitch symbol, without the rest; -Infinity where no note may be. */
export function pitchPriors({ mode, controls }: Pick<PhraseRequest, 'mode' | 'controls'>): Float32Array {
  const scale = scaleOf(mode);
  const favoured = MODE_PRIORS[mode] ?? {};
  const closed = controls.chromaticism != null && controls.chromaticism < NO_CHROMATICISM;
  return Float32Array.from({ length: PITCH_COUNT }, (_, token) => {
    const pc = modulo(pitchOfToken(token), 12);
    return closed && !scale.includes(pc) ? Number.NEGATIVE_INFINITY : (favoured[pc] ?? 0);
  });
}
