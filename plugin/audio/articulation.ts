/**
 * How the notes of a part are played: slurred or tongued, held notes that swell, vibrato where the recording has none, and
 * strokes on one pitch that are never twice the same.
 */

import type { MidiPitch } from '../music/pitch.ts';
import type { Seconds } from '../music/time.ts';
import type { TimedNote } from '../output/audio-output.ts';

/** A wave of the pitch of a held note. */
export interface Vibrato {
  /** Hz. */
  readonly rate: number;
  readonly cents: number;
}

/** How one note is played; neutral values leave it as it is written. */
export interface Articulation {
  /** Whether it grows out of the note before, without an attack of its own. */
  readonly slurred: boolean;
  /** Seconds by which it sounds on into the next one. */
  readonly lengthened: Seconds;
  /** Deviation of its pitch. */
  readonly cents: number;
  /** Linear factor of its gain. */
  readonly gain: number;
  readonly swells: boolean;
  readonly vibrato: Vibrato | null;
}

const PLAIN: Articulation = { slurred: false, lengthened: 0, cents: 0, gain: 1, swells: false, vibrato: null };

/** Strokes on one pitch within this time are a repetition. */
const REPEATED_WITHIN: Seconds = 1.5;
/**
 * What repetitions deviate by, one after another. Each stroke of a player differs; the just noticeable differences are about
 * 5 cents and 1 dB, so that none stands out. Lists of different lengths combine to 35 strokes before they begin again.
 */
const CENTS: readonly number[] = [0, -4, 3, -2, 5, -5, 2];
const GAINS: readonly number[] = [1, 0.95, 1.03, 0.92, 0.98];
/** A drum's stroke lands on another place of the skin, which changes its sound more than its pitch. */
const DRUM_SHARE = 4;

/** A note that begins this near the end of the one before is joined to it. */
const JOINED: Seconds = 0.03;
/** Largest interval under a slur, in semitones, and the time after which a player begins another one. */
const WIDEST = 5;
const LONGEST_SLUR: Seconds = 1.6;
/** Shortest note that leads into another. */
const LEADING: Seconds = 0.1;
/** How long two slurred notes overlap. */
const OVERLAP: Seconds = 0.03;

/** Held notes of this length swell, and have vibrato. */
const HELD: Seconds = 0.9;

/** The instruments whose recordings are without the vibrato that players give them; those of flute, oboe and strings have it. */
export const VIBRATO: Readonly<Record<string, Vibrato>> = {
  trumpet: { rate: 5.3, cents: 9 },
  trombone: { rate: 5, cents: 7 },
  horn: { rate: 4.8, cents: 5 },
  voices: { rate: 5.1, cents: 12 },
};

/** What an instrument can do. */
export interface Technique {
  /** Whether it plays one line and sustains its notes, as a flute does. */
  readonly sings: boolean;
  readonly drum: boolean;
  readonly vibrato: Vibrato | null;
}

/** Remembers what a part played last. */
export class Articulator {
  readonly #strokes = new Map<MidiPitch, { time: Seconds; count: number }>();
  #line: { readonly pitch: MidiPitch; readonly end: Seconds; readonly long: boolean; readonly since: Seconds } | null =
    null;

  /**
   * How the next note of the part is played.
   * @param following the note after it, if it is known already.
   */
  next(note: TimedNote, following: TimedNote | undefined, { sings, drum, vibrato }: Technique): Articulation {
    const { cents, gain } = this.#stroke(note, drum);
    if (!sings) return { ...PLAIN, cents, gain };
    const slurred = this.#isSlurred(note);
    const since = slurred ? this.#line!.since : note.time;
    this.#line = lineAt(note, since);
    const held = note.duration >= HELD;
    return {
      slurred,
      lengthened: following !== undefined && this.#isSlurred(following) ? OVERLAP : 0,
      cents: slurred ? 0 : cents,
      gain,
      swells: held,
      vibrato: held ? vibrato : null,
    };
  }

  #stroke({ pitch, time }: TimedNote, drum: boolean): { cents: number; gain: number } {
    const before = this.#strokes.get(pitch);
    const count = before && time - before.time < REPEATED_WITHIN ? before.count + 1 : 0;
    this.#strokes.set(pitch, { time, count });
    return { cents: CENTS[count % CENTS.length]! * (drum ? DRUM_SHARE : 1), gain: GAINS[count % GAINS.length]! };
  }

  #isSlurred({ pitch, time }: TimedNote): boolean {
    const line = this.#line;
    if (!line?.long || time - line.since >= LONGEST_SLUR) return false;
    const interval = Math.abs(pitch - line.pitch);
    return Math.abs(time - line.end) <= JOINED && interval > 0 && interval <= WIDEST;
  }
}

function lineAt({ pitch, time, duration }: TimedNote, since: Seconds) {
  return { pitch, end: time + duration, long: duration >= LEADING, since };
}
