/** Ranks candidates as a musician would: does it do what was asked, does it sing, does it end. */

import { chordAt, chordTones } from '../music/harmony.ts';
import { isStrongBeat } from '../music/metric-weight.ts';
import { MELODY_CONTROLS, type PhraseNote, type PhraseRequest } from '../music/phrase.ts';
import { modulo } from '../music/pitch.ts';
import { meterInfo } from '../music/time.ts';
import { measure } from './measure.ts';

/** A finished line and its mean log-probability a choice. */
export interface Candidate {
  readonly notes: readonly PhraseNote[];
  readonly logProbability: number;
}

/** What each fault costs; a control that is off by the whole scale costs 4. Tuned by reading phrases beside their scores. */
const COST = {
  control: 4,
  chordTone: 1.2,
  wideRange: 0.08,
  unturnedLeap: 0.5,
  repeatedPitch: 5,
  fewPitches: 0.35,
  noBreath: 0.3,
  sparse: 3,
  climax: 0.3,
  unlikely: 0.15,
} as const;

/** An octave: what a phrase may span at no cost. */
const FREE_RANGE = 12;
/** Share of repeated pitches at no cost: what the corpus's songs (0.121), dances (0.106) and romantic pieces (0.124) have. */
const FREE_REPEATS = 0.12;
/** Different pitches that a phrase should touch, if it has twice as many notes: real tunes have 6 to 9 in four bars. */
const PITCHES = 6;
/** A leap that wants to be answered by a step back (a fourth or more; Huron 2006). */
const LEAP = 5;
/** Longest stretch without a breath at no cost, in bars. */
const BREATH_BARS = 4;

/** The best candidate; of equal ones, the first. @throws RangeError if there are none. */
export function rank<C extends Candidate>(candidates: readonly C[], request: PhraseRequest): C {
  let best: C | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const cost = costOf(candidate, request);
    if (cost < least || !best) {
      best = candidate;
      least = cost;
    }
  }
  if (!best) throw new RangeError('rank: no candidates to choose from');
  return best;
}

/** What a candidate costs; 0 would be perfect. */
export function costOf({ notes, logProbability }: Candidate, request: PhraseRequest): number {
  if (notes.length < request.bars / 2) return COST.sparse * 10;
  return (
    controlCost(notes, request) +
    COST.chordTone * (1 - strongChordTones(notes, request)) +
    COST.wideRange * Math.max(0, rangeOf(notes) - FREE_RANGE) +
    shapeCost(notes) +
    breathCost(notes, request) -
    COST.unlikely * logProbability
  );
}

function controlCost(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const measured = measure(notes, request);
  let cost = 0;
  for (const control of MELODY_CONTROLS) {
    const asked = request.controls[control];
    if (asked != null) cost += COST.control * Math.abs(asked - measured[control]);
  }
  return cost;
}

/** Share of notes on strong beats that belong to their chord; 1 where no chord is known. */
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

function rangeOf(notes: readonly PhraseNote[]): number {
  const pitches = notes.map(({ pitch }) => pitch);
  return Math.max(...pitches) - Math.min(...pitches);
}

/** Leaps that are not turned back, pitches that stick, a highest note that comes too often. */
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
  const top = Math.max(...notes.map(({ pitch }) => pitch));
  const peaks = notes.filter(({ pitch }, i) => pitch === top && notes[i - 1]?.pitch !== top).length;
  return (
    COST.unturnedLeap * (leaps === 0 ? 0 : unturned / leaps) +
    COST.repeatedPitch * Math.max(0, repeats / notes.length - FREE_REPEATS) +
    COST.fewPitches * Math.max(0, Math.min(PITCHES, notes.length / 2) - new Set(notes.map(({ pitch }) => pitch)).size) +
    COST.climax * Math.min(1, Math.max(0, peaks - 2) / 2)
  );
}

/** A phrase with neither rest nor long note for longer than a singer's breath. */
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
