/** The game's colors, about fifty. Every picture consists of these. */

/** Colors as `#rrggbb`. */
export const INK = '#0b0d1a';
export const CREAM = '#fdf3dc';
export const LAMP = '#ffcb6b';
export const EMBER = '#f29a4c';
export const MINT = '#7fe0c0';
export const ROSE = '#f28b8b';
export const MIST = '#a5cfd6';

/** All colors, as ramps from dark to light. */
export const SWATCHES: readonly (readonly string[])[] = [
  [INK, '#12172b', '#1b2340', '#27345c', '#36507a', '#4b7399', '#6f9fb8', MIST, '#dff0e6'],
  ['#0d2626', '#143c38', '#1f5a4a', '#2f7d57', '#55a35a', '#8cc56a', '#cbe38b'],
  ['#2a1a1f', '#46292a', '#6b4032', '#95603f', '#bd8a56', '#dcb67c', '#f3dfae'],
  ['#7a2b2f', '#b5433a', '#e0693f', EMBER, LAMP, '#fff0b8'],
  ['#3a1638', '#64214d', '#98305c', '#cf4f6e', ROSE, '#ffc2b0'],
  ['#1d1436', '#33225a', '#533687', '#7b58b0', '#a98ad6', '#d9c8f2'],
  ['#26242f', '#3e3b4a', '#5c596b', '#807e8e', '#a9a7b0', '#d6d4d3'],
  ['#1f6b6b', '#35a394', MINT, '#d2ffe8'],
  [CREAM, '#ffffff'],
];

/** The colors of a place: silhouettes from far to near, then its ground. */
export interface PlaceColors {
  readonly far: string;
  readonly middle: string;
  readonly near: string;
  readonly ground: readonly [string, string];
  readonly path: string;
  readonly front: string;
}

export const FOREST: PlaceColors = {
  far: '#4b7399',
  middle: '#1f5a4a',
  near: '#143c38',
  ground: ['#2f7d57', '#143c38'],
  path: '#bd8a56',
  front: '#0d2626',
};
export const VILLAGE: PlaceColors = {
  far: '#7b58b0',
  middle: '#4b7399',
  near: '#1f5a4a',
  ground: ['#55a35a', '#1f5a4a'],
  path: '#dcb67c',
  front: '#143c38',
};
export const DESERT: PlaceColors = {
  far: '#b5433a',
  middle: '#e0693f',
  near: '#bd8a56',
  ground: ['#dcb67c', '#95603f'],
  path: '#f3dfae',
  front: '#46292a',
};
export const CAVE: PlaceColors = {
  far: '#1b2340',
  middle: '#12172b',
  near: '#0b0d1a',
  ground: ['#36507a', '#12172b'],
  path: '#4b7399',
  front: '#0b0d1a',
};
export const ARENA: PlaceColors = {
  far: '#64214d',
  middle: '#3a1638',
  near: '#1d1436',
  ground: ['#98305c', '#1d1436'],
  path: '#e0693f',
  front: '#12172b',
};

/** A CSS color with an opacity. */
export function fade(color: string, alpha: number): string {
  const { r, g, b } = channels(color);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** A mix of two colors: 0 is the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const part = (x: number, y: number) => Math.round(x + (y - x) * share);
  return `rgb(${part(a.r, b.r)}, ${part(a.g, b.g)}, ${part(a.b, b.b)})`;
}

/** A color as the number that Phaser's tints take. */
export function tint(color: string): number {
  const { r, g, b } = channels(color);
  return (r << 16) | (g << 8) | b;
}

/** Red, green and blue of a color, 0..255. */
export function channels(color: string): { r: number; g: number; b: number } {
  if (color.startsWith('rgb')) {
    const [r = 0, g = 0, b = 0] = color.match(/\d+/g)?.map(Number) ?? [];
    return { r, g, b };
  }
  const value = Number.parseInt(color.slice(1), 16);
  return { r: value >> 16, g: (value >> 8) & 255, b: value & 255 };
}
