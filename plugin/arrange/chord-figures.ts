/** The figures of the chords part: what each strikes while a chord lasts in a bar. */

import { type MidiPitch, modulo, type PitchClass } from '../music/pitch.ts';
import { EIGHTH, PPQ, SIXTEENTH, type Ticks } from '../music/time.ts';
import { type Beat, eighths } from './beats.ts';
import type { ChordPattern } from './styles.ts';
import type { Voicing } from './voicing.ts';

/** The part of a chord that lies in one bar, as a pattern sees it. */
export interface ChordStretch {
  /** Absolute ticks. */
  readonly from: Ticks;
  readonly to: Ticks;
  readonly bar: Ticks;
  readonly beats: readonly Beat[];
  readonly voicing: Voicing;
  /** Pitch classes of the chord, root first. */
  readonly tones: readonly PitchClass[];
  readonly index: number;
  readonly last: boolean;
}

/** A note with its accent: 1 = the part's level. */
export type ChordStroke = readonly [pitch: MidiPitch, tick: Ticks, ticks: Ticks, accent: number];

const hold = ({ from, to, voicing }: ChordStretch): ChordStroke[] =>
  voicing.map((pitch) => [pitch, from, to - from, 1]);

/** The beats that start in the stretch, with absolute ticks. */
function beatsIn({ from, to, bar, beats }: ChordStretch): (Beat & { readonly at: Ticks })[] {
  return beats.map((beat) => ({ ...beat, at: bar + beat.tick })).filter(({ at }) => at >= from && at < to);
}

/** The eighths of the stretch, each with whether it is on a beat. */
function pulses(stretch: ChordStretch): { at: Ticks; onBeat: boolean }[] {
  const starts = stretch.beats.map(({ tick }) => stretch.bar + tick);
  return eighths(stretch.from, stretch.to).map((at) => ({ at, onBeat: starts.includes(at) }));
}

