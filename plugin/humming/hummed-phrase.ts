/** Puts hummed notes into the time and the key of the music. */

import { hearNotes } from '../generate/quantize-input.ts';
import { type HeardKey, hearMelodyKey } from '../music/key.ts';
import { type Mode, modulo, scaleOf, type Tonic, tonicPitchClass } from '../music/pitch.ts';
import { type BPM, type Meter, PPQ, type Seconds, ticksToSeconds } from '../music/time.ts';
import { themeOf } from '../soundtrack/theme-of-phrase.ts';
import type { HummedNote } from './hummed-notes.ts';
import type { HummedPhrase, HummedPlayedNote } from './listen-options.ts';

/** A bar that the singer heard. */
export interface MusicBar {
  /** Its bar line, on the clock of the notes. */
  readonly time: Seconds;
  readonly end: Seconds;
}

/** Key, meter and tempo of the music. */
export interface MusicManner {
  readonly key: { readonly tonic: Tonic; readonly mode: Mode };
  readonly meter: Meter;
  readonly tempo: BPM;
}

/** Share of the time in which notes must be in the music's mode, for its key to be theirs. */
const FITS = 0.85;
/** Largest number of notes of a theme and of its quantized bars; both are short melodies, which a model can continue. */
const MOST_NOTES = 128;

/** Notes as a phrase of the music. `bars` are those that were heard meanwhile, in order; without any, time counts from the first note. */
export function phraseOf(
  hummed: readonly HummedNote[],
  bars: readonly MusicBar[],
  { key: current, meter, tempo }: MusicManner,
): HummedPhrase {
  const sung = hummed.slice(0, MOST_NOTES);
  const time = barLineBefore(sung[0]!.time, bars, tempo);
  const tuning = tuningOf(sung);
  const notes = sung.map((note): HummedPlayedNote => {
    const pitch = Math.round(note.pitch - tuning);
    return {
      pitch,
      // A first note may come a little before its bar line.
      time: Math.max(0, note.time - time),
      duration: note.duration,
      cents: Math.round(Math.max(-50, Math.min(50, 100 * (note.pitch - pitch)))),
      clarity: note.clarity,
    };
  });
  const key = keyOf(notes, current);
  const quantized = hearNotes(notes, { tempo, meter, tonic: key.tonic, mode: key.mode });
  const theme = themeOf({ notes: quantized.notes, request: { meter, mode: key.mode } })!;
  return { heard: true, notes, time, key, quantized, theme };
}

/** The bar line from which times count: the last before the first note, which may come up to half a sixteenth early. */
function barLineBefore(first: Seconds, bars: readonly MusicBar[], tempo: BPM): Seconds {
  const bar = bars.findLast(({ time }) => time <= first + ticksToSeconds(PPQ / 8, tempo));
  return bar?.time ?? first;
}

/** How far the whole melody is off concert pitch, in semitones. */
function tuningOf(notes: readonly HummedNote[]): number {
  const sum = (way: (angle: number) => number) =>
    notes.reduce((total, { pitch, duration }) => total + duration * way(2 * Math.PI * pitch), 0);
  return Math.atan2(sum(Math.sin), sum(Math.cos)) / (2 * Math.PI);
}

function keyOf(notes: readonly HummedPlayedNote[], { tonic, mode }: MusicManner['key']): HeardKey {
  const scale = scaleOf(mode);
  const all = notes.reduce((sum, { duration }) => sum + duration, 0);
  const inside = notes
    .filter(({ pitch }) => (scale as readonly number[]).includes(modulo(pitch - tonicPitchClass(tonic), 12)))
    .reduce((sum, { duration }) => sum + duration, 0);
  const { agreement, ...heard } = hearMelodyKey(notes, inside >= FITS * all ? [mode] : undefined);
  return inside >= FITS * all ? { tonic, mode, agreement } : { ...heard, agreement };
}
