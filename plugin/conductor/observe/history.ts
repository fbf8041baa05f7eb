/**
 * Keeps the last bars as they were heard, in music time, for the MIDI export: without pauses, and with notes cut where the
 * music was interrupted. Notes are packed into arrays to save memory.
 */

import type { MidiBar } from '../../midi/midi-export.ts';
import type { Role } from '../../music/score.ts';
import type { Meter, Seconds } from '../../music/time.ts';
import type { DeckIndex, TimedPart } from '../../output/audio-output.ts';
import type { ScheduledBar } from '../model/timeline.ts';
import type { ScheduledStinger } from '../playback/stingers.ts';

/** Bars kept: six to ten minutes of music, some 0.7 MB with a full band. */
export const KEPT_BARS = 256;
/** Bars on the timeline, ended or to come, that call for packing even in a busy tick; there are usually six to ten. */
const LONG_TIMELINE = 24;
/** Pitch, start, length, velocity. */
const FIELDS = 4;

interface PackedBar {
  readonly time: Seconds;
  readonly duration: Seconds;
  readonly meter: Meter | null;
  readonly palette: string;
  readonly deck: DeckIndex;
  readonly parts: readonly PackedPart[];
  /** The notes of all parts, one part after the other. */
  readonly packed: Float64Array;
}

interface PackedPart {
  readonly name: string;
  readonly role: Role;
  /** Number of notes. */
  readonly notes: number;
}

/** Stingers play on no deck. */
const STINGERS: DeckIndex = -1;

/** Bars and stingers by time. */
export class PlaybackHistory {
  #bars: PackedBar[] = [];
  /** Number of bars among them of the leading mood. */
  #led = 0;
  #stingers: PackedBar[] = [];

  /** Whether bars are to be kept now: in a busy tick only if the timeline has become long. */
  isDue(timelineBars: number, isBusy: boolean): boolean {
    return !isBusy || timelineBars >= LONG_TIMELINE;
  }

  /** Keeps bars that have ended. Returns whether there were any. */
  keep(bars: readonly ScheduledBar[]): boolean {
    if (bars.length === 0) return false;
    for (const bar of bars) {
      const kept = packBar(bar);
      this.#bars.push(kept);
      // Bars of a mood that fades out are kept but not counted.
      if (kept.meter !== null) this.#led++;
    }
    while (this.#led > KEPT_BARS) if (this.#bars.shift()?.meter !== null) this.#led--;
    const from = this.#bars[0]!.time;
    if (this.#stingers.some(({ time }) => time < from))
      this.#stingers = this.#stingers.filter(({ time }) => time >= from);
    return true;
  }

  /** Keeps a stinger. */
  stinger({ notes, palette, time, clockTime }: ScheduledStinger): void {
    const duration = Math.max(...notes.map((note) => note.time - clockTime + note.duration));
    const part = { name: 'stinger', role: 'stinger', notes } as const;
    const packed = pack([part], time - clockTime, Number.POSITIVE_INFINITY);
    this.#stingers.push({ time, duration, meter: null, palette, deck: STINGERS, ...packed });
  }

  /** The last bars heard by a music time, including recent ones that are still on the timeline. Of a bar that sounds, the notes that have started. */
  played(recent: readonly ScheduledBar[], now: Seconds, lastBars: number): readonly MidiBar[] {
    const begun = recent.filter(({ time }) => time <= now).map((bar) => packBar(bar, now));
    const bars = [...this.#bars, ...begun].sort((a, b) => a.time - b.time);
    const lines = bars.filter(({ meter }) => meter !== null);
    const from = lines.at(-lastBars)?.time ?? lines[0]?.time ?? Number.POSITIVE_INFINITY;
    const stingers = this.#stingers.filter(({ time }) => time <= now);
    return [...bars, ...stingers].filter(({ time }) => time >= from).map(unpackBar);
  }
}

/** Packs a bar in music time, without the notes after its deck was stopped. */
function packBar({ player, timed, time, end }: ScheduledBar, now = Number.POSITIVE_INFINITY): PackedBar {
  const until = player.releasedAt ?? Number.POSITIVE_INFINITY;
  return {
    time,
    duration: end - time,
    meter: player.leadsAt(time) ? timed.origin.score.meter : null,
    palette: timed.palette,
    deck: timed.deck,
    ...pack(timed.parts, time - timed.time, until, now),
  };
}

function pack(
  parts: readonly TimedPart[],
  shift: Seconds,
  until: Seconds,
  now = until,
): Pick<PackedBar, 'parts' | 'packed'> {
  const packed = new Float64Array(FIELDS * parts.reduce((sum, { notes }) => sum + notes.length, 0));
  let end = 0;
  const kept = parts.map(({ name, role, notes }) => {
    const from = end;
    for (const { pitch, time, duration, velocity } of notes) {
      const at = time + shift;
      if (at > now || at >= until) continue;
      packed[end++] = pitch;
      packed[end++] = at;
      packed[end++] = Math.min(duration, until - at);
      packed[end++] = velocity;
    }
    return { name, role, notes: (end - from) / FIELDS };
  });
  return { parts: kept, packed: end === packed.length ? packed : packed.slice(0, end) };
}

function unpackBar({ time, duration, meter, palette, deck, parts, packed }: PackedBar): MidiBar {
  let at = 0;
  const note = () => ({
    pitch: packed[at++]!,
    time: packed[at++]!,
    duration: packed[at++]!,
    velocity: packed[at++]!,
  });
  return {
    time,
    duration,
    meter,
    palette,
    deck,
    parts: parts.map(({ name, role, notes }) => ({ name, role, notes: Array.from({ length: notes }, note) })),
  };
}