/** Each figure's strokes in a stretch. */
export const CHORD_FIGURES: Readonly<Record<ChordPattern, (stretch: ChordStretch) => ChordStroke[]>> = {
  hold,

  /** Up and down in eighths over the voices and the octave of the lowest, ringing to the end of the beat. */
  arpeggio(stretch) {
    const { voicing, to, last } = stretch;
    const wave = [...voicing.keys(), ...[...voicing.keys()].slice(1, -1).reverse()];
    return pulses(stretch).flatMap(({ at, onBeat }, i): ChordStroke[] => {
      if (last && i > wave.length / 2) return []; // ends with the phrase
      const ring = last ? to - at : Math.min(to - at, EIGHTH * 3);
      return [[voicing[wave[i % wave.length]!]!, at, ring, onBeat ? 1.05 : 0.85]];
    });
  },

  /** One voice per beat, the lowest first, all ringing, like a slow harp or piano. Ternary beats are long and short. */
  broken(stretch) {
    const { voicing, to, last } = stretch;
    const upper = voicing.slice(1);
    const places = beatsIn(stretch).flatMap((beat) => (beat.ternary ? [beat.at, beat.at + EIGHTH * 2] : [beat.at]));
    return places.flatMap((at, i): ChordStroke[] => {
      if (i === 0) return [[voicing[0]!, at, to - at, 1]];
      if (last && i > upper.length) return []; // ends with the phrase
      const voice = i === 1 ? upper.length - 1 : (i - 2) % Math.max(1, upper.length);
      return [[upper[voice] ?? voicing[0]!, at, to - at, i === 1 ? 0.85 : 0.78]];
    });
  },

  /** Lowest, highest, middle, highest in eighths; in ternary beats, lowest, middle, highest. */
  alberti(stretch) {
    const { voicing, to, last } = stretch;
    const [low, middle, high] = [voicing[0]!, voicing[1] ?? voicing[0]!, voicing[2] ?? voicing.at(-1)!];
    return beatsIn(stretch).flatMap((beat, i): ChordStroke[] => {
      if (last && i > 1) return []; // ends with the phrase
      const outer = i % 2 === 0 ? low : middle;
      const tones = beat.ternary ? [low, middle, high] : [outer, high];
      return tones
        .map((pitch, j): ChordStroke => [pitch, beat.at + j * EIGHTH, EIGHTH * 0.95, j === 0 ? 1 : 0.82])
        .filter(([, at]) => at < to);
    });
  },

  /** A hymn: the whole chord on every beat, legato. */
  block(stretch) {
    if (stretch.last) return hold(stretch);
    return beatsIn(stretch).flatMap((beat) =>
      chordOn(stretch.voicing, beat.at, Math.min(beat.ticks, stretch.to - beat.at), beat.job === 'down' ? 1.04 : 0.9),
    );
  },

  /** The bass has the beat; the chord is short on the others. */
  'oom-pah'(stretch) {
    return beatsIn(stretch).flatMap((beat): ChordStroke[] => {
      if (beat.ternary) return chordOn(stretch.voicing, beat.at + EIGHTH * 2, EIGHTH * 0.9, 0.9);
      if (stretch.beats.length === 2) return chordOn(stretch.voicing, beat.at + EIGHTH, EIGHTH * 0.8, 0.9);
      return beat.job === 'down'
        ? []
        : chordOn(stretch.voicing, beat.at, EIGHTH * 1.1, beat.job === 'back' ? 0.95 : 0.85);
    });
  },

  /** Short chords between the beats. */
  offbeat: (stretch) =>
    pulses(stretch)
      .filter(({ onBeat }) => !onBeat)
      .flatMap(({ at }) => chordOn(stretch.voicing, at, EIGHTH * 0.75, 0.85)),

  /** Guitar: down strokes on most beats, up strokes between them; the third of four beats has only the up stroke (down, down up, up, down up). */
  strum(stretch) {
    const { voicing, to, last } = stretch;
    return beatsIn(stretch).flatMap((beat, i): ChordStroke[] => {
      const skipped = i === 2 && stretch.beats.length === 4;
      const down = skipped ? [] : strummed(voicing, beat.at, Math.min(to - beat.at, beat.ticks), i === 0 ? 1.05 : 0.8);
      const up = beat.at + (beat.ternary ? EIGHTH * 2 : EIGHTH);
      if (last) return i === 0 ? strummed(voicing, beat.at, to - beat.at, 1) : [];
      if (i === 0 || up >= to) return down;
      return [...down, ...strummed([...voicing.slice(-2)].reverse(), up, Math.min(to - up, EIGHTH), 0.66)];
    });
  },

  /** A piano in a dance band: the first beat and the eighth before the third, then the eighths after the first and before the last. */
  comp(stretch) {
    if (stretch.last) return hold(stretch);
    const { voicing, to, bar, index } = stretch;
    const places = index % 2 === 0 ? [0, 3 * EIGHTH] : [EIGHTH, 5 * EIGHTH];
    const strokes = places.map((place) => bar + place).filter((at) => at >= stretch.from && at + EIGHTH <= to);
    const held = strokes.length > 0 ? strokes : [stretch.from];
    return held.flatMap((at, i) => chordOn(voicing, at, i === 0 ? PPQ * 0.7 : EIGHTH * 0.8, i === 0 ? 1 : 0.85));
  },

  /** Strings in running eighths, low voice on the beats, accented 3+3+2 in bars of eight. */
  ostinato(stretch) {
    const { voicing, bar } = stretch;
    return pulses(stretch).map(({ at, onBeat }): ChordStroke => {
      const place = (at - bar) / EIGHTH;
      const pushed = stretch.beats.length === 4 ? place % 8 === 0 || place % 8 === 3 || place % 8 === 6 : onBeat;
      const voice = pushed ? 0 : 1 + (place % Math.max(1, voicing.length - 1));
      return [voicing[Math.min(voice, voicing.length - 1)]!, at, EIGHTH * 0.8, pushed ? 1.12 : 0.82];
    });
  },

  /** Brass: a chord on the first beat, and one off the beat late in the bar. */
  stabs(stretch) {
    if (stretch.last) return hold(stretch);
    const { voicing, from, to } = stretch;
    const answer = to - stabsBack(stretch);
    const first = chordOn(voicing, from, Math.min(to - from, PPQ) * 0.9, 1.1);
    return answer > from + EIGHTH ? [...first, ...chordOn(voicing, answer, EIGHTH * 0.9, 0.9)] : first;
  },

  /** The chord on every beat. */
  pulse: (stretch) =>
    beatsIn(stretch).flatMap((beat) =>
      chordOn(stretch.voicing, beat.at, beat.ticks * 0.85, beat.job === 'down' ? 1.05 : 0.85),
    ),

  /** A single high note per bar, at varying positions. */
  bell(stretch) {
    const { voicing, index } = stretch;
    const beats = beatsIn(stretch);
    const beat = beats[(index * 2 + 1) % Math.max(1, beats.length)];
    if (!beat || index % 4 === 2) return [];
    return [[voicing[(index + 1) % voicing.length]!, beat.at, stretch.to - beat.at, 1]];
  },

  /** Open fifths of a harp: root and fifth ring through the bar, the octave answers in its middle; the third is the tune's. */
  fifths(stretch) {
    const { voicing, tones, from, to } = stretch;
    const [lowest] = voicing;
    const ground = voicing.find((pitch) => modulo(pitch, 12) === tones[0]) ?? lowest!;
    const isOpen = tones.includes(modulo(ground + 7, 12));
    const answer = beatsIn(stretch).find(({ at }) => at >= from + (to - from) / 2);
    const dyad = [ground, ground + (isOpen ? 7 : 12)].map((pitch): ChordStroke => [pitch, from, to - from, 1]);
    const isNear = ground + 12 <= voicing.at(-1)! + 4;
    return answer && isOpen && isNear ? [...dyad, [ground + 12, answer.at, to - answer.at, 0.8]] : dyad;
  },

  /** Two high notes, the second softer; sometimes none. */
  echo(stretch) {
    const { voicing, index, to } = stretch;
    const beats = beatsIn(stretch);
    const first = beats[(index * 3) % Math.max(1, beats.length)];
    if (!first || index % 4 === 3) return [];
    const second = first.at + first.ticks + EIGHTH;
    const drop: ChordStroke = [voicing.at(-1 - (index % 2))!, first.at, to - first.at, 1];
    return second < to ? [drop, [voicing[0]!, second, to - second, 0.7]] : [drop];
  },

  /** Measured tremolo of the two upper voices over a sustained low one. */
  tremolo(stretch) {
    const { voicing, from, to } = stretch;
    const [low, ...upper] = voicing;
    const strokes: ChordStroke[] = low === undefined ? [] : [[low, from, to - from, 1]];
    for (let at = from, i = 0; at < to && upper.length > 0; at += SIXTEENTH, i++) {
      const swell = 0.62 + 0.3 * Math.sin((Math.PI * (at - from)) / (to - from));
      strokes.push([upper[i % upper.length]!, at, SIXTEENTH, swell]);
    }
    return strokes;
  },

  /** A figure on the lowest voice and those above it by turns, long, short, short: lute or distorted guitar. */
  riff(stretch) {
    const { voicing } = stretch;
    const low = voicing[0]!;
    const upper = voicing.length > 1 ? voicing.slice(1) : [low];
    return beatsIn(stretch).flatMap((beat, i): ChordStroke[] =>
      i % 2 === 0
        ? [[low, beat.at, EIGHTH * 0.95, 1.05], ...chordOn(upper, beat.at + EIGHTH, EIGHTH * 0.9, 0.8)]
        : [
            [low, beat.at, SIXTEENTH * 0.95, 0.9],
            [low, beat.at + SIXTEENTH, SIXTEENTH * 0.95, 0.72],
            ...chordOn(upper, beat.at + EIGHTH, EIGHTH * 0.9, 0.85),
          ],
    );
  },
};

function chordOn(voicing: Voicing, at: Ticks, ticks: Ticks, accent: number): ChordStroke[] {
  return voicing.map((pitch) => [pitch, at, Math.round(ticks), accent]);
}

/** How far before the end of a stretch its second stab is. In 3/4 it is on the third beat: halfway, it would sound as 6/8. */
function stabsBack(stretch: ChordStretch): Ticks {
  const beats = beatsIn(stretch);
  if (beats.length === 3) return beats[2]!.ticks;
  return stretch.to - stretch.from > 2 * PPQ ? EIGHTH * 3 : EIGHTH;
}

/** Ticks between the strings of a strummed chord. */
const STRUM_TICKS = 14;

function strummed(voicing: Voicing, at: Ticks, ticks: Ticks, accent: number): ChordStroke[] {
  return voicing.map((pitch, i) => [
    pitch,
    at + i * STRUM_TICKS,
    Math.round(Math.max(SIXTEENTH, ticks - i * STRUM_TICKS)),
    accent,
  ]);
}
