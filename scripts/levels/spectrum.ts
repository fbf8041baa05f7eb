/** The spectrum of sound around a sample. */

import FFT from 'fft.js';

/** Length of the transform: long enough to separate low notes, short enough for beats. */
export const POINTS = 8192;

const fft = new FFT(POINTS);

/** Power per bin around a sample, with a Hann window; a full-scale sine has 0 dB. */
export function spectrumAt(samples: Float32Array, center: number): Float64Array {
  const windowed = Array.from({ length: POINTS }, (_, i) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / POINTS);
    return (samples[center - POINTS / 2 + i] ?? 0) * window;
  });
  const bins = fft.createComplexArray();
  fft.realTransform(bins, windowed);
  fft.completeSpectrum(bins);
  return Float64Array.from(windowed, (_, i) => (bins[2 * i]! ** 2 + bins[2 * i + 1]! ** 2) * (4 / POINTS) ** 2);
}
