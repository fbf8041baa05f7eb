/**
 * The palettes of sampled instruments, one for each preset. All instruments have the same loudness, and the arranger writes
 * accompaniment softer than melodies (velocity 0.45 and 0.75); the gains complete the balance of a band, measured on
 * arranged scores at full intensity: bass and counter-melody 5 to 6 dB below the melody, chords 6 to 7, pads 8 to 9, drums
 * 3 to 4 in battles and 6 or more elsewhere.
 */

import { type ChannelSettings, type Palette, play, type Seat } from './channel-settings.ts';
import type { InstrumentName } from './instruments.ts';
import type { KitName } from './kits.ts';

const seated = (
  instrument: InstrumentName | KitName,
  seat: Seat,
  gain: number,
  change: Partial<ChannelSettings> = {},
) => play(instrument, seat, gain, change);
const timpani = (gain: number) => seated('timpani', 'low', gain);

// biome-ignore format: tables read in columns
export const SAMPLED_PALETTES = {
  // forest: flute and harp, strings behind, hand drums
  woodland: {
    roles: {
      melody:  seated('flute', 'solo', 1),
      counter: seated('clarinet', 'answer', -0.5),
      chords:  seated('harp', 'left', -3.5),
      bass:    seated('double-bass', 'bass', 0),
      pad:     seated('slow-strings', 'pad', -7.5),
      drums:   seated('kit-hand', 'drums', -7),
      stinger: seated('harp', 'right', -1),
    },
    parts: { timpani: timpani(-10) },
  },
  // exploration: oboe over guitar and strings
  journey: {
    roles: {
      melody:  seated('oboe', 'solo', 0),
      counter: seated('violin', 'answer', 3),
      chords:  seated('nylon-guitar', 'right', -5.5),
      bass:    seated('double-bass', 'bass', -1.5),
      pad:     seated('strings', 'pad', -6.5),
      drums:   seated('kit-soft', 'drums', -6),
      stinger: seated('horn', 'brass', -1),
    },
    parts: { timpani: timpani(-8) },
  },
  // village: clarinet and guitar, plucked bass, tambourine
  folk: {
    roles: {
      melody:  seated('clarinet', 'solo', -0.5),
      counter: seated('flute', 'answer', 1),
      chords:  seated('nylon-guitar', 'right', -2.5, { release: 0.3 }),
      bass:    seated('pizzicato', 'bass', -2),
      pad:     seated('accordion', 'pad', -9, { attack: 0.08, release: 0.3, pan: -0.3 }),
      drums:   seated('kit-hand', 'drums', -4),
      stinger: seated('nylon-guitar', 'left', 0),
    },
    parts: { timpani: timpani(-10) },
  },
  // cave: a low pad, one bell and its echoes
  cavern: {
    roles: {
      melody:  seated('vibraphone', 'solo', -1.5, { echo: 0.4, reverb: 0.5, attack: 0.002, release: 1.4 }),
      counter: seated('bell', 'answer', -3, { echo: 0.35, reverb: 0.5, attack: 0.002, release: 1.6 }),
      chords:  seated('glass', 'pad', -5, { reverb: 0.5 }),
      bass:    seated('contrabass', 'bowedBass', -8, { attack: 0.12, release: 0.5, reverb: 0.35 }),
      pad:     seated('drone', 'pad', -9, { attack: 0.9, release: 1.6, reverb: 0.5 }),
      drums:   seated('kit-taiko', 'drums', -8, { echo: 0.25, reverb: 0.5 }),
      stinger: seated('bell', 'right', -2, { echo: 0.4, reverb: 0.5 }),
    },
    parts: { timpani: timpani(-9) },
  },
  // desert: plucked strings over a drone, frame drum
  sands: {
    roles: {
      melody:  seated('sitar', 'solo', 1, { attack: 0.003, release: 0.5 }),
      counter: seated('oboe', 'answer', 0),
      chords:  seated('dulcimer', 'right', -2),
      bass:    seated('cello', 'bowedBass', -0.5),
      pad:     seated('drone', 'pad', -6.5, { attack: 0.6, release: 1.4 }),
      drums:   seated('kit-frame', 'drums', -6),
      stinger: seated('dulcimer', 'left', 0),
    },
    parts: { timpani: timpani(-10) },
  },
  // battle: trumpets and horns, string ostinato, driving bass
  war: {
    roles: {
      melody:  [...seated('trumpet', 'solo', -2), ...seated('horn', 'brass', -5, { transpose: -12 })],
      counter: seated('trombone', 'brass', -1),
      chords:  seated('strings', 'section', -1, { attack: 0.006, release: 0.1, skip: 0.08 }),
      bass:    [...seated('picked-bass', 'bass', -3.5), ...seated('contrabass', 'bowedBass', -6.5, { attack: 0.012, release: 0.1 })],
      pad:     seated('brass', 'pad', -7, { attack: 0.08, release: 0.4 }),
      drums:   seated('kit-orchestra', 'drums', -6.5),
      stinger: seated('brass', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
  // boss: choir and low brass, taikos
  doom: {
    roles: {
      melody:  [...seated('brass', 'solo', -2), ...seated('trombone', 'brass', -6, { transpose: -12 })],
      counter: seated('horn', 'brass', 0),
      chords:  seated('strings', 'section', -1, { attack: 0.006, release: 0.1, skip: 0.08 }),
      bass:    [...seated('picked-bass', 'bass', -5), ...seated('contrabass', 'bowedBass', -7, { attack: 0.012, release: 0.1 })],
      pad:     seated('choir', 'pad', -4.5, { attack: 0.15, release: 0.7 }),
      drums:   seated('kit-taiko', 'drums', -6),
      stinger: seated('choir', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
  // sorrow: one violin, a distant piano
  lament: {
    roles: {
      melody:  seated('violin', 'solo', 1, { attack: 0.06, release: 0.3, reverb: 0.34 }),
      counter: seated('cello', 'answer', 0, { attack: 0.05, release: 0.35 }),
      chords:  seated('piano', 'left', -1, { release: 0.9, reverb: 0.34 }),
      bass:    seated('cello', 'bowedBass', -3, { attack: 0.06, release: 0.4 }),
      pad:     seated('slow-strings', 'pad', -9),
      drums:   seated('kit-soft', 'drums', -8, { reverb: 0.4 }),
      stinger: seated('oboe', 'answer', -1),
    },
    parts: { timpani: timpani(-11) },
  },
  // calm: a music box and a warm pad
  musicbox: {
    roles: {
      melody:  seated('music-box', 'solo', -1, { attack: 0.002, release: 1, reverb: 0.34 }),
      counter: seated('glockenspiel', 'answer', 1, { attack: 0.002, release: 1 }),
      chords:  seated('harp', 'left', -2, { release: 1 }),
      bass:    seated('double-bass', 'bass', -3, { release: 0.3 }),
      pad:     seated('warm-pad', 'pad', -8, { attack: 0.6, release: 1.6 }),
      drums:   seated('kit-soft', 'drums', -6, { reverb: 0.3 }),
      stinger: seated('celesta', 'right', 0, { release: 1 }),
    },
    parts: { timpani: timpani(-12) },
  },
  // mystery: celesta, tremolo strings, voices
  glass: {
    roles: {
      melody:  seated('celesta', 'solo', -2.5, { attack: 0.002, release: 0.9, echo: 0.16, reverb: 0.4 }),
      counter: seated('voices', 'answer', 0, { attack: 0.08, release: 0.5 }),
      chords:  seated('tremolo', 'section', -4, { attack: 0.12, release: 0.6, reverb: 0.4 }),
      bass:    seated('contrabass', 'bowedBass', -2, { attack: 0.1, release: 0.5 }),
      pad:     seated('glass', 'pad', -8, { attack: 0.6, release: 1.5, reverb: 0.5 }),
      drums:   seated('kit-frame', 'drums', -6, { reverb: 0.4, echo: 0.15 }),
      stinger: seated('celesta', 'right', 0, { echo: 0.3 }),
    },
    parts: { timpani: timpani(-9) },
  },
  // victory: all the brass
  fanfare: {
    roles: {
      melody:  [...seated('trumpet', 'solo', -1), ...seated('horn', 'brass', -5, { transpose: -12 })],
      counter: seated('horn', 'answer', 1),
      chords:  seated('brass', 'brass', -4.5, { release: 0.25 }),
      bass:    [...seated('trombone', 'brass', -3), ...seated('contrabass', 'bowedBass', -5)],
      pad:     seated('strings', 'pad', -6.5, { attack: 0.12, release: 0.7 }),
      drums:   seated('kit-orchestra', 'drums', -4),
      stinger: seated('brass', 'brass', 0),
    },
    parts: { timpani: timpani(-4) },
  },
} as const satisfies Record<string, Palette>;
