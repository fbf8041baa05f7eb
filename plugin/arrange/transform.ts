/** Transformations of a returning phrase: pure functions. Changed notes no longer count as the model's. */

import { type ChordSpan, chordTones } from '../music/harmony.ts';
import { metricWeight } from '../music/metric-weight.ts';
import { notesHash, type Phrase, type PhraseNote } from '../music/phrase.ts';
import { type Mode, modulo, moveByScale, type RelativePitch, scaleOf } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';

/** The phrase with other notes. Drops the explanation, which no longer applies. */
export function withNotes(phrase: Phrase, notes: readonly PhraseNote[], request = phrase.request): Phrase {
  const { explanation: _, ...rest } = phrase;
  return { ...rest, request, notes, hash: notesHash(notes) };
}

/** The same phrase, with its notes marked as repeated. */
export function recall(phrase: Phrase): Phrase {
  return withNotes(
    phrase,
    phrase.notes.map((note) => ({ ...note, sampled: false })),
  );
}

/** The bars of a phrase before `bars`, as the prime of a new ending. */
export function headOf(phrase: Phrase, bars: number): { readonly notes: readonly PhraseNote[]; readonly bars: number } {
  const end = bars * meterInfo(phrase.request.meter).barTicks;
  return { notes: phrase.notes.filter((note) => note.tick < end).map((note) => cut(note, end)), bars };
}

function cut(note: PhraseNote, end: Ticks): PhraseNote {
  return note.tick + note.durationTicks > end ? { ...note, durationTicks: end - note.tick } : note;
}

/** The same melody in another mode: each note keeps its scale degree. The caller has to rewrite the chords. */
export function inMode(phrase: Phrase, mode: Mode): Phrase {
  if (phrase.request.mode === mode) return recall(phrase);
  const notes = phrase.notes.map((note) => ({
    ...note,
    pitch: sameDegree(note.pitch, phrase.request.mode, mode),
    sampled: false,
  }));
  return withNotes(phrase, notes, { ...phrase.request, mode });
}

/** A pitch of one mode as the same degree of another; in scales of other sizes, the nearest note. */
export function sameDegree(pitch: RelativePitch, from: Mode, to: Mode): RelativePitch {
  const source: readonly number[] = scaleOf(from);
  const target: readonly number[] = scaleOf(to);
  const octave = pitch - modulo(pitch, 12);
  const degree = source.indexOf(modulo(pitch, 12));
  if (source.length === target.length && degree >= 0) return octave + target[degree]!;
  let best = 0;
  for (const tone of [...target, 12])
    if (Math.abs(tone - modulo(pitch, 12)) < Math.abs(best - modulo(pitch, 12))) best = tone;
  return octave + best;
}

/** Probability that a sufficiently long note is ornamented. */
const ORNAMENTED = 0.45;

/**
 * The melody with ornaments: some longer notes are split into note, upper or lower neighbor and note, or lead into the next
 * by a passing tone. Notes on beats are kept.
 */
export function ornamented(phrase: Phrase, seed: string): Phrase {
  const chance = random(`${seed}/ornament`);
  const { meter, mode, bars } = phrase.request;
  const { barTicks } = meterInfo(meter);
  const notes = phrase.notes.flatMap((note, i): PhraseNote[] => {
    const plain = { ...note, sampled: false };
    const next = phrase.notes[i + 1];
    const closing = note.tick + note.durationTicks >= bars * barTicks;
    const roll = chance.next();
    if (note.durationTicks < PPQ || note.durationTicks % (PPQ / 2) !== 0 || closing || !next || roll > ORNAMENTED)
      return [plain];
    const short = note.durationTicks >= PPQ * 2 ? PPQ / 2 : PPQ / 4;
    const gap = next.pitch - note.pitch;
    if (Math.abs(gap) >= 3 && Math.abs(gap) <= 5) {
      const passing = moveByScale(note.pitch, gap > 0 ? 1 : -1, mode);
      return [
        { ...plain, durationTicks: note.durationTicks - short },
        { ...plain, pitch: passing, tick: note.tick + note.durationTicks - short, durationTicks: short },
      ];
    }
    const neighbor = moveByScale(note.pitch, chance.next() < 0.7 ? 1 : -1, mode);
    const main = note.durationTicks - 2 * short;
    return [
      { ...plain, durationTicks: main },
      { ...plain, pitch: neighbor, tick: note.tick + main, durationTicks: short },
      { ...plain, tick: note.tick + main + short, durationTicks: short },
    ];
  });
  return withNotes(phrase, notes);
}

/** The share of notes on strong beats that are chord tones, 0..1; 1 if there are none. */
export function fitOf(notes: readonly PhraseNote[], chords: readonly ChordSpan[], meter: Meter): number {
  const { barTicks } = meterInfo(meter);
  const strong = notes.filter((note) => metricWeight(meter, note.tick % barTicks) >= -1);
  const known = strong.flatMap((note) => {
    const span = chords.find(({ tick, durationTicks }) => note.tick >= tick && note.tick < tick + durationTicks);
    return span ? [chordTones(span.chord).includes(modulo(note.pitch, 12))] : [];
  });
  return known.length === 0 ? 1 : known.filter(Boolean).length / known.length;
}
