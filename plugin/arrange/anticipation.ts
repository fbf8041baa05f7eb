/** Anticipations: some notes on a bar line come an eighth early and are held over it, so that the line sings over bars. */

import { chordAt, chordTones } from '../music/harmony.ts';
import type { Phrase, PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { clamp01, modulo, type RelativePitch } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { EIGHTH, type Meter, meterInfo, type NormalRange, PPQ, type Ticks } from '../music/time.ts';
import type { Feeling } from './request.ts';
import { withNotes } from './transform.ts';

/** Share of the possible places that a driven tune takes. */
const PUSHED = 0.8;
/** Largest share that a gentle tune takes; more would make bars of one rhythm differ. */
const MOST = 0.9;
/** Notes a bar up to which a gentle tune takes no place, and from which it takes the most: sparse tunes have more places. */
const SPARSE = 1;
const BUSY = 4;
/** Arousal from which a mood is driven: more notes come early, and themes begin on the beat. */
export const DRIVEN: NormalRange = 0.82;

/**
 * The phrase with some notes tied over bar lines, which no longer count as the model's. In a statement, whose first half
 * returns with another second half, no note of a gentle tune is tied over its middle.
 */
export function anticipated(phrase: Phrase, { arousal }: Feeling, isStatement: boolean): Phrase {
  const { notes, request } = phrase;
  const driven = arousal >= DRIVEN;
  const share = driven ? PUSHED : MOST * clamp01((notes.length / request.bars - SPARSE) / (BUSY - SPARSE));
  const least = driven ? EIGHTH : PPQ;
  const { barTicks } = meterInfo(request.meter);
  const spared = isStatement && !driven ? (request.bars / 2) * barTicks : -1;
  const early = notes.map(({ tick }, i) => {
    // A driven tune pushes the same bar lines of each two bars, so that its riff keeps its rhythm.
    const place = driven ? tick % (2 * barTicks) : tick;
    const chosen = random(`${request.seed}/early/${place}`).next() < share;
    const breaks = !driven && isEven(notes, i);
    return chosen && tick !== spared && !breaks && mayComeEarly(notes, i, request, least);
  });
  if (!early.includes(true)) return phrase;
  return withNotes(
    phrase,
    notes.flatMap((note, i): PhraseNote[] => {
      const next = early[i + 1] ? notes[i + 1] : undefined;
      if (!early[i] && next === undefined) return [note];
      const tick = early[i] ? note.tick - EIGHTH : note.tick;
      const end = Math.min(note.tick + note.durationTicks, next ? next.tick - EIGHTH : Number.POSITIVE_INFINITY);
      return end > tick ? [{ ...note, tick, durationTicks: end - tick, sampled: false }] : [];
    }),
  );
}

/** The notes with those that come early on their bar lines again, as bars that a form can repeat. */
export function onBarLines(notes: readonly PhraseNote[], meter: Meter): readonly PhraseNote[] {
  const { barTicks } = meterInfo(meter);
  const isEarly = (note: PhraseNote | undefined) =>
    note !== undefined && (note.tick + EIGHTH) % barTicks === 0 && note.durationTicks > EIGHTH;
  return notes.map((note, i) => {
    const late = isEarly(notes[i + 1]) && note.tick + note.durationTicks === notes[i + 1]!.tick ? EIGHTH : 0;
    if (!isEarly(note)) return late === 0 ? note : { ...note, durationTicks: note.durationTicks + late };
    return { ...note, tick: note.tick + EIGHTH, durationTicks: note.durationTicks - EIGHTH + late };
  });
}

/** Whether a note is as long as the one before, from start to start. A gentle tune keeps its even motion. */
function isEven(notes: readonly PhraseNote[], i: number): boolean {
  const [before, note, next] = [notes[i - 1], notes[i]!, notes[i + 1]];
  return before !== undefined && next !== undefined && note.tick - before.tick === next.tick - note.tick;
}

/**
 * Whether a note, not the last, is on a bar line, is long enough, fits both chords, and may take the eighth before it: from
 * a longer note, or from a passing eighth, which it replaces.
 */
function mayComeEarly(
  notes: readonly PhraseNote[],
  i: number,
  { meter, chords }: PhraseRequest,
  least: Ticks,
): boolean {
  const [before, note] = [notes[i - 1], notes[i]!];
  const isOnLine = note.tick % meterInfo(meter).barTicks === 0;
  if (before === undefined || i === notes.length - 1 || !isOnLine || note.durationTicks < least) return false;
  const gap = note.tick - before.tick;
  const hasRoom = gap >= 2 * EIGHTH || (gap === EIGHTH && i > 1);
  return hasRoom && [note.tick - EIGHTH, note.tick].every((tick) => fits(note.pitch, tick, chords));
}

/** Whether a pitch is a tone of the chord at a tick, or at least a whole tone away from all of them. */
function fits(pitch: RelativePitch, tick: Ticks, chords: PhraseRequest['chords']): boolean {
  const chord = chordAt(chords, tick);
  if (chord === null) return true;
  const distances = chordTones(chord).map((tone) => modulo(pitch - tone, 12));
  return distances.includes(0) || distances.every((distance) => distance !== 1 && distance !== 11);
}
