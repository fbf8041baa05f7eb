/**
 * The tape keeps the last bars as they were heard, in music time, so that they can be written down: pauses are not on it,
 * and what was broken off ends where it was. Notes are packed, so that a long tape stays small.
 */

import type { Role } from '../music/score.ts';
import type { Meter, Seconds } from '../music/time.ts';
import type { MidiBar } from './midi.ts';
import type { TimedNote } from './stage.ts';
import type { HandedBar } from './timeline.ts';

/** Bars kept: six to ten minutes of music, some 0.7 MB with a full band. */
export const KEPT_BARS = 256;
/** Pitch, start, length, velocity. */
const FIELDS = 4;

interface Taped {
  readonly time: Seconds;
  readonly duration: Seconds;
  readonly meter: Meter | null;
  readonly parts: readonly { readonly name: string; readonly role: Role; readonly packed: Float64Array }[];
}

/** Bars and stingers by time. */
export class Tape {
  #bars: Taped[] = [];
  /** Bars among them that had the lead. */
  #led = 0;
  #stingers: Taped[] = [];

  /** Keeps bars that have ended. */
  keep(bars: readonly HandedBar[]): void {
    if (bars.length === 0) return;
    for (const bar of bars) {
      const kept = taped(bar);
      this.#bars.push(kept);
      // Bars that lead are counted: those of a mood that fades out are not.
      if (kept.meter !== null) this.#led++;
    }
    while (this.#led > KEPT_BARS) if (this.#bars.shift()?.meter !== null) this.#led--;
    const from = this.#bars[0]!.time;
    if (this.#stingers.some(({ time }) => time < from))
      this.#stingers = this.#stingers.filter(({ time }) => time >= from);
  }

  /** Keeps a stinger that begins at a music time; its notes have clock times, that begin at `clock`. */
  sting(notes: readonly TimedNote[], time: Seconds, clock: Seconds): void {
    const duration = Math.max(...notes.map((note) => note.time - clock + note.duration));
    const packed = pack(notes, time - clock, Number.POSITIVE_INFINITY);
    this.#stingers.push({ time, duration, meter: null, parts: [{ name: 'stinger', role: 'stinger', packed }] });
  }

  /** The last bars heard by a music time, with those that have not been kept yet; of bars that sound, what has begun. */
  played(recent: readonly HandedBar[], now: Seconds, lastBars: number): readonly MidiBar[] {
    const begun = recent.filter(({ time }) => time <= now).map((bar) => taped(bar, now));
    const bars = [...this.#bars, ...begun].sort((a, b) => a.time - b.time);
    const lines = bars.filter(({ meter }) => meter !== null);
    const from = lines.at(-lastBars)?.time ?? lines[0]?.time ?? Number.POSITIVE_INFINITY;
    const stingers = this.#stingers.filter(({ time }) => time <= now);
    return [...bars, ...stingers].filter(({ time }) => time >= from).map(unpacked);
  }
}

/** A bar in music time; what its deck no longer played is left out. */
function taped({ player, timed, time, end }: HandedBar, now = Number.POSITIVE_INFINITY): Taped {
  const until = player.freeFrom ?? Number.POSITIVE_INFINITY;
  const parts = timed.parts.map(({ name, role, notes }) => ({
    name,
    role,
    packed: pack(notes, time - timed.time, until, now),
  }));
  const isLed = player.leaving === null || time < player.leaving.line - 1e-9;
  return { time, duration: end - time, meter: isLed ? timed.origin.score.meter : null, parts };
}

function pack(notes: readonly TimedNote[], shift: Seconds, until: Seconds, now = until): Float64Array {
  const packed = new Float64Array(notes.length * FIELDS);
  let end = 0;
  for (const { pitch, time, duration, velocity } of notes) {
    const at = time + shift;
    if (at > now || at >= until) continue;
    packed[end++] = pitch;
    packed[end++] = at;
    packed[end++] = Math.min(duration, until - at);
    packed[end++] = velocity;
  }
  return end === packed.length ? packed : packed.slice(0, end);
}

function unpacked({ time, duration, meter, parts }: Taped): MidiBar {
  return {
    time,
    duration,
    meter,
    parts: parts.map(({ name, role, packed }) => ({
      name,
      role,
      notes: Array.from({ length: packed.length / FIELDS }, (_, i) => ({
        pitch: packed[i * FIELDS]!,
        time: packed[i * FIELDS + 1]!,
        duration: packed[i * FIELDS + 2]!,
        velocity: packed[i * FIELDS + 3]!,
      })),
    })),
  };
}
