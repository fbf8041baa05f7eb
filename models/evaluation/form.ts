/**
 * Measures the form of eight bars: a recurring motif, question and answer, one climax, leaps that turn back, breaths. The
 * criteria are those of docs/music-criteria.md; the same code measures generated and real passages.
 */

import { type Meter, meterInfo, metricWeight, modulo, PPQ, type Ticks } from '../../plugin/internal.ts';
import { mean, round } from './interval.ts';
import type { Passage } from './passage.ts';

/** Bars of a measured passage. */
export const FORM_BARS = 8;
/** Required returns of the first motif's rhythm, without its first statement (docs/music-criteria.md, "Melody"). */
const RETURNS = 3;
/** Leaps of at least this many semitones (a fifth) should turn back (docs/music-criteria.md, "Melody"). */
const LEAP = 7;
/** Longest time without a breath, in bars (docs/music-criteria.md: "a rest or long note every two to four bars"). */
const BREATH_BARS = 4;
/** Shorter silence is articulation. */
const SHORTEST_BREATH: Ticks = PPQ / 2;
/** In bars of at least three quarters the middle is strong; in 2/4 it is the weak beat. */
const SHORTEST_HALVED_BAR: Ticks = 3 * PPQ;

/** The figures, each 0..1 unless stated otherwise, rounded to four digits. */
export interface FormFigures {
  /**
   * Share of passages in which the rhythm of the first motif returns three times or more. The motif is the first bar, its
   * rhythm the positions of its note starts; it returns in another bar with exactly these. (A motif of two bars that returns
   * three times also returns its first bar three times, so it counts as well.) If the first bar has fewer than two note
   * starts, it has no rhythm: then the first two bars are the motif, which must return in bars 3-4, 5-6 and 7-8.
   */
  readonly motifReturn: number;
  /**
   * Share of passages whose bars 1-4 end open and whose bars 5-8 end closed. Open: the last note that starts in bars 1-4 is on
   * scale degree 2, 5 or 7 (or a raised leading tone). Closed: the last note is on 1 or 3, lasts a beat or more, and starts at
   * the bar line or, in 4/4, 2/2, 6/8 and 12/8, in the middle of the bar.
   */
  readonly questionAnswer: number;
  /** Share whose highest pitch occurs once; an immediate repetition does not count. */
  readonly singleClimax: number;
  /** Mean position of the first highest pitch: 0 = start, 1 = end. */
  readonly climaxPlace: number;
  /**
   * Share of all leaps of a fifth (7 semitones) or more that are followed by a smaller interval in the other direction:
   * post-skip reversal (von Hippel & Huron 2000; Huron 2006). Final leaps, and leaps followed by a repeated pitch, do not
   * count. NaN without leaps.
   */
  readonly postSkipReversal: number;
  /** Mean range, in semitones. */
  readonly range: number;
  /** Mean share of silent time. */
  readonly rests: number;
  /** Share with at most four bars between breaths; a breath is a rest of an eighth or more, or follows a note of half a bar or more. */
  readonly breath: number;
  /** Share of all melodic intervals that are unisons. */
  readonly repeatedPitch: number;
  /** Mean length of the longest run of one pitch, in notes. */
  readonly longestRepeat: number;
}

/** The figures of passages of eight bars. @throws RangeError if there is none, or one has another length or no note. */
export function formFigures(passages: readonly Passage[]): FormFigures {
  if (passages.length === 0) throw new RangeError('form figures: no passage to measure; give at least one');
  for (const { name, bars, notes } of passages) {
    if (bars !== FORM_BARS) throw new RangeError(`form figures: ${name} has ${bars} bars; give ${FORM_BARS}`);
    if (notes.length === 0) throw new RangeError(`form figures: ${name} has no notes; leave it out`);
  }
  const share = (has: (passage: Passage) => boolean) => round(mean(passages.map((passage) => Number(has(passage)))));
  const average = (of: (passage: Passage) => number) => round(mean(passages.map(of)));
  const reversals = passages.flatMap(({ notes }) => leapOutcomes(notes.map(({ pitch }) => pitch)));
  const intervals = passages.flatMap(({ notes }) => notes.slice(1).map(({ pitch }, i) => pitch - notes[i]!.pitch));
  return {
    motifReturn: share((passage) => motifReturns(passage) >= RETURNS),
    questionAnswer: share((passage) => endsOpen(passage) && endsClosed(passage)),
    singleClimax: share(({ notes }) => touches(notes).length === 1),
    climaxPlace: average((passage) => touches(passage.notes)[0]! / lengthOf(passage)),
    postSkipReversal: round(mean(reversals.map(Number))),
    range: average(({ notes }) => highest(notes) - lowest(notes)),
    rests: average(
      (passage) => 1 - passage.notes.reduce((sum, note) => sum + note.durationTicks, 0) / lengthOf(passage),
    ),
    breath: share(breathes),
    repeatedPitch: round(mean(intervals.map((interval) => Number(interval === 0)))),
    longestRepeat: average(({ notes }) => longestRun(notes.map(({ pitch }) => pitch))),
  };
}

