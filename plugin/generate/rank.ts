/** Ranks candidates: how well they match the request, how singable they are, and how they end. */

import { chordAt, chordTones } from '../music/harmony.ts';
import { MELODY_CONTROLS } from '../music/melody-controls.ts';
import { isStrongBeat } from '../music/metric-weight.ts';
import type { PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { modulo } from '../music/pitch.ts';
import { meterInfo } from '../music/time.ts';
import { chosenControls } from './default-controls.ts';
import { measure } from './measure.ts';
import { rangeCost } from './rank-range.ts';
import { rhythmCost } from './rank-rhythm.ts';

/** A finished melody, and its mean log-probability per choice. */
export interface Candidate {
  readonly notes: readonly PhraseNote[];
  readonly logProbability: number;
}

/** Weight of each fault; a control that is wrong by its whole range costs 8. Tuned by reading phrases with their scores. */
const COST = {
  control: 8,
  unasked: 5,
  tooFewChordTones: 4,
  onlyChordTones: 10,
  unturnedLeap: 0.5,
  repeatedPitch: 8,
  fewPitches: 0.4,
  noBreath: 0.3,
  sparse: 3,
  climax: 1,
  weakEnd: 0.5,
  shortEnd: 0.25,
  thirdAtEnd: 0.15,
  opening: 0.4,
  unlikely: 0.15,
} as const;

/**
 * Share of notes on strong beats that are chord tones, and the deviation that costs nothing: 0.895 in the corpus of tunes; leaning tones are added later. A
 * melody above it merely spells its chords.
 */
const CHORD_TONES = 0.885;
const FREE_CHORD_TONES = 0.03;
/** Share of repeated pitches that costs nothing: songs have 0.121, dances 0.106, romantic pieces 0.124 in the corpus. */
const FREE_REPEATS = 0.12;
/** Minimum number of distinct pitches, in total and per note: real melodies have 6 to 9 in four bars. */
const PITCHES = 6;
const PITCHES_PER_NOTE = 0.6;
/** Leaps of at least this many semitones should be followed by a step back (a fourth; Huron 2006). */
const LEAP = 5;
/** A climax before this share of a phrase is early: an answer repeats that part. */
const EARLY = 0.5;
/** Longest time without a breath that costs nothing, in bars. */
const BREATH_BARS = 4;

/** The best candidate; of equal ones, the first. Yields after each, so that other work can run. @throws RangeError if there are none. */
export function* ranking<C extends Candidate>(candidates: readonly C[], request: PhraseRequest): Generator<void, C> {
  let best: C | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const cost = costOf(candidate, request);
    if (cost < least || !best) {
      best = candidate;
      least = cost;
    }
    yield;
  }
  if (!best) throw new RangeError('rank: no candidates to choose from');
  return best;
}

/** The cost of a candidate; 0 is perfect. */
export function costOf({ notes, logProbability }: Candidate, request: PhraseRequest): number {
  if (notes.length < request.bars / 2) return COST.sparse * 10;
  return (
    controlCost(notes, request) +
    chordCost(notes, request) +
    rangeCost(notes, request) +
    shapeCost(notes) +
    climaxCost(notes, request) +
    breathCost(notes, request) +
    rhythmCost(notes, request) +
    endCost(notes, request) -
    COST.unlikely * logProbability
  );
}

/** Distance of a melody from the requested controls, and from those that the composer drew. */
function controlCost(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const measured = measure(notes, request);
  const chosen = chosenControls(request);
  let cost = 0;
  for (const control of MELODY_CONTROLS) {
    const weight = request.controls[control] == null ? COST.unasked : COST.control;
    cost += weight * Math.abs(chosen[control] - measured[control]);
  }
  return cost;
}

/** Cost of too few or too many chord tones on strong beats, and of an unclear first note. */
function chordCost(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const off = strongChordTones(notes, request) - CHORD_TONES;
  const weight = off < 0 ? COST.tooFewChordTones : COST.onlyChordTones;
  const first = chordAt(request.chords, notes[0]!.tick);
  const astray = first !== null && !chordTones(first).includes(modulo(notes[0]!.pitch, 12));
  return weight * Math.max(0, Math.abs(off) - FREE_CHORD_TONES) + (astray ? COST.opening : 0);
}

