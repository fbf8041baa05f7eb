/** The spectrum of sound around a sample. */

/** Length of the transform: long enough to separate low notes, short enough for beats. */
export const POINTS = 8192;

/** Power per bin around a sample, with a Hann window; a full-scale sine has 0 dB. */
export function spectrumAt(samples: Float32Array, centre: number): Float64Array {
  const [re, im] = [new Float64Array(POINTS), new Float64Array(POINTS)];
  for (let i = 0; i < POINTS; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / POINTS);
    re[i] = (samples[centre - POINTS / 2 + i] ?? 0) * window;
  }
  transform(re, im);
  return re.map((value, i) => (value ** 2 + im[i]! ** 2) * (4 / POINTS) ** 2);
}

/** The fast Fourier transform of Cooley and Tukey (1965), in place. */
function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) [re[i], re[j], im[i], im[j]] = [re[j]!, re[i]!, im[j]!, im[i]!];
  }
  for (let size = 2; size <= n; size *= 2) {
    const angle = (-2 * Math.PI) / size;
    for (let k = 0; k < size / 2; k++) {
      const [c, s] = [Math.cos(angle * k), Math.sin(angle * k)];
      for (let i = k; i < n; i += size) {
        const j = i + size / 2;
        const [x, y] = [re[j]! * c - im[j]! * s, re[j]! * s + im[j]! * c];
        [re[j], im[j]] = [re[i]! - x, im[i]! - y];
        [re[i], im[i]] = [re[i]! + x, im[i]! + y];
      }
    }
  }
}
