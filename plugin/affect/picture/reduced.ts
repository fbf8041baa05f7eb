/** A picture as small as its colors need it. */

/** Most points a side: what is smaller than a thirty-second of the picture is texture. */
export const MOST_POINTS = 32;
/** Alpha below which a point is not seen. */
const OPAQUE = 128;

/** A small picture: colors in sRGB row by row, null where it is transparent. */
export interface ReducedPicture {
  readonly width: number;
  readonly points: readonly (readonly [red: number, green: number, blue: number] | null)[];
}

/** Reduces a picture to at most 32 × 32 points, each the mean of what lies under it. */
export function reduced(pixels: ArrayLike<number>, width: number, height: number): ReducedPicture {
  const across = Math.min(width, MOST_POINTS);
  const down = Math.min(height, MOST_POINTS);
  const points = [];
  for (let row = 0; row < down; row++) {
    const rows = [edge(row, height, down), edge(row + 1, height, down)] as const;
    for (let column = 0; column < across; column++)
      points.push(meanOf(pixels, width, rows, [edge(column, width, across), edge(column + 1, width, across)]));
  }
  return { width: across, points };
}

const edge = (index: number, length: number, points: number) => Math.floor((index * length) / points);

function meanOf(
  pixels: ArrayLike<number>,
  width: number,
  rows: readonly [from: number, to: number],
  columns: readonly [from: number, to: number],
): [number, number, number] | null {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let y = rows[0]; y < rows[1]; y++)
    for (let x = columns[0]; x < columns[1]; x++) {
      const at = 4 * (y * width + x);
      if (pixels[at + 3]! < OPAQUE) continue;
      for (let i = 0; i < 3; i++) sum[i]! += pixels[at + i]!;
      count++;
    }
  return count === 0 ? null : [Math.round(sum[0] / count), Math.round(sum[1] / count), Math.round(sum[2] / count)];
}
