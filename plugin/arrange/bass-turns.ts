/** Turns of a bass figure: each game plays its figures plainly, with an early answer, with a pickup, or with fewer notes. */

import type { MidiPitch } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { EIGHTH, type NormalRange, PPQ, type Ticks } from '../music/time.ts';
import type { BassPattern } from './styles.ts';

/** A note of a bass figure, with its accent: 1 = the part's level. */
export type BassStroke = readonly [pitch: MidiPitch, tick: Ticks, ticks: Ticks, accent: number];

/** The time that a figure fills: a chord within a bar. */
export interface Room {
  readonly from: Ticks;
  readonly to: Ticks;
  /** Start of the bar. */
  readonly bar: Ticks;
}

type Turn = (strokes: readonly BassStroke[], room: Room, seed: string) => readonly BassStroke[];

/** Accent of an added note. */
const LIGHT = 0.76;
/** Probability that a light note at a place of the bar is left out. */
const LEFT_OUT: NormalRange = 0.4;

const TURNS: readonly Turn[] = [(strokes) => strokes, early, pickup, fewer];

/** A figure in the turn that a seed draws for it; without a seed, as it is. */
export function ownTurn(
  strokes: readonly BassStroke[],
  pattern: BassPattern,
  room: Room,
  seed: string | undefined,
): readonly BassStroke[] {
  if (seed === undefined || strokes.length === 0) return strokes;
  const own = `${seed}/bass/${pattern}`;
  return TURNS[random(own).int(TURNS.length)]!(strokes, room, own);
}

/**
 * The answer in the middle comes an eighth early; a single long note is struck again there, and running notes are held over
 * the middle.
 */
function early(strokes: readonly BassStroke[], { from, to }: Room): readonly BassStroke[] {
  const middle = from + (to - from) / 2;
  const [only] = strokes;
  if (strokes.length === 1) {
    const at = Math.floor(middle / EIGHTH) * EIGHTH - EIGHTH;
    return to - from < 3 * PPQ || at <= only![1] ? strokes : parted(only!, at, to);
  }
  const i = strokes.findIndex(([, tick]) => tick >= middle);
  const before = strokes[i - 1];
  if (before === undefined) return strokes;
  if (strokes[i]![1] - before[1] < PPQ) {
    if (strokes.length < 4) return strokes;
    const held: BassStroke = [before[0], before[1], strokes[i]![1] + strokes[i]![2] - before[1], before[3]];
    return [...strokes.slice(0, i - 1), held, ...strokes.slice(i + 1)];
  }
  const [pitch, tick, ticks, accent] = strokes[i]!;
  const cut: BassStroke = [before[0], before[1], Math.min(before[2], tick - EIGHTH - before[1]), before[3]];
  return [...strokes.slice(0, i - 1), cut, [pitch, tick - EIGHTH, ticks + EIGHTH, accent], ...strokes.slice(i + 1)];
}

/** The last note is struck again on the last eighth, or on the last sixteenth. */
function pickup(strokes: readonly BassStroke[], { to }: Room): readonly BassStroke[] {
  const last = strokes.at(-1)!;
  const room = to - last[1];
  if (room < EIGHTH) return strokes;
  return [...strokes.slice(0, -1), ...parted(last, to - (room < PPQ ? EIGHTH / 2 : EIGHTH), to)];
}

/** Light notes at some places of the bar are left out, and the note before lasts. */
function fewer(strokes: readonly BassStroke[], { bar }: Room, seed: string): readonly BassStroke[] {
  const kept: BassStroke[] = [];
  for (const stroke of strokes) {
    const before = kept.at(-1);
    const isLight = stroke[3] < 1 && random(`${seed}/${stroke[1] - bar}`).next() < LEFT_OUT;
    if (before === undefined || !isLight) kept.push(stroke);
    else if (before[1] + before[2] * 1.2 >= stroke[1])
      kept[kept.length - 1] = [before[0], before[1], stroke[1] + stroke[2] - before[1], before[3]];
  }
  return kept;
}

/** A note, and the same one again, as long as it was or up to `to`. */
function parted([pitch, tick, ticks, accent]: BassStroke, at: Ticks, to: Ticks): BassStroke[] {
  return [
    [pitch, tick, Math.min(ticks, at - tick), accent],
    [pitch, at, Math.min(ticks, (to - at) * 0.9), accent * LIGHT],
  ];
}
