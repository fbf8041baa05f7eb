/** What today's rules would play under a game's melody and chords: every figure of the bass, in each of its turns, and of the chords. */

import { type BandPhrase, type BandPiece, METERS, type Struck, struckBy } from '../../../models/corpus/game-bars.ts';
import type { Setting } from '../../../plugin/arrange/arrange-context.ts';
import type { BarRhythm } from '../../../plugin/arrange/bar-rhythms.ts';
import { bassIn, bassRhythms } from '../../../plugin/arrange/bass.ts';
import { beatsOf } from '../../../plugin/arrange/beats.ts';
import { chordRhythms, chordsIn } from '../../../plugin/arrange/chords.ts';
import { BANDS, type BassPattern, type ChordPattern } from '../../../plugin/arrange/styles.ts';
import { fullSwing } from '../../../plugin/arrange/swing.ts';
import {
  chordTones,
  meterInfo,
  modulo,
  type Note,
  random,
  SIXTEENTH,
  scaleOf,
  type Ticks,
  tonicAnchor,
  tonicPitchClass,
} from '../../../plugin/internal.ts';

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

/** What a set of rules would play under a phrase: one part in each of its figures. */
export type FiguresOf = (piece: BandPiece, phrase: BandPhrase, index: number) => Figures;

/** Rhythms in place of those that figures take from games, as many of them: what other figures in the mixture would do. */
export type Swap = (rhythm: BarRhythm, barTicks: Ticks, index: number) => BarRhythm;

/** The bass in each figure and turn; with rhythms of games, also in each that a figure may take, or in what is put in its place. */
export const bassFigures =
  (swap: Swap | null): FiguresOf =>
  (piece, phrase, index) => {
    const setting = settingOf(piece, phrase, index);
    const turned = once(turnedBass, phrase, () =>
      BASS.flatMap((pattern) => turnSeeds(pattern).map((figures) => bassIn({ ...setting, figures }, pattern, null))),
    );
    const moved = swap === null ? [] : inRhythms(setting, BASS, bassRhythms, swap, bassIn);
    return [...turned, ...moved].map((notes) => played(notes, phrase));
  };

/** The chords in each figure, and likewise. */
export const chordFigures =
  (swap: Swap | null): FiguresOf =>
  (piece, phrase, index) => {
    const setting = settingOf(piece, phrase, index);
    const plain = once(plainChords, phrase, () => CHORDS.map((pattern) => chordsIn(setting, pattern, null)));
    const moved = swap === null ? [] : inRhythms(setting, CHORDS, chordRhythms, swap, chordsIn);
    return [...plain, ...moved].map((notes) => played(notes, phrase));
  };

/** What does not change with rhythms is played once. */
const turnedBass: Played = new WeakMap();
const plainChords: Played = new WeakMap();
type Played = WeakMap<BandPhrase, readonly (readonly Note[])[]>;

function once(all: Played, phrase: BandPhrase, play: () => readonly (readonly Note[])[]): readonly (readonly Note[])[] {
  const known = all.get(phrase) ?? play();
  all.set(phrase, known);
  return known;
}

/** A part in each rhythm of each meter that a figure may take; in phrases of another meter it plays the figure plainly. */
function inRhythms<Pattern extends string>(
  setting: Setting,
  patterns: readonly Pattern[],
  rhythmsOf: (setting: Setting, pattern: Pattern) => readonly BarRhythm[],
  swap: Swap,
  play: (setting: Setting, pattern: Pattern, rhythm: BarRhythm | null) => readonly Note[],
): readonly (readonly Note[])[] {
  const plain = new Map<Pattern, readonly Note[]>();
  return METERS.flatMap((meter) => {
    const { barTicks } = meterInfo(meter);
    const own = { ...setting, meter, barTicks, beats: beatsOf(meter) };
    return patterns.flatMap((pattern) =>
      rhythmsOf(own, pattern).map((rhythm, i) => {
        if (meter === setting.meter) return play(setting, pattern, swap(rhythm, barTicks, i));
        const notes = plain.get(pattern) ?? play(setting, pattern, null);
        plain.set(pattern, notes);
        return notes;
      }),
    );
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
