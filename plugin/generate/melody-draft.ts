/** One candidate melody while it is written: its position, what the form requires next, and which choices are allowed. */

import type { Veto } from '../music/explanation.ts';
import { chordAt, chordTones } from '../music/harmony.ts';
import { isStrongBeat } from '../music/metric-weight.ts';
import type { BarPlan, PhraseRequest } from '../music/phrase.ts';
import { modulo, moveByScale } from '../music/pitch.ts';
import { meterInfo } from '../music/time.ts';
import { closingTones } from './closing-tones.ts';
import { pitchPriors } from './pitch-prior.ts';
import { DURATIONS, GRID_PER_QUARTER, pitchOfToken, pitchToken, REST, TICKS_PER_GRID } from './tokens.ts';

/** A note or rest with its onset. */
export interface BarEvent {
  /** Duration symbol. */
  readonly duration: number;
  /** Pitch symbol, or REST. */
  readonly pitch: number;
  /** In grid units from the start of the phrase; negative in the prime. */
  readonly onset: number;
}

/** An event of the melody. */
export interface LineEvent extends BarEvent {
  readonly sampled: boolean;
}

/** What the form requires of the next event. */
interface Forced {
  readonly duration: number;
  /** Pitch symbol; null lets the model choose one (not a rest). */
  readonly pitch: number | null;
}

/** Positions within a quarter note on which notes may start: 32nds, and triplets. */
const STRAIGHT = new Set([0, 3, 6, 9, 12, 15, 18, 21]);
const TRIPLET = new Set([0, 4, 8, 12, 16, 20]);
/** Largest leap, in semitones. */
const WIDEST_LEAP = 12;
/** Largest range of a phrase, in semitones: an eleventh (docs/music-criteria.md). */
const WIDEST_RANGE = 17;
/** Most repetitions of a pitch in a row (docs/music-criteria.md). */
const MOST_REPEATS = 3;
/** The longest rest inside a phrase, in grid units (a half note), so that the melody does not stall. */
const LONGEST_REST = 48;
/** Log-probability added to chord tones on strong beats, because guidance towards controls moves away from the chord. */
const CHORD_PRIOR = 0.9;
/** Log-probability added to rests to compensate for masks, so that melodies rest about as often as real ones. */
const REST_PRIOR = 1;
/** At or above this requested density, bars that the form repeats have at least two notes. */
const SPARSEST_MOTIF = 0.1;

/** A candidate melody. */
export class MelodyDraft {
  readonly events: LineEvent[] = [];
  /** Time reached, in grid units. */
  time = 0;
  /** Sum of log-probabilities of the sampled choices; `choices` is their number. */
  logProbability = 0;
  choices = 0;
  readonly end: number;
  readonly #bar: number;
  readonly #beat: number;
  readonly #plan: readonly BarPlan[];
  /** Bars whose content must begin and end at their bar lines. */
  readonly #closed: readonly boolean[];
  readonly #cadence: readonly number[] | null;
  readonly #prior: Float32Array;
  #forced: Forced[] = [];
  #forcedBar = -1;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #repeats = 0;
  #lastPitch = -1;

  /** `before`: the events of the prime, up to the start of the phrase. */
  constructor(
    readonly request: PhraseRequest,
    readonly before: readonly BarEvent[] = [],
  ) {
    const { barTicks, beats } = meterInfo(request.meter);
    this.#bar = barTicks / TICKS_PER_GRID;
    this.#beat = Math.min(...beats) / TICKS_PER_GRID;
    this.end = this.#bar * request.bars;
    this.#plan = request.plan ?? Array.from({ length: request.bars }, () => ({ kind: 'sample' }) as const);
    this.#closed = this.#plan.map((_, bar) => this.#mustClose(bar));
    this.#cadence = closingTones(request);
    this.#prior = pitchPriors(request);
  }

  get done(): boolean {
    return this.time >= this.end;
  }

