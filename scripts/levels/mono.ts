/** The mean of both channels, of equal length. */
export function monoOf(left: Float32Array, right: Float32Array): Float32Array {
  return left.map((value, i) => (value + right[i]!) / 2);
}
