/** Chord voicings: the octave of each chord tone. Common tones stay, others move to the nearest, voices do not cross, and low voices are widely spaced. */

import type { MidiPitch, PitchClass } from '../music/pitch.ts';

/** Pitches of a chord, lowest first. */
export type Voicing = readonly MidiPitch[];

/** Input of a voicing. */
export interface VoicingOptions {
  /** Absolute pitch classes, root first. */
  readonly tones: readonly PitchClass[];
  /** Number of voices, 2..4. */
  readonly voices: number;
  readonly low: MidiPitch;
  readonly high: MidiPitch;
  /** The voicing before, for voice leading. */
  readonly previous?: Voicing | undefined;
}

/** Below C3, adjacent voices are at least a fifth apart; closer ones sound muddy (Rimsky-Korsakov, Principles of Orchestration). */
export const CLEAR_ABOVE = 48;
const LOW_GAP = 7;

const COST = {
  /** per semitone that a voice moves */
  move: 1,
  /** per semitone beyond a third: leaps in the accompaniment attract attention */
  leap: 1.5,
  /** per omitted tone of a triad: root, third, fifth */
  missing: [5, 9, 4],
  /** per omitted tone of a four-tone chord; the fifth matters least, and without its root it is another chord */
  missingOfSeventh: [9, 9, 2, 7],
  /** per doubled third, which stands out */
  doubledThird: 3,
  /** per doubled fifth of a triad, which may be heard as the root */
  doubledFifth: 3,
  /** for a seventh or a color tone as the lowest voice */
  seventhBelow: 3,
  /** for another tone than the root below in a chord without a third: an inverted sus2 is heard as a sus4 */
  invertedSuspension: 16,
  /** per semitone by which low voices are too close */
  mud: 6,
  /** per pair of voices a second apart: acceptable in sevenths, not preferred */
  rub: 1.5,
  /** per semitone beyond an octave between adjacent voices */
  hole: 3,
  /** per semitone between the voicing's center and its register's center */
  drift: 0.35,
} as const;

/** The best voicing within a register. If the register holds too few chord tones, the voicing has fewer voices. */
export function voiceChord({ tones, voices, low, high, previous }: VoicingOptions): Voicing {
  const pitches: MidiPitch[] = [];
  for (let pitch = low; pitch <= high; pitch++) if (tones.includes(pitch % 12)) pitches.push(pitch);
  const size = Math.min(voices, pitches.length);
  let best: { voicing: Voicing; cost: number } | null = null;
  // Where a register holds no other tones, voices would stand close and low, or double what it has: one may be left out.
  const isCrowded = size > 2 && size === pitches.length && (low < CLEAR_ABOVE || size > tones.length);
  for (const voicing of [...choose(pitches, size), ...(isCrowded ? choose(pitches, size - 1) : [])]) {
    const cost = costOf(voicing, tones, (low + high) / 2, previous);
    if (!best || cost < best.cost) best = { voicing, cost };
  }
  return best?.voicing ?? [];
}

function choose(pitches: readonly MidiPitch[], size: number, from = 0): MidiPitch[][] {
  if (size === 0) return [[]];
  const sets: MidiPitch[][] = [];
  for (let i = from; i <= pitches.length - size; i++) {
    for (const rest of choose(pitches, size - 1, i + 1)) sets.push([pitches[i]!, ...rest]);
  }
  return sets;
}

function costOf(voicing: Voicing, tones: readonly PitchClass[], middle: number, previous?: Voicing): number {
  let cost = 0;
  const present = new Set(voicing.map((pitch) => pitch % 12));
  tones.forEach((tone, i) => {
    if (!present.has(tone)) cost += (tones.length > 3 ? COST.missingOfSeventh : COST.missing)[i] ?? 0;
  });
  if (isDoubled(tones[1], voicing) && tones.length > 2) cost += COST.doubledThird;
  if (isDoubled(tones[2], voicing) && tones.length === 3) cost += COST.doubledFifth;
  if (tones[3] !== undefined && voicing[0]! % 12 === tones[3]) cost += COST.seventhBelow;
  if (tones.length === 3 && !hasThird(tones) && voicing[0]! % 12 !== tones[0]) cost += COST.invertedSuspension;
  for (let i = 1; i < voicing.length; i++) {
    const gap = voicing[i]! - voicing[i - 1]!;
    if (voicing[i - 1]! < CLEAR_ABOVE && gap < LOW_GAP) cost += COST.mud * (LOW_GAP - gap);
    if (gap <= 2) cost += COST.rub;
    if (gap > 12) cost += COST.hole * (gap - 12);
  }
  const center = voicing.reduce((sum, pitch) => sum + pitch, 0) / voicing.length;
  cost += COST.drift * Math.abs(center - middle);
  if (previous !== undefined && previous.length > 0) {
    const nearest = (pitch: MidiPitch) => Math.min(...previous.map((from) => Math.abs(pitch - from)));
    voicing.forEach((pitch, i) => {
      const move = previous.length === voicing.length ? Math.abs(pitch - previous[i]!) : nearest(pitch);
      cost += COST.move * move + COST.leap * Math.max(0, move - 4);
    });
  }
  return cost;
}

function isDoubled(tone: PitchClass | undefined, voicing: Voicing): boolean {
  return voicing.filter((pitch) => pitch % 12 === tone).length > 1;
}

/** Whether the second tone of a chord is a third above its root. */
function hasThird([root, middle]: readonly PitchClass[]): boolean {
  const interval = (middle! - root! + 12) % 12;
  return interval === 3 || interval === 4;
}