  /** The current bar, counted from 0. */
  get bar(): number {
    return Math.min(this.request.bars - 1, Math.floor(this.time / this.#bar));
  }

  get place(): number {
    return this.time % this.#bar;
  }

  /** Latest end of the next event: the next bar line that must be met, or the end of the phrase. */
  get limit(): number {
    for (let bar = this.bar; bar < this.request.bars; bar++) if (this.#closed[bar]) return (bar + 1) * this.#bar;
    return this.end;
  }

  /** What the form requires of the next event, or null if the model is free. */
  next(): Forced | null {
    const bar = this.bar;
    if (this.place === 0 && this.#forcedBar !== bar) {
      this.#forcedBar = bar;
      this.#forced = this.#forcedEvents(this.#plan[bar]!, bar);
    }
    return this.#forced[0] ?? null;
  }

  /** Why a duration symbol may not come next, or null. */
  durationVeto(token: number): Veto | null {
    const length = DURATIONS[token]!;
    const until = this.time + length;
    const limit = this.limit;
    if (until > limit) return 'bar line';
    if (length >= this.#bar && this.#isMotif(this.bar)) return 'motif';
    const quarter = modulo(this.time, GRID_PER_QUARTER);
    const then = modulo(until, GRID_PER_QUARTER);
    const grids = [STRAIGHT, TRIPLET].filter((grid) => grid.has(quarter));
    if (grids.length > 0 && !grids.some((grid) => grid.has(then))) return 'grid';
    // The time left before the end, or before a bar line that must be met, has to fit a singable note.
    const left = limit - until;
    if (left > 0 && left < 3) return 'ending';
    if (limit !== this.end) return null;
    return (left === 0 ? length : left) < this.#beat ? 'ending' : null;
  }

  /** The duration when none is allowed: the longest that fits, which returns the melody to the grid. */
  escapeDuration(): number {
    const room = this.limit - this.time;
    let token = 0;
    for (let i = 0; i < DURATIONS.length; i++) if (DURATIONS[i]! <= room) token = i;
    return token;
  }

  /** Why a pitch symbol (or rest) of a known duration may not come next, or null. */
  pitchVeto(token: number, duration: number, mayRest: boolean): Veto | null {
    const length = DURATIONS[duration]!;
    const last = this.time + length >= this.end;
    if (token === REST) return mayRest && this.#allowsRest(length, last) ? null : 'rest';
    if (last && this.#cadence && !this.#cadence.includes(modulo(pitchOfToken(token), 12))) return 'cadence';
    if (this.#lastPitch >= 0) {
      const leap = Math.abs(token - this.#lastPitch);
      if (leap > WIDEST_LEAP) return 'leap';
      if (leap === 0 && this.#repeats >= MOST_REPEATS) return 'repeat';
      if (Math.max(this.#high, token) - Math.min(this.#low, token) > WIDEST_RANGE) return 'range';
    }
    return this.#prior[token] === Number.NEGATIVE_INFINITY ? 'mode' : null;
  }

  /** Log-probability that the mode and the chord add to a pitch symbol; for a rest, {@link REST_PRIOR}. */
  pitchPrior(token: number): number {
    if (token === REST) return REST_PRIOR;
    const { request, time, place } = this;
    if (!isStrongBeat(request.meter, place * TICKS_PER_GRID)) return this.#prior[token]!;
    const chord = chordAt(request.chords, time * TICKS_PER_GRID);
    const fits = chord !== null && chordTones(chord).includes(modulo(pitchOfToken(token), 12));
    return this.#prior[token]! + (fits ? CHORD_PRIOR : 0);
  }

  /** Appends an event. */
  push(duration: number, pitch: number, sampled: boolean): void {
    this.events.push({ duration, pitch, onset: this.time, sampled });
    this.#forced.shift();
    this.time += DURATIONS[duration]!;
    if (pitch === REST) return;
    this.#repeats = pitch === this.#lastPitch ? this.#repeats + 1 : 0;
    this.#lastPitch = pitch;
    this.#low = Math.min(this.#low, pitch);
    this.#high = Math.max(this.#high, pitch);
  }

  #allowsRest(length: number, last: boolean): boolean {
    const previous = this.events[this.events.length - 1];
    if (!previous || previous.pitch === REST || length > LONGEST_REST) return false;
    // A motif has at least two notes.
    const fills = this.place + length >= this.#bar && previous.onset >= this.time - this.place;
    if (fills && this.#isMotif(this.bar) && this.#onsetsIn(this.bar) < 2) return false;
    if (!last) return true;
    const closed = !this.#cadence || this.#cadence.includes(modulo(pitchOfToken(previous.pitch), 12));
    return closed && DURATIONS[previous.duration]! >= this.#beat;
  }

  /** Whether a bar must end at its bar line: it is the last, the form repeats it or the next bar later, or the next bar repeats another. */
  #mustClose(bar: number): boolean {
    const readLater = (index: number) => this.#plan.some((plan) => plan.kind !== 'sample' && plan.of === index);
    const next = this.#plan[bar + 1];
    return next === undefined || readLater(bar) || next.kind !== 'sample' || readLater(bar + 1);
  }

  /** Whether the form repeats a bar, unless so low a density is requested that it may have a single note. */
  #isMotif(bar: number): boolean {
    const density = this.request.controls.density ?? 1;
    return density >= SPARSEST_MOTIF && this.#plan.some((plan) => plan.kind !== 'sample' && plan.of === bar);
  }

  #onsetsIn(bar: number): number {
    const start = bar * this.#bar;
    return this.events.filter(({ pitch, onset }) => pitch !== REST && onset >= start && onset < start + this.#bar)
      .length;
  }

  #forcedEvents(plan: BarPlan, bar: number): Forced[] {
    if (plan.kind === 'sample') return [];
    const start = plan.of * this.#bar;
    const source = this.#barAt(start);
    const final = bar === this.request.bars - 1;
    return source.map((event, i) => {
      if (event.pitch === REST) return { duration: event.duration, pitch: REST };
      const free = plan.kind === 'rhythm' || (final && i === source.length - 1);
      return {
        duration: event.duration,
        pitch: free ? null : this.#moved(event.pitch, plan.kind === 'copy' ? plan.steps : 0),
      };
    });
  }

  /** The events of an earlier bar; empty if they do not fill it exactly, which can happen in a prime. */
  #barAt(start: number): readonly BarEvent[] {
    const events: readonly BarEvent[] = start < 0 ? this.before : this.events;
    const inside = events.filter(({ onset }) => onset >= start && onset < start + this.#bar);
    const length = inside.reduce((sum, { duration }) => sum + DURATIONS[duration]!, 0);
    return inside[0]?.onset === start && length === this.#bar ? inside : [];
  }

  #moved(token: number, steps: number): number {
    return pitchToken(moveByScale(pitchOfToken(token), steps, this.request.mode));
  }
}
