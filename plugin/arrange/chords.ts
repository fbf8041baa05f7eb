/** The chords part: one voicing per chord, played in the band's pattern on the beats of the meter. */

import { type MidiPitch, modulo, type PitchClass } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import { barsOf, type Setting } from './arrange-context.ts';
import { type BarRhythm, drawnRhythm, nearRhythms, OWN_RHYTHM, takesRhythms } from './bar-rhythms.ts';
import { type Beat, eighths } from './beats.ts';
import { IN_RHYTHM, inChordRhythm } from './chord-rhythm.ts';
import { withTurns } from './chord-turns.ts';
import { figureOf } from './figure-choice.ts';
import { KIT_SCENES } from './groove.ts';
import { type Voiced, voiceHarmony, withColorTone } from './harmony-parts.ts';
import type { ChordPattern } from './styles.ts';
import type { Voicing } from './voicing.ts';

const EIGHTH = PPQ / 2;
const SIXTEENTH = PPQ / 4;

/** The part of a chord that lies in one bar, as a pattern sees it. */
interface Stretch {
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
type Stroke = readonly [pitch: MidiPitch, tick: Ticks, ticks: Ticks, accent: number];

/** The chords part of a phrase. */
export function chordNotes(setting: Setting, previous?: Voicing): readonly Note[] {
  const pattern = figureOf(setting.style.chords.patterns, setting, 'chords');
  return chordsIn(setting, pattern, drawnChordRhythm(setting, pattern), previous);
}

/** The chords in a figure and, if there is one, in a rhythm of games in place of the figure's own. */
export function chordsIn(
  setting: Setting,
  pattern: ChordPattern,
  rhythm: BarRhythm | null,
  previous?: Voicing,
): readonly Note[] {
  const { style } = setting;
  const voiced = voiceHarmony(
    withColorTone(setting),
    style.chords,
    { voices: style.chords.voices, full: true },
    previous,
  );
  const strokes = barsOf(setting).flatMap(({ bar, tick }) =>
    voiced
      .flatMap((chord) => stretchOf(setting, chord, bar, tick))
      .flatMap((stretch) => {
        const plain = PATTERNS[pattern](stretch);
        return rhythm === null || stretch.last ? plain : inChordRhythm(plain, pattern, rhythm, stretch);
      }),
  );
  return withTurns(strokes, pattern, setting).map(([pitch, tick, ticks, accent]) => ({
    pitch,
    tick,
    durationTicks: Math.max(1, Math.min(ticks, setting.endTick - tick)),
    velocity: style.chords.level * accent,
  }));
}

/** The rhythms of games that a figure of the chords may take; none for those that hold or ring. */
export function chordRhythms({ barTicks, beats, meter }: Setting, pattern: ChordPattern): readonly BarRhythm[] {
  if (!IN_RHYTHM.includes(pattern)) return [];
  const bar = { from: 0, to: barTicks, bar: 0, beats, voicing: [60, 64, 67], tones: [0, 4, 7], index: 0, last: false };
  return nearRhythms(
    'chords',
    meter,
    PATTERNS[pattern](bar).map(([, tick]) => tick),
    barTicks,
  );
}

/** The rhythm that a game's figure takes, by its seed. */
function drawnChordRhythm(setting: Setting, pattern: ChordPattern): BarRhythm | null {
  const { figures, bpm, style } = setting;
  if (figures === undefined || !takesRhythms(setting)) return null;
  const scene = KIT_SCENES[style.drums.kit];
  return drawnRhythm(chordRhythms(setting, pattern), scene, bpm, OWN_RHYTHM, `${figures}/chords/${pattern}/rhythm`);
}

function stretchOf(setting: Setting, chord: Voiced, bar: number, tick: Ticks): Stretch[] {
  const from = Math.max(tick, chord.tick);
  const to = Math.min(tick + setting.barTicks, chord.end);
  if (from >= to || chord.voicing.length === 0) return [];
  const last = setting.rests && bar === setting.bars - 1;
  return [{ from, to, bar: tick, beats: setting.beats, voicing: chord.voicing, tones: chord.tones, index: bar, last }];
}

const hold = ({ from, to, voicing }: Stretch): Stroke[] => voicing.map((pitch) => [pitch, from, to - from, 1]);

/** The beats that start in the stretch, with absolute ticks. */
function beatsIn({ from, to, bar, beats }: Stretch): (Beat & { readonly at: Ticks })[] {
  return beats.map((beat) => ({ ...beat, at: bar + beat.tick })).filter(({ at }) => at >= from && at < to);
}

/** The eighths of the stretch, each with whether it is on a beat. */
function pulses(stretch: Stretch): { at: Ticks; onBeat: boolean }[] {
  const starts = stretch.beats.map(({ tick }) => stretch.bar + tick);
  return eighths(stretch.from, stretch.to).map((at) => ({ at, onBeat: starts.includes(at) }));
}

const PATTERNS: Readonly<Record<ChordPattern, (stretch: Stretch) => Stroke[]>> = {
  hold,

  /** Up and down in eighths over the voices and the octave of the lowest, ringing to the end of the beat. */
  arpeggio(stretch) {
    const { voicing, to, last } = stretch;
    const wave = [...voicing.keys(), ...[...voicing.keys()].slice(1, -1).reverse()];
    return pulses(stretch).flatMap(({ at, onBeat }, i): Stroke[] => {
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
    return places.flatMap((at, i): Stroke[] => {
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
    return beatsIn(stretch).flatMap((beat, i): Stroke[] => {
      if (last && i > 1) return []; // ends with the phrase
      const outer = i % 2 === 0 ? low : middle;
      const tones = beat.ternary ? [low, middle, high] : [outer, high];
      return tones
        .map((pitch, j): Stroke => [pitch, beat.at + j * EIGHTH, EIGHTH * 0.95, j === 0 ? 1 : 0.82])
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
    return beatsIn(stretch).flatMap((beat): Stroke[] => {
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
    return beatsIn(stretch).flatMap((beat, i): Stroke[] => {
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
    return pulses(stretch).map(({ at, onBeat }): Stroke => {
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
    const dyad = [ground, ground + (isOpen ? 7 : 12)].map((pitch): Stroke => [pitch, from, to - from, 1]);
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
    const drop: Stroke = [voicing.at(-1 - (index % 2))!, first.at, to - first.at, 1];
    return second < to ? [drop, [voicing[0]!, second, to - second, 0.7]] : [drop];
  },

  /** Measured tremolo of the two upper voices over a sustained low one. */
  tremolo(stretch) {
    const { voicing, from, to } = stretch;
    const [low, ...upper] = voicing;
    const strokes: Stroke[] = low === undefined ? [] : [[low, from, to - from, 1]];
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
    return beatsIn(stretch).flatMap((beat, i): Stroke[] =>
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

function chordOn(voicing: Voicing, at: Ticks, ticks: Ticks, accent: number): Stroke[] {
  return voicing.map((pitch) => [pitch, at, Math.round(ticks), accent]);
}

/** How far before the end of a stretch its second stab is. In 3/4 it is on the third beat: halfway, it would sound as 6/8. */
function stabsBack(stretch: Stretch): Ticks {
  const beats = beatsIn(stretch);
  if (beats.length === 3) return beats[2]!.ticks;
  return stretch.to - stretch.from > 2 * PPQ ? EIGHTH * 3 : EIGHTH;
}

/** Ticks between the strings of a strummed chord. */
const STRUM_TICKS = 14;

function strummed(voicing: Voicing, at: Ticks, ticks: Ticks, accent: number): Stroke[] {
  return voicing.map((pitch, i) => [
    pitch,
    at + i * STRUM_TICKS,
    Math.round(Math.max(SIXTEENTH, ticks - i * STRUM_TICKS)),
    accent,
  ]);
}
