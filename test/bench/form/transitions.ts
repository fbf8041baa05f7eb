/** Changes of mood: what the band that is left still plays after the line, and whether anything leads over to the new one. */

import type { ScoreData, ScoreNote } from '../../../plugin/compose/score-data.ts';
import { parseChord, QUALITIES } from '../../../plugin/music/harmony.ts';
import { counted, median } from './numbers.ts';

/** Quarters after the line in which notes of the old band are looked for. */
const AFTER = 24;
/** A note further than this from the new grid of sixteenths is off it, ms: twice what a player's feel takes. */
const OFF_GRID_MS = 35;
/** Semitone, tritone and major seventh rub against a chord. */
const RUBS: readonly number[] = [1, 6, 11];
/** A bar with no more than this share of the usual onsets is an ending. */
const ENDING = 0.5;
const BARS_BEFORE = 4;

/** What is heard at one change. */
export interface Change {
  readonly from: string;
  readonly to: string;
  /** Notes of the old band that begin after the line, and how many of them have a pitch. */
  readonly late: number;
  readonly pitched: number;
  /** Of those, notes more than 35 ms off the new grid of sixteenths, and pitched ones that rub against the sounding chord. */
  readonly offGrid: number;
  readonly clashing: number;
  /** Seconds from the line to the last onset of the old drums or bass; 0 for none. */
  readonly bandStops: number;
  /** A bridge bar, notes of the new band before the line, or an ending bar of the old one. */
  readonly leadsOver: boolean;
}

interface Sounding {
  readonly note: ScoreNote;
  readonly role: string;
}

/** The changes of mood in a piece of several. Source: review, section 8. */
export function changesOf(json: ScoreData): readonly Change[] {
  return json.sections.slice(1).map(({ tick, mood }, i) => {
    const notes: Sounding[] = json.parts.flatMap((part) => part.notes.map((note) => ({ note, role: part.role })));
    const bar = json.bars.findIndex((each) => each.tick === tick);
    const before = json.bars[Math.max(0, bar - BARS_BEFORE)]!.tick;
    const old = leadDeck(notes, before, tick);
    const late = notes.filter(
      ({ note }) => note.deck === old && note.tick >= tick && note.tick < tick + AFTER * json.ppq,
    );
    const bpm = json.tempos.findLast((change) => change.tick <= tick + 1)!.bpm;
    const ms = 60_000 / bpm / json.ppq;
    const pitched = late.filter(({ role }) => role !== 'drums');
    const band = late.filter(({ role }) => role === 'drums' || role === 'bass');
    return {
      from: json.sections[i]!.mood,
      to: mood,
      late: late.length,
      pitched: pitched.length,
      offGrid: late.filter(({ note }) => awayFromGrid(note.tick - tick, json.ppq / 4) * ms > OFF_GRID_MS).length,
      clashing: pitched.filter(({ note }) => rubs(note, json)).length,
      bandStops: Math.max(0, ...band.map(({ note }) => ((note.tick - tick) * ms) / 1000)),
      leadsOver: hasBridge(json, tick) || startsEarly(notes, json, bar, old) || hasEnding(notes, json, bar, old),
    };
  });
}

/** The deck that begins most notes in a stretch; stingers have none. */
function leadDeck(notes: readonly Sounding[], from: number, to: number): number {
  const decks = notes.flatMap(({ note }) => (note.deck >= 0 && note.tick >= from && note.tick < to ? [note.deck] : []));
  return [...counted(decks)].reduce((most, each) => (each[1] > most[1] ? each : most), [-1, 0] as [number, number])[0];
}

function awayFromGrid(ticks: number, grid: number): number {
  const past = ticks % grid;
  return Math.min(past, grid - past);
}

function rubs({ tick, pitch }: ScoreNote, json: ScoreData): boolean {
  const stated = json.chords.find((each) => each.tick <= tick && tick < each.tick + each.durationTicks);
  const chord = stated ? parseChord(stated.symbol, 0) : null;
  if (chord === null) return false;
  return QUALITIES[chord.quality].tones.some((tone) => RUBS.includes((pitch - chord.root - tone + 24) % 12));
}

/** A mood that is bridged to begins with bars of no phrase. */
function hasBridge({ phrases }: ScoreData, tick: number): boolean {
  return !phrases.some((phrase) => Math.abs(phrase.tick - tick) < 10);
}

/** Notes of the new band in the last bar before the line; those just before it are the first beat, played early. */
function startsEarly(notes: readonly Sounding[], { bars, ppq }: ScoreData, bar: number, old: number): boolean {
  const [from, line] = [bars[bar - 1]!.tick, bars[bar]!.tick];
  const fresh = leadDeck(
    notes.filter(({ note }) => note.deck !== old),
    line,
    line + 4 * ppq,
  );
  return notes.some(({ note }) => note.deck === fresh && note.tick >= from && note.tick < line - ppq / 8);
}

/** A last bar in which the old accompaniment begins half as many notes as usual, or fewer. */
function hasEnding(notes: readonly Sounding[], { bars }: ScoreData, bar: number, old: number): boolean {
  const onsets = (index: number) =>
    notes.filter(
      ({ note, role }) =>
        note.deck === old && role !== 'melody' && note.tick >= bars[index]!.tick && note.tick < bars[index + 1]!.tick,
    ).length;
  const earlier = Array.from({ length: BARS_BEFORE }, (_, i) => bar - 2 - i).filter((index) => index >= 0);
  return earlier.length > 0 && onsets(bar - 1) <= ENDING * median(earlier.map(onsets))!;
}
