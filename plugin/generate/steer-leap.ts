/** Steers the mean interval of a free line towards its requested leaps; the range of other lines is their measure. */

import { chordAt, chordTones } from '../music/harmony.ts';
import type { PhraseRequest } from '../music/phrase.ts';
import { modulo } from '../music/pitch.ts';
import { isFreeLine } from './free-line.ts';
import { valueAtQuantile } from './measure.ts';
import type { MelodyDraft } from './melody-draft.ts';
import { pitchOfToken, REST, TICKS_PER_GRID } from './tokens.ts';

/** Log-odds per semitone of an interval, for each e-fold by which the mean interval differs from the request. */
const GAIN = 1.2;
/** Largest change of log-odds. */
const MOST = 3;
/** Semitones added to both means, so that lines of repeated notes and steps are not driven apart. */
const SOFT = 0.5;
/** Largest interval that counts, in semitones, as where leaps are measured. */
const OCTAVE = 12;
/** Share of a rise in odds that tones outside the chord get: a leap should land in the chord. */
const OUTSIDE = 0.7;
/** Intervals from which a mean says what the line is like. */
const SETTLED = 3;

/** Steers the intervals of one melody. */
export class LeapSteer {
  /** Requested mean interval, in semitones; null = not steered. */
  readonly #goal: number | null;
  #slope = 0;
  #last = -1;
  /** Pitch classes of the chord that sounds; null = any. */
  #tones: readonly number[] | null = null;

  constructor(
    readonly request: PhraseRequest,
    readonly line: MelodyDraft,
  ) {
    const { leap } = request.controls;
    this.#goal = leap == null || !isFreeLine(request) ? null : valueAtQuantile('leap', leap);
  }

  /** Updates what has been written; once per event. */
  look(): void {
    if (this.#goal === null) return;
    const pitches = this.line.events.flatMap(({ pitch }) => (pitch === REST ? [] : [pitch]));
    const intervals = pitches.slice(1).map((pitch, i) => Math.min(OCTAVE, Math.abs(pitch - pitches[i]!)));
    this.#last = pitches.at(-1) ?? -1;
    this.#slope = 0;
    if (intervals.length < SETTLED) return;
    const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
    const chord = chordAt(this.request.chords, this.line.time * TICKS_PER_GRID);
    this.#tones = chord === null ? null : chordTones(chord);
    this.#slope = GAIN * Math.log((this.#goal + SOFT) / (mean + SOFT));
  }

  /** Log-odds to add to a pitch symbol, after {@link look}. */
  pitch(token: number): number {
    if (this.#goal === null || this.#slope === 0) return 0;
    const beyond = Math.min(OCTAVE, Math.abs(token - this.#last)) - this.#goal;
    const odds = Math.max(-MOST, Math.min(MOST, this.#slope * beyond));
    const fits = this.#tones?.includes(modulo(pitchOfToken(token), 12)) ?? true;
    return odds > 0 && !fits ? OUTSIDE * odds : odds;
  }
}
