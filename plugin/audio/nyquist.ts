/**
 * The sample rate is the device's: 8 kHz on a hands-free headset, 192 kHz on an audio interface, and 3 kHz or more in a
 * context that a game provides. A filter above half the sample rate throws, and an oscillator there is silent, so every
 * fixed frequency is limited here.
 */

/** Hz. */
export type Hertz = number;

/** Share of the Nyquist frequency up to which filters keep their response. */
const SHARE = 0.95;
/** Share of the Nyquist frequency up to which a high-pass or band-pass filter leaves something audible. */
const HEARD_SHARE = 0.55;

/** A frequency, limited to what a sample rate can carry. */
export function belowNyquist(hertz: Hertz, sampleRate: Hertz): Hertz {
  return Math.min(hertz, (sampleRate / 2) * SHARE);
}

/** The same for a filter that removes lower frequencies, so that some of the spectrum remains above it. */
export function roomBelowNyquist(hertz: Hertz, sampleRate: Hertz): Hertz {
  return Math.min(hertz, (sampleRate / 2) * HEARD_SHARE);
}
