/**
 * The palettes of sampled instruments, one for each preset and each mood of the world. All instruments have the same loudness, and the arranger writes
 * accompaniment softer than melodies (velocity 0.45 and 0.75); the gains complete the balance of a band, measured on
 * arranged scores at full intensity: bass and counter-melody 5 to 6 dB below the melody, chords 6 to 7, pads 8 to 9, drums
 * 3 to 4 in battles and 6 or more elsewhere.
 */

import { type ChannelPreset, type ChannelSettings, type Palette, play } from './channel-settings.ts';
import type { InstrumentName } from './instruments.ts';
import type { KitName } from './kits.ts';

const channel = (
  instrument: InstrumentName | KitName,
  preset: ChannelPreset,
  gain: number,
  change: Partial<ChannelSettings> = {},
) => play(instrument, preset, gain, change);
const timpani = (gain: number) => channel('timpani', 'low', gain);

// biome-ignore format: tables read in columns
export const SAMPLED_PALETTES = {
  // forest: flute and harp, strings behind, hand drums
  woodland: {
    roles: {
      melody:  channel('flute', 'solo', 1, { eq: { low: 110, bell: 2600, lift: 0 } }),
      counter: channel('clarinet', 'answer', -0.5),
      chords:  channel('harp', 'left', -3.5),
      bass:    channel('double-bass', 'bass', 0),
      pad:     channel('slow-strings', 'pad', -7.5),
      drums:   channel('kit-hand', 'drums', -7),
      stinger: channel('harp', 'right', -1),
    },
    parts: { timpani: timpani(-10) },
  },
  // exploration: oboe over guitar and strings
  journey: {
    roles: {
      melody:  channel('oboe', 'solo', 0),
      counter: channel('violin', 'answer', 3),
      chords:  channel('nylon-guitar', 'right', -5.5),
      bass:    channel('double-bass', 'bass', -1.5),
      pad:     channel('strings', 'pad', -6.5),
      drums:   channel('kit-soft', 'drums', -6),
      stinger: channel('horn', 'brass', -1),
    },
    parts: { timpani: timpani(-8) },
  },
  // village: clarinet and guitar, plucked bass, tambourine
  folk: {
    roles: {
      melody:  channel('clarinet', 'solo', 0.3, { eq: { low: 110, bell: 2200, lift: -3 } }),
      counter: channel('flute', 'answer', 0.2, { eq: { low: 110, bell: 2200, lift: -3 } }),
      chords:  channel('nylon-guitar', 'right', -3.2, { release: 0.3, eq: { low: 260, bell: 2600, lift: -1.5 } }),
      bass:    channel('pizzicato', 'bass', -2),
      pad:     channel('accordion', 'pad', -10.5, { attack: 0.08, release: 0.3, pan: -0.3, spread: 0.4, eq: { low: 320, bell: 2400, lift: -3 } }),
      drums:   channel('kit-hand', 'drums', -4.8, { eq: { low: 26, bell: 12000, lift: -3 } }),
      stinger: channel('nylon-guitar', 'left', 0),
    },
    parts: { timpani: timpani(-10) },
  },
  // cave: a low pad, one bell and its echoes; the bells of the equalizer bring out what little treble they have
  cavern: {
    roles: {
      melody:  channel('vibraphone', 'solo', -2, { echo: 0.4, reverb: 0.4, attack: 0.012, release: 1.4, eq: { low: 110, bell: 4200, lift: 10 } }),
      counter: channel('bell', 'answer', -3, { echo: 0.35, reverb: 0.4, attack: 0.002, release: 1.6, eq: { low: 110, bell: 5500, lift: 6 } }),
      chords:  [...channel('glass', 'pad', -6.5, { reverb: 0.4, eq: { low: 200, bell: 2300, lift: 8 } }), ...channel('bell', 'pad', -9, { transpose: 12, attack: 0.06, reverb: 0.4, eq: { low: 600, bell: 5500, lift: 8 } })],
      bass:    channel('contrabass', 'bowedBass', -9.5, { attack: 0.12, release: 0.5, reverb: 0.28 }),
      pad:     channel('drone', 'pad', -10, { attack: 0.9, release: 1.6, reverb: 0.4 }),
      drums:   channel('kit-taiko', 'drums', -10, { echo: 0.25, reverb: 0.4 }),
      stinger: channel('bell', 'right', -2, { echo: 0.4, reverb: 0.4 }),
    },
    parts: { timpani: timpani(-9) },
  },
  // desert: plucked strings over a drone, basses an octave down, frame drum
  sands: {
    roles: {
      // A sitar rings at 8 kHz as loud as at its root; the bell takes that down.
      melody:  channel('sitar', 'solo', 1, { attack: 0.003, release: 0.5, eq: { low: 110, bell: 7000, lift: -14 } }),
      counter: channel('oboe', 'answer', 0),
      chords:  channel('dulcimer', 'right', -2, { eq: { low: 90, bell: 7000, lift: -4 } }),
      bass:    [...channel('cello', 'bowedBass', -0.5), ...channel('contrabass', 'bowedBass', -4, { transpose: -12 })],
      pad:     channel('drone', 'pad', -8, { attack: 0.6, release: 1.4, eq: { low: 270, bell: 2400, lift: -3 } }),
      drums:   channel('kit-frame', 'drums', -6, { eq: { low: 26, bell: 250, lift: -2 } }),
      stinger: channel('dulcimer', 'left', 0),
    },
    parts: { timpani: timpani(-10) },
  },
  // battle: trumpets and horns, string ostinato, driving bass
  war: {
    roles: {
      melody:  [...channel('trumpet', 'solo', -0.3), ...channel('horn', 'brass', -4.3, { transpose: -12 })],
      counter: channel('trombone', 'brass', -1),
      chords:  channel('strings', 'section', -1, { attack: 0.006, release: 0.1, skip: 0.08 }),
      bass:    [...channel('picked-bass', 'bass', -3.5), ...channel('contrabass', 'bowedBass', -6.5, { attack: 0.012, release: 0.1 })],
      pad:     channel('brass', 'pad', -7, { attack: 0.08, release: 0.4 }),
      drums:   channel('kit-orchestra', 'drums', -6.5, { eq: { low: 26, bell: 10000, lift: -4 } }),
      stinger: channel('brass', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
  // boss: choir and low brass, taikos
  doom: {
    roles: {
      melody:  [...channel('brass', 'solo', -0.8), ...channel('trombone', 'brass', -6, { transpose: -12 })],
      counter: channel('horn', 'brass', 0),
      chords:  channel('strings', 'section', -1, { attack: 0.006, release: 0.1, skip: 0.08 }),
      bass:    [...channel('picked-bass', 'bass', -5), ...channel('contrabass', 'bowedBass', -7, { attack: 0.012, release: 0.1 })],
      pad:     channel('choir', 'pad', -4.5, { attack: 0.15, release: 0.7 }),
      drums:   channel('kit-taiko', 'drums', -9.5),
      stinger: channel('choir', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
  // sorrow: one violin, a distant piano
  lament: {
    roles: {
      melody:  channel('violin', 'solo', 2.5, { attack: 0.06, release: 0.3, reverb: 0.34 }),
      counter: channel('cello', 'answer', 0, { attack: 0.05, release: 0.35, eq: { low: 110, bell: 270, lift: -5 } }),
      chords:  channel('piano', 'left', -1, { release: 0.9, reverb: 0.34, eq: { low: 90, bell: 260, lift: -3 } }),
      bass:    [...channel('cello', 'bowedBass', -3, { attack: 0.06, release: 0.4, eq: { low: 28, bell: 260, lift: -6 } }), ...channel('contrabass', 'bowedBass', -5, { attack: 0.08, release: 0.4, transpose: -12 })],
      pad:     channel('slow-strings', 'pad', -9, { eq: { low: 260, bell: 2400, lift: -1 } }),
      drums:   channel('kit-soft', 'drums', -8, { reverb: 0.4 }),
      stinger: channel('oboe', 'answer', -1),
    },
    parts: { timpani: timpani(-11) },
  },
  // calm: a music box and a warm pad
  musicbox: {
    roles: {
      melody:  channel('music-box', 'solo', -2.2, { attack: 0.002, release: 1, reverb: 0.34, eq: { low: 250, bell: 1350, lift: 5.5 } }),
      counter: channel('glockenspiel', 'answer', 1, { attack: 0.002, release: 1, eq: { low: 110, bell: 9000, lift: -4 } }),
      chords:  channel('harp', 'left', -2, { release: 1, eq: { low: 290, bell: 1700, lift: 9 } }),
      bass:    channel('double-bass', 'bass', -3, { release: 0.3, eq: { low: 28, bell: 260, lift: -5 } }),
      pad:     channel('warm-pad', 'pad', -7.5, { attack: 0.6, release: 1.6, eq: { low: 250, bell: 1600, lift: 11 } }),
      drums:   channel('kit-soft', 'drums', -7, { reverb: 0.3 }),
      stinger: channel('celesta', 'right', 0, { release: 1 }),
    },
    parts: { timpani: timpani(-12) },
  },
  // mystery: celesta, tremolo strings, voices
  glass: {
    roles: {
      melody:  channel('celesta', 'solo', -1.2, { attack: 0.002, release: 0.9, echo: 0.16, reverb: 0.4, eq: { low: 230, bell: 2600, lift: 2 } }),
      counter: channel('voices', 'answer', 0, { attack: 0.08, release: 0.5, eq: { low: 480, bell: 1100, lift: 4 } }),
      chords:  channel('tremolo', 'section', -6, { attack: 0.12, release: 0.6, reverb: 0.4, eq: { low: 360, bell: 1500, lift: 3 } }),
      bass:    channel('contrabass', 'bowedBass', -3.5, { attack: 0.1, release: 0.5, eq: { low: 28, bell: 230, lift: -5 } }),
      pad:     channel('glass', 'pad', -9.5, { attack: 0.6, release: 1.5, reverb: 0.5, eq: { low: 300, bell: 1100, lift: 5 } }),
      drums:   channel('kit-frame', 'drums', -6, { reverb: 0.4, echo: 0.15, eq: { low: 26, bell: 250, lift: -7 } }),
      stinger: channel('celesta', 'right', 0, { echo: 0.3 }),
    },
    parts: { timpani: timpani(-9) },
  },
  // victory: all the brass
  fanfare: {
    roles: {
      melody:  [...channel('trumpet', 'solo', -1), ...channel('horn', 'brass', -5, { transpose: -12 })],
      counter: channel('horn', 'answer', 1),
      chords:  channel('brass', 'brass', -4.5, { release: 0.25 }),
      bass:    [...channel('trombone', 'brass', -3), ...channel('contrabass', 'bowedBass', -5)],
      pad:     channel('strings', 'pad', -6.5, { attack: 0.12, release: 0.7 }),
      drums:   channel('kit-orchestra', 'drums', -4, { eq: { low: 26, bell: 10000, lift: -2 } }),
      stinger: channel('brass', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
  // a Chinese garden: flute, two zithers, small drum and clapper
  silk: {
    roles: {
      melody:  channel('flute', 'solo', 0.5, { attack: 0.008, eq: { low: 110, bell: 2600, lift: 1 } }),
      counter: channel('koto', 'answer', 0, { attack: 0.002, release: 0.8 }),
      chords:  channel('koto', 'right', -4.5, { release: 1 }),
      bass:    channel('double-bass', 'bass', -3, { release: 0.4 }),
      pad:     channel('slow-strings', 'pad', -11),
      drums:   channel('kit-hand', 'drums', -8),
      stinger: channel('koto', 'right', 0, { release: 1 }),
    },
    parts: { timpani: timpani(-11) },
  },
  // a Japanese shrine: bamboo flute, lute and zither
  bamboo: {
    roles: {
      melody:  channel('shakuhachi', 'solo', 0.5, { attack: 0.04, release: 0.3, reverb: 0.38 }),
      counter: channel('shamisen', 'answer', -1, { attack: 0.002, release: 0.4 }),
      chords:  channel('koto', 'right', -2.5, { release: 1.2, reverb: 0.34 }),
      bass:    channel('koto', 'left', -2, { release: 1.4, reverb: 0.34, eq: { low: 60, bell: 320, lift: 1 } }),
      pad:     channel('slow-strings', 'pad', -13),
      drums:   channel('kit-taiko', 'drums', -9, { reverb: 0.4 }),
      stinger: channel('koto', 'right', 0, { release: 1.2 }),
    },
    parts: { timpani: timpani(-11) },
  },
  // a tavern: fiddle and whistle, guitar, an accordion that holds, frame drum
  session: {
    roles: {
      melody:  channel('fiddle', 'solo', 0, { attack: 0.012, release: 0.1 }),
      counter: channel('whistle', 'answer', 0, { attack: 0.01, release: 0.12 }),
      chords:  channel('nylon-guitar', 'right', -3, { release: 0.3 }),
      bass:    channel('double-bass', 'bass', -2),
      pad:     channel('accordion', 'pad', -11, { attack: 0.08, release: 0.3, pan: -0.3, spread: 0.4 }),
      drums:   channel('kit-frame', 'drums', -5),
      stinger: channel('whistle', 'answer', 0),
    },
    parts: { timpani: timpani(-10) },
  },
  // a saloon: one piano for all, brushes
  parlor: {
    roles: {
      melody:  channel('honky-tonk', 'solo', 0, { attack: 0.002, release: 0.3, reverb: 0.2 }),
      counter: channel('clarinet', 'answer', -2),
      chords:  channel('honky-tonk', 'left', -3.5, { release: 0.2, pan: -0.25, reverb: 0.2 }),
      bass:    channel('honky-tonk', 'bass', -1.5, { release: 0.2, pan: -0.35, reverb: 0.2 }),
      pad:     channel('accordion', 'pad', -14, { attack: 0.08, release: 0.3 }),
      drums:   channel('kit-soft', 'drums', -8),
      stinger: channel('honky-tonk', 'right', 0),
    },
    parts: { timpani: timpani(-11) },
  },
  // swing: clarinet before trombone, piano, plucked bass, brushes; soft reeds hold what the vibraphone strikes
  bandstand: {
    roles: {
      melody:  channel('clarinet', 'solo', 0.5),
      counter: channel('trombone', 'answer', -2),
      chords:  channel('piano', 'left', -3, { release: 0.25, reverb: 0.2 }),
      bass:    channel('double-bass', 'bass', 0),
      pad:     [...channel('vibraphone', 'pad', -13, { attack: 0.05, release: 0.8 }), ...channel('clarinet', 'pad', -18, { attack: 0.25, release: 0.6 })],
      drums:   channel('kit-soft', 'drums', -4.5),
      stinger: channel('trumpet', 'brass', -1),
    },
    parts: { timpani: timpani(-10) },
  },
} as const satisfies Record<string, Palette>;
