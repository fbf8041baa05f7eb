/**
 * Which instruments play the parts of each palette, as tables. Instruments are all sampled at one loudness and the
 * arranger writes accompaniment softer than tunes (velocity 0.45 against 0.75); gains make up what is missing to a
 * band's balance, measured on arranged scores at full intensity: bass and counter-line 5 to 6 dB under the tune, chords
 * 6 to 7, pads 8 to 9, drums 3 to 4 in battles and 6 and more elsewhere. Seats follow the orchestra's: high strings
 * left, low ones and brass right. `trim` brings every palette's full band to one loudness (test/audio/palettes.test.ts).
 */

import { ROLES, type Role } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import type { InstrumentName } from './instruments.ts';
import type { KitName } from './kits.ts';

/** How an instrument plays a part. */
export interface Voicing {
  readonly instrument: InstrumentName | KitName;
  /** dB. */
  readonly gain: number;
  /** -1 left .. 1 right. */
  readonly pan: number;
  /** Gain to the reverb, 0..1. */
  readonly reverb: number;
  /** Gain to the echo, 0..1. */
  readonly echo: number;
  readonly attack: Seconds;
  readonly release: Seconds;
  /** Where in its sample the note begins: past a slow bow's start for marcato, else 0. */
  readonly skip: Seconds;
  /** Semitones that the written note is moved. */
  readonly transpose: number;
}

/** A band: what plays each role, and parts that, by their name, are played by something else than their role says. */
export interface Palette {
  /** dB on everything. */
  readonly trim: number;
  readonly roles: Readonly<Record<Role, readonly Voicing[]>>;
  readonly parts: Readonly<Record<string, readonly Voicing[]>>;
}

/** Seats: pan, reverb, attack, release. Dry and short for rhythm, wet and slow for pads. */
const SEATS = {
  solo: { pan: 0.05, reverb: 0.26, attack: 0.012, release: 0.16 },
  answer: { pan: -0.3, reverb: 0.3, attack: 0.02, release: 0.2 },
  left: { pan: -0.35, reverb: 0.26, attack: 0.004, release: 0.7 },
  right: { pan: 0.35, reverb: 0.26, attack: 0.004, release: 0.7 },
  bass: { pan: 0.05, reverb: 0.1, attack: 0.004, release: 0.16 },
  bowedBass: { pan: 0.2, reverb: 0.18, attack: 0.03, release: 0.2 },
  pad: { pan: 0, reverb: 0.4, attack: 0.35, release: 1.1 },
  section: { pan: -0.25, reverb: 0.3, attack: 0.03, release: 0.22 },
  brass: { pan: 0.3, reverb: 0.3, attack: 0.012, release: 0.18 },
  drums: { pan: 0, reverb: 0.14, attack: 0.001, release: 0.4 },
  low: { pan: 0.1, reverb: 0.28, attack: 0.002, release: 0.9 },
} as const;
type Seat = keyof typeof SEATS;

function play(
  instrument: InstrumentName | KitName,
  seat: Seat,
  gain: number,
  change: Partial<Voicing> = {},
): readonly Voicing[] {
  return [{ instrument, gain, echo: 0, skip: 0, transpose: 0, ...SEATS[seat], ...change }];
}

const timpani = (gain: number) => play('timpani', 'low', gain);

