/**
 * Keeps a band from falling silent: a lineup may rest the pad in a phrase whose melody pauses. At intensities at which nobody
 * else is heard, the pad then plays in the silent bars after all. A long bass note counts while a plucked one rings.
 */

import type { Note, Part } from '../music/score.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import { TOP } from './styles.ts';

/** The bars of a phrase. */
export interface Bars {
  readonly barTicks: Ticks;
  readonly endTick: Ticks;
  /** Longest silence between notes; the last notes of a phrase ring on about as long. */
  readonly longestSilence: Ticks;
  /** How long a bass note is heard at most: half of the palettes pluck it. */
  readonly bassRings: Ticks;
}

/** How long a plucked bass rings, in seconds. */
const BASS_RINGS = 1.5;

/** What of {@link Bars} is a matter of tempo. */
export function silenceAt(bpm: number): Pick<Bars, 'longestSilence' | 'bassRings'> {
  return { longestSilence: longestSilenceAt(bpm), bassRings: BASS_RINGS * (bpm / 60) * PPQ };
}

/** The longest silence of a band at a tempo, in ticks: a beat, or a second where that is longer. */
export function longestSilenceAt(bpm: number): Ticks {
  return Math.max(PPQ, (bpm / 60) * PPQ);
}

/**
 * Parts with the pad's notes in bars that would be silent, one for each range of intensity with its own silent bars.
 * `played` are the other parts of the phrase.
 */
export function padAlone(pad: Part, played: readonly Part[], bars: Bars): Part[] {
  const bounds = [...new Set([0, ...played.flatMap(({ layer }) => [layer.from, layer.to])])]
    .filter((bound) => bound < 1)
    .sort((a, b) => a - b);
  const parts: Part[] = [];
  bounds.forEach((from, i) => {
    const sounding = played
      .filter(({ layer }) => layer.from <= from && from < layer.to)
      .flatMap((part) => heard(part, bars));
    const silent = silentBars(sounding, bars);
    const notes = pad.notes.filter(({ tick }) => silent.has(barOf(tick, bars)));
    if (notes.length === 0) return;
    const layer = { from, to: bounds[i + 1] ?? TOP };
    const last = parts.at(-1);
    if (last && last.layer.to === from && sameTicks(last.notes, notes))
      parts[parts.length - 1] = { ...last, layer: { from: last.layer.from, to: layer.to } };
    else
      parts.push({
        ...pad,
        name: `${pad.name}-alone${parts.length === 0 ? '' : `-${parts.length + 1}`}`,
        layer,
        notes,
      });
  });
  return parts;
}

/** The notes of a part as long as they are heard with any palette. */
function heard({ role, notes }: Part, { bassRings }: Bars): readonly Note[] {
  if (role !== 'bass') return notes;
  return notes.map((note) => ({ ...note, durationTicks: Math.min(note.durationTicks, bassRings) }));
}

/** The bars that touch a silence longer than {@link Bars.longestSilence}. */
function silentBars(notes: readonly Note[], { barTicks, endTick, longestSilence }: Bars): ReadonlySet<number> {
  const silent = new Set<number>();
  let end = 0;
  const inOrder = [...notes].sort((a, b) => a.tick - b.tick);
  for (const { tick, durationTicks } of [...inOrder, { tick: endTick, durationTicks: 0 }]) {
    if (tick - end > longestSilence)
      for (let bar = Math.floor(end / barTicks); bar * barTicks < Math.min(tick, endTick); bar++) silent.add(bar);
    end = Math.max(end, tick + durationTicks);
  }
  return silent;
}

/** Feel may move a note before its bar line. */
function barOf(tick: Ticks, { barTicks }: Bars): number {
  return Math.max(0, Math.floor((tick + PPQ / 8) / barTicks));
}

function sameTicks(a: readonly Note[], b: readonly Note[]): boolean {
  return a.length === b.length && a.every(({ tick, pitch }, i) => tick === b[i]!.tick && pitch === b[i]!.pitch);
}
