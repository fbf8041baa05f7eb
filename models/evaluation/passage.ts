/** A passage: some bars of melody, real or generated, in a common form, so that the same code measures both. */

import {
  type ChordSpan,
  DURATIONS,
  type Meter,
  meterInfo,
  type Phrase,
  type PhraseNote,
  pitchOfToken,
  REST,
  scaleOf,
  TICKS_PER_GRID,
  trainingScale,
} from '../../plugin/internal.ts';
import { chordOfCode, type Stretch } from '../corpus/stretches.ts';

/** Some bars of melody. */
export interface Passage {
  /** Its source, for lists: a seed or a tune's id. */
  readonly name: string;
  readonly meter: Meter;
  readonly bars: number;
  /** Sorted by tick, monophonic; ticks count from the first bar line. Pitches are semitones above the tonic anchor. */
  readonly notes: readonly Pick<PhraseNote, 'pitch' | 'tick' | 'durationTicks'>[];
  /** Pitch classes of the mode, above the tonic. */
  readonly scale: readonly number[];
  /** Empty if no chord is known. */
  readonly chords: readonly ChordSpan[];
}

/** A phrase as a passage. */
export function passageOfPhrase({ request, notes }: Phrase): Passage {
  const { seed, meter, bars, mode, chords } = request;
  return { name: seed, meter, bars, notes, scale: scaleOf(mode), chords };
}

/** Excerpts with fewer notes per bar are skipped: they say nothing about form. */
const LEAST_NOTES_PER_BAR = 1;

/**
 * The excerpts of `bars` bars in metered stretches: consecutive from the first full bar on, without upbeats, notes cut at their
 * end, none with fewer than one note per bar.
 */
export function excerptsOf(stretches: readonly Stretch[], bars: number): Passage[] {
  return stretches.flatMap((stretch) => (stretch.meter === 'none' ? [] : excerptsOfStretch(stretch, bars)));
}

function excerptsOfStretch(stretch: Stretch, bars: number): Passage[] {
  const meter = stretch.meter as Meter;
  const { barTicks } = meterInfo(meter);
  const length = bars * barTicks;
  const excerpts: Passage[] = [];
  const last = stretch.bar[stretch.bar.length - 1]!;
  for (let first = 0; first + bars - 1 <= last; first += bars) {
    const start = first * barTicks;
    const notes: Passage['notes'][number][] = [];
    const chords: ChordSpan[] = [];
    for (let i = 0; i < stretch.pitch.length; i++) {
      const tick = stretch.onset[i]! * TICKS_PER_GRID - start;
      if (tick < 0 || tick >= length) continue;
      const token = stretch.pitch[i]!;
      const next = i + 1 < stretch.onset.length ? stretch.onset[i + 1]! * TICKS_PER_GRID - start : length;
      const durationTicks = Math.min(DURATIONS[stretch.duration[i]!]! * TICKS_PER_GRID, length - tick, next - tick);
      if (token !== REST && durationTicks > 0) notes.push({ pitch: pitchOfToken(token), tick, durationTicks });
      const chord = chordOfCode(stretch.chord[i]!);
      if (chord) chords.push({ tick, durationTicks: Math.max(0, Math.min(next, length) - tick), chord });
    }
    if (notes.length < bars * LEAST_NOTES_PER_BAR) continue;
    const name = `${stretch.tune.id} bar ${first}`;
    excerpts.push({ name, meter, bars, notes, scale: trainingScale(stretch.mode), chords });
  }
  return excerpts;
}
