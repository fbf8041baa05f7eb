/**
 * The band's tone (`master-tone.ts`) for one part of a mix. Its equalizer is linear. Its exciter rectifies, which is not: |a + b| is not
 * |a| + |b|. But |a + b| is s·a + s·b, where s is the sign of the whole, so a part has its share when it is multiplied by the
 * sign of the mix.
 */

import { EQUALIZER, EXCITER } from '../master-tone.ts';
import { belowNyquist, type Hertz, roomBelowNyquist } from '../nyquist.ts';
import { biquad } from './biquad.ts';

/** Q of the exciter's highpasses, in dB. */
const FLAT = -3;

const highpass = (frequency: Hertz, sampleRate: Hertz) =>
  biquad({ type: 'highpass', frequency: roomBelowNyquist(frequency, sampleRate), Q: FLAT }, sampleRate);

/** The treble of one channel, which the exciter rectifies, block by block, in place. */
export function trebleOf(sampleRate: Hertz): (block: Float64Array) => Float64Array {
  return highpass(EXCITER.from, sampleRate);
}

/** What rectifying multiplies a sample by; its curve ends at full scale. */
export function rectification(sample: number): number {
  return Math.sign(sample) * Math.min(1, 1 / Math.max(1, Math.abs(sample)));
}

/**
 * The tone of one channel of a part, block by block, in place; the second block is the {@link rectification} of the mix's treble.
 * @returns what the part adds to the mix after its tone
 */
export function toneOf(sampleRate: Hertz): (block: Float64Array, sign: Float64Array) => Float64Array {
  const bands = EQUALIZER.map((band) =>
    biquad({ ...band, frequency: belowNyquist(band.frequency, sampleRate) }, sampleRate),
  );
  const treble = trebleOf(sampleRate);
  const kept = highpass(EXCITER.kept, sampleRate);
  return (block, sign) => {
    const air = treble(block.slice());
    for (let i = 0; i < air.length; i++) air[i]! *= sign[i]!;
    kept(air);
    for (const band of bands) band(block);
    for (let i = 0; i < air.length; i++) block[i]! += EXCITER.gain * air[i]!;
    return block;
  };
}