/** Cost of a weak ending: off the beat, cut short, or on the third. */
function endCost(notes: readonly PhraseNote[], { cadence, meter }: PhraseRequest): number {
  if (cadence === 'open') return 0;
  const { barTicks } = meterInfo(meter);
  const { pitch, tick, durationTicks } = notes.at(-1)!;
  return (
    (isStrongBeat(meter, tick % barTicks) ? 0 : COST.weakEnd) +
    (durationTicks * 2 >= barTicks ? 0 : COST.shortEnd) +
    (cadence === 'full' && modulo(pitch, 12) !== 0 ? COST.thirdAtEnd : 0)
  );
}

/** Share of notes on strong beats that are chord tones; 1 without chords. */
export function strongChordTones(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const { barTicks } = meterInfo(request.meter);
  let strong = 0;
  let fitting = 0;
  for (const { pitch, tick } of notes) {
    const chord = chordAt(request.chords, tick);
    if (!chord || !isStrongBeat(request.meter, tick % barTicks)) continue;
    strong++;
    if (chordTones(chord).includes(modulo(pitch, 12))) fitting++;
  }
  return strong === 0 ? 1 : fitting / strong;
}

/** Cost of unresolved leaps, repeated pitches and too few distinct pitches. */
function shapeCost(notes: readonly PhraseNote[]): number {
  let leaps = 0;
  let unturned = 0;
  let repeats = 0;
  for (let i = 1; i < notes.length; i++) {
    const step = notes[i]!.pitch - notes[i - 1]!.pitch;
    if (step === 0) repeats++;
    if (Math.abs(step) < LEAP || i + 1 >= notes.length) continue;
    leaps++;
    const after = notes[i + 1]!.pitch - notes[i]!.pitch;
    if (after * step > 0 || Math.abs(after) > Math.abs(step)) unturned++;
  }
  return (
    COST.unturnedLeap * (leaps === 0 ? 0 : unturned / leaps) +
    COST.repeatedPitch * Math.max(0, repeats / notes.length - FREE_REPEATS) +
    COST.fewPitches *
      Math.max(0, Math.min(PITCHES, notes.length * PITCHES_PER_NOTE) - new Set(notes.map(({ pitch }) => pitch)).size)
  );
}

/**
 * Cost of a climax that occurs twice, or so early that the repetition of the beginning repeats it. An answer should exceed
 * the climax of the phrase it answers; if that occurred once, the answer may also stay below it (docs/music-criteria.md: one
 * highest note, late, touched once).
 */
function climaxCost(notes: readonly PhraseNote[], { bars, meter, prime }: PhraseRequest): number {
  const own = touches(notes);
  const again = Math.min(1, (own.length - 1) / 2);
  const before = prime ? touches(prime.notes) : [];
  if (before.length === 0) {
    const early = own[0]!.tick < EARLY * bars * meterInfo(meter).barTicks;
    return COST.climax * Math.max(again, early ? 0.5 : 0);
  }
  const rise = own[0]!.pitch - before[0]!.pitch;
  const unsettled = before.length > 1 ? rise <= 0 : rise === 0;
  return COST.climax * Math.max(rise < 0 ? 0 : again, unsettled ? 1 : 0);
}

/** The notes with the highest pitch, without immediate repetitions. */
function touches(notes: readonly PhraseNote[]): readonly PhraseNote[] {
  const top = highest(notes);
  return notes.filter(({ pitch }, i) => pitch === top && notes[i - 1]?.pitch !== top);
}

function highest(notes: readonly PhraseNote[]): number {
  return notes.reduce((most, { pitch }) => Math.max(most, pitch), Number.NEGATIVE_INFINITY);
}

/** Cost of going without a rest or a long note for longer than a singer's breath. */
function breathCost(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const { barTicks } = meterInfo(request.meter);
  let since = 0;
  let longest = 0;
  for (let i = 0; i < notes.length; i++) {
    const { tick, durationTicks } = notes[i]!;
    const gap = (notes[i + 1]?.tick ?? tick + durationTicks) - tick - durationTicks;
    if (durationTicks >= barTicks / 2 || gap > 0) {
      longest = Math.max(longest, tick - since);
      since = tick + durationTicks + gap;
    }
  }
  longest = Math.max(longest, request.bars * barTicks - since);
  return COST.noBreath * Math.max(0, longest / barTicks - BREATH_BARS);
}
