/**
 * Keeps the last bars as they were heard, in music time, for the MIDI export: without pauses, and with notes cut where the
 * music was interrupted.
 */

import type { Seconds } from '../music/time.ts';
import type { DeckIndex, TimedBar, TimedNote, TimedPart } from '../output/audio-output.ts';
import type { MidiBar } from './midi-export.ts';
import { type PackedBar, packBar, unpackBar } from './packed-bar.ts';

/** A bar that was scheduled. Times are music times, but for those of `timed`. */
export interface HeardBar {
  readonly time: Seconds;
  readonly end: Seconds;
  readonly timed: TimedBar;
  readonly player: {
    /** Time from which its deck is silent; null while it plays. */
    readonly releasedAt: Seconds | null;
    leadsAt(time: Seconds): boolean;
  };
}

/** A stinger that was scheduled: its notes on the clock, and its times. */
export interface HeardStinger {
  readonly notes: readonly TimedNote[];
  readonly palette: string;
  readonly time: Seconds;
  readonly clockTime: Seconds;
}

const NEVER: Seconds = Number.POSITIVE_INFINITY;

/** Bars kept: six to ten minutes of music, some 0.7 MB with a full band. */
export const KEPT_BARS = 256;
/** Bars on the timeline, ended or to come, that call for packing even in a busy tick; there are usually six to ten. */
const LONG_TIMELINE = 24;
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
  keep(bars: readonly HeardBar[]): boolean {
    if (bars.length === 0) return false;
    for (const bar of bars) {
      const kept = packBar(heardBar(bar));
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
  stinger({ notes, palette, time, clockTime }: HeardStinger): void {
    const duration = Math.max(...notes.map((note) => note.time - clockTime + note.duration));
    const part = { name: 'stinger', role: 'stinger', notes } as const;
    const parts = heardParts([part], time - clockTime, NEVER);
    this.#stingers.push(packBar({ time, duration, meter: null, palette, deck: STINGERS, parts }));
  }

  /** The last bars heard by a music time, including recent ones that are still on the timeline. Of a bar that sounds, the notes that have started. */
  played(recent: readonly HeardBar[], now: Seconds, lastBars: number): readonly MidiBar[] {
    const begun = recent.filter(({ time }) => time <= now).map((bar) => heardBar(bar, now));
    const bars = [...this.#bars.map(unpackBar), ...begun].sort((a, b) => a.time - b.time);
    const lines = bars.filter(({ meter }) => meter !== null);
    const from = lines.at(-lastBars)?.time ?? lines[0]?.time ?? NEVER;
    const stingers = this.#stingers.filter(({ time }) => time <= now).map(unpackBar);
    return [...bars, ...stingers].filter(({ time }) => time >= from);
  }
}

/** A bar in music time, without the notes that start after `now` or after its deck was stopped. */
function heardBar({ player, timed, time, end }: HeardBar, now = NEVER): MidiBar {
  return {
    time,
    duration: end - time,
    meter: player.leadsAt(time) ? timed.origin.score.meter : null,
    palette: timed.palette,
    deck: timed.deck,
    parts: heardParts(timed.parts, time - timed.time, player.releasedAt ?? NEVER, now),
  };
}

function heardParts(parts: readonly TimedPart[], shift: Seconds, until: Seconds, now = until): MidiBar['parts'] {
  return parts.map(({ name, role, notes }) => {
    const shifted = notes.map((note) => ({ ...note, time: note.time + shift }));
    const heard = shifted.filter(({ time }) => time <= now && time < until);
    return {
      name,
      role,
      notes: heard.map((note) => ({ ...note, duration: Math.min(note.duration, until - note.time) })),
    };
  });
}
