/** What can be heard of an arrangement's craft, as numbers: how far chord voices move, whether bass and tune rub, how many parts and notes an intensity lets play. */

import {
  beatStarts,
  isLayerActive,
  isStrongBeat,
  meterInfo,
  modulo,
  type NormalRange,
  type Note,
  PPQ,
  type Score,
  type Ticks,
} from '../../plugin/internal.ts';

/** Feel moves a note from its place by no more than this. */
const FEEL: Ticks = PPQ / 12;

/** Sums over scores that follow one another. */
export interface BandMeasure {
  readonly bars: number;
  /** Semitones that a voice of the pad or of the chords moves from chord to chord, on average. */
  readonly voiceMove: number;
  /** Strong beats on which bass and tune both sound. */
  readonly strongBeats: number;
  /** Of these, how many with the two a semitone apart, octaves not counted. */
  readonly clashes: number;
  /** Parts with notes, and notes a bar, by intensity. */
  readonly layers: readonly { readonly intensity: NormalRange; readonly parts: number; readonly notes: number }[];
}

/** Intensities that layers are counted at. */
export const INTENSITIES: readonly NormalRange[] = [0.2, 0.5, 1];

/** Measures scores in the order they are played. */
export function bandMeasure(scores: readonly Score[]): BandMeasure {
  const bars = scores.reduce((sum, score) => sum + score.bars, 0);
  const moves = ['pad', 'chords'].flatMap((name) => voiceMoves(scores, name));
  const rubs = scores.flatMap(strongPairs);
  return {
    bars,
    voiceMove: moves.reduce((sum, move) => sum + move, 0) / Math.max(1, moves.length),
    strongBeats: rubs.length,
    clashes: rubs.filter((interval) => interval === 1 || interval === 11).length,
    layers: INTENSITIES.map((intensity) => ({ intensity, ...layersAt(scores, intensity, bars) })),
  };
}

/** How far each voice moves between chords of as many voices; chords that stay do not count. */
function voiceMoves(scores: readonly Score[], name: string): number[] {
  const voicings = scores.flatMap((score) => {
    const notes = score.parts.find((part) => part.name === name)?.notes ?? [];
    return score.chords.map(({ tick, durationTicks }) => voicesIn(notes, tick - FEEL, tick + durationTicks - FEEL));
  });
  return voicings.slice(1).flatMap((voicing, i) => {
    const before = voicings[i]!;
    if (voicing.length !== before.length || voicing.every((pitch, voice) => pitch === before[voice])) return [];
    return voicing.map((pitch, voice) => Math.abs(pitch - before[voice]!));
  });
}

function voicesIn(notes: readonly Note[], from: Ticks, to: Ticks): number[] {
  const pitches = notes.filter(({ tick }) => tick >= from && tick < to).map(({ pitch }) => pitch);
  return [...new Set(pitches)].sort((a, b) => a - b);
}

/** Semitones from bass up to tune, 0..11, on every strong beat where both sound. */
function strongPairs(score: Score): number[] {
  const { barTicks } = meterInfo(score.meter);
  const strong = beatStarts(score.meter).filter((tick) => isStrongBeat(score.meter, tick));
  const [tune, bass] = ['melody', 'bass'].map((name) => score.parts.find((part) => part.name === name)?.notes ?? []);
  return Array.from({ length: score.bars }, (_, bar) => strong.map((tick) => bar * barTicks + tick)).flatMap((ticks) =>
    ticks.flatMap((tick) => {
      const over = soundingAt(tune!, tick);
      const under = soundingAt(bass!, tick);
      return over && under ? [modulo(over.pitch - under.pitch, 12)] : [];
    }),
  );
}

/** The note that sounds on a beat: the one that begins there, give or take its feel, else one that lasts over it. */
function soundingAt(notes: readonly Note[], tick: Ticks): Note | undefined {
  return (
    notes.find((note) => Math.abs(note.tick - tick) <= FEEL) ??
    notes.find((note) => note.tick < tick && note.tick + note.durationTicks > tick + FEEL)
  );
}

function layersAt(scores: readonly Score[], intensity: NormalRange, bars: number): { parts: number; notes: number } {
  const heard = scores.flatMap((score) =>
    score.parts.filter((part) => part.notes.length > 0 && isLayerActive(part, intensity)),
  );
  const notes = heard.reduce((sum, part) => sum + part.notes.length, 0);
  return { parts: new Set(heard.map(({ name }) => name)).size, notes: notes / Math.max(1, bars) };
}
