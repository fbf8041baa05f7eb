/** Related keys share notes: a change between them sounds like one piece that modulates, not like two pieces. */

import { type Mode, modulo, scaleOf, TONICS, type Tonic, tonicPitchClass } from './pitch.ts';

/** A tonic and a mode. */
export interface Key {
  readonly tonic: Tonic;
  readonly mode: Mode;
}

/** How many pitch classes two keys share. */
export function sharedNotes(a: Key, b: Key): number {
  const notes = new Set(pitchClasses(a));
  return pitchClasses(b).filter((pitch) => notes.has(pitch)).length;
}

/** The key of `own`'s mode that shares the most notes with `from`; of equals, `own`'s tonic, then the tonic nearest to it. */
export function relativeKey(from: Key, own: Key): Key {
  const distance = (tonic: Tonic) => {
    const steps = modulo(tonicPitchClass(tonic) - tonicPitchClass(own.tonic), 12);
    return Math.min(steps, 12 - steps);
  };
  const keys = TONICS.map((tonic) => ({ tonic, mode: own.mode }));
  return keys.reduce((best, key) => {
    const more = sharedNotes(from, key) - sharedNotes(from, best);
    return more > 0 || (more === 0 && distance(key.tonic) < distance(best.tonic)) ? key : best;
  }, own);
}

function pitchClasses({ tonic, mode }: Key): readonly number[] {
  return scaleOf(mode).map((step) => (step + tonicPitchClass(tonic)) % 12);
}
