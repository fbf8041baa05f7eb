/** The figures, drums and drone that a chosen style brings to the band of any mood. Registers and levels stay the mood's. */

import type { MoodStyle } from '../music/style.ts';
import type { BandStyle, BassPattern, ChordPattern, Heterophony, KitName } from './styles.ts';

/** What a style changes in a band. */
interface StyleBand {
  readonly chords: readonly ChordPattern[];
  readonly bass: readonly BassPattern[];
  readonly kit: KitName;
  /** The pad holds tonic and fifth. */
  readonly drone?: boolean;
  /** The counter-melody follows the melody in thirds and sixths. */
  readonly duet?: boolean;
  /** The counter-melody's instrument plays the tune at the same time, in its own way, and from a low intensity on. */
  readonly heterophony?: Heterophony;
  /** Semitones above the root of a color tone in every chord, where mode and melody allow it. */
  readonly color?: number;
}

/** Intensity from which the second instrument of a heterophony plays: two instruments are its least band. */
const TOGETHER = 0.15;

// biome-ignore format: a table reads in columns
const STYLE_BANDS: Readonly<Record<MoodStyle, StyleBand>> = {
  // fiddle and off beats
  'folk-dance':  { chords: ['offbeat', 'oom-pah'],   bass: ['dance', 'root-fifth'], kit: 'dance', duet: true },
  // guitar
  song:          { chords: ['strum', 'broken'],      bass: ['root-fifth', 'walk'],  kit: 'soft' },
  // a hymn: block chords on the beats, and a bass that goes with them
  sacred:        { chords: ['block', 'hold'],        bass: ['walk', 'long'],        kit: 'still' },
  // piano or harp
  romantic:      { chords: ['arpeggio', 'broken'],   bass: ['long', 'root-fifth'],  kit: 'still' },
  classical:     { chords: ['alberti', 'pulse'],     bass: ['root-fifth', 'march'], kit: 'still' },
  // one line over a drone
  chant:         { chords: ['hold'],                 bass: ['drone', 'pedal'],      kit: 'still', drone: true },
  'game-battle': { chords: ['ostinato', 'stabs'],    bass: ['gallop', 'pulse'],     kit: 'war' },
  // a march into the open
  'game-field':  { chords: ['stabs', 'pulse'],       bass: ['march', 'root-fifth'], kit: 'parade' },
  'game-calm':   { chords: ['broken', 'bell'],       bass: ['long', 'pedal'],       kit: 'still' },
  // a session: strummed strings, pipes that hold, a frame drum
  irish:         { chords: ['strum', 'offbeat'],     bass: ['dance', 'root-fifth'], kit: 'bodhran', drone: true },
  // two fiddles over a foot that keeps time
  'swedish-dance': { chords: ['broken', 'offbeat'],  bass: ['dance', 'long'],       kit: 'hand', drone: true, duet: true },
  // the left hand of a piano
  ragtime:       { chords: ['oom-pah'],              bass: ['march', 'walk'],       kit: 'rag' },
  march:         { chords: ['offbeat', 'stabs'],     bass: ['march', 'root-fifth'], kit: 'parade' },
  // four voices in one rhythm
  hymn:          { chords: ['block'],                bass: ['long', 'walk'],        kit: 'still' },
  // open fifths of a zither, a lute that goes after the tune, a big drum far away
  japanese:      { chords: ['fifths', 'echo'],       bass: ['pedal', 'long'],       kit: 'matsuri', drone: true, heterophony: 'after' },
  // a zither with the tune in flowers, another that runs through the chord, clapper and small drum
  chinese:       { chords: ['arpeggio', 'tremolo'],  bass: ['pedal', 'long'],       kit: 'bangu', heterophony: 'flowers' },
  // a continuo: the bass walks, the chords go with it
  'baroque-dance': { chords: ['pulse', 'block'],     bass: ['walk', 'root-fifth'],  kit: 'still' },
  guitar:        { chords: ['arpeggio', 'alberti'],  bass: ['root-fifth', 'long'],  kit: 'still' },
  // a dance band: a walking bass, chords with sixths between the beats, a ride cymbal
  swing:         { chords: ['comp', 'stabs'],        bass: ['walk'],                kit: 'ride', color: 9 },
};

/** A band in a style; unchanged for null. */
export function inStyleOf(style: MoodStyle | null, band: BandStyle): BandStyle {
  if (style === null) return band;
  const { chords, bass, kit, drone = false, duet = false, heterophony, color } = STYLE_BANDS[style];
  const together = heterophony === undefined ? {} : { heterophony, from: TOGETHER };
  return {
    ...band,
    counter: { ...band.counter, duet, ...together },
    chords: { ...band.chords, patterns: chords, ...(color === undefined ? {} : { color }) },
    bass: { ...band.bass, patterns: bass },
    pad: { ...band.pad, drone },
    drums: { ...band.drums, kit },
  };
}
