/** Chords that are known of a MIDI file, on the clock of a record that was made of a part of it. */

import type { Heard } from './line.ts';

/** A chord symbol from a time on. */
export type TimedSymbol = readonly [time: number, symbol: string];

/**
 * Chords on a record's clock. Silences that the record shortens hold no change of chord.
 * @param chords by time on the clock of `line`, in order.
 * @param line the notes that the record was made of.
 * @param arrays the record's notes and rests.
 * @param until chords from this time on belong to the next record.
 */
export function chordsOnRecord(
  chords: readonly TimedSymbol[],
  line: readonly Heard[],
  arrays: { readonly p: readonly number[]; readonly d: readonly number[] },
  until: number,
): TimedSymbol[] {
  const starts: number[] = [];
  let reached = 0;
  arrays.p.forEach((pitch, i) => {
    if (pitch > 0) starts.push(reached);
    reached += arrays.d[i]!;
  });
  const placed: [number, string][] = [];
  let note = 0;
  for (const [time, symbol] of chords) {
    if (time >= until) break;
    while (note + 1 < line.length && line[note + 1]!.onset <= time) note++;
    const next = starts[note + 1] ?? Number.POSITIVE_INFINITY;
    const at = Math.max(0, Math.min(next, starts[note]! + time - line[note]!.onset));
    // Of chords that come to stand at one time the last sounds on.
    if (placed.at(-1)?.[0] === at) placed.pop();
    if (placed.at(-1)?.[1] !== symbol) placed.push([at, symbol]);
  }
  return placed;
}
