/**
 * The tone of the whole band, before the compressor: more bass and treble and less middle than the samples have, towards the
 * spectrum of finished games' music (`test/bench/sound/reference-percentiles.json`). What the samples lack altogether, air
 * above 8 kHz, an exciter adds: rectified treble, of which only the harmonics above it are kept.
 */

import { belowNyquist, roomBelowNyquist } from './nyquist.ts';
import { BiquadFilter, type BorrowedContext, Gain, WaveShaper } from './tone.ts';

/** The equalizer: shelves below and above, a broad dip between and a slight one below the treble. Hz and dB. */
export const EQUALIZER = [
  { type: 'lowshelf', frequency: 110, gain: 4.3, Q: 0.7 },
  { type: 'peaking', frequency: 900, gain: -5.8, Q: 0.45 },
  { type: 'peaking', frequency: 3300, gain: -2.3, Q: 0.8 },
  { type: 'highshelf', frequency: 6000, gain: 2.7, Q: 0.7 },
] as const;
/** The exciter: what is rectified, what is kept of it (Hz), and at which gain. */
export const EXCITER = { from: 2800, kept: 7500, gain: 1.06 } as const;

/** The two ends of a chain of nodes. */
export interface MasterTone {
  readonly input: Gain;
  readonly output: Gain;
}

/** Builds the chain; `own` is called with every node. */
export function createMasterTone(
  context: BorrowedContext,
  own: <T extends { dispose(): unknown }>(part: T) => T,
): MasterTone {
  const { sampleRate } = context;
  const input = own(new Gain({ context }));
  const output = own(new Gain({ context }));
  const filters = EQUALIZER.map(({ type, frequency, gain, Q }) =>
    own(new BiquadFilter({ context, type, frequency: belowNyquist(frequency, sampleRate), gain, Q })),
  );
  const highPass = (frequency: number) =>
    own(new BiquadFilter({ context, type: 'highpass', frequency: roomBelowNyquist(frequency, sampleRate), Q: -3 }));
  const rectifier = own(new WaveShaper({ context }));
  rectifier.curve = Float32Array.of(1, 0, 1);
  input.chain(...filters, output);
  // The same at every level: a soft passage has as much air as a loud one.
  input.chain(
    highPass(EXCITER.from),
    rectifier,
    highPass(EXCITER.kept),
    own(new Gain({ context, gain: EXCITER.gain })),
    output,
  );
  return { input, output };
}
