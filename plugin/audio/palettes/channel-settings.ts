/**
 * How an instrument is mixed: its position, reverb, envelope, and its part of the spectrum. Positions follow an orchestra's:
 * high strings left, low strings and brass right, pads and drums all across. Dry and short for rhythm, wet and slow for pads. Equalization follows
 * common practice (Owsinski, The Mixing Engineer's Handbook, ch. 7): other instruments leave the bass its octaves,
 * accompaniment dips at 2 to 3 kHz, where melodies are recognized, and the melody is raised there.
 */

import type { Role } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';

/** A two-band equalizer. */
export interface Equalizer {
  /** Corner frequency in Hz of a high-pass filter of 12 dB per octave. */
  readonly low: number;
  /** Center frequency of the bell, in Hz. */
  readonly bell: number;
  /** Gain of the bell, in dB. */
  readonly lift: number;
}

/** The settings with which an instrument plays a role. */
export interface ChannelSettings {
  /** An instrument of the package (`instruments.ts`, `kits.ts`, `synths.ts`) or a custom one (`custom-palettes.ts`). */
  readonly instrument: string;
  /** dB. */
  readonly gain: number;
  /** -1 left .. 1 right. */
  readonly pan: number;
  /** How far the instrument's own notes sit from `pan`, 0..1 (see `stereo-spread.ts`); 0 = all at one place. */
  readonly spread: number;
  /** Send level to the reverb, 0..1. */
  readonly reverb: number;
  /** Send level to the echo, 0..1. */
  readonly echo: number;
  readonly eq: Equalizer;
  readonly attack: Seconds;
  readonly release: Seconds;
  /** Offset in the sample at which the note starts: after a slow bow's attack for marcato, else 0. */
  readonly skip: Seconds;
  /** Transposition in semitones. */
  readonly transpose: number;
  /** Plays while the instrument is unavailable. */
  readonly instead?: readonly ChannelSettings[];
}

/** The instruments of each role, and of parts that override their role by name. */
export interface Palette {
  readonly roles: Readonly<Record<Role, readonly ChannelSettings[]>>;
  readonly parts: Readonly<Record<string, readonly ChannelSettings[]>>;
}

const eq = (low: number, bell: number, lift: number): Equalizer => ({ low, bell, lift });

/** Default settings by function in the band. */
// biome-ignore format: a table reads in columns
export const ROLE_DEFAULTS = {
  solo:      { pan: 0.1,  spread: 0,    reverb: 0.28, eq: eq(110, 2600, 1),    attack: 0.012, release: 0.16 },
  answer:    { pan: -0.5, spread: 0,    reverb: 0.32, eq: eq(110, 2600, -1),   attack: 0.02,  release: 0.2 },
  left:      { pan: -0.6, spread: 0,    reverb: 0.28, eq: eq(90, 2600, -1.5),  attack: 0.004, release: 0.7 },
  right:     { pan: 0.6,  spread: 0,    reverb: 0.28, eq: eq(90, 2600, -1.5),  attack: 0.004, release: 0.7 },
  bass:      { pan: 0.15, spread: 0,    reverb: 0.12, eq: eq(28, 320, -2),     attack: 0.004, release: 0.16 },
  bowedBass: { pan: 0.4,  spread: 0,    reverb: 0.2,  eq: eq(28, 320, -2),     attack: 0.03,  release: 0.2 },
  pad:       { pan: 0,    spread: 0.7,  reverb: 0.45, eq: eq(150, 2400, -3),   attack: 0.35,  release: 1.1 },
  section:   { pan: -0.5, spread: 0,    reverb: 0.34, eq: eq(110, 2400, -1.5), attack: 0.03,  release: 0.22 },
  brass:     { pan: 0.5,  spread: 0,    reverb: 0.34, eq: eq(70, 350, -1.5),   attack: 0.012, release: 0.18 },
  drums:     { pan: 0,    spread: 0.55, reverb: 0.16, eq: eq(26, 380, -2),     attack: 0.001, release: 0.4 },
  low:       { pan: 0.3,  spread: 0,    reverb: 0.3,  eq: eq(34, 250, -1),     attack: 0.002, release: 0.9 },
} as const satisfies Record<string, Omit<ChannelSettings, 'instrument' | 'gain' | 'echo' | 'skip' | 'transpose'>>;
export type ChannelPreset = keyof typeof ROLE_DEFAULTS;

/** The settings of an instrument with a role's defaults, at a gain in dB. */
export function play<Name extends string>(
  instrument: Name,
  preset: ChannelPreset,
  gain: number,
  change: Partial<ChannelSettings> = {},
): readonly ChannelSettings[] {
  return [{ instrument, gain, echo: 0, skip: 0, transpose: 0, ...ROLE_DEFAULTS[preset], ...change }];
}
