/**
 * Steers a melody towards its requested controls while it is written. Guidance biases the network towards a control, but
 * how many syncopations and chromatic notes occur among twenty notes remains random. So this raises the log-odds of what
 * is missing and lowers those of what is over-represented, by the ratio of what remains to what an even distribution would
 * bring. Range, leaps and repeated pitches are steered likewise. (Feedback on log-odds; the network still chooses the notes.)
 */

import type { PhraseRequest } from '../music/phrase.ts';
import { modulo, scaleOf } from '../music/pitch.ts';
import { meterInfo, PPQ } from '../music/time.ts';
import { syncopationSum, valueAtQuantile } from './measure.ts';
import type { MelodyDraft } from './melody-draft.ts';
import { LeapSteer } from './steer-leap.ts';
import { RangeSteer } from './steer-range.ts';
import { DURATIONS, GRID_PER_QUARTER, pitchOfToken, REST, TICKS_PER_GRID } from './tokens.ts';

/** Largest change of log-odds, and the gain per control. */
const MOST = 4;
const GAIN = { syncopation: 2, chromaticism: 1.6 } as const;
/** Syncopations are whole; aiming slightly above the request meets it on average. */
const AIM = 1.2;
/** Upper limit of the log-odds of a syncopation that exceeds the goal. */
const OVER = -1;
/** Deviation, in units of one syncopation, that is tolerated. */
const SLACK = 0.25;

/** Steers one melody. */
export class Steer {
  readonly #syncopation: number | null;
  readonly #chromaticism: number | null;
  readonly #scale: readonly number[];
  readonly #bar: number;
  /** For each bar, how often the plan plays its rhythm from there on, itself included. */
  readonly #echoes: readonly number[];
  #now = -1;
  #duration: readonly number[] | null = null;
  #outside = 0;
  readonly #range: RangeSteer;
  readonly #leap: LeapSteer;

  constructor(
    readonly request: PhraseRequest,
    readonly line: MelodyDraft,
  ) {
    const { controls, meter, mode, bars, plan } = request;
    const quarters = (bars * meterInfo(meter).barTicks) / PPQ;
    const { syncopation, chromaticism } = controls;
    this.#syncopation = syncopation == null ? null : (AIM * valueAtQuantile('syncopation', syncopation) * quarters) / 4;
    this.#chromaticism = chromaticism == null ? null : valueAtQuantile('chromaticism', chromaticism);
    this.#scale = scaleOf(mode);
    this.#range = new RangeSteer(request, line);
    this.#leap = new LeapSteer(request, line);
    this.#bar = meterInfo(meter).barTicks / TICKS_PER_GRID;
    this.#echoes = Array.from(
      { length: bars },
      (_, bar) => 1 + (plan ?? []).filter((entry) => entry.kind !== 'sample' && entry.of === bar).length,
    );
  }

  /** Log-odds to add to a duration symbol. */
  duration(token: number): number {
    if (this.#syncopation === null) return 0;
    this.#look();
    return this.#duration![token]!;
  }

  /** Log-odds to add to a pitch symbol. */
  pitch(token: number): number {
    if (token === REST) return 0;
    this.#look();
    const outside = this.#scale.includes(modulo(pitchOfToken(token), 12)) ? 0 : this.#outside;
    return this.#range.pitch(token) + this.#leap.pitch(token) + outside;
  }

  /** Updates, once per event, what has been written and what remains. */
  #look(): void {
    const { time } = this.line;
    if (this.#now === time) return;
    this.#now = time;
    if (this.#syncopation !== null) this.#duration = this.#durationOdds(this.#syncopation);
    if (this.#chromaticism !== null) this.#outside = this.#outsideOdds(this.#chromaticism);
    this.#range.look();
    this.#leap.look();
  }

  #durationOdds(goal: number): readonly number[] {
    const { request, line } = this;
    const notes = line.events
      .filter(({ pitch }) => pitch !== REST)
      .map(({ onset, duration }) => noteAt(onset * TICKS_PER_GRID, DURATIONS[duration]! * TICKS_PER_GRID));
    const now = line.time * TICKS_PER_GRID;
    const echoes = this.#echoes[line.bar]!;
    // Planned repetitions of written bars count as written; the current bar is weighted by its own repetitions.
    const written = notes.length === 0 ? 0 : syncopationSum(notes, request.meter, now) + this.#promised(notes);
    const left = goal - written;
    const rate = goal / line.end;
    const evenly = rate * this.#freeTime();
    const ratio = GAIN.syncopation * Math.log((Math.max(0, left) + 0.05) / (evenly + 0.05));
    const bias = goal === 0 ? -MOST : Math.min(MOST, Math.max(-MOST, ratio));
    return DURATIONS.map((length) => {
      const amount = syncopationSum(
        [noteAt(now, length * TICKS_PER_GRID)],
        request.meter,
        now + length * TICKS_PER_GRID,
      );
      if (amount === 0) return 0;
      return amount * echoes > left + SLACK ? Math.min(bias, OVER) : bias;
    });
  }

  /** Syncopation that planned repetitions of written bars will add. */
  #promised(notes: readonly ReturnType<typeof noteAt>[]): number {
    const bar = this.#bar * TICKS_PER_GRID;
    let sum = 0;
    for (let index = this.line.bar; index < this.request.bars; index++) {
      const entry = this.request.plan?.[index];
      if (!entry || entry.kind === 'sample' || entry.of < 0 || entry.of > this.line.bar) continue;
      const inside = notes.filter(({ tick }) => Math.floor(tick / bar) === entry.of);
      const until = Math.min((entry.of + 1) * bar, this.line.time * TICKS_PER_GRID);
      if (inside.length > 0) sum += syncopationSum(inside, this.request.meter, until);
    }
    return sum;
  }

  /** Time that the network still fills, in grid units; each bar counts as often as the plan plays it. */
  #freeTime(): number {
    let time = 0;
    for (let bar = this.line.bar; bar < this.request.bars; bar++) {
      const entry = this.request.plan?.[bar];
      if (entry && entry.kind !== 'sample') continue;
      const left = (bar + 1) * this.#bar - Math.max(this.line.time, bar * this.#bar);
      time += left * this.#echoes[bar]!;
    }
    return time;
  }

  #outsideOdds(goal: number): number {
    const { line } = this;
    const pitches = line.events.flatMap(({ pitch }) => (pitch === REST ? [] : [modulo(pitchOfToken(pitch), 12)]));
    const outside = pitches.filter((pc) => !this.#scale.includes(pc)).length;
    const perGrid = pitches.length > 3 ? pitches.length / line.time : 1 / GRID_PER_QUARTER;
    const toCome = Math.max(1, (line.end - line.time) * perGrid);
    const left = Math.max(0, goal * (pitches.length + toCome) - outside);
    const bias = GAIN.chromaticism * Math.log((left + 0.05) / (goal * toCome + 0.05));
    return Math.min(MOST, Math.max(-MOST, bias));
  }
}

function noteAt(tick: number, durationTicks: number) {
  return { pitch: 0, tick, durationTicks };
}
