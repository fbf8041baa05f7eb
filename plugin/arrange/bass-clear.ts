/**
 * Avoids clashes of bass and melody: where they would be a semitone apart (octaves ignored) on a strong beat, the bass takes
 * another chord tone for that beat. An inverted chord sounds soft; a minor ninth between the outer voices
 * sounds like a wrong note.
 */

import { isStrongBeat } from '../music/metric-weight.ts';
import { type MidiPitch, modulo, type PitchClass } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import type { Ticks } from '../music/time.ts';
import { harmonyAt, nearestPitch, type Setting } from './arrange-context.ts';

/** The bass without clashes. A note sustained over such a beat is struck again on it. */
export function avoidClashes(bass: readonly Note[], setting: Setting): readonly Note[] {
  const spans = strongSpans(setting);
  return bass.flatMap((note) => {
    const end = note.tick + note.durationTicks;
    const pieces: Note[] = [];
    let rest = note;
    for (const span of spans) {
      if (span.to <= rest.tick || span.from >= end) continue;
      const pitch = clashFreePitch(note.pitch, span, setting);
      if (pitch === rest.pitch) continue;
      if (span.from > rest.tick) {
        pieces.push({ ...rest, durationTicks: span.from - rest.tick });
        rest = { ...rest, tick: span.from, durationTicks: end - span.from };
      }
      rest = { ...rest, pitch };
    }
    return [...pieces, rest];
  });
}

/** The time from one strong beat to the next, with the melody's pitch on it. */
interface Span {
  readonly from: Ticks;
  readonly to: Ticks;
  readonly tune: PitchClass | null;
}

function strongSpans({ melody, beats, barTicks, bars, meter, endTick }: Setting): Span[] {
  const strong = beats.map(({ tick }) => tick).filter((tick) => isStrongBeat(meter, tick));
  const starts = Array.from({ length: bars }, (_, bar) => strong.map((tick) => bar * barTicks + tick)).flat();
  return starts.map((from, i) => {
    const over = melody.findLast((note) => note.tick <= from && note.tick + note.durationTicks > from);
    return { from, to: starts[i + 1] ?? endTick, tune: over ? modulo(over.pitch, 12) : null };
  });
}

/** The pitch if it does not clash, else the nearest chord tone that does not. */
function clashFreePitch(pitch: MidiPitch, { from, tune }: Span, setting: Setting): MidiPitch {
  if (tune === null || !isSemitoneClash(pitch, tune)) return pitch;
  const { low, high } = setting.style.bass;
  const others = harmonyAt(setting, from).tones.filter((tone) => !isSemitoneClash(tone, tune));
  const pitches = others.map((tone) => nearestPitch(tone, pitch, low, high));
  return pitches.reduce(
    (best, one) => (Math.abs(one - pitch) < Math.abs(best - pitch) ? one : best),
    pitches[0] ?? pitch,
  );
}

export function isSemitoneClash(pitch: number, tune: PitchClass): boolean {
  const interval = modulo(pitch - tune, 12);
  return interval === 1 || interval === 11;
}
