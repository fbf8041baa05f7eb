/**
 * A composed piece in the shape that all figures of the form bench are counted on: notes on a grid of 24 steps to a
 * quarter, so that the same figure means the same here and on the game MIDI, lead sheets and hymns it is compared with.
 */

import type { ScoreData, ScoreNote } from '../../../plugin/compose/score-data.ts';
import { type Mode, tonicPitchClass } from '../../../plugin/music/pitch.ts';
import { type Meter, meterInfo, type NormalRange, PPQ } from '../../../plugin/music/time.ts';
import { roundHalfEven } from './numbers.ts';

/** A time or length in 1/24 of a quarter. */
export type Step = number;

/** Steps of a quarter. */
export const QUARTER: Step = 24;

/** A note; `on` is its place on the grid, without the feel of a player. */
export interface FormNote {
  readonly on: Step;
  readonly length: Step;
  readonly pitch: number;
  readonly velocity: NormalRange;
}

/** A part of the band. `role` is that of the score, e.g. `melody`, `bass`, `chords`, `pad`, `counter`, `drums`. */
export interface FormPart {
  readonly name: string;
  readonly role: string;
  readonly notes: readonly FormNote[];
}

/** A bar line and the length of the bar. */
export interface FormBar {
  readonly start: Step;
  readonly length: Step;
}

/** A piece of one mood. */
export interface Piece {
  readonly mood: string;
  readonly seed: string;
  readonly bpm: number;
  readonly meter: Meter;
  /** Pitch class. */
  readonly tonic: number;
  readonly mode: Mode;
  readonly bars: readonly FormBar[];
  readonly parts: readonly FormPart[];
  readonly chords: readonly { readonly on: Step; readonly length: Step; readonly symbol: string }[];
  readonly phrases: readonly { readonly on: Step; readonly bars: number; readonly slot: number }[];
}

/** Places of a quarter that notes are drawn to: sixteenths and triplets first, the others only where neither is near. */
const NEAR: readonly Step[] = [0, 6, 8, 12, 16, 18, 24];
const ALL: readonly Step[] = [...NEAR, 2, 3, 4, 9, 10, 14, 15, 20, 21, 22];
/** Steps within which a sixteenth or a triplet counts as near. */
const NEAR_ENOUGH: Step = 1.7;

/** The place on the grid of a played time. */
export function snap(time: Step): Step {
  const beat = Math.floor(time / QUARTER);
  const within = time - beat * QUARTER;
  const nearest = (places: readonly Step[]) =>
    places.reduce((best, place) => (Math.abs(place - within) < Math.abs(best - within) ? place : best));
  const near = nearest(NEAR);
  return beat * QUARTER + (Math.abs(near - within) > NEAR_ENOUGH ? nearest(ALL) : near);
}

/** Steps of a bar. */
export function barSteps(meter: Meter): Step {
  return (meterInfo(meter).barTicks * QUARTER) / PPQ;
}

/** Reads what `compose --json` writes, without stingers. The piece is in the key and tempo that it begins in. */
export function pieceOf(json: ScoreData): Piece {
  const step = QUARTER / json.ppq;
  const meterAt = (tick: number) => json.meters.findLast((change) => change.tick <= tick + 10)!.meter;
  const note = ({ tick, durationTicks, pitch, velocity }: ScoreNote): FormNote => ({
    on: snap(tick * step),
    length: Math.max(1, roundHalfEven(durationTicks * step)),
    pitch,
    velocity,
  });
  return {
    mood: json.sections[0]!.mood,
    seed: json.seed,
    bpm: json.tempos[0]!.bpm,
    meter: json.meters[0]!.meter,
    tonic: tonicPitchClass(json.keys[0]!.tonic),
    mode: json.keys[0]!.mode,
    bars: json.bars.map(({ tick }) => ({ start: roundHalfEven(tick * step), length: barSteps(meterAt(tick)) })),
    parts: json.parts
      .filter(({ role }) => role !== 'stinger')
      .map(({ name, role, notes }) => ({ name, role, notes: notes.map(note).sort(inOrder) })),
    chords: json.chords.map(({ tick, durationTicks, symbol }) => ({
      on: roundHalfEven(tick * step),
      length: roundHalfEven(durationTicks * step),
      symbol,
    })),
    phrases: json.phrases.map(({ tick, bars, slot }) => ({ on: roundHalfEven(tick * step), bars, slot })),
  };
}

