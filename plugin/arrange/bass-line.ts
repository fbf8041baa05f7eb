/**
 * Which tone of each chord the bass stands on: the root mostly, the third where the line then moves by step or would
 * otherwise run in octaves or fifths with the tune. In game music 68 to 79 % of new chords stand on their root.
 */

import { type MidiPitch, modulo, type PitchClass } from '../music/pitch.ts';
import type { Ticks } from '../music/time.ts';
import type { Harmony, Setting } from './arrange-context.ts';

/** A stretch of one chord in one bar. */
export interface BassPlace {
  readonly chord: Harmony;
  readonly from: Ticks;
  /** Whether it begins or closes the phrase, where the root is wanted. */
  readonly closes: boolean;
}

/** Costs of a choice; the least sum over the phrase wins. */
const COST = {
  /** A chord on its third. */
  third: 0.5,
  /** On its third where it begins or closes a phrase. */
  thirdAtEnds: 20,
  /** A semitone of distance from the tone before, past a fourth. */
  leap: 0.22,
  /** A move by step costs less than none. */
  step: -0.7,
  /** The line stays on its tone though the chord is another. */
  stays: 0.3,
  /** Octaves or fifths in a row with the tune. */
  parallel: 4,
  /** The tune has the third too. */
  doubled: 0.8,
  /** A semitone outside the middle of the register. */
  edge: 0.06,
} as const;

interface Path {
  readonly cost: number;
  readonly line: readonly MidiPitch[];
}

/** The tones, one for each place; `previous` is the pitch that the line comes from. */
export function bassLine(places: readonly BassPlace[], setting: Setting, previous: MidiPitch): readonly MidiPitch[] {
  const { low, high } = setting.style.bass;
  const middle = (low + high) / 2;
  let paths: readonly Path[] = [{ cost: 0, line: [previous] }];
  places.forEach((place, i) => {
    const before = places[i - 1];
    const same = before?.chord === place.chord;
    const tune = tuneAt(setting, place.from);
    const tuneBefore = before ? tuneBeforeTick(setting, place.from) : null;
    paths = candidates(place, low, high).map(({ pitch, third }): Path => {
      const own =
        (third ? (place.closes ? COST.thirdAtEnds : COST.third) : 0) +
        (third && tune !== null && modulo(tune - pitch, 12) === 0 ? COST.doubled : 0) +
        COST.edge * Math.abs(pitch - middle);
      const reached = paths.map(({ cost, line }) => {
        const at = line.at(-1)!;
        return cost + move(at, pitch, same) + (parallel(at, pitch, tuneBefore, tune) ? COST.parallel : 0);
      });
      const best = reached.indexOf(Math.min(...reached));
      return { cost: reached[best]! + own, line: [...paths[best]!.line, pitch] };
    });
  });
  return paths.reduce((best, path) => (path.cost < best.cost ? path : best)).line.slice(1);
}

/** The pitches that a chord may stand on: its root and, where it is a plain third, its third. */
function candidates({ chord }: BassPlace, low: MidiPitch, high: MidiPitch): { pitch: MidiPitch; third: boolean }[] {
  const [root, middle] = chord.tones as [PitchClass, PitchClass | undefined];
  const interval = middle === undefined ? 0 : modulo(middle - root, 12);
  const found: { pitch: MidiPitch; third: boolean }[] = [];
  for (let pitch = low; pitch <= high; pitch++) {
    const tone = modulo(pitch, 12);
    if (tone === root) found.push({ pitch, third: false });
    else if (tone === middle && (interval === 3 || interval === 4)) found.push({ pitch, third: true });
  }
  return found;
}

function move(from: MidiPitch, to: MidiPitch, same: boolean): number {
  const distance = Math.abs(to - from);
  if (distance === 0) return same ? 0 : COST.stays;
  // An octave is a leap that a bass likes.
  return (distance <= 2 ? COST.step : 0) + COST.leap * Math.max(0, (distance === 12 ? 6 : distance) - 5);
}

/** The pitch of the tune that sounds at a tick. */
export function tuneAt({ melody }: Setting, tick: Ticks): MidiPitch | null {
  return melody.findLast((note) => note.tick <= tick && note.tick + note.durationTicks > tick)?.pitch ?? null;
}

/** The pitch of the tune's last note that begins before a tick. */
export function tuneBeforeTick({ melody }: Setting, tick: Ticks): MidiPitch | null {
  return melody.findLast((note) => note.tick < tick)?.pitch ?? null;
}

/** Whether bass and tune move the same way from an octave or fifth into another of the same kind. */
export function parallel(
  from: MidiPitch,
  to: MidiPitch,
  tuneFrom: MidiPitch | null,
  tuneTo: MidiPitch | null,
): boolean {
  if (tuneFrom === null || tuneTo === null || from === to || tuneFrom === tuneTo) return false;
  if (Math.sign(to - from) !== Math.sign(tuneTo - tuneFrom)) return false;
  const before = modulo(tuneFrom - from, 12);
  return before === modulo(tuneTo - to, 12) && (before === 0 || before === 7);
}
