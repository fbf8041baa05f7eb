/** Costs of a candidate's rhythm: monotony, unevenness, and bars that are heard once more. */

import type { PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { meterInfo, PPQ, type Ticks } from '../music/time.ts';
import { isFreeLine } from './free-line.ts';

/** Weight of each fault. Tuned by reading phrases with their scores, and by the form bench. */
const COST = { beatByBeat: 6.6, uneven: 7, longShort: 5, heardBar: 0.7, newRhythm: 1.2, running: 0.25 } as const;
/** Share of notes followed by the next exactly one beat later that costs nothing; beyond it the rhythm is monotonous. */
const FREE_BEATS = 0.5;
/** Share of successive notes with equal lengths that costs nothing: 0.45 to 0.53 in songs and game music, after anticipations. */
const EVEN = 0.6;
/** Share of notes followed by one of half their length or less that costs nothing: 0.16 to 0.24 in songs and game music. */
const LONG_SHORT = 0.18;

/** Notes shorter than an eighth that may follow each other: a turn or an upbeat; more are a finger exercise. */
const RUN = 4;
/** Requested density from which runs are asked for. */
const DENSE = 0.8;

/** Cost of a rhythm of beats only (docs/music-criteria.md, Melody), of one that alternates long and short notes or runs on, and of bars heard before. */
export function rhythmCost(notes: readonly PhraseNote[], request: PhraseRequest): number {
  const [beat] = meterInfo(request.meter).beats;
  const lengths = notes.slice(1).map(({ tick }, i) => tick - notes[i]!.tick);
  const pairs = lengths.slice(1).map((length, i) => [lengths[i]!, length] as const);
  // Free lines are as uneven as they like.
  const strict = isFreeLine(request) ? 0 : 1;
  const share = (count: number) => count / Math.max(1, pairs.length);
  const beats = lengths.filter((length) => length === beat).length;
  const equal = pairs.filter(([a, b]) => a === b).length;
  const long = pairs.filter(([a, b]) => a >= 2 * b).length;
  return (
    COST.beatByBeat * Math.max(0, beats / Math.max(1, lengths.length) - FREE_BEATS) +
    strict * COST.uneven * Math.max(0, EVEN - share(equal)) +
    strict * COST.longShort * Math.max(0, share(long) - LONG_SHORT) +
    ((request.controls.density ?? 0) < DENSE ? COST.running * runningNotes(notes) : 0) +
    repetitionCost(notes, request, strict)
  );
}

/** Notes beyond the {@link RUN}th of a run of notes shorter than an eighth. */
function runningNotes(notes: readonly PhraseNote[]): number {
  let run = 0;
  let beyond = 0;
  for (const { durationTicks } of notes) {
    run = durationTicks < PPQ / 2 ? run + 1 : 0;
    if (run > RUN) beyond++;
  }
  return beyond;
}

/** Cost of bars that equal an earlier bar of the phrase or of its prime, and of rhythms of a bar that neither has: a theme has few. */
function repetitionCost(notes: readonly PhraseNote[], { meter, bars, prime }: PhraseRequest, strict: 0 | 1): number {
  const { barTicks } = meterInfo(meter);
  const before = prime ? barTexts(prime.notes, prime.bars, barTicks) : [];
  const own = barTexts(notes, bars, barTicks);
  const all = [...before, ...own];
  const heard = own.filter((text, i) => text !== '' && all.indexOf(text) < before.length + i).length;
  const rhythms = new Set(own.map(rhythmOf));
  for (const text of before) rhythms.delete(rhythmOf(text));
  return COST.heardBar * heard + strict * COST.newRhythm * rhythms.size;
}

/** The pitches of each bar with their places. */
function barTexts(notes: readonly PhraseNote[], bars: number, barTicks: Ticks): string[] {
  return Array.from({ length: bars }, (_, bar) =>
    notes
      .filter(({ tick }) => Math.floor(tick / barTicks) === bar)
      .map(({ pitch, tick }) => `${tick % barTicks}:${pitch}`)
      .join(' '),
  );
}

/** The places of a bar's notes. */
function rhythmOf(text: string): string {
  return text.replaceAll(/:\S+/g, '');
}
