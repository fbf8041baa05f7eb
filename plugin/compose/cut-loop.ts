/** Cuts one round of a loop out of rendered samples. */

/** The samples over which the end of a loop is blended into its beginning. */
const BLEND_SAMPLES = 1024;

/**
 * Cuts the second round out of samples that contain the loop twice and a little more, so that notes which ring past its
 * end are heard at its beginning. The first samples are blended with those that follow the round.
 */
export function cutLoop(samples: Float32Array, start: number, length: number): Float32Array {
  const size = Math.round(length);
  const from = Math.round(start + length);
  const round = samples.slice(from, from + size);
  for (let i = 0; i < BLEND_SAMPLES; i++) {
    const share = i / BLEND_SAMPLES;
    round[i] = round[i]! * share + (samples[from + size + i] ?? round[i]!) * (1 - share);
  }
  return round;
}
