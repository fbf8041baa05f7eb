/** What today's rules would play under a game's melody and chords: every figure of the bass, in each of its turns, and of the chords. */

import type { Setting } from '../../../plugin/arrange/arrange-context.ts';
import { bassNotes } from '../../../plugin/arrange/bass.ts';
import { beatsOf } from '../../../plugin/arrange/beats.ts';
import { chordNotes } from '../../../plugin/arrange/chords.ts';
import { BANDS, type BassPattern, type ChordPattern } from '../../../plugin/arrange/styles.ts';
import { fullSwing } from '../../../plugin/arrange/swing.ts';
import {
  chordTones,
  meterInfo,
  modulo,
  type Note,
  random,
  scaleOf,
  tonicAnchor,
  tonicPitchClass,
} from '../../../plugin/internal.ts';
import { type BandPhrase, type BandPiece, SIXTEENTH, type Struck, struckBy } from './game-bands.ts';

const BASS: readonly BassPattern[] = [
  ...(['long', 'root-fifth', 'dance', 'walk', 'gallop', 'pulse', 'pedal', 'drone', 'march'] as const),
];
const CHORDS: readonly ChordPattern[] = [
  ...(['hold', 'arpeggio', 'broken', 'alberti', 'block', 'oom-pah', 'offbeat', 'strum'] as const),
  ...(['ostinato', 'stabs', 'pulse', 'bell', 'echo', 'fifths', 'tremolo', 'riff'] as const),
];
/** Turns of a bass figure, see `bass-turns.ts`. */
const TURNS = 4;
/** The band whose registers and levels are used: figures and places do not depend on them. */
const BAND = BANDS.exploration;
const FEELING = { valence: 0.5, arousal: 0.7, tension: 0.4 };

/** For each figure, what it strikes on each sixteenth of a phrase. */
export type Figures = readonly (readonly Struck[])[];

/** The bass in each figure and turn. */
export function bassFigures(piece: BandPiece, phrase: BandPhrase, index: number): Figures {
  return BASS.flatMap((pattern) =>
    turnSeeds(pattern).map((figures) => {
      const style = { ...BAND, bass: { ...BAND.bass, patterns: [pattern] } };
      return played(bassNotes({ ...settingOf(piece, phrase, index), style, figures }), phrase);
    }),
  );
}

/** The chords in each figure. */
export function chordFigures(piece: BandPiece, phrase: BandPhrase, index: number): Figures {
  return CHORDS.map((pattern) => {
    const style = { ...BAND, chords: { ...BAND.chords, patterns: [pattern] } };
    return played(chordNotes({ ...settingOf(piece, phrase, index), style }), phrase);
  });
}

const seeds = new Map<BassPattern, readonly string[]>();

/** A seed for each turn of a figure: the first that draws it. */
function turnSeeds(pattern: BassPattern): readonly string[] {
  const known = seeds.get(pattern);
  if (known) return known;
  const found: string[] = [];
  for (let seed = 0; Object.keys(found).length < TURNS; seed++)
    found[random(`${seed}/bass/${pattern}`).int(TURNS)] ??= String(seed);
  seeds.set(pattern, found);
  return found;
}

function played(notes: readonly Note[], { bars, from }: BandPhrase): readonly Struck[] {
  return struckBy(notes, (bars.length * meterInfo(from.meter).barTicks) / SIXTEENTH);
}

function settingOf({ file, name }: BandPiece, { from, bars }: BandPhrase, index: number): Setting {
  const { barTicks } = meterInfo(from.meter);
  const tonic = tonicPitchClass(file.tonic);
  const endTick = bars.length * barTicks;
  const anchor = tonicAnchor(file.tonic);
  return {
    ...{ bars: bars.length, meter: from.meter, bpm: file.bpm, barTicks, endTick, tonic, mode: file.mode },
    beats: beatsOf(from.meter),
    scale: scaleOf(file.mode).map((step) => modulo(step + tonic, 12)),
    harmony: from.chords.map(({ tick, durationTicks, chord }, i) => ({
      tick,
      end: Math.min(endTick, tick + durationTicks),
      tones: chordTones(chord).map((tone) => modulo(tone + tonic, 12)),
      last: i === from.chords.length - 1,
    })),
    melody: from.melody.map(({ pitch, tick, durationTicks }) => {
      return { pitch: pitch + anchor, tick, durationTicks, velocity: 0.7 };
    }),
    style: BAND,
    chosen: null,
    fullSwing: fullSwing(null, file.bpm),
    feeling: FEELING,
    phraseIndex: index,
    rests: false,
    chance: (part) => random(`${name}/${index}/${part}`),
  };
}
