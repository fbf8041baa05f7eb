/** The game's colours: one family of dusk blues and one of lamplight, a little different in every place. */

/** Colours as `#rrggbb`. */
export const INK = '#0d1222';
export const CREAM = '#fdf0d5';
export const LAMP = '#ffcf7a';
export const EMBER = '#ff8a5c';
export const MINT = '#8ff0d0';
export const ROSE = '#ff6f91';

/** What a place is painted with: sky from top to bottom, then silhouettes from far to near, then its ground. */
export interface PlaceColours {
  readonly sky: readonly [string, string, string];
  readonly far: string;
  readonly middle: string;
  readonly near: string;
  readonly ground: readonly [string, string];
  readonly path: string;
  readonly front: string;
}

export const FOREST: PlaceColours = {
  sky: ['#1c2f52', '#3b6a7d', '#f0b98a'],
  far: '#3d6a78',
  middle: '#2a5560',
  near: '#1b3c48',
  ground: ['#3a6b4d', '#1d3c35'],
  path: '#a98d5f',
  front: '#0c1f26',
};
export const VILLAGE: PlaceColours = {
  sky: ['#2b2a5a', '#a4577a', '#ffc078'],
  far: '#6b4a78',
  middle: '#523a68',
  near: '#3c2d55',
  ground: ['#7a7048', '#3f3f38'],
  path: '#cba776',
  front: '#1c1730',
};
export const CAVE: PlaceColours = {
  sky: ['#071024', '#123250', '#2f7f8c'],
  far: '#122540',
  middle: '#0d1a30',
  near: '#091223',
  ground: ['#33506a', '#101d33'],
  path: '#5a7c92',
  front: '#04070f',
};
export const ARENA: PlaceColours = {
  sky: ['#1a0d2b', '#5a1f4a', '#ff7a52'],
  far: '#47204f',
  middle: '#33173f',
  near: '#230f2e',
  ground: ['#5b3a4a', '#2a1a2e'],
  path: '#8a5a5a',
  front: '#12081a',
};

/** A CSS colour with an opacity. */
export function fade(colour: string, alpha: number): string {
  const { r, g, b } = channels(colour);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** A colour between two: 0 is the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const part = (x: number, y: number) => Math.round(x + (y - x) * share);
  return `rgb(${part(a.r, b.r)}, ${part(a.g, b.g)}, ${part(a.b, b.b)})`;
}

/** A colour as the number that Phaser's tints take. */
export function tint(colour: string): number {
  return Number.parseInt(colour.slice(1), 16);
}

function channels(colour: string): { r: number; g: number; b: number } {
  if (colour.startsWith('rgb')) {
    const [r = 0, g = 0, b = 0] = colour.match(/\d+/g)?.map(Number) ?? [];
    return { r, g, b };
  }
  const value = tint(colour);
  return { r: value >> 16, g: (value >> 8) & 255, b: value & 255 };
}
