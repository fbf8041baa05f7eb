/** Voicings: which octave each tone of a chord takes. Common tones stay, others move to the nearest, nothing crosses, nothing is muddy. */

import type { MidiPitch, PitchClass } from '../music/pitch.ts';

/** Pitches of a chord, lowest first. */
export type Voicing = readonly MidiPitch[];

/** What a voicing is chosen by. */
export interface VoicingWish {
  /** Absolute pitch classes, root first. */
  readonly tones: readonly PitchClass[];
  /** How many voices, 2..4. */
  readonly voices: number;
  readonly low: MidiPitch;
  readonly high: MidiPitch;
  /** The voicing that sounded before. */
  readonly previous?: Voicing | undefined;
}

/** Below C3 neighbours stand a fifth apart or more; below this they would blur (Rimsky-Korsakov, Principles of Orchestration). */
const CLEAR_ABOVE = 48;
const LOW_GAP = 7;

const COST = {
  /** for each semitone that a voice moves */
  move: 1,
  /** for each semitone beyond a third: leaps in accompaniment draw the ear */
  leap: 1.5,
  /** for each tone of a triad that is left out; root, third, fifth */
  missing: [5, 9, 4],
  /** the same of four tones, of which the fifth is missed least */
  missingOfSeventh: [5, 9, 2, 7],
  /** for a third that sounds twice: it sticks out */
  doubledThird: 3,
  /** for a seventh or a colour as the lowest voice: chords stand on their own tones */
  seventhBelow: 3,
  /** for each semitone that neighbours stand closer than they should in the low */
  mud: 4,
  /** neighbours a second apart rub: fine in sevenths, not sought */
  rub: 1.5,
  /** for each semitone more than an octave between neighbours */
  hole: 3,
  /** for each semitone between the voicing's middle and the middle of its register */
  drift: 0.35,
} as const;

/** The best voicing within a register. If the register holds too few chord tones, the voicing has fewer voices. */
export function voiceChord({ tones, voices, low, high, previous }: VoicingWish): Voicing {
  const pitches: MidiPitch[] = [];
  for (let pitch = low; pitch <= high; pitch++) if (tones.includes(pitch % 12)) pitches.push(pitch);
  const size = Math.min(voices, pitches.length);
  let best: { voicing: Voicing; cost: number } | null = null;
  for (const voicing of choose(pitches, size)) {
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
  if (voicing.filter((pitch) => pitch % 12 === tones[1]).length > 1 && tones.length > 2) cost += COST.doubledThird;
  if (tones[3] !== undefined && voicing[0]! % 12 === tones[3]) cost += COST.seventhBelow;
  for (let i = 1; i < voicing.length; i++) {
    const gap = voicing[i]! - voicing[i - 1]!;
    if (voicing[i - 1]! < CLEAR_ABOVE && gap < LOW_GAP) cost += COST.mud * (LOW_GAP - gap);
    if (gap <= 2) cost += COST.rub;
    if (gap > 12) cost += COST.hole * (gap - 12);
  }
  const centre = voicing.reduce((sum, pitch) => sum + pitch, 0) / voicing.length;
  cost += COST.drift * Math.abs(centre - middle);
  if (previous?.length === voicing.length) {
    voicing.forEach((pitch, i) => {
      const move = Math.abs(pitch - previous[i]!);
      cost += COST.move * move + COST.leap * Math.max(0, move - 4);
    });
  }
  return cost;
}
