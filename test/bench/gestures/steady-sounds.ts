/** Sounds that do not change by themselves, as instruments of a game: what moves at the output was moved by the mix. */

import { encodeWav } from '../../../plugin/audio/wav.ts';
import type { PaletteDefinition } from '../../../plugin/index.ts';
import type { ServedTestPage } from '../../helper/served-test-page.ts';

const RATE = 48_000;
const SECONDS = 6;

function sines(seconds: number, ...hertz: readonly number[]): Uint8Array {
  const at = (i: number) => hertz.reduce((sum, each) => sum + Math.sin((2 * Math.PI * each * i) / RATE), 0);
  const samples = Float32Array.from({ length: seconds * RATE }, (_, i) => (0.4 * at(i)) / hertz.length);
  return new Uint8Array(encodeWav([samples], RATE));
}

/** Longest delay of a stroke at the output, in seconds: the nodes on its way there delay it. */
export const STROKE = 0.012;

/** A stroke of 4 ms. */
function stroke(): Uint8Array {
  const samples = Float32Array.from({ length: RATE / 10 }, (_, i) =>
    i < RATE / 250 ? 0.9 * Math.sin((2 * Math.PI * 1500 * i) / RATE) * (1 - i / (RATE / 250)) : 0,
  );
  return new Uint8Array(encodeWav([samples], RATE));
}

/** The recordings, by key: whole periods, so that they loop without a seam. */
const RECORDINGS: Readonly<Record<string, () => Uint8Array>> = {
  low: () => sines(SECONDS, 1200),
  high: () => sines(SECONDS, 4000),
  both: () => sines(SECONDS, 1200, 6000),
  stroke,
};

/** Puts the recordings on a page, and returns their addresses. */
export function serveSounds({ files }: ServedTestPage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(RECORDINGS).map(([key, bytes]) => {
      files.set(`/${key}.wav`, bytes());
      return [key, `/${key}.wav`];
    }),
  );
}

const held = (key: string, gain = 0) =>
  ({ key, root: 'A4', sustain: true, attack: 0.02, release: 0.1, reverb: 0, echo: 0, gain }) as const;
const SILENT = { ...held('low', -40), attack: 0.5, release: 0.5 } as const;
const MUTE = { melody: SILENT, counter: SILENT, chords: SILENT, bass: SILENT, pad: SILENT, drums: SILENT } as const;
const DRUM = { key: 'stroke', root: 60, range: ['C-1', 'G9'], reverb: 0, echo: 0 } as const;

/** Palettes: a pad alone, a pad under a bass in another band, a pad of two bands, drums alone. */
export const STEADY: Readonly<Record<string, PaletteDefinition>> = {
  pads: { ...MUTE, pad: held('low', 10) },
  layers: { ...MUTE, pad: held('low', 10), bass: held('high', -10) },
  bands: { ...MUTE, pad: held('both', 10) },
  strokes: { ...MUTE, drums: DRUM },
};
