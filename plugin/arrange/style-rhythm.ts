/**
 * Rhythms of a chosen style: hymns go in even beats, dances run, romantic tunes dot what is even, field tunes of games strike a
 * note again, classical tunes turn, calm tunes leave short notes out, rags push the second note of a beat
 * forward, and swing tunes the middle of a bar. Each bar changes by its own rhythm only, so that what the
 * form repeats stays alike.
 */

import { chordAt, chordTones } from '../music/harmony.ts';
import type { Phrase, PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { modulo, moveByScale, type RelativePitch } from '../music/pitch.ts';
import type { MoodStyle } from '../music/style.ts';
import { EIGHTH, meterInfo, PPQ, type Ticks } from '../music/time.ts';
import { isTernary } from './felt-beat.ts';
import { withNotes } from './transform.ts';

/** Farthest chord tone that a dance runs through, in semitones. */
const NEAR = 5;

type Rhythm = (notes: readonly PhraseNote[], request: PhraseRequest) => readonly PhraseNote[];

const RHYTHMS: Readonly<Partial<Record<MoodStyle, Rhythm>>> = {
  sacred: hymnal,
  hymn: hymnal,
  romantic: dotted,
  classical: turning,
  'folk-dance': running,
  'game-field': struckAgain,
  'game-calm': thinned,
  irish: jigging,
  'swedish-dance': running,
  'baroque-dance': running,
  march: dotted,
  ragtime: (notes, request) => ragged(running(notes, request), request),
  swing: pushed,
};

/** The phrase in the rhythm of a style; in that of its mood, for null. */
export function inRhythmOf(style: MoodStyle | null, phrase: Phrase): Phrase {
  const rhythm = style === null ? undefined : RHYTHMS[style];
  if (rhythm === undefined || phrase.notes.length === 0) return phrase;
  return withNotes(phrase, rhythm(phrase.notes, phrase.request));
}

/** Even beats, long notes that move on. */
function hymnal(notes: readonly PhraseNote[], request: PhraseRequest): readonly PhraseNote[] {
  return stepping(thinned(evened(notes, request)), request);
}

/** Pairs of even eighths on every other beat become a sixteenth, an eighth and a sixteenth, the first note again. */
function ragged(notes: readonly PhraseNote[], { meter }: PhraseRequest): readonly PhraseNote[] {
  const { barTicks, beats } = meterInfo(meter);
  if (isTernary(beats[0]!)) return notes;
  return notes.flatMap((note, i) => {
    const [before, next] = [notes[i - 1], notes[i + 1]];
    const place = note.tick % barTicks;
    const isEven = (other: PhraseNote | undefined) => other?.durationTicks === EIGHTH;
    const early = { tick: note.tick - EIGHTH / 2, sampled: false };
    // The second of a pair: it begins early, and the first comes again.
    if (isEven(before) && isEven(note) && next && place % (2 * PPQ) === EIGHTH && before!.tick === note.tick - EIGHTH)
      return [
        { ...note, ...early },
        { ...before!, tick: early.tick + EIGHTH, durationTicks: EIGHTH / 2, sampled: false },
      ];
    const isFirst = isEven(note) && isEven(next) && notes[i + 2] && place % (2 * PPQ) === 0;
    return isFirst && next!.tick === note.tick + EIGHTH
      ? [{ ...note, durationTicks: EIGHTH / 2, sampled: false }]
      : [note];
  });
}

/** Notes in the middle of a bar come an eighth early, where the note before is long. */
function pushed(notes: readonly PhraseNote[], { meter }: PhraseRequest): readonly PhraseNote[] {
  const { barTicks, beats } = meterInfo(meter);
  if (isTernary(beats[0]!)) return notes;
  const early = notes.map((note, i) => {
    const before = notes[i - 1];
    const place = note.tick % barTicks;
    const isMiddle = place === 2 * PPQ && note.durationTicks >= EIGHTH && i < notes.length - 1;
    return (
      isMiddle &&
      before !== undefined &&
      before.tick + before.durationTicks === note.tick &&
      before.durationTicks >= PPQ
    );
  });
  return notes.map((note, i) => {
    const gives = early[i + 1] ? EIGHTH : 0;
    const takes = early[i] ? EIGHTH : 0;
    if (gives + takes === 0) return note;
    return { ...note, tick: note.tick - takes, durationTicks: note.durationTicks + takes - gives, sampled: false };
  });
}

/** Pairs of a dotted note and a short one become even. */
function evened(notes: readonly PhraseNote[], request: PhraseRequest): readonly PhraseNote[] {
  return pairwise(notes, request, (a, b) => (a === 3 * b ? (a + b) / 2 : null));
}

/** Pairs of even quarters become dotted, where beats are divided in two, and pairs of even eighths on the first beat. */
function dotted(notes: readonly PhraseNote[], request: PhraseRequest): readonly PhraseNote[] {
  if (isTernary(meterInfo(request.meter).beats[0]!)) return notes;
  const { barTicks } = meterInfo(request.meter);
  return pairwise(notes, request, (a, b, tick) => {
    const dots = a === PPQ || (a === EIGHTH && tick % barTicks === 0);
    return a === b && dots ? a * 1.5 : null;
  });
}

/** Moves the border of each pair of notes that fills a beat or two, from a beat on. `first` gives the new first length, or null. */
function pairwise(
  notes: readonly PhraseNote[],
  { meter }: PhraseRequest,
  first: (a: Ticks, b: Ticks, tick: Ticks) => Ticks | null,
): readonly PhraseNote[] {
  const { barTicks } = meterInfo(meter);
  const result = [...notes];
  for (let i = 0; i + 1 < result.length; i++) {
    const [a, b] = [result[i]!, result[i + 1]!];
    const both = a.durationTicks + b.durationTicks;
    const length = first(a.durationTicks, b.durationTicks, a.tick);
    const fills = a.tick + a.durationTicks === b.tick && (a.tick % barTicks) % both === 0;
    if (length === null || !fills || i + 2 === result.length) continue;
    result[i] = { ...a, durationTicks: length, sampled: false };
    result[i + 1] = { ...b, tick: a.tick + length, durationTicks: both - length, sampled: false };
    i++;
  }
  return result;
}

/** Notes of two beats move on, by step towards the next. */
function stepping(notes: readonly PhraseNote[], { mode }: PhraseRequest): readonly PhraseNote[] {
  return notes.flatMap((note, i) => {
    const next = notes[i + 1];
    if (next === undefined || note.durationTicks !== 2 * PPQ || note.tick % PPQ !== 0) return [note];
    return split(note, PPQ, moveByScale(note.pitch, next.pitch > note.pitch ? 1 : -1, mode));
  });
}

/** Notes of a beat or more run on to the next in eighths. */
function running(notes: readonly PhraseNote[], request: PhraseRequest): readonly PhraseNote[] {
  return notes.flatMap((note, i) => {
    const next = notes[i + 1];
    if (next === undefined || note.durationTicks < PPQ || note.tick % EIGHTH !== 0) return [note];
    const [first, second] = split(note, EIGHTH, between(note, next, request)) as [PhraseNote, PhraseNote];
    if (second.durationTicks < PPQ) return [first, second];
    return [first, ...split(second, EIGHTH, note.pitch)];
  });
}

/** As {@link running}, but notes of three eighths stay: they are for rolls. */
function jigging(notes: readonly PhraseNote[], request: PhraseRequest): readonly PhraseNote[] {
  return notes.flatMap((note, i) => {
    const next = notes.slice(i + 1, i + 2);
    return note.durationTicks === 3 * EIGHTH
      ? [note]
      : running([note, ...next], request).slice(0, -next.length || undefined);
  });
}

/** A pitch on the way to the next note: the step between, a chord tone near by, or the neighbor below. */
function between(note: PhraseNote, next: PhraseNote, { chords, mode }: PhraseRequest): RelativePitch {
  const gap = next.pitch - note.pitch;
  const towards = gap < 0 ? -1 : 1;
  if (Math.abs(gap) === 3 || Math.abs(gap) === 4) return moveByScale(note.pitch, towards, mode);
  const chord = chordAt(chords, note.tick);
  const tones = chord === null ? [] : chordTones(chord);
  const near = [3, 4, NEAR]
    .flatMap((step) => [note.pitch + towards * step, note.pitch - towards * step])
    .find((pitch) => tones.includes(modulo(pitch, 12)) && pitch !== next.pitch);
  return near ?? moveByScale(note.pitch, -1, mode);
}

/** Notes of a beat or more turn to the step above and back, in sixteenths, before they end. */
function turning(notes: readonly PhraseNote[], { mode }: PhraseRequest): readonly PhraseNote[] {
  return notes.flatMap((note, i) => {
    const isLong = note.durationTicks >= PPQ && note.tick % PPQ === 0 && note.durationTicks % EIGHTH === 0;
    if (!isLong || i === notes.length - 1) return [note];
    const [main, end] = split(note, note.durationTicks - EIGHTH, note.pitch) as [PhraseNote, PhraseNote];
    return [main, ...split({ ...end, pitch: moveByScale(note.pitch, 1, mode) }, EIGHTH / 2, note.pitch)];
  });
}

/** Notes of a beat or more are struck again before they end: a beat on its last sixteenth, longer ones on their last eighth. */
function struckAgain(notes: readonly PhraseNote[]): readonly PhraseNote[] {
  return notes.flatMap((note, i) => {
    const last = i === notes.length - 1;
    const long = note.durationTicks >= PPQ && note.tick % PPQ === 0 && note.durationTicks % EIGHTH === 0;
    const again = note.durationTicks === PPQ ? EIGHTH / 2 : EIGHTH;
    return long && !last ? split(note, note.durationTicks - again, note.pitch) : [note];
  });
}

/** Short notes off the beat are left out, and the note before lasts. */
function thinned(notes: readonly PhraseNote[]): readonly PhraseNote[] {
  const kept: PhraseNote[] = [];
  for (const [i, note] of notes.entries()) {
    const before = kept.at(-1);
    const isLast = i === notes.length - 1;
    const isPassing = note.durationTicks <= EIGHTH && note.tick % PPQ !== 0;
    if (before === undefined || isLast || !isPassing) kept.push(note);
    else
      kept[kept.length - 1] = {
        ...before,
        durationTicks: note.tick + note.durationTicks - before.tick,
        sampled: false,
      };
  }
  return kept;
}

function split(note: PhraseNote, at: Ticks, pitch: RelativePitch): PhraseNote[] {
  return [
    { ...note, durationTicks: at, sampled: false },
    { ...note, pitch, tick: note.tick + at, durationTicks: note.durationTicks - at, sampled: false },
  ];
}