/** Some bars of a piece as a piece of its own, from step 0. */
export function bars(piece: Piece, first: number, count: number): Piece {
  const kept = piece.bars.slice(first, first + count);
  const from = kept[0]!.start;
  const to = kept.at(-1)!.start + kept.at(-1)!.length;
  const inside = ({ on }: { readonly on: Step }) => on >= from && on < to;
  const moved = <T extends { readonly on: Step }>(item: T): T => ({ ...item, on: item.on - from });
  return {
    ...piece,
    bars: kept.map(({ start, length }) => ({ start: start - from, length })),
    parts: piece.parts.map((part) => ({ ...part, notes: part.notes.filter(inside).map(moved) })),
    chords: piece.chords
      .filter(({ on, length }) => on < to && on + length > from)
      .map((chord) => ({
        ...chord,
        on: Math.max(0, chord.on - from),
        length: Math.min(chord.on + chord.length, to) - Math.max(chord.on, from),
      })),
    phrases: piece.phrases.filter(inside).map(moved),
  };
}

/** Steps of a whole piece. */
export function stepsOf({ bars: all }: Piece): Step {
  return all.reduce((total, { length }) => total + length, 0);
}

/** Steps of a bar, on average. */
export function barLength(piece: Piece): Step {
  return stepsOf(piece) / piece.bars.length;
}

/** Minutes that a piece lasts. */
export function minutesOf(piece: Piece): number {
  return stepsOf(piece) / QUARTER / piece.bpm;
}

/** Index of the bar that a step lies in; the first or last one for steps outside. */
export function barOf({ bars: all }: Piece, step: Step): number {
  const after = all.findIndex(({ start }) => start > step);
  return after === -1 ? all.length - 1 : Math.max(0, after - 1);
}

/** The part with the tune; null where a piece has none. */
export function tunePart({ parts }: Piece): FormPart | null {
  return parts.find(({ role }) => role === 'melody') ?? null;
}

/** The tune, one note at a time. */
export function tuneOf(piece: Piece): readonly FormNote[] {
  return line(tunePart(piece)?.notes ?? [], (a, b) => a.pitch > b.pitch);
}

/** Of notes that begin together the one that is wanted most, in the order of time. */
export function line(notes: readonly FormNote[], isBetter: (a: FormNote, b: FormNote) => boolean): readonly FormNote[] {
  const best = new Map<Step, FormNote>();
  for (const note of notes) {
    const other = best.get(note.on);
    if (other === undefined || isBetter(note, other)) best.set(note.on, note);
  }
  return [...best.values()].sort((a, b) => a.on - b.on);
}

/** Parts with a pitch: all but drums and timpani, which double nothing. */
export function pitchedParts({ parts }: Piece): readonly FormPart[] {
  return parts.filter(({ name, role }) => role !== 'drums' && name !== 'timpani');
}

/** The notes of the tune by bar; `place` is counted from the bar line. */
export function tuneByBar(piece: Piece): readonly (readonly (FormNote & { readonly place: Step })[])[] {
  const found = piece.bars.map((): (FormNote & { readonly place: Step })[] => []);
  for (const note of tuneOf(piece)) {
    const bar = barOf(piece, note.on);
    found[bar]!.push({ ...note, place: note.on - piece.bars[bar]!.start });
  }
  return found;
}

function inOrder(a: FormNote, b: FormNote): number {
  return a.on - b.on || a.length - b.length || a.pitch - b.pitch || a.velocity - b.velocity;
}
