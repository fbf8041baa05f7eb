/**
 * What compressor, limiter and volume did to a mix, as a gain for each sample: the output divided by the input. A part that is
 * multiplied by it is as loud as it was in the mix, and all parts together are the mix.
 */

/** The longest delay of an engine's compressor, which looks ahead; in samples. */
const LONGEST = 2048;
/** How much of the piece the delay is measured on, in samples. */
const MEASURED = 1 << 15;
/** Inputs below this share of full scale say nothing about the gain. */
const AUDIBLE = 1e-4;

/** How many samples an output is later than its input. */
export function delayOf(input: Float32Array, output: Float32Array): number {
  const from = loudest(input);
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let delay = 0; delay <= LONGEST; delay++) {
    let sum = 0;
    const to = Math.min(input.length, from + MEASURED, output.length - delay);
    for (let i = from; i < to; i++) sum += input[i]! * output[i + delay]!;
    if (sum > most) [most, best] = [sum, delay];
  }
  return best;
}

/** Start of the stretch with the most energy. */
function loudest(samples: Float32Array): number {
  let best = 0;
  let most = -1;
  for (let from = 0; from < samples.length; from += MEASURED) {
    const energy = samples.subarray(from, from + MEASURED).reduce((sum, sample) => sum + sample * sample, 0);
    if (energy > most) [most, best] = [energy, from];
  }
  return best;
}

/**
 * The gain at each sample of the input. Where the input is about to cross zero, it is interpolated.
 * @returns as many gains as the input has samples
 */
export function gainOf(input: Float32Array, output: Float32Array, delay: number): Float32Array {
  const gain = new Float32Array(input.length);
  let last = -1;
  for (let i = 0; i < input.length; i++) {
    const sample = input[i]!;
    const heard = output[i + delay];
    if (heard === undefined || Math.abs(sample) < AUDIBLE) continue;
    gain[i] = heard / sample;
    const before = last < 0 ? gain[i]! : gain[last]!;
    for (let gap = last + 1; gap < i; gap++) gain[gap] = before + ((gain[i]! - before) * (gap - last)) / (i - last);
    last = i;
  }
  return gain.fill(last < 0 ? 1 : gain[last]!, last + 1);
}
