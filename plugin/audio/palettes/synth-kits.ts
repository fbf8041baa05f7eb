/**
 * Synthesized drum sets, in tables: a stroke combines skins (a sine with falling pitch), filtered noise, and metal (six square
 * waves at inharmonic ratios, as in the drum machines of 1980).
 */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';
import type { SynthKitName } from './synths.ts';

/** One layer of a stroke; gains are linear. */
export type Layer =
  | {
      readonly of: 'skin';
      readonly hertz: number;
      readonly octaves: number;
      readonly decay: Seconds;
      readonly gain: number;
    }
  | {
      readonly of: 'noise';
      readonly filter: 'highpass' | 'bandpass';
      readonly hertz: number;
      readonly decay: Seconds;
      readonly gain: number;
    }
  | { readonly of: 'metal'; readonly hertz: number; readonly decay: Seconds; readonly gain: number };

/** The strokes of a set by General MIDI drum key. */
export type SynthKit = Readonly<Record<MidiPitch, readonly Layer[]>>;

const skin = (hertz: number, octaves: number, decay: Seconds, gain = 1): Layer => ({
  of: 'skin',
  hertz,
  octaves,
  decay,
  gain,
});
const hiss = (hertz: number, decay: Seconds, gain = 1): Layer => ({
  of: 'noise',
  filter: 'highpass',
  hertz,
  decay,
  gain,
});
const band = (hertz: number, decay: Seconds, gain = 1): Layer => ({
  of: 'noise',
  filter: 'bandpass',
  hertz,
  decay,
  gain,
});
const metal = (hertz: number, decay: Seconds, gain = 1): Layer => ({ of: 'metal', hertz, decay, gain });

/** Six toms of a set, each higher than the one before. */
const toms = (hertz: number, octaves: number, decay: Seconds, gain = 0.8): SynthKit =>
  Object.fromEntries([41, 43, 45, 47, 48, 50].map((key, i) => [key, [skin(hertz * 1.2 ** i, octaves, decay, gain)]]));

/** Hand drums and small percussion, the same in every set. */
const small: SynthKit = {
  37: [band(2200, 0.05, 0.6)],
  39: [band(1400, 0.12, 0.7)],
  54: [hiss(7500, 0.12, 0.35)],
  56: [skin(560, 0.5, 0.16, 0.3)],
  60: [skin(330, 0.5, 0.1, 0.55)],
  61: [skin(240, 0.5, 0.14, 0.6)],
  62: [skin(260, 0.5, 0.07, 0.55)],
  63: [skin(220, 0.5, 0.18, 0.6)],
  64: [skin(160, 0.5, 0.22, 0.7)],
  70: [hiss(6500, 0.05, 0.35)],
  75: [skin(1300, 0.5, 0.05, 0.3)],
  76: [skin(1000, 0.5, 0.06, 0.3)],
  77: [skin(740, 0.5, 0.06, 0.3)],
  80: [hiss(9000, 0.06, 0.2)],
  81: [metal(900, 0.7, 0.15)],
};

// biome-ignore format: tables read in columns
export const SYNTH_KITS: Readonly<Record<SynthKitName, SynthKit>> = {
  'drums-chip': {
    ...small, ...toms(82, 1.2, 0.14),
    36: [skin(52, 4, 0.13), hiss(3000, 0.01, 0.25)],
    38: [hiss(900, 0.13, 0.8), skin(190, 1, 0.05, 0.5)],
    42: [hiss(8000, 0.035, 0.4)], 44: [hiss(7000, 0.03, 0.35)], 46: [hiss(7000, 0.2, 0.4)],
    49: [hiss(3200, 0.8, 0.45)], 51: [hiss(6500, 0.25, 0.3)],
  },
  'drums-machine': {
    ...small, ...toms(74, 1.4, 0.3),
    36: [skin(46, 5.5, 0.42), hiss(2500, 0.012, 0.3)],
    38: [hiss(1300, 0.2, 0.55), skin(185, 1.2, 0.12, 0.7)],
    42: [metal(320, 0.06, 0.5)], 44: [metal(300, 0.05, 0.45)], 46: [metal(320, 0.35, 0.45)],
    49: [metal(260, 1.4, 0.4), hiss(5000, 0.9, 0.3)], 51: [metal(420, 0.6, 0.3)],
  },
  'drums-soft': {
    ...small, ...toms(70, 0.8, 0.4, 0.7),
    36: [skin(48, 2.2, 0.5)],
    38: [band(2000, 0.16, 0.55), skin(170, 0.6, 0.1, 0.35)],
    42: [hiss(8500, 0.06, 0.22)], 44: [hiss(8000, 0.05, 0.2)], 46: [hiss(7500, 0.4, 0.2)],
    49: [hiss(5200, 1.5, 0.28)], 51: [hiss(8200, 0.5, 0.18)],
  },
  'drums-wood': {
    ...small, ...toms(110, 0.5, 0.22),
    36: [skin(70, 1.3, 0.28)],
    38: [band(2600, 0.07, 0.6), skin(250, 0.5, 0.08, 0.7)],
    42: [hiss(6800, 0.045, 0.3)], 44: [hiss(6000, 0.04, 0.28)], 46: [hiss(7600, 0.16, 0.3)],
    49: [hiss(5600, 0.9, 0.3)], 51: [hiss(8000, 0.25, 0.22)],
  },
};