type Notes = Passage['notes'];

function lengthOf({ bars, meter }: Passage): Ticks {
  return bars * meterInfo(meter).barTicks;
}

/** How often the rhythm of the first motif returns. */
function motifReturns({ notes, bars, meter }: Passage): number {
  const { barTicks } = meterInfo(meter);
  const rhythm = (bar: number, span: number) => {
    const from = bar * barTicks;
    const until = from + span * barTicks;
    return notes.flatMap(({ tick }) => (tick >= from && tick < until ? [tick - from] : [])).join(' ');
  };
  const single = rhythm(0, 1);
  const span = single.includes(' ') ? 1 : 2;
  const motif = rhythm(0, span);
  if (!motif.includes(' ')) return 0;
  let returns = 0;
  for (let bar = span; bar + span <= bars; bar += span) if (rhythm(bar, span) === motif) returns++;
  return returns;
}

function endsOpen({ notes, scale, meter }: Passage): boolean {
  const half = (FORM_BARS / 2) * meterInfo(meter).barTicks;
  const last = notes.filter(({ tick }) => tick < half).at(-1);
  return last !== undefined && openDegrees(scale).includes(modulo(last.pitch, 12));
}

/** Degrees 2, 5 and 7 of a scale of seven notes; in other scales, and in minor with both sevenths, all pitches of these degrees. */
function openDegrees(scale: readonly number[]): readonly number[] {
  return scale.length === 7 ? [scale[1]!, scale[4]!, scale[6]!, LEADING_TONE] : [1, 2, 7, 10, LEADING_TONE];
}

const LEADING_TONE = 11;

function endsClosed({ notes, scale, meter }: Passage): boolean {
  const { barTicks, beats } = meterInfo(meter);
  const last = notes.at(-1)!;
  const degree = modulo(last.pitch, 12);
  const home = degree === 0 || ((degree === 3 || degree === 4) && scale.includes(degree));
  const inAnswer = last.tick >= (FORM_BARS / 2) * barTicks;
  return home && inAnswer && last.durationTicks >= Math.min(...beats) && isCadencePlace(meter, last.tick % barTicks);
}

function isCadencePlace(meter: Meter, place: Ticks): boolean {
  const { barTicks } = meterInfo(meter);
  if (place === 0) return true;
  return barTicks >= SHORTEST_HALVED_BAR && place * 2 === barTicks && metricWeight(meter, place) === -1;
}

function highest(notes: Notes): number {
  return notes.reduce((most, { pitch }) => Math.max(most, pitch), Number.NEGATIVE_INFINITY);
}

function lowest(notes: Notes): number {
  return notes.reduce((least, { pitch }) => Math.min(least, pitch), Number.POSITIVE_INFINITY);
}

/** Times of the highest pitch, without immediate repetitions. */
function touches(notes: Notes): Ticks[] {
  const top = highest(notes);
  return notes.flatMap(({ pitch, tick }, i) => (pitch === top && notes[i - 1]?.pitch !== top ? [tick] : []));
}

/** For each leap that is followed by a note, whether it turns back. */
function leapOutcomes(pitches: readonly number[]): boolean[] {
  const line = pitches.filter((pitch, i) => pitch !== pitches[i - 1]);
  return line.slice(2).flatMap((pitch, i) => {
    const leap = line[i + 1]! - line[i]!;
    const next = pitch - line[i + 1]!;
    return Math.abs(leap) < LEAP ? [] : [Math.sign(next) !== Math.sign(leap) && Math.abs(next) < Math.abs(leap)];
  });
}

function breathes({ notes, bars, meter }: Passage): boolean {
  const { barTicks } = meterInfo(meter);
  let inhaled = notes[0]!.tick;
  return notes.every(({ tick, durationTicks }, i) => {
    const end = tick + durationTicks;
    const next = notes[i + 1]?.tick ?? bars * barTicks;
    if (end - inhaled > BREATH_BARS * barTicks) return false;
    if (next - end >= SHORTEST_BREATH || durationTicks * 2 >= barTicks) inhaled = next;
    return true;
  });
}

function longestRun(pitches: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < pitches.length; i++) {
    run = pitches[i] === pitches[i - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
