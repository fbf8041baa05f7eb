/** Steers a melody towards the range of real tunes, by chord tones that go beyond it, and away from repeated pitches, so that it does not declaim. */

import { chordAt, chordTones } from '../music/harmony.ts';
import type { PhraseRequest } from '../music/phrase.ts';
import { modulo } from '../music/pitch.ts';
import { isFreeLine } from './free-line.ts';
import type { MelodyDraft } from './melody-draft.ts';
import { pitchOfToken, REST, TICKS_PER_GRID } from './tokens.ts';

/** How far four bars reach. */
interface UsualRange {
  /** Least and most semitones that are not steered. */
  readonly least: number;
  readonly most: number;
  /** Log-odds of a chord tone outside the range so far, for each semitone that is missing. */
  readonly pull: number;
}

/** Songs and dances span 9 to 10 semitones. */
const SONG_RANGE: UsualRange = { least: 9, most: 10, pull: 0.35 };
const FREE_PULL = 0.5;
/** Semitones that four bars of the corpus span on average, as an exponential of the requested leaps and density. */
const SPANNED = { none: 1.6, leap: 1.05, density: 0.55 } as const;

/** The range of a request: that of songs, but a free line of wide leaps or of many notes spans more. */
export function usualRange(request: PhraseRequest): UsualRange {
  if (!isFreeLine(request)) return SONG_RANGE;
  const { leap, density } = request.controls;
  const spanned = Math.exp(SPANNED.none + SPANNED.leap * (leap ?? 0) + SPANNED.density * (density ?? 0));
  const wider = Math.max(0, spanned - SONG_RANGE.least);
  return { least: SONG_RANGE.least + wider, most: SONG_RANGE.most + wider, pull: FREE_PULL };
}

/** Bars to which a range belongs, the kept bars of an answer included. */
export const RANGE_BARS = 4;
/** Share of the phrase by which the range should be reached; an arch has its top after the middle. */
const REACHED = 0.65;
/** Log-odds of a pitch outside the range so far, for each semitone too many. */
const HOLD = -0.45;
/** Share of notes on the pitch before that is not steered: 0.11 to 0.12 in the corpus. */
const REPEATS = 0.1;
/** Gain and largest change of log-odds of a repeated pitch. */
const GAIN = 2;
const MOST = 4;

/** Steers the range and the repeated pitches of one melody. */
export class RangeSteer {
  readonly #kept: readonly number[];
  readonly #usual: UsualRange;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #last = -1;
  #widen = 0;
  #again = 0;
  /** Pitch classes of the chord that sounds; null = any. */
  #tones: readonly number[] | null = null;

  constructor(
    readonly request: PhraseRequest,
    readonly line: MelodyDraft,
  ) {
    const { bars } = request;
    this.#usual = usualRange(request);
    const from = (-Math.max(0, RANGE_BARS - bars) * line.end) / bars;
    this.#kept = line.before.flatMap(({ pitch, onset }) => (pitch === REST || onset < from ? [] : [pitch]));
  }

  /** Updates what has been written; once per event. */
  look(): void {
    const { events, time, end } = this.line;
    const own = events.flatMap(({ pitch }) => (pitch === REST ? [] : [pitch]));
    const repeats = own.filter((pitch, i) => pitch === own[i - 1]).length;
    const excess = GAIN * Math.log((repeats + 0.5) / (REPEATS * own.length + 0.5));
    this.#again = Math.max(-MOST, Math.min(0, -excess));
    this.#last = own.at(-1) ?? -1;
    const all = [...this.#kept, ...own];
    this.#low = Math.min(...all);
    this.#high = Math.max(...all);
    const chord = chordAt(this.request.chords, time * TICKS_PER_GRID);
    this.#tones = chord === null ? null : chordTones(chord);
    const due = Math.min(1, time / (REACHED * end));
    const { least, pull } = this.#usual;
    this.#widen = own.length < 2 ? 0 : pull * due * Math.max(0, least - (this.#high - this.#low));
  }

  /** Log-odds to add to a pitch symbol, after {@link look}. */
  pitch(token: number): number {
    const repeated = token === this.#last ? this.#again : 0;
    if (token >= this.#low && token <= this.#high) return repeated;
    const range = Math.max(this.#high, token) - Math.min(this.#low, token);
    const fits = this.#tones?.includes(modulo(pitchOfToken(token), 12)) ?? true;
    return (fits ? this.#widen : 0) + HOLD * Math.max(0, range - this.#usual.most);
  }
}
