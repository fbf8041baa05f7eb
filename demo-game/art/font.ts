/** The game's font: small, proportional, with a dark outline for readability on any background. */

import type { Scene } from 'phaser';
import { channels, INK } from '../palette.ts';
import { blankTexture } from './paint.ts';

/** Columns of each letter from left to right as two hexadecimal digits; the lowest bit is the top pixel, the highest a descender. */
const GLYPHS: Readonly<Record<string, string>> = {
  ' ': '0000',
  '!': '5f',
  '"': '030003',
  '#': '147f147f14',
  '%': '2313086462',
  '&': '3649562050',
  "'": '03',
  '(': '1c2241',
  ')': '41221c',
  '*': '0a040a',
  '+': '08083e0808',
  ',': '8060',
  '-': '080808',
  '.': '40',
  '/': '6010080403',
  '0': '3e4141413e',
  '1': '42427f4040',
  '2': '6251494946',
  '3': '2241494936',
  '4': '181412117f10',
  '5': '2745454539',
  '6': '3c4a494930',
  '7': '0101710d03',
  '8': '3649494936',
  '9': '064949291e',
  ':': '24',
  ';': '8064',
  '=': '14141414',
  '<': '081422',
  '>': '221408',
  '?': '0201590906',
  '[': '7f41',
  ']': '417f',
  _: '40404040',
  '{': '083641',
  '}': '413608',
  A: '7c1211127c',
  B: '7f49494936',
  C: '3e41414122',
  D: '7f4141221c',
  E: '7f494941',
  F: '7f090901',
  G: '3e41494979',
  H: '7f0808087f',
  I: '417f41',
  J: '2040413f',
  K: '7f08142241',
  L: '7f404040',
  M: '7f020c027f',
  N: '7f0408107f',
  O: '3e4141413e',
  P: '7f09090906',
  Q: '3e4151215e',
  R: '7f09192946',
  S: '2649494932',
  T: '01017f0101',
  U: '3f4040403f',
  V: '1f2040201f',
  W: '3f4038403f',
  X: '6314081463',
  Y: '0708700807',
  Z: '6151494543',
  a: '20545478',
  b: '7f484438',
  c: '384444',
  d: '3844487f',
  e: '38545418',
  f: '087e0902',
  g: '18a4a47c',
  h: '7f080478',
  i: '7a',
  j: '80847d',
  k: '7f102844',
  l: '7f',
  m: '7c04780478',
  n: '7c080478',
  o: '38444438',
  p: 'fc242418',
  q: '182424fc',
  r: '7c080408',
  s: '485424',
  t: '043f44',
  u: '3c40407c',
  v: '1c2040201c',
  w: '3c4030403c',
  x: '4428102844',
  y: '1ca0a07c',
  z: '4464544c44',
  '·': '1818',
  '…': '4000400040',
  '—': '080808080808',
  '’': '0403',
  '♥': '0e1f3e1f0e',
  '♪': '30787f0204',
  '←': '081c2a0808',
  '→': '08082a1c08',
  '↑': '04027f0204',
  '↓': '10207f2010',
  '●': '3c7e7e7e3c',
  '○': '3c4242423c',
  '×': '4428102844',
  '♯': '147f147f14',
  '♭': '7f483018',
  '°': '060906',
};
/** Size of a cell: eight rows and the outline. */
const CELL = { width: 9, height: 10 } as const;
const COLUMNS = 16;
/** Key of the font. */
export const FONT = 'hand';
/** Height of a line of text in pixels. */
export const LINE = 11;

/** Paints the font and registers it with Phaser. */
export function paintFont(scene: Scene): void {
  if (scene.textures.exists(FONT)) return;
  const letters = Object.entries(GLYPHS).map(([letter, hex]) => [letter, columnsOf(hex)] as const);
  const width = COLUMNS * CELL.width;
  const height = Math.ceil(letters.length / COLUMNS) * CELL.height;
  const canvas = blankTexture(scene, FONT, width, height);
  if (!canvas) return;
  const image = canvas.getContext().createImageData(width, height);
  const chars: Record<number, object> = {};
  for (const [index, [letter, columns]] of letters.entries()) {
    const x = (index % COLUMNS) * CELL.width;
    const y = Math.floor(index / COLUMNS) * CELL.height;
    blit(image, x, y, columns);
    chars[letter.charCodeAt(0)] = {
      ...{ x, y, width: columns.length + 2, height: CELL.height, centerX: 0, centerY: 0 },
      ...{ xOffset: -1, yOffset: 0, xAdvance: columns.length + 1, data: {}, kerning: {} },
      ...{ u0: x / width, v0: 1 - y / height },
      ...{ u1: (x + columns.length + 2) / width, v1: 1 - (y + CELL.height) / height },
    };
  }
  canvas.getContext().putImageData(image, 0, 0);
  canvas.refresh();
  const data = { retroFont: true, font: FONT, size: CELL.height, lineHeight: LINE, chars };
  scene.cache.bitmapFont.add(FONT, { data, frame: null, texture: FONT });
}

function columnsOf(hex: string): number[] {
  return hex
    .replaceAll(' ', '')
    .match(/../g)!
    .map((byte) => Number.parseInt(byte, 16));
}

function blit(image: ImageData, left: number, top: number, columns: readonly number[]): void {
  const on = (x: number, y: number) => y >= 0 && ((columns[x] ?? 0) >> y) % 2 === 1;
  const { r, g, b } = channels(INK);
  for (let x = -1; x <= columns.length; x++)
    for (let y = -1; y <= 8; y++) {
      const at = ((top + y + 1) * image.width + left + x + 1) * 4;
      const near = [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => on(x + dx, y + dy)));
      if (on(x, y)) image.data.set([255, 255, 255, 255], at);
      else if (near) image.data.set([r, g, b, 235], at);
    }
}
