/** The common input of all part writers: the placed melody, its chords in the key, the beats. */

import { chosenStyle } from '../mood/style-manner.ts';
import { type ChordSpan, chordTones } from '../music/harmony.ts';
import { type MidiPitch, type Mode, type PitchClass, scaleOf, tonicPitchClass } from '../music/pitch.ts';
import { type Random, random } from '../music/random.ts';
import type { Note } from '../music/score.ts';
import type { MoodStyle } from '../music/style.ts';
import { type BPM, type Meter, meterInfo, type Ticks } from '../music/time.ts';
import { bandOf } from './band-variants.ts';
import { type Beat, beatsOf } from './beats.ts';
import type { LineupName } from './lineups.ts';
import type { ArrangeRequest, Feeling } from './request.ts';
import type { BandStyle } from './styles.ts';
import { fullSwing } from './swing.ts';

/** A chord in its key, from `tick` to `end`. */
export interface Harmony {
  readonly tick: Ticks;
  readonly end: Ticks;
  /** Absolute pitch classes, root first. */
  readonly tones: readonly PitchClass[];
  /** Whether it is the phrase's last chord. */
  readonly last: boolean;
}

/** A phrase's theme, with an apostrophe for its answer, and its lineup. */
export interface Section {
  readonly theme: string;
  readonly lineup: LineupName;
}

/** The input that all part writers share. */
export interface Setting {
  readonly bars: number;
  readonly meter: Meter;
  readonly bpm: BPM;
  readonly barTicks: Ticks;
  readonly endTick: Ticks;
  readonly beats: readonly Beat[];
  readonly tonic: PitchClass;
  readonly mode: Mode;
  /** Absolute pitch classes of the mode. */
  readonly scale: readonly PitchClass[];
  readonly harmony: readonly Harmony[];
  /** The melody as played, before humanizing. */
  readonly melody: readonly Note[];
  readonly style: BandStyle;
  /** The style that the mood was given in place of its preset's own; else null. */
  readonly chosen: MoodStyle | null;
  /** Ticks into a quarter at which its second eighth begins in full swing. */
  readonly fullSwing: Ticks;
  readonly feeling: Feeling;
  /** Seed of the drum strokes that are added or left out. */
  readonly figures?: string;
  /** Theme and lineup of the phrase, if it stands in a form. */
  readonly section?: Section;
  readonly phraseIndex: number;
  /** Whether the band rests in the last bar: the phrase ends with a full cadence, and arousal is below {@link DRIVING}. */
  readonly rests: boolean;
  /** A random stream for one part: the same seed and name give the same stream. */
  chance(name: string): Random;
}

/** Arousal from which the music does not pause at cadences. */
const DRIVING = 0.6;

/** The context of a request, without its melody. */
export function settingOf(request: ArrangeRequest): Setting {
  const { phrase, controls, mood, phraseIndex, seed, place, lineup } = request;
  const { bars, meter, mode } = phrase.request;
  const tonic = tonicPitchClass(controls.tonic);
  const { barTicks } = meterInfo(meter);
  const chosen = chosenStyle(mood, controls);
  return {
    bars,
    meter,
    bpm: controls.tempo,
    barTicks,
    endTick: bars * barTicks,
    beats: beatsOf(meter),
    tonic,
    mode,
    scale: scaleOf(mode).map((step) => (step + tonic) % 12),
    harmony: harmonyOf(phrase.request.chords, tonic, bars * barTicks),
    melody: [],
    style: bandOf(mood.band, mood.figures, chosen),
    chosen,
    fullSwing: fullSwing(chosen, controls.tempo),
    ...(mood.figures === undefined ? {} : { figures: mood.figures }),
    ...(place && lineup ? { section: { theme: place.theme, lineup } } : {}),
    feeling: mood,
    phraseIndex,
    rests: phrase.request.chords.at(-1)?.chord.root === 0 && mood.arousal < DRIVING,
    chance: (name) => random(`${seed}/${phraseIndex}/${name}`),
  };
}

/** Chords in a key. Without chords, the tonic's open fifth, which fits every mode with a fifth. */
function harmonyOf(chords: readonly ChordSpan[], tonic: PitchClass, end: Ticks): Harmony[] {
  if (chords.length === 0) return [{ tick: 0, end, tones: [tonic, (tonic + 7) % 12], last: true }];
  return chords.map((span, i) => ({
    tick: span.tick,
    end: Math.min(end, span.tick + span.durationTicks),
    tones: chordTones(span.chord).map((tone) => (tone + tonic) % 12),
    last: i === chords.length - 1,
  }));
}

/** The chord that sounds at a tick. */
export function harmonyAt(setting: Setting, tick: Ticks): Harmony {
  return setting.harmony.find((chord) => tick < chord.end) ?? setting.harmony.at(-1)!;
}

/** The chord in whose time most of a note sounds: one that comes early belongs to the next chord. */
export function harmonyUnder(setting: Setting, { tick, durationTicks }: Pick<Note, 'tick' | 'durationTicks'>): Harmony {
  return harmonyAt(setting, tick + durationTicks / 2);
}

/** The octave of a pitch class that is nearest to a pitch, within a register. */
export function nearestPitch(pitchClass: PitchClass, to: MidiPitch, low: MidiPitch, high: MidiPitch): MidiPitch {
  let best = low + ((((pitchClass - low) % 12) + 12) % 12);
  for (let pitch = best; pitch <= high; pitch += 12) if (Math.abs(pitch - to) < Math.abs(best - to)) best = pitch;
  return best;
}

/** Number and first tick of each bar of a phrase. */
export function barsOf(setting: Setting): { bar: number; tick: Ticks }[] {
  return Array.from({ length: setting.bars }, (_, bar) => ({ bar, tick: bar * setting.barTicks }));
}
