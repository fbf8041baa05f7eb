/** Costs of where a candidate lies: how far it reaches, and which degrees of the scale it lives on. */

import type { PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { modulo, scaleOf } from '../music/pitch.ts';
import { meterInfo } from '../music/time.ts';
import { isFreeLine } from './free-line.ts';
import { RANGE_BARS, usualRange } from './steer-range.ts';

/** Weight of each fault; ranges by the semitone, degrees by their share of the notes. Tuned by the form bench. */
const COST = { narrow: 0.3, wide: 0.25, split: 1.3, onePole: 7, offTonic: 4, nearTonic: 4, opensOnTonic: 1.4 } as const;
/** Share of what two registers and uneven degrees cost in a free line. */
const FREE_LINE = 0.25;
/** Semitones beyond the range that is steered for that cost nothing. */
const FREE_RANGE = 1;
/** Difference between the mean pitches of a phrase's halves that costs nothing, in semitones. */
const FREE_SPLIT = 4;
/** Notes from which a range is a melody's: fewer are fragments. */
const MELODY_NOTES = 10;
/** Share of notes on the fifth less that of notes on the tonic: best, and the difference from it that costs nothing. */
const POLES = { best: 0.05, free: 0.04 } as const;
/** Shares of notes within a third of a tonic that cost nothing: 0.59 to 0.73 in songs, dances and Lieder. */
const NEAR_SHARE = { least: 0.6, most: 0.74 } as const;
/** Semitones above the tonic that lie no more than a major third from a tonic; the minor third below is the sixth degree. */
const NEAR: readonly number[] = [0, 1, 2, 3, 4, 9, 10, 11];
const FIFTH = 7;

/** Cost of a range that is too narrow or too wide, of a line that circles one degree, and of an opening on the tonic. */
export function rangeCost(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const strict = isFreeLine(request) ? FREE_LINE : 1;
  return (
    reachCost(notes, request) +
    strict * (splitCost(notes, request) + degreeCost(notes, request)) +
    openingCost(notes, request)
  );
}

/** Cost of a range far from that of real tunes; sparse melodies may be narrow. */
function reachCost(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const pitches = [...keptNotes(request), ...notes].map(({ pitch }) => pitch);
  const range = Math.max(...pitches) - Math.min(...pitches);
  const usual = usualRange(request);
  const narrow = Math.max(0, usual.least - range) * Math.min(1, pitches.length / MELODY_NOTES);
  return COST.narrow * narrow + COST.wide * Math.max(0, range - usual.most - FREE_RANGE);
}

/** Cost of a second half that lies far from the first: a phrase of two registers sounds like two singers. */
function splitCost(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const kept = keptNotes(request);
  const middle = (request.bars * meterInfo(request.meter).barTicks) / 2;
  const first = kept.length > 0 ? kept : notes.filter(({ tick }) => tick < middle);
  const second = kept.length > 0 ? notes : notes.filter(({ tick }) => tick >= middle);
  if (first.length === 0 || second.length === 0) return 0;
  return COST.split * Math.max(0, Math.abs(meanPitch(second) - meanPitch(first)) - FREE_SPLIT);
}

function meanPitch(notes: readonly PhraseNote[]): number {
  return notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length;
}

/** The notes of the prime that belong to the same four bars. */
function keptNotes({ prime, bars, meter }: PhraseRequest): readonly PhraseNote[] {
  const kept = Math.min(prime?.bars ?? 0, RANGE_BARS - bars);
  if (prime === undefined || kept <= 0) return [];
  const from = (prime.bars - kept) * meterInfo(meter).barTicks;
  return prime.notes.filter(({ tick }) => tick >= from);
}

/** Cost of a line with one pole instead of two, and of one that stays around the tonic or keeps away from it. */
function degreeCost(notes: readonly PhraseNote[], { mode }: PhraseRequest): number {
  const degrees = notes.map(({ pitch }) => modulo(pitch, 12));
  const share = (is: (degree: number) => boolean) => degrees.filter(is).length / degrees.length;
  const apart = share((degree) => degree === FIFTH) - share((degree) => degree === 0);
  const poles = scaleOf(mode).includes(FIFTH as never) ? Math.max(0, Math.abs(apart - POLES.best) - POLES.free) : 0;
  const near = share((degree) => NEAR.includes(degree));
  return (
    COST.onePole * poles +
    COST.offTonic * Math.max(0, NEAR_SHARE.least - near) +
    COST.nearTonic * Math.max(0, near - NEAR_SHARE.most)
  );
}

/** Cost of a theme that starts on the tonic, as 20 to 41 % of real tunes do. */
function openingCost(notes: readonly PhraseNote[], { prime }: PhraseRequest): number {
  return prime === undefined && modulo(notes[0]!.pitch, 12) === 0 ? COST.opensOnTonic : 0;
}
