/** What was played, as a Standard MIDI File (format 1): a track for tempo and meter, and one for each part of the band. */

import type { Role } from '../music/score.ts';
import { type Meter, meterInfo, type NormalRange, PPQ, type Seconds, type Ticks } from '../music/time.ts';
import type { TimedBar } from './stage.ts';

/** A bar to be written down; its times are on any one clock. */
export interface MidiBar {
  readonly time: Seconds;
  readonly duration: Seconds;
  /** Null for what has no bar lines of its own, such as a stinger. */
  readonly meter: Meter | null;
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

/** A bar as a stage got it, to be written down. */
export function midiBarOf({ time, duration, parts, origin }: TimedBar): MidiBar {
  return { time, duration, meter: origin.score.meter, parts };
}

/** General MIDI programs that stand for the roles in players that have no palette of ours. */
const PROGRAMS: Readonly<Record<Role, number>> = {
  melody: 73,
  counter: 71,
  chords: 46,
  bass: 43,
  pad: 48,
  drums: 0,
  stinger: 56,
};
const DRUM_CHANNEL = 9;
/** Timpani are drums in the band and a tuned instrument in a MIDI file. */
const TIMPANI = { name: 'timpani', program: 47 } as const;

interface Message {
  readonly tick: Ticks;
  /** Of messages at one tick, what ends comes before what begins. */
  readonly order: number;
  readonly bytes: readonly number[];
}

/** Bars on the clock as the bytes of a MIDI file; bars of crossing moods sound together, the later one sets the tempo. */
export function barsToMidi(bars: readonly MidiBar[]): Uint8Array {
  const sorted = [...bars].sort((a, b) => a.time - b.time);
  const lines = tempoLines(sorted);
  const tickAt = (time: Seconds): Ticks => {
    let line = lines[0];
    for (const next of lines) if (next.time <= time + 1e-6) line = next;
    return line === undefined ? 0 : Math.max(0, Math.round(line.tick + (time - line.time) * line.perSecond));
  };
  const parts = new Map<string, { role: Role; messages: Message[] }>();
  for (const bar of sorted) {
    for (const { name, role, notes } of bar.parts) {
      const part = parts.get(name) ?? { role, messages: [] };
      parts.set(name, part);
      const channel = channelOf(name, role, [...parts.keys()].indexOf(name));
      for (const { pitch, time, duration, velocity } of notes) {
        const from = tickAt(time);
        const to = Math.max(from + 1, tickAt(time + duration));
        const loud = Math.min(127, Math.max(1, Math.round(velocity * 127)));
        part.messages.push({ tick: from, order: 1, bytes: [0x90 | channel, pitch & 0x7f, loud] });
        part.messages.push({ tick: to, order: 0, bytes: [0x80 | channel, pitch & 0x7f, 0] });
      }
    }
  }
  const conductor = track(
    'phaser-adaptive-music',
    lines.flatMap(({ tick, messages }) => messages.map((bytes) => ({ tick, order: 0, bytes }))),
  );
  const band = [...parts].map(([name, { role, messages }], i) => {
    const instrument = name === TIMPANI.name ? TIMPANI.program : PROGRAMS[role];
    const program = { tick: 0, order: -1, bytes: [0xc0 | channelOf(name, role, i), instrument] };
    return track(name, [program, ...messages]);
  });
  const head = [0x4d, 0x54, 0x68, 0x64, ...uint32(6), 0, 1, ...uint16(1 + band.length), ...uint16(PPQ)];
  return Uint8Array.from([head, conductor, ...band].flat());
}

interface TempoLine {
  readonly time: Seconds;
  readonly tick: Ticks;
  readonly perSecond: number;
  readonly micros: number;
  readonly meter: Meter;
  readonly messages: readonly (readonly number[])[];
}

/** Tempo and meter where they change, and where bars begin beside the lines of those before. */
function tempoLines(sorted: readonly MidiBar[]): readonly TempoLine[] {
  const lines: TempoLine[] = [];
  for (const { time, duration, meter } of sorted) {
    if (meter === null) continue;
    const { barTicks, numerator, denominator } = meterInfo(meter);
    const perSecond = barTicks / duration;
    const before = lines.at(-1);
    const since = before === undefined ? 0 : (time - before.time) * before.perSecond;
    const micros = Math.round((PPQ / perSecond) * 1e6);
    const onLine = Math.abs(since - Math.round(since / barTicks) * barTicks) < 1;
    if (before !== undefined && before.micros === micros && before.meter === meter && onLine) continue;
    const tick = before === undefined ? 0 : Math.round(before.tick + since);
    const tempo = [0xff, 0x51, 3, (micros >> 16) & 0xff, (micros >> 8) & 0xff, micros & 0xff];
    const signature = [0xff, 0x58, 4, numerator, Math.log2(denominator), 24, 8];
    lines.push({ time, tick, perSecond, micros, meter, messages: [tempo, signature] });
  }
  return lines;
}

function channelOf(name: string, role: Role, index: number): number {
  if (role === 'drums' && name !== TIMPANI.name) return DRUM_CHANNEL;
  const channel = index % 15;
  return channel >= DRUM_CHANNEL ? channel + 1 : channel;
}

function track(name: string, messages: readonly Message[]): number[] {
  const title = [...new TextEncoder().encode(name)];
  const bytes = [0, 0xff, 0x03, ...variable(title.length), ...title];
  let at = 0;
  for (const { tick, bytes: message } of [...messages].sort((a, b) => a.tick - b.tick || a.order - b.order)) {
    bytes.push(...variable(tick - at), ...message);
    at = tick;
  }
  bytes.push(0, 0xff, 0x2f, 0);
  return [0x4d, 0x54, 0x72, 0x6b, ...uint32(bytes.length), ...bytes];
}

function uint16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function uint32(value: number): number[] {
  return [...uint16(value >>> 16), ...uint16(value & 0xffff)];
}

function variable(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
