/** One candidate line while it is being written: where it stands, what form still forces on it, what it may do next. */

import type { Veto } from '../music/explanation.ts';
import { chordAt, chordTones } from '../music/harmony.ts';
import { isStrongBeat } from '../music/metric-weight.ts';
import type { BarPlan, PhraseRequest } from '../music/phrase.ts';
import { MODES, modulo, moveByScale, scaleOf } from '../music/pitch.ts';
import { meterInfo } from '../music/time.ts';
import { CADENCE_TONES } from './mode-priors.ts';
import { pitchPriors } from './pitch-prior.ts';
import { DURATIONS, GRID_PER_QUARTER, pitchOfToken, pitchToken, REST, TICKS_PER_GRID } from './tokens.ts';

/** A note or rest in time. */
export interface BarEvent {
  /** Duration symbol. */
  readonly duration: number;
  /** Pitch symbol, or REST. */
  readonly pitch: number;
  /** In grid units from the start of the phrase; below 0 for what came before it. */
  readonly onset: number;
}

/** An event of a line. */
export interface LineEvent extends BarEvent {
  readonly sampled: boolean;
}

/** What form forces on the next event. */
interface Forced {
  readonly duration: number;
  /** Pitch symbol; null lets the model choose one (no rest). */
  readonly pitch: number | null;
}

/** Positions in a quarter note on which notes may start: sixteenths, their halves, and triplets. */
const STRAIGHT = new Set([0, 3, 6, 9, 12, 15, 18, 21]);
const TRIPLET = new Set([0, 4, 8, 12, 16, 20]);
/** No melody leaps further, in semitones. */
const WIDEST_LEAP = 12;
/** A phrase spans at most an eleventh (MUSIC.md). */
const WIDEST_RANGE = 17;
/** Nothing repeats a pitch more often than this in a row (MUSIC.md). */
const MOST_REPEATS = 3;
/** The longest rest inside a phrase, in grid units (a half note), so that no line falls asleep. */
const LONGEST_REST = 48;
/** Guidance towards controls leans away from the chord; this leans back, on strong beats. */
const CHORD_PRIOR = 0.7;
/** Makes up in log-probability for the rests that masks take away, until lines rest about as often as real tunes. */
const REST_PRIOR = 1;
/** From this asked density on, what form brings back has two notes a bar or more. */
const SPARSEST_MOTIF = 0.1;

/** A candidate line. */
export class MelodyDraft {
  readonly events: LineEvent[] = [];
  /** Time reached, in grid units. */
  time = 0;
  /** Sum of log-probabilities of what was sampled, and over how many choices. */
  logProbability = 0;
  choices = 0;
  readonly end: number;
  readonly #bar: number;
  readonly #beat: number;
  readonly #plan: readonly BarPlan[];
  /** Bars whose content must begin and end with the bar line. */
  readonly #closed: readonly boolean[];
  readonly #scale: readonly number[];
  readonly #cadence: readonly number[] | null;
  readonly #prior: Float32Array;
  #forced: Forced[] = [];
  #forcedBar = -1;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #repeats = 0;
  #lastPitch = -1;

  /** `before` is what the phrase goes on from, up to its start. */
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
    this.#scale = scaleOf(request.mode);
    const family = MODES[request.mode].family;
    this.#cadence =
      request.cadence === 'open'
        ? null
        : CADENCE_TONES[family][request.cadence].filter((pc) => this.#scale.includes(pc));
    this.#prior = pitchPriors(request);
  }

  get done(): boolean {
    return this.time >= this.end;
  }

  /** Bar reached, counted from 0. */
  get bar(): number {
    return Math.min(this.request.bars - 1, Math.floor(this.time / this.#bar));
  }

  get place(): number {
    return this.time % this.#bar;
  }

  /** The time that the next event may reach: the next bar line that must be met, or the end. */
  get limit(): number {
    for (let bar = this.bar; bar < this.request.bars; bar++) if (this.#closed[bar]) return (bar + 1) * this.#bar;
    return this.end;
  }

  /** What form forces on the next event, or null where the model is free. */
  next(): Forced | null {
    const bar = this.bar;
    if (this.place === 0 && this.#forcedBar !== bar) {
      this.#forcedBar = bar;
      this.#forced = this.#forcedEvents(this.#plan[bar]!, bar);
    }
    return this.#forced[0] ?? null;
  }

  /** What forbids a duration (symbol) to come next, or null. */
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
    // Whatever is left before the end or a bar line that must be met has to hold a note that can be sung.
    const left = limit - until;
    if (left > 0 && left < 3) return 'ending';
    if (limit !== this.end) return null;
    return (left === 0 ? length : left) < this.#beat ? 'ending' : null;
  }

  /** The duration to take where none is allowed: the longest that fits, which ends a corner the grid has painted itself into. */
  escapeDuration(): number {
    const room = this.limit - this.time;
    let token = 0;
    for (let i = 0; i < DURATIONS.length; i++) if (DURATIONS[i]! <= room) token = i;
    return token;
  }

  /** What forbids a pitch symbol (or the rest) of a known duration, or null. */
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

  /** Log-probability that the mode's colours and the chord add to a pitch symbol, and the need of breath to a rest. */
  pitchPrior(token: number): number {
    if (token === REST) return REST_PRIOR;
    const { request, time, place } = this;
    if (!isStrongBeat(request.meter, place * TICKS_PER_GRID)) return this.#prior[token]!;
    const chord = chordAt(request.chords, time * TICKS_PER_GRID);
    const fits = chord !== null && chordTones(chord).includes(modulo(pitchOfToken(token), 12));
    return this.#prior[token]! + (fits ? CHORD_PRIOR : 0);
  }

  /** Takes an event. */
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
    // A motif is at least two notes.
    const fills = this.place + length >= this.#bar && previous.onset >= this.time - this.place;
    if (fills && this.#isMotif(this.bar) && this.#onsetsIn(this.bar) < 2) return false;
    if (!last) return true;
    const closed = !this.#cadence || this.#cadence.includes(modulo(pitchOfToken(previous.pitch), 12));
    return closed && DURATIONS[previous.duration]! >= this.#beat;
  }

  /** A bar closes at its line when form reads it later, or when the next bar is form's or is read by form. */
  #mustClose(bar: number): boolean {
    const readLater = (index: number) => this.#plan.some((plan) => plan.kind !== 'sample' && plan.of === index);
    const next = this.#plan[bar + 1];
    return next === undefined || readLater(bar) || next.kind !== 'sample' || readLater(bar + 1);
  }

  /** Whether form brings a bar back; a line that is to be as sparse as it can be may repeat single notes. */
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

  /** The events of an earlier bar; none where they do not fill it from line to line, as bars before the phrase may not. */
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
