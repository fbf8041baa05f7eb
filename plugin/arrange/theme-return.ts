/**
 * How a theme comes back: recognisable, but as the moment has it. Whatever the manner, its notes take the degrees of the
 * mode and its beats those of the meter that sounds, and its harmony is written anew; fast moods hurry it, slow ones stretch it, dark ones remember only its
 * beginning.
 */

import { type Mode, moveByScale } from '../music/pitch.ts';
import { type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';
import { type Motif, type MotifNote, motifIn } from './motif.ts';
import { beatOfMeter, motifInMeter } from './motif-beat.ts';
import type { Feeling, OctaveMove } from './request.ts';

/**
 * Manners of return: `plain` as it is; `augmentation` in notes twice as long, `diminution` in notes half as long, said
 * twice, the second time a step higher; `fragment` only its first half, `sequence` all of it and its first half again a
 * step higher; `higher` and `lower` by an octave, the bars that follow the theme along with it.
 */
export const THEME_RETURNS = [
  'plain',
  'augmentation',
  'diminution',
  'fragment',
  'sequence',
  'higher',
  'lower',
] as const;
export type ThemeReturn = (typeof THEME_RETURNS)[number];

/** Where a theme comes back. */
export interface ReturnPlace {
  readonly mode: Mode;
  readonly meter: Meter;
  /** Most whole bars that it may fill. */
  readonly bars: number;
}

/** Fewer notes are no beginning that anyone would know. */
const LEAST_FRAGMENT = 5;

/** The manner that a mood has of its own. */
export function returnFor({ valence, arousal, tension }: Feeling): ThemeReturn {
  if (arousal >= 0.7) return valence >= 0.7 ? 'higher' : 'diminution';
  if (arousal <= 0.25 && tension < 0.6) return 'augmentation';
  if (tension >= 0.6) return 'fragment';
  return valence >= 0.8 ? 'sequence' : 'plain';
}

/**
 * The theme's notes in a manner, from tick 0, cut to whole bars of the place; `bars` are those it fills, `beat` is what
 * its beats have become. `octave` says where the whole phrase is to be placed: the notes returned stay where the
 * theme lies, so that the composer continues from them in the same octave.
 */
export function themeReturn(
  theme: Motif,
  manner: ThemeReturn,
  { mode, meter, bars: room }: ReturnPlace,
): {
  readonly notes: readonly MotifNote[];
  readonly bars: number;
  readonly beat: Ticks;
  readonly octave: OctaveMove | null;
} {
  const { barTicks } = meterInfo(meter);
  const motif = motifIn(theme, mode);
  // Hurried quarters are eighths in any meter.
  const hurried = manner === 'diminution' && motif.beat < beatOfMeter(meter);
  const seated = hurried ? motif : motifInMeter(motif, meter);
  const asked = MANNERS[manner](seated);
  // Where stretching leaves room for too little to know it by, it is not stretched.
  const heard = asked.notes.filter(({ tick }) => tick < room * barTicks).length;
  const { notes, ticks, beat } = heard < Math.min(LEAST_FRAGMENT, motif.notes.length) ? seated : asked;
  const bars = Math.max(1, Math.min(room, Math.ceil(ticks / barTicks)));
  const end = bars * barTicks;
  return {
    bars,
    beat,
    octave: manner === 'higher' || manner === 'lower' ? manner : null,
    notes: notes
      .filter((note) => note.tick < end)
      .map((note) => ({ ...note, durationTicks: Math.min(note.durationTicks, end - note.tick) })),
  };
}

const MANNERS: Readonly<Record<ThemeReturn, (motif: Motif) => Motif>> = {
  plain: (motif) => motif,
  augmentation: (motif) => paced(motif, 2),
  diminution: (motif) => followed(paced(motif, 0.5), paced(motif, 0.5)),
  fragment: beginning,
  sequence: (motif) => followed(motif, beginning(motif)),
  higher: (motif) => motif,
  lower: (motif) => motif,
};

function paced(motif: Motif, factor: number): Motif {
  const scaled = (ticks: Ticks) => Math.max(1, Math.round(ticks * factor));
  const notes = motif.notes.map((note) => ({
    ...note,
    tick: Math.round(note.tick * factor),
    durationTicks: scaled(note.durationTicks),
  }));
  return { ...motif, notes, ticks: scaled(motif.ticks), beat: scaled(motif.beat) };
}

function moved(motif: Motif, move: (pitch: number) => number): Motif {
  return { ...motif, notes: motif.notes.map((note) => ({ ...note, pitch: move(note.pitch) })) };
}

/** The first half by time, but no less than five notes. */
function beginning(motif: Motif): Motif {
  const half = motif.notes.filter((note) => note.tick < motif.ticks / 2).length;
  const notes = motif.notes.slice(0, Math.max(LEAST_FRAGMENT, half));
  const ticks = Math.max(0, ...notes.map((note) => note.tick + note.durationTicks));
  return { ...motif, notes, ticks };
}

/** One after another: the second begins on the next beat, a step higher. */
function followed(first: Motif, second: Motif): Motif {
  const beat = Math.max(PPQ, first.beat);
  const start = Math.ceil(first.ticks / beat) * beat;
  const again = moved(second, (pitch) => moveByScale(pitch, 1, second.mode)).notes;
  const notes = [...first.notes, ...again.map((note) => ({ ...note, tick: note.tick + start }))];
  return { ...first, notes, ticks: start + second.ticks };
}