// biome-ignore format: tables read in columns
const PALETTE_TABLE = {
  // forest: flute and harp, strings behind, hands on skins
  woodland: {
    trim: 0.3,
    roles: {
      melody:  play('flute', 'solo', 1),
      counter: play('clarinet', 'answer', -0.5),
      chords:  play('harp', 'left', -3.5),
      bass:    play('double-bass', 'bass', 0),
      pad:     play('slow-strings', 'pad', -7.5),
      drums:   play('kit-hand', 'drums', -7),
      stinger: play('harp', 'right', -1),
    },
    parts: { timpani: timpani(-10) },
  },
  // exploration: oboe over guitar and strings
  journey: {
    trim: 0.7,
    roles: {
      melody:  play('oboe', 'solo', 0),
      counter: play('violin', 'answer', 3),
      chords:  play('nylon-guitar', 'right', -5.5),
      bass:    play('double-bass', 'bass', -1.5),
      pad:     play('strings', 'pad', -6.5),
      drums:   play('kit-soft', 'drums', -6),
      stinger: play('horn', 'brass', -1),
    },
    parts: { timpani: timpani(-8) },
  },
  // village: clarinet and guitar, plucked bass, tambourine
  folk: {
    trim: 0,
    roles: {
      melody:  play('clarinet', 'solo', -0.5),
      counter: play('flute', 'answer', 1),
      chords:  play('nylon-guitar', 'right', -2.5, { release: 0.3 }),
      bass:    play('pizzicato', 'bass', -2),
      pad:     play('accordion', 'pad', -9, { attack: 0.08, release: 0.3, pan: -0.3 }),
      drums:   play('kit-hand', 'drums', -4),
      stinger: play('nylon-guitar', 'left', 0),
    },
    parts: { timpani: timpani(-10) },
  },
  // cave: a low pad, one bell and its echoes
  cavern: {
    trim: 0.3,
    roles: {
      melody:  play('vibraphone', 'solo', -1.5, { echo: 0.4, reverb: 0.5, attack: 0.002, release: 1.4 }),
      counter: play('bell', 'answer', -3, { echo: 0.35, reverb: 0.5, attack: 0.002, release: 1.6 }),
      chords:  play('glass', 'pad', -5, { reverb: 0.5 }),
      bass:    play('contrabass', 'bowedBass', -8, { attack: 0.12, release: 0.5, reverb: 0.35 }),
      pad:     play('drone', 'pad', -9, { attack: 0.9, release: 1.6, reverb: 0.5 }),
      drums:   play('kit-taiko', 'drums', -8, { echo: 0.25, reverb: 0.5 }),
      stinger: play('bell', 'right', -2, { echo: 0.4, reverb: 0.5 }),
    },
    parts: { timpani: timpani(-9) },
  },
  // desert: plucked strings over a drone, frame drum
  sands: {
    trim: -0.4,
    roles: {
      melody:  play('sitar', 'solo', 1, { attack: 0.003, release: 0.5 }),
      counter: play('oboe', 'answer', 0),
      chords:  play('dulcimer', 'right', -2),
      bass:    play('cello', 'bowedBass', -0.5),
      pad:     play('drone', 'pad', -6.5, { attack: 0.6, release: 1.4 }),
      drums:   play('kit-frame', 'drums', -6),
      stinger: play('dulcimer', 'left', 0),
    },
    parts: { timpani: timpani(-10) },
  },
  // battle: trumpets and horns, strings in motion, driven bass
  war: {
    trim: 0,
    roles: {
      melody:  [...play('trumpet', 'solo', -2), ...play('horn', 'brass', -5, { transpose: -12 })],
      counter: play('trombone', 'brass', -1),
      chords:  play('strings', 'section', -1, { attack: 0.006, release: 0.1, skip: 0.08 }),
      bass:    [...play('picked-bass', 'bass', -3.5), ...play('contrabass', 'bowedBass', -6.5, { attack: 0.012, release: 0.1 })],
      pad:     play('brass', 'pad', -7, { attack: 0.08, release: 0.4 }),
      drums:   play('kit-orchestra', 'drums', -6.5),
      stinger: play('brass', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
  // boss: choir and low brass, taikos
  doom: {
    trim: 0.6,
    roles: {
      melody:  [...play('brass', 'solo', -2), ...play('trombone', 'brass', -6, { transpose: -12 })],
      counter: play('horn', 'brass', 0),
      chords:  play('strings', 'section', -1, { attack: 0.006, release: 0.1, skip: 0.08 }),
      bass:    [...play('picked-bass', 'bass', -5), ...play('contrabass', 'bowedBass', -7, { attack: 0.012, release: 0.1 })],
      pad:     play('choir', 'pad', -4.5, { attack: 0.15, release: 0.7 }),
      drums:   play('kit-taiko', 'drums', -6),
      stinger: play('choir', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
  // sorrow: one violin, a far piano
  lament: {
    trim: -0.5,
    roles: {
      melody:  play('violin', 'solo', 1, { attack: 0.06, release: 0.3, reverb: 0.34 }),
      counter: play('cello', 'answer', 0, { attack: 0.05, release: 0.35 }),
      chords:  play('piano', 'left', -1, { release: 0.9, reverb: 0.34 }),
      bass:    play('cello', 'bowedBass', -3, { attack: 0.06, release: 0.4 }),
      pad:     play('slow-strings', 'pad', -9),
      drums:   play('kit-soft', 'drums', -8, { reverb: 0.4 }),
      stinger: play('oboe', 'answer', -1),
    },
    parts: { timpani: timpani(-11) },
  },
  // calm: a music box and warm air
  musicbox: {
    trim: 0.1,
    roles: {
      melody:  play('music-box', 'solo', -1, { attack: 0.002, release: 1, reverb: 0.34 }),
      counter: play('glockenspiel', 'answer', 1, { attack: 0.002, release: 1 }),
      chords:  play('harp', 'left', -2, { release: 1 }),
      bass:    play('double-bass', 'bass', -3, { release: 0.3 }),
      pad:     play('warm-pad', 'pad', -8, { attack: 0.6, release: 1.6 }),
      drums:   play('kit-soft', 'drums', -6, { reverb: 0.3 }),
      stinger: play('celesta', 'right', 0, { release: 1 }),
    },
    parts: { timpani: timpani(-12) },
  },
  // mystery: celesta, trembling strings, voices
  glass: {
    trim: 1.4,
    roles: {
      melody:  play('celesta', 'solo', -2.5, { attack: 0.002, release: 0.9, echo: 0.16, reverb: 0.4 }),
      counter: play('voices', 'answer', 0, { attack: 0.08, release: 0.5 }),
      chords:  play('tremolo', 'section', -4, { attack: 0.12, release: 0.6, reverb: 0.4 }),
      bass:    play('contrabass', 'bowedBass', -2, { attack: 0.1, release: 0.5 }),
      pad:     play('glass', 'pad', -8, { attack: 0.6, release: 1.5, reverb: 0.5 }),
      drums:   play('kit-frame', 'drums', -6, { reverb: 0.4, echo: 0.15 }),
      stinger: play('celesta', 'right', 0, { echo: 0.3 }),
    },
    parts: { timpani: timpani(-9) },
  },
  // victory: all the brass
  fanfare: {
    trim: 0,
    roles: {
      melody:  [...play('trumpet', 'solo', -1), ...play('horn', 'brass', -5, { transpose: -12 })],
      counter: play('horn', 'answer', 1),
      chords:  play('brass', 'brass', -4.5, { release: 0.25 }),
      bass:    [...play('trombone', 'brass', -3), ...play('contrabass', 'bowedBass', -5)],
      pad:     play('strings', 'pad', -6.5, { attack: 0.12, release: 0.7 }),
      drums:   play('kit-orchestra', 'drums', -4),
      stinger: play('brass', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
} as const satisfies Record<string, Palette>;

/** Names of the palettes in the package. */
export const PALETTE_NAMES = Object.keys(PALETTE_TABLE) as readonly (keyof typeof PALETTE_TABLE)[];

/** The palettes in the package, by name. */
export const PALETTES: Readonly<Record<string, Palette>> = PALETTE_TABLE;

/** What a part is played by: named parts first, else by role. */
export function voicingsFor(palette: Palette, role: Role, part: string | null): readonly Voicing[] {
  return (part === null ? undefined : palette.parts[part]) ?? palette.roles[role];
}

/** Every instrument and kit that a palette needs, each once; drums bring the small percussion with them. */
export function instrumentsOf(palette: Palette): readonly Voicing['instrument'][] {
  const all = [...ROLES.map((role) => palette.roles[role]), ...Object.values(palette.parts)].flat();
  const names = new Set(all.map(({ instrument }) => instrument));
  if (palette.roles.drums.length > 0) names.add('percussion');
  return [...names];
}
