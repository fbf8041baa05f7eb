/** Sound at half its sample rate. */

/** Taps on each side of the low-pass filter. */
const SIDE = 31;
/** The filter's edge as a share of the new rate: half of it, less what the slope needs. */
const EDGE = 0.46;

/** A windowed sinc, whose sum is 1. */
const TAPS = (() => {
  const taps = Array.from({ length: 2 * SIDE + 1 }, (_, i) => {
    const at = i - SIDE;
    const sinc = at === 0 ? EDGE : Math.sin(Math.PI * EDGE * at) / (Math.PI * at);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * at) / (SIDE + 1)));
  });
  const sum = taps.reduce((all, tap) => all + tap, 0);
  return Float64Array.from(taps, (tap) => tap / sum);
})();

/** Every second sample after a low-pass filter. */
export function halved(samples: Float32Array): Float32Array {
  return Float32Array.from({ length: samples.length >> 1 }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < TAPS.length; k++) sum += TAPS[k]! * (samples[2 * i + k - SIDE] ?? 0);
    return sum;
  });
}
