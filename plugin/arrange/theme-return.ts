/**
 * How a theme returns: recognizable, but adapted. Its notes take the degrees of the current mode and its beats those of the
 * current meter, and its harmony is rewritten; fast moods shorten its notes, slow ones lengthen them, dark ones play only
 * its beginning.
 */

import { type Mode, moveByScale } from '../music/pitch.ts';
import { type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';
import { beatOfMeter } from './felt-beat.ts';
import { type Motif, type MotifNote, motifIn } from './motif.ts';
import { motifInMeter } from './motif-beat.ts';
import type { Feeling, OctaveMove } from './request.ts';

/**
 * Kinds of return: `plain` is unchanged; `augmentation` doubles the lengths; `diminution` halves them and repeats the result a
 * step higher; `fragment` is the first half; `sequence` adds the first half a step higher; `higher` and `lower` move by an
 * octave, together with the bars after the theme.
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

/** Where a theme returns. */
export interface ReturnPlace {
  readonly mode: Mode;
  readonly meter: Meter;
  /** Most whole bars that it may fill. */
  readonly bars: number;
}

/** Shortest recognizable fragment, in notes. */
const LEAST_FRAGMENT = 5;

/** The kind of return that suits a mood. */
export function returnFor({ valence, arousal, tension }: Feeling): ThemeReturn {
  if (arousal >= 0.7) return valence >= 0.7 ? 'higher' : 'diminution';
  if (arousal <= 0.25 && tension < 0.6) return 'augmentation';
  if (tension >= 0.6) return 'fragment';
  return valence >= 0.8 ? 'sequence' : 'plain';
}

/**
 * The theme's notes, from tick 0, cut to at most `bars` whole bars; in the result, `bars` is the number of bars filled and
 * `beat` the resulting beat. `octave` moves the whole phrase later; the returned notes keep the theme's octave, so that
 * the model continues in it.
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
  // Diminished quarters are eighths in any meter.
  const hurried = manner === 'diminution' && motif.beat < beatOfMeter(meter);
  const fitted = hurried ? motif : motifInMeter(motif, meter);
  const asked = MANNERS[manner](fitted);
  // If stretching leaves too few notes to recognize, the theme is not stretched.
  const heard = asked.notes.filter(({ tick }) => tick < room * barTicks).length;
  const { notes, ticks, beat } = heard < Math.min(LEAST_FRAGMENT, motif.notes.length) ? fitted : asked;
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

/** The first half by time, but at least five notes. */
function beginning(motif: Motif): Motif {
  const half = motif.notes.filter((note) => note.tick < motif.ticks / 2).length;
  const notes = motif.notes.slice(0, Math.max(LEAST_FRAGMENT, half));
  const ticks = Math.max(0, ...notes.map((note) => note.tick + note.durationTicks));
  return { ...motif, notes, ticks };
}

/** Two motifs in sequence: the second begins on the next beat, a step higher. */
function followed(first: Motif, second: Motif): Motif {
  const beat = Math.max(PPQ, first.beat);
  const start = Math.ceil(first.ticks / beat) * beat;
  const again = moved(second, (pitch) => moveByScale(pitch, 1, second.mode)).notes;
  const notes = [...first.notes, ...again.map((note) => ({ ...note, tick: note.tick + start }))];
  return { ...first, notes, ticks: start + second.ticks };
}
