/**
 * How an instrument sits in a band: its place, its room, its envelope, and the part of the spectrum that is its own.
 * Seats follow the orchestra's: high strings left, low ones and brass right. Dry and short for rhythm, wet and slow for
 * pads. Equalisers carve as engineers do (Owsinski, The Mixing Engineer's Handbook, ch. 7): what is not bass leaves the
 * bass its octaves, accompaniment dips at 2 to 3 kHz, where a tune is understood, and the tune is lifted there.
 */

import type { Role } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';

/** An equaliser of two bands. */
export interface Equaliser {
  /** Below it, in Hz, sound falls by 12 dB an octave. */
  readonly low: number;
  /** Centre of the bell, in Hz. */
  readonly bell: number;
  /** Of the bell, in dB. */
  readonly lift: number;
}

/** How an instrument plays a part. */
export interface ChannelSettings {
  /** Of the package (`instruments.ts`, `kits.ts`, `synths.ts`), or of a game's own (`own.ts`). */
  readonly instrument: string;
  /** dB. */
  readonly gain: number;
  /** -1 left .. 1 right. */
  readonly pan: number;
  /** Gain to the reverb, 0..1. */
  readonly reverb: number;
  /** Gain to the echo, 0..1. */
  readonly echo: number;
  readonly eq: Equaliser;
  readonly attack: Seconds;
  readonly release: Seconds;
  /** Where in its sample the note begins: past a slow bow's start for marcato, else 0. */
  readonly skip: Seconds;
  /** Semitones that the written note is moved. */
  readonly transpose: number;
  /** What plays instead while the instrument cannot be had. */
  readonly instead?: readonly ChannelSettings[];
}

/** A band: what plays each role, and parts that, by their name, are played by something else than their role says. */
export interface Palette {
  readonly roles: Readonly<Record<Role, readonly ChannelSettings[]>>;
  readonly parts: Readonly<Record<string, readonly ChannelSettings[]>>;
}

const eq = (low: number, bell: number, lift: number): Equaliser => ({ low, bell, lift });

/** Seats of a band. */
export const ROLE_DEFAULTS = {
  solo: { pan: 0.05, reverb: 0.26, eq: eq(110, 2600, 1.5), attack: 0.012, release: 0.16 },
  answer: { pan: -0.3, reverb: 0.3, eq: eq(110, 2600, -1), attack: 0.02, release: 0.2 },
  left: { pan: -0.35, reverb: 0.26, eq: eq(90, 2600, -1.5), attack: 0.004, release: 0.7 },
  right: { pan: 0.35, reverb: 0.26, eq: eq(90, 2600, -1.5), attack: 0.004, release: 0.7 },
  bass: { pan: 0.05, reverb: 0.1, eq: eq(32, 320, -2), attack: 0.004, release: 0.16 },
  bowedBass: { pan: 0.2, reverb: 0.18, eq: eq(32, 320, -2), attack: 0.03, release: 0.2 },
  pad: { pan: 0, reverb: 0.4, eq: eq(150, 2400, -3), attack: 0.35, release: 1.1 },
  section: { pan: -0.25, reverb: 0.3, eq: eq(110, 2400, -1.5), attack: 0.03, release: 0.22 },
  brass: { pan: 0.3, reverb: 0.3, eq: eq(70, 350, -1.5), attack: 0.012, release: 0.18 },
  drums: { pan: 0, reverb: 0.14, eq: eq(28, 380, -2), attack: 0.001, release: 0.4 },
  low: { pan: 0.1, reverb: 0.28, eq: eq(38, 250, -1), attack: 0.002, release: 0.9 },
} as const satisfies Record<string, Omit<ChannelSettings, 'instrument' | 'gain' | 'echo' | 'skip' | 'transpose'>>;
export type Seat = keyof typeof ROLE_DEFAULTS;

/** An instrument on a seat, at a gain in dB. */
export function play<Name extends string>(
  instrument: Name,
  seat: Seat,
  gain: number,
  change: Partial<ChannelSettings> = {},
): readonly ChannelSettings[] {
  return [{ instrument, gain, echo: 0, skip: 0, transpose: 0, ...ROLE_DEFAULTS[seat], ...change }];
}
