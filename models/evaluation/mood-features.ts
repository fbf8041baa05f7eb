/**
 * Features that distinguish moods by their notes alone: a score as numbers, without tempo, meter, key and instruments. Pitches
 * count from the tonic, time is in quarter notes, and drums are ignored, because their notes are instruments.
 */

import {
  isLayerActive,
  meterInfo,
  modulo,
  type NormalRange,
  type Note,
  PPQ,
  type Role,
  type Score,
  tonicPitchClass,
} from '../../plugin/internal.ts';
import { meanOrZero } from './interval.ts';

/** The roles that are read. */
const ROLES = ['melody', 'counter', 'chords', 'bass', 'pad'] as const satisfies readonly Role[];

/** A score's features by name, in a fixed order; all finite, none in seconds. */
export type Features = Readonly<Record<string, number>>;

/** The features of consecutive scores, from the parts that play at an intensity. */
export function moodFeatures(scores: readonly Score[], intensity: NormalRange): Features {
  const quarters = scores.reduce((sum, { bars, meter }) => sum + (bars * meterInfo(meter).barTicks) / PPQ, 0);
  const parts = new Map(ROLES.map((role) => [role, heard(scores, role, intensity)]));
  const all = [...parts.values()].flat();
  const features: Record<string, number> = {};
  const put = (name: string, value: number) => {
    features[name] = Number.isFinite(value) ? value : 0;
  };
  pitchClasses(parts.get('melody')!).forEach((share, pc) => void put(`melody pc ${pc}`, share));
  pitchClasses(all).forEach((share, pc) => void put(`band pc ${pc}`, share));
  for (const [role, notes] of parts) {
    const pitches = notes.map(({ pitch }) => pitch);
    put(`${role} notes a quarter`, notes.length / quarters);
    put(`${role} height`, meanOrZero(pitches));
    put(`${role} length`, Math.log2(Math.max(0.1, meanOrZero(notes.map(({ durationTicks }) => durationTicks / PPQ)))));
    put(`${role} off the quarter`, meanOrZero(notes.map(({ tick }) => (isOnQuarter(tick) ? 0 : 1))));
  }
  const tune = parts.get('melody')!;
  const moves = tune.slice(1).map((note, i) => Math.abs(note.pitch - tune[i]!.pitch));
  put('melody move', meanOrZero(moves));
  put('melody steps', meanOrZero(moves.map((move) => (move === 1 || move === 2 ? 1 : 0))));
  put('melody repeats', meanOrZero(moves.map((move) => (move === 0 ? 1 : 0))));
  put('melody silence', 1 - tune.reduce((sum, { durationTicks }) => sum + durationTicks / PPQ, 0) / quarters);
  return features;
}

interface Read extends Note {
  readonly fromTonic: number;
}

/** The notes of a role in order; humanizing and articulation are small and stay. */
function heard(scores: readonly Score[], role: Role, intensity: NormalRange): Read[] {
  let start = 0;
  return scores.flatMap((score) => {
    const from = start;
    start += score.bars * meterInfo(score.meter).barTicks;
    const tonic = tonicPitchClass(score.tonic);
    return score.parts
      .filter((part) => part.role === role && isLayerActive(part, intensity))
      .flatMap(({ notes }) => notes)
      .map((note) => ({ ...note, tick: note.tick + from, fromTonic: modulo(note.pitch - tonic, 12) }));
  });
}

/** Share of sounding time of the twelve pitch classes above the tonic. */
function pitchClasses(notes: readonly Read[]): number[] {
  const shares = new Array<number>(12).fill(0);
  let total = 0;
  for (const { fromTonic, durationTicks } of notes) {
    shares[fromTonic]! += durationTicks;
    total += durationTicks;
  }
  return shares.map((share) => share / Math.max(1, total));
}

/** Largest shift of a humanized note, in ticks. */
const FEEL = PPQ / 16;

function isOnQuarter(tick: number): boolean {
  const off = tick % PPQ;
  return off < FEEL || off > PPQ - FEEL;
}
