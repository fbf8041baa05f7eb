/**
 * Turns of the accompaniment within a phrase, drawn by the game's seed: a chord rings for a bar, comes an eighth early, is
 * suspended before it closes, or the figure stops before a new section.
 */

import { modulo } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { type NormalRange, PPQ, type Ticks } from '../music/time.ts';
import { harmonyAt, type Setting } from './arrange-context.ts';
import { notesWithin } from './harmony-parts.ts';
import type { ChordPattern } from './styles.ts';

/** A note of a figure, with its accent: 1 = the part's level. */
type Stroke = readonly [pitch: number, tick: Ticks, ticks: Ticks, accent: number];

/** Figures that move all the time; others pause by themselves. */
const MOVING: readonly ChordPattern[] = [
  ...(['arpeggio', 'broken', 'alberti', 'block', 'oom-pah', 'offbeat', 'strum', 'pulse', 'stabs', 'riff'] as const),
];
/** Figures of whole chords, which may come early. */
const PUSHED: readonly ChordPattern[] = ['block', 'strum', 'pulse', 'stabs'];
/** Arousal from which chords come early, and below which the figure rings and stops. */
const LIVELY: NormalRange = 0.35;
const DRIVEN: NormalRange = 0.6;
/** How often a bar has each turn. */
const RINGS: NormalRange = 0.3;
const COMES_EARLY: NormalRange = 0.35;
const IS_SUSPENDED: NormalRange = 0.4;
const STOPS: NormalRange = 0.35;

/** Whether the figures of a band stop at the end of a period, to make room for what begins. */
export function stopsAtEnd({ figures, section, phraseIndex, feeling, beats }: Setting): boolean {
  if (figures === undefined || !section?.theme.endsWith("'") || beats.length < 2 || feeling.arousal >= DRIVEN)
    return false;
  return random(`${figures}/stop/${phraseIndex}`).next() < STOPS;
}

/** Where the figures stop: on the last beat. */
export function stopTick({ endTick, barTicks, beats }: Setting): Ticks {
  return endTick - barTicks + beats.at(-1)!.tick;
}

/** Strokes that end at a tick. */
export function cutAt<S extends readonly [number, Ticks, Ticks, number]>(strokes: readonly S[], at: Ticks): S[] {
  return strokes.flatMap((stroke) => {
    const [pitch, tick, ticks, accent] = stroke;
    return tick >= at ? [] : [[pitch, tick, Math.min(ticks, at - tick), accent] as unknown as S];
  });
}

/** The strokes of a figure with its turns; without a form or a seed as they are. */
export function withTurns(strokes: readonly Stroke[], pattern: ChordPattern, setting: Setting): readonly Stroke[] {
  const { figures, section, bars, barTicks, feeling } = setting;
  if (figures === undefined || section === undefined || !MOVING.includes(pattern)) return strokes;
  // Turns are part of a theme, and return with it.
  const chance = (bar: number, turn: string) => random(`${figures}/${turn}/${section.theme}/${bar}`).next();
  let turned = strokes;
  for (let bar = 1; bar < bars; bar++) {
    const from = bar * barTicks;
    const closes = bar === bars - 1;
    const isSecond = bar % 2 === 1;
    if (isSecond && feeling.arousal < DRIVEN && chance(bar, 'ring') < RINGS) turned = ringing(turned, from, setting);
    else if (closes && chance(bar, 'suspension') < IS_SUSPENDED) turned = suspended(turned, from, setting);
    const pushes = PUSHED.includes(pattern) && feeling.arousal >= LIVELY && !closes;
    if (pushes && chance(bar, 'push') < COMES_EARLY) turned = early(turned, from);
  }
  return stopsAtEnd(setting) ? cutAt(turned, stopTick(setting)) : turned;
}

/** Each chord of a bar is struck once and rings to its end. */
function ringing(strokes: readonly Stroke[], from: Ticks, { harmony, barTicks }: Setting): readonly Stroke[] {
  const to = from + barTicks;
  const rung = harmony.flatMap((chord) => {
    const end = Math.min(to, chord.end);
    const own = strokes.filter(([, tick]) => tick >= Math.max(from, chord.tick) && tick < end);
    // Strummed and broken chords are spread over their first beat.
    const first = own.filter(([, tick]) => tick < own[0]![1] + PPQ);
    const voices = new Map([...first].reverse().map((stroke) => [stroke[0], stroke]));
    return [...voices.values()].map(([pitch, tick, , accent]): Stroke => [pitch, tick, end - tick, accent]);
  });
  const others = strokes.filter(([, tick]) => tick < from || tick >= to);
  return [...others, ...rung].sort((a, b) => a[1] - b[1]);
}

/** A fourth in place of the third for the first half of a bar, where melody and mode allow it; it falls to the third after. */
function suspended(strokes: readonly Stroke[], from: Ticks, setting: Setting): readonly Stroke[] {
  const { barTicks, scale } = setting;
  const [root, third] = harmonyAt(setting, from).tones;
  const until = from + barTicks / 2;
  if (root === undefined || third === undefined || !scale.includes((root + 5) % 12)) return strokes;
  const lift = modulo(root + 5 - third, 12);
  const sung = notesWithin(setting, { tick: from, end: until });
  const rubs = sung.some(({ pitch }) => [third, (root + 4) % 12, (root + 6) % 12].includes(modulo(pitch, 12)));
  if (lift > 2 || rubs) return strokes;
  return strokes.flatMap((stroke): Stroke[] => {
    const [pitch, tick, ticks, accent] = stroke;
    if (tick < from || tick >= until || modulo(pitch, 12) !== third) return [stroke];
    const up: Stroke = [pitch + lift, tick, Math.min(ticks, until - tick), accent];
    const end = tick + ticks;
    return end - until < PPQ / 2 ? [up] : [up, [pitch, until, end - until, accent * 0.85]];
  });
}

/** The chord of a bar line an eighth before it; what sounds there gives way. */
function early(strokes: readonly Stroke[], line: Ticks): readonly Stroke[] {
  const at = line - PPQ / 2;
  const isOnLine = ([, tick]: Stroke) => tick >= line && tick < line + PPQ / 4;
  if (!strokes.some(isOnLine)) return strokes;
  return strokes.flatMap((stroke): Stroke[] => {
    const [pitch, tick, ticks, accent] = stroke;
    if (isOnLine(stroke)) return [[pitch, tick - PPQ / 2, ticks + PPQ / 2, accent]];
    if (tick >= at && tick < line) return [];
    return [tick < at && tick + ticks > at ? [pitch, tick, at - tick, accent] : stroke];
  });
}
