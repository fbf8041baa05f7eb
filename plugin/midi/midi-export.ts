/** Exports played bars as a MIDI file: a track for tempo and meter, and one for each part of each palette. */

import type { Role } from '../music/score.ts';
import { type Meter, meterInfo, type NormalRange, PPQ, type Seconds, type Ticks } from '../music/time.ts';
import type { DeckIndex, TimedBar } from '../output/audio-output.ts';
import type { PaletteDefinition } from '../soundtrack/palette.ts';
import { midiProgram } from './general-midi.ts';
import type { MidiNote } from './midi-channels.ts';
import { type MidiSong, midiFile } from './midi-song.ts';

/** A bar to be exported. All times are on the same clock. */
export interface MidiBar {
  readonly time: Seconds;
  readonly duration: Seconds;
  /** Null for notes outside the bars, such as a stinger. */
  readonly meter: Meter | null;
  /** The mood, for the marker of the bar. Default: no marker. */
  readonly mood?: string;
  /** The palette that plays it. Default `journey`. */
  readonly palette?: string;
  /** The deck, which distinguishes bands that sound together. Default 0. */
  readonly deck?: DeckIndex;
  readonly parts: readonly {
    readonly name: string;
    readonly role: Role;
    readonly notes: readonly {
      readonly pitch: number;
      readonly time: Seconds;
      readonly duration: Seconds;
      readonly velocity: NormalRange;
    }[];
  }[];
}

/** Converts a bar that an output has received. */
export function midiBarOf({ time, duration, parts, palette, deck, origin }: TimedBar): MidiBar {
  return { time, duration, meter: origin.score.meter, mood: origin.mood, parts, palette, deck };
}

/** The notes of one part in one palette, by deck. */
interface PartOfPalette {
  readonly name: string;
  readonly palette: string;
  readonly program: number | null;
  readonly decks: Map<DeckIndex, MidiNote[]>;
}

/**
 * Bars on the clock as the bytes of a MIDI file; bars of crossing moods sound together, the later one sets the tempo.
 * @param own The palettes that the game has defined.
 */
export function barsToMidi(
  bars: readonly MidiBar[],
  own: Readonly<Record<string, PaletteDefinition>> = {},
): Uint8Array {
  const sorted = [...bars].sort((a, b) => a.time - b.time);
  const lines = tempoLines(sorted);
  const tickAt = (time: Seconds): Ticks => {
    let line = lines[0];
    for (const next of lines) if (next.time <= time + 1e-6) line = next;
    return line === undefined ? 0 : Math.max(0, Math.round(line.tick + (time - line.time) * line.perSecond));
  };
  const parts = new Map<string, PartOfPalette>();
  for (const { palette = 'journey', deck = 0, parts: played } of sorted) {
    for (const { name, role, notes } of played) {
      const key = `${name}/${palette}`;
      const part = parts.get(key) ?? {
        name,
        palette,
        program: midiProgram(palette, role, name, own),
        decks: new Map(),
      };
      parts.set(key, part);
      const line = part.decks.get(deck) ?? [];
      part.decks.set(deck, line);
      for (const { pitch, time, duration, velocity } of notes) {
        const tick = tickAt(time);
        line.push({ pitch, tick, durationTicks: tickAt(time + duration) - tick, velocity });
      }
    }
  }
  const all = [...parts.values()];
  // If several bands have a part of one name, their palettes distinguish them.
  const isShared = (part: string) => all.filter(({ name }) => name === part).length > 1;
  return midiFile({
    name: 'phaser-adaptive-music',
    tempos: lines.map(({ tick, quarter }) => ({ tick, quarter })),
    meters: lines.map(({ tick, meter }) => ({ tick, ...meterInfo(meter) })),
    keys: [],
    markers: markersOf(sorted, tickAt),
    tracks: all.map(({ name, palette, program, decks }) => ({
      name: isShared(name) ? `${name} (${palette})` : name,
      lines: [...decks.values()].map((notes) => ({ program, notes })),
    })),
  });
}

/** A marker at each bar line: the mood, with the number of its bar. Of bars that begin together the later one counts. */
function markersOf(sorted: readonly MidiBar[], tickAt: (time: Seconds) => Ticks): MidiSong['markers'] {
  const counts = new Map<string, number>();
  const texts = new Map<Ticks, string>();
  for (const { time, mood } of sorted) {
    if (mood === undefined) continue;
    const number = (counts.get(mood) ?? 0) + 1;
    counts.set(mood, number);
    texts.set(tickAt(time), `${mood} ${number}`);
  }
  return [...texts].map(([tick, text]) => ({ tick, text }));
}

interface TempoLine {
  readonly time: Seconds;
  readonly tick: Ticks;
  readonly perSecond: number;
  /** Millionths of a second. */
  readonly quarter: number;
  readonly meter: Meter;
}

/** Tempo and meter where they change, and where bars begin beside the lines of those before. */
function tempoLines(sorted: readonly MidiBar[]): readonly TempoLine[] {
  const lines: TempoLine[] = [];
  for (const { time, duration, meter } of sorted) {
    if (meter === null) continue;
    const { barTicks } = meterInfo(meter);
    const perSecond = barTicks / duration;
    const before = lines.at(-1);
    const since = before === undefined ? 0 : (time - before.time) * before.perSecond;
    const quarter = Math.round((PPQ / perSecond) * 1e6);
    const onLine = Math.abs(since - Math.round(since / barTicks) * barTicks) < 1;
    if (before !== undefined && before.quarter === quarter && before.meter === meter && onLine) continue;
    const tick = before === undefined ? 0 : Math.round(before.tick + since);
    lines.push({ time, tick, perSecond, quarter, meter });
  }
  return lines;
}
