/** Converts decibels to gains. */

/** The gain, a factor of the amplitude, of a level in dB. */
export function gainOfDb(db: number): number {
  return 10 ** (db / 20);
}
