/** Small MIDI files of our own for moods with a score. */

import { pieceTable } from '../../plugin/piece/pieces.ts';
import type { PieceTable } from '../../plugin/soundtrack/piece.ts';
import { type Bytes, meta, meter, type Placed, played, smf, tempo, trackName } from './smf.ts';

/** Quarter notes of a tune in D minor, eight bars of 4/4: pitch and quarters; 0 is a rest. */
const TUNE: readonly (readonly [pitch: number, quarters: number])[] = [
  ...([
    [74, 1],
    [77, 1],
    [76, 0.5],
    [74, 0.5],
    [73, 1],
  ] as const),
  ...([
    [74, 2],
    [69, 1],
    [0, 1],
  ] as const),
  ...([
    [70, 1],
    [74, 1],
    [72, 0.5],
    [70, 0.5],
    [69, 1],
  ] as const),
  ...([
    [69, 3],
    [0, 1],
  ] as const),
  ...([
    [74, 1],
    [77, 1],
    [81, 1],
    [79, 1],
  ] as const),
  ...([
    [77, 1.5],
    [76, 0.5],
    [74, 2],
  ] as const),
  ...([
    [76, 1],
    [74, 0.5],
    [73, 0.5],
    [74, 1],
    [76, 1],
  ] as const),
  ...([
    [74, 3],
    [0, 1],
  ] as const),
];
const CHORDS = [
  [62, 65, 69],
  [62, 65, 69],
  [58, 62, 65],
  [57, 61, 64],
  [62, 65, 69],
  [62, 65, 69],
  [57, 61, 64],
  [62, 65, 69],
];
const BASS = [38, 38, 34, 33, 38, 38, 33, 38];

/** A note of a file: ticks of 480 a quarter. */
export const TAVERN_NOTES: readonly Placed[] = TUNE.flatMap(([pitch, quarters], i) => {
  const tick = TUNE.slice(0, i).reduce((sum, [, length]) => sum + 480 * length, 0);
  return pitch === 0 ? [] : [{ pitch, tick, length: 480 * quarters, channel: 0 }];
});
const chords = CHORDS.flatMap((pitches, bar) =>
  [0, 960].flatMap((at) => pitches.map((pitch) => ({ pitch, tick: 1920 * bar + at, length: 900, channel: 1 }))),
);
const bass = BASS.flatMap((pitch, bar) =>
  [0, 960].map((at) => ({ pitch, tick: 1920 * bar + at, length: 480, channel: 2 })),
);
const drums = Array.from({ length: 32 }, (_, beat) => ({
  pitch: beat % 2 === 0 ? 36 : 38,
  tick: 480 * beat,
  length: 60,
  channel: 9,
}));
const program = (channel: number, number: number): Bytes => [0, 0xc0 | channel, number];

/** Options of {@link tavern}. */
export interface TavernOptions {
  readonly hasDrums?: boolean;
  /** Ticks by which all notes are later, as behind empty bars. */
  readonly late?: number;
  /** Events of the first track in place of 4/4 at 120. */
  readonly head?: Bytes;
}

/** Eight bars of 4/4 in D minor at 96: melody, chords, bass and drums. */
export function tavern({ hasDrums = true, late = 0, head }: TavernOptions = {}): Uint8Array {
  const at = (notes: readonly Placed[]) => played(notes.map((note) => ({ ...note, tick: note.tick + late })));
  return smf([
    head ?? [...meter(0, 4, 2), ...tempo(0, 625_000)],
    [...trackName('Flute'), ...program(0, 73), ...at(TAVERN_NOTES)],
    [...trackName('Lute'), ...program(1, 24), ...at(chords)],
    [...trackName('Bass'), ...program(2, 32), ...at(bass)],
    ...(hasDrums ? [at(drums)] : []),
  ]);
}

/** A marker text at a tick. */
export const marker = (delta: number, text: string): Bytes =>
  meta(delta, 0x06, ...[...text].map((letter) => letter.charCodeAt(0)));

/** Files by key, loaded. */
export function scoresOf(
  files: Readonly<Record<string, unknown>>,
  warn: (text: string) => void = () => {},
): PieceTable {
  return pieceTable((key) => files[key], warn);
}
