/** A figure of the chords in a rhythm of games: the rhythm says when, the figure which voices. */

import type { MidiPitch } from '../music/pitch.ts';
import { PPQ, SIXTEENTH, type Ticks } from '../music/time.ts';
import type { BarRhythm } from './bar-rhythms.ts';
import type { Room } from './bass-turns.ts';
import type { ChordPattern } from './styles.ts';

/** A note with its accent: 1 = the part's level. */
type Stroke = readonly [pitch: MidiPitch, tick: Ticks, ticks: Ticks, accent: number];

/** Figures whose rhythm may change. Others hold, ring, or are known by their rhythm. */
export const IN_RHYTHM: readonly ChordPattern[] = [
  ...(['arpeggio', 'alberti', 'block', 'oom-pah', 'offbeat', 'strum', 'ostinato', 'stabs', 'pulse', 'riff'] as const),
];
/** Figures that go through a chord note by note, however often they strike. */
const LINES: readonly ChordPattern[] = ['arpeggio', 'alberti'];

/** Share of its length that a stroke sounds. */
const SOUNDS = 0.94;
/** Accents of strokes where the figure has none. */
const ON_BEAT = 0.94;
const OFF_BEAT = 0.8;

/** The strokes of a figure in the room of a chord, moved to a rhythm. */
export function inChordRhythm(
  figure: readonly Stroke[],
  pattern: ChordPattern,
  { strokes }: BarRhythm,
  { from, to, bar }: Pick<Room, 'from' | 'to' | 'bar'>,
): readonly Stroke[] {
  const chords = together(figure);
  const inside = strokes.filter(({ at }) => bar + at >= from && bar + at < to);
  if (chords.length === 0 || inside.length === 0) return figure;
  const longest = Math.max(...figure.map(([, , ticks]) => ticks));
  return inside.flatMap(({ at, ticks }, i) => {
    const tick = bar + at;
    const until = i + 1 < inside.length ? bar + inside[i + 1]!.at : to;
    const chord = LINES.includes(pattern)
      ? chords[i % chords.length]!
      : (chords.findLast(([first]) => first![1] <= tick) ?? chords[0]!);
    const start = chord[0]![1];
    return chord.map(([pitch, own, , accent]): Stroke => {
      const spread = own - start;
      const beat = start === tick ? accent : at % PPQ === 0 ? ON_BEAT : OFF_BEAT;
      const held = Math.round(Math.min(ticks * SOUNDS, longest, until - tick) - spread);
      return [pitch, tick + spread, Math.max(SIXTEENTH / 2, held), beat];
    });
  });
}

/** Strokes that begin together, or are strummed, in the order in which they begin. */
function together(strokes: readonly Stroke[]): readonly (readonly Stroke[])[] {
  const groups = new Map<number, Stroke[]>();
  for (const stroke of strokes) {
    const place = Math.floor(stroke[1] / SIXTEENTH);
    groups.set(place, [...(groups.get(place) ?? []), stroke]);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}
