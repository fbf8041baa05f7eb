/** What a wave reaches between its samples: four times oversampled, as ITU-R BS.1770 (annex 2) measures true peaks. */

const PHASES = 4;
/** Samples on each side that one between them is computed from. */
const REACH = 16;

/** A sinc under a Blackman window for every place between two samples. */
const FILTERS = Array.from({ length: PHASES }, (_, phase) =>
  Float64Array.from({ length: 2 * REACH }, (_, tap) => {
    const at = tap - REACH + 1 - phase / PHASES;
    if (at === 0) return 1;
    const turn = (Math.PI * at) / REACH;
    return (Math.sin(Math.PI * at) / (Math.PI * at)) * (0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn));
  }),
);

/** The true peak of some channels, in dBTP. */
export function truePeak(...channels: readonly Float32Array[]): number {
  let peak = 0;
  for (const channel of channels) {
    for (let i = REACH; i < channel.length - REACH; i++) {
      // Between two samples that are far below the peak, no wave rises to it.
      if (Math.max(Math.abs(channel[i]!), Math.abs(channel[i + 1]!)) < peak * 0.5) continue;
      for (const filter of FILTERS) {
        let value = 0;
        for (let tap = 0; tap < filter.length; tap++) value += filter[tap]! * channel[i + tap - REACH + 1]!;
        peak = Math.max(peak, Math.abs(value));
      }
    }
  }
  return 20 * Math.log10(peak);
}
