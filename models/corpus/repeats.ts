/**
 * Pieces that were read twice: from a MIDI file and from records that were made of it before. Of such a piece only lines that
 * differ are kept, in the order that the list of sources states.
 */

import { heldAtFirst } from './first-split.ts';
import type { Tune } from './record.ts';
import type { SourceReader } from './source.ts';
import { sourceNamed } from './sources.ts';
import { pieceKey, shinglesOf } from './split.ts';

/** A line repeats others when they hold this share of its runs of notes. */
const REPEATS = 0.5;

/** Why a line is left out, by its place among the tunes. */
export type Repeats = ReadonlyMap<number, string>;

/** Finds the lines that repeat what else was read of their piece. */
export function repeatsAmong(tunes: readonly Tune[]): Repeats {
  const pieces = new Map<string, number[]>();
  tunes.forEach((tune, i) => {
    const reader = sourceNamed(tune.source)?.reader;
    if (reader !== 'MIDI first' && reader !== 'records first') return;
    const key = pieceKey(tune);
    pieces.set(key, [...(pieces.get(key) ?? []), i]);
  });
  const repeats = new Map<number, string>();
  for (const [piece, lines] of pieces) {
    const { source } = tunes[lines[0]!]!;
    const isMidi = (i: number) => /#midi(@\d+)?$/.test(tunes[i]!.id);
    const [midi, records] = [lines.filter(isMidi), lines.filter((i) => !isMidi(i))];
    if (midi.length === 0 || records.length === 0) continue;
    if (heldAtFirst(piece, source)) {
      for (const i of midi) repeats.set(i, 'of a piece that is held out as it was first read');
      continue;
    }
    const [first, second] = order(sourceNamed(source)!.reader, midi, records);
    const heard = new Set(first.flatMap((i) => [...shinglesOf(tunes[i]!)]));
    for (const i of second)
      if (repeated(tunes[i]!, heard)) repeats.set(i, 'repeats what another file of its piece gives');
  }
  return repeats;
}

function order(reader: SourceReader, midi: number[], records: number[]): [number[], number[]] {
  return reader === 'MIDI first' ? [midi, records] : [records, midi];
}

/** Of a line too short for a run nothing shows that it is another. */
function repeated(tune: Tune, heard: ReadonlySet<number>): boolean {
  const own = [...shinglesOf(tune)];
  return own.filter((shingle) => heard.has(shingle)).length >= REPEATS * own.length;
}
