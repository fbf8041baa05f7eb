/** Measures arrangements: voice leading, clashes of bass and melody, and parts and notes per intensity. */

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

/** Largest shift of a humanized note, in ticks. */
const FEEL: Ticks = PPQ / 12;

/** Sums over consecutive scores. */
export interface BandMeasure {
  readonly bars: number;
  /** Mean movement of a voice of pad or chords between chords, in semitones. */
  readonly voiceMove: number;
  /** Number of strong beats with both bass and melody. */
  readonly strongBeats: number;
  /** Number of those on which the two are a semitone apart, octaves ignored. */
  readonly clashes: number;
  /** Parts that play in a phrase on average, and notes per bar, by intensity. Variants of one part, such as light and full drums, count once. */
  readonly layers: readonly { readonly intensity: NormalRange; readonly parts: number; readonly notes: number }[];
}

/** Intensities at which layers are counted. */
export const INTENSITIES: readonly NormalRange[] = [0.2, 0.5, 1];

/** Measures scores in playing order. */
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

/** Movement of each voice between chords with equally many voices; unchanged chords are skipped. */
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

/** Semitones from bass up to melody, 0..11, on every strong beat with both. */
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

/** The note on a beat: the one that starts there, allowing for humanizing, else one sustained over it. */
function soundingAt(notes: readonly Note[], tick: Ticks): Note | undefined {
  return (
    notes.find((note) => Math.abs(note.tick - tick) <= FEEL) ??
    notes.find((note) => note.tick < tick && note.tick + note.durationTicks > tick + FEEL)
  );
}

function layersAt(scores: readonly Score[], intensity: NormalRange, bars: number): { parts: number; notes: number } {
  let parts = 0;
  let notes = 0;
  for (const score of scores) {
    const heard = score.parts.filter((part) => part.notes.length > 0 && isLayerActive(part, intensity));
    parts += new Set(heard.map(({ name }) => name.split('-')[0])).size;
    for (const part of heard) notes += part.notes.length;
  }
  return { parts: parts / Math.max(1, scores.length), notes: notes / Math.max(1, bars) };
}
