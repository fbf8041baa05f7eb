/**
 * Frequencies are written in Hz, and the sample rate is the device's: 8 kHz on a hands-free headset, 192 kHz on an audio
 * interface, anything from 3 kHz up in a context that a game brings along. A filter set above half the sample rate throws,
 * and an oscillator up there is silent. So every fixed frequency passes through here.
 */

/** Hz. */
export type Hertz = number;

/** Share of the Nyquist frequency up to which filters keep their shape. */
const SHARE = 0.95;
/** A high-pass or band-pass filter leaves something to hear only where its frequency is this far below. */
const HEARD_SHARE = 0.55;

/** The frequency, or the highest that a sample rate carries. */
export function belowNyquist(hertz: Hertz, sampleRate: Hertz): Hertz {
  return Math.min(hertz, (sampleRate / 2) * SHARE);
}

/** The same for a filter that cuts what is below it: some of the spectrum has to be left above. */
export function roomBelowNyquist(hertz: Hertz, sampleRate: Hertz): Hertz {
  return Math.min(hertz, (sampleRate / 2) * HEARD_SHARE);
}
