/**
 * The beat for the game: where it is, callbacks on it, and how well an input hits it. It reads the music and changes nothing of it, so no log has it.
 */

import { checkNumber, checkObject, checkOneOf, shown } from '../mood/validate.ts';
import type { Seconds } from '../music/time.ts';
import { BEAT_POINTS, type BeatGrid, type BeatPoint } from './beat-grid.ts';
import { type BeatPosition, type Judgement, type JudgeOptions, judgement, positionIn } from './beat-reading.ts';

/** A beat that is heard. */
export interface BeatMoment {
  readonly mood: string;
  readonly bar: number;
  readonly beat: number;
  /** Time on the audio clock at which it sounds. */
  readonly time: Seconds;
}

/** A callback that waits. */
export interface BeatHandle {
  /** Calls it no more. May be called twice. */
  cancel(): void;
}

/** Options of a callback. */
export interface BeatOptions {
  /** Number of beats, bars or phrases from one call to the next; one call only if omitted. */
  readonly every?: number;
}

interface Waiting {
  readonly point: BeatPoint;
  readonly callback: (moment: BeatMoment) => void;
  readonly every: number | null;
  /** Music time after which a beat counts. */
  after: Seconds;
  /** How many to let pass. */
  skip: number;
}

/** What a beat clock reads. */
export interface BeatSource {
  /** The beats of the current music, or null while it is stopped. */
  readonly grid: () => BeatGrid | null;
  /** The time on the audio clock of what is heard now. */
  readonly heard: () => Seconds;
  readonly warn: (message: string, cause?: unknown) => void;
}

/** The beat of one game. It outlives restarts of the music. */
export class BeatClock {
  readonly #source: BeatSource;
  readonly #waiting = new Set<Waiting>();
  /** End the promises that wait. */
  readonly #promises = new Set<() => void>();
  readonly #thrown = new WeakSet<Waiting['callback']>();
  /** Number of callbacks so far. */
  count = 0;
  /** The music that the callbacks wait for. */
  #grid: BeatGrid | null = null;

  constructor(source: BeatSource) {
    this.#source = source;
  }

  /** Where the music is that is heard now; null where nothing is heard, or only a track of unknown tempo. */
  get position(): BeatPosition | null {
    const grid = this.#source.grid();
    return grid && positionIn(grid, this.#musicTime(grid));
  }

  /**
   * Calls back when the next beat, bar or phrase is heard; with `every: n`, at every nth.
   * @throws RangeError or TypeError for an unknown kind or an invalid option.
   */
  at(point: BeatPoint, callback: (moment: BeatMoment) => void, options: BeatOptions = {}): BeatHandle {
    checkPoint('at', point);
    if (typeof callback !== 'function') throw new TypeError("at('beat', …) needs a function, e.g. () => flash()");
    checkObject('at: options', options, '{ every: 4 }');
    if (options.every !== undefined) checkCount('at: every', options.every, 1024);
    const waiting = { point, callback, every: options.every ?? null, after: this.#musicTime(this.#look()), skip: 0 };
    this.#waiting.add(waiting);
    this.count++;
    return { cancel: () => void this.#waiting.delete(waiting) };
  }

  /** Resolves when the next line of a kind is heard; with null if the music is stopped before. */
  async next(point: BeatPoint): Promise<BeatMoment | null> {
    checkPoint('next', point);
    if (this.#source.grid() === null) return null;
    return new Promise((resolve) => {
      const end = () => {
        handle.cancel();
        resolve(null);
      };
      const handle = this.at(point, (moment) => {
        this.#promises.delete(end);
        resolve(moment);
      });
      this.#promises.add(end);
    });
  }

  /** How early or late an input is; null where there is no beat. @throws for an invalid option. */
  judge(options: JudgeOptions = {}): Judgement | null {
    checkObject('judge: options', options, '{ timeStamp: event.timeStamp }');
    const { timeStamp = performance.now(), parts = 1 } = options;
    checkNumber('judge: timeStamp', timeStamp, { min: 0, max: Number.MAX_SAFE_INTEGER });
    checkCount('judge: parts', parts, 8);
    const grid = this.#source.grid();
    const at = this.#musicTime(grid) - (performance.now() - timeStamp) / 1000;
    return grid && judgement(grid, at, parts);
  }

  /** Whether callbacks wait. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** Calls what is due. Called every frame, and by the timer of the music; never throws. */
  run(): void {
    const grid = this.#look();
    if (grid === null || this.#waiting.size === 0) return;
    const now = this.#musicTime(grid);
    for (const waiting of [...this.#waiting]) {
      // A page that stood still calls once for all beats that it has missed.
      let last: BeatMoment | null = null;
      for (let line = grid.after(waiting.point, waiting.after); line !== null; ) {
        const { bar, beat } = line;
        const time = bar.beats[beat]!;
        if (time > now) break;
        waiting.after = time;
        if (waiting.skip-- <= 0) {
          waiting.skip = (waiting.every ?? 1) - 1;
          last = { mood: bar.mood, bar: bar.number, beat, time: grid.clock.toClock(time) };
          if (waiting.every === null) break;
        }
        line = grid.after(waiting.point, time);
      }
      if (last !== null && this.#waiting.has(waiting)) this.#call(waiting, last);
    }
  }

  /** Ends what waits for the music, which is stopped. Callbacks wait for it to start again. */
  stop(): void {
    for (const end of this.#promises) end();
    this.#promises.clear();
  }

  /** Forgets all callbacks. */
  clear(): void {
    this.stop();
    this.#waiting.clear();
  }

  #call(waiting: Waiting, moment: BeatMoment): void {
    if (waiting.every === null) this.#waiting.delete(waiting);
    try {
      waiting.callback(moment);
    } catch (error) {
      if (!this.#thrown.has(waiting.callback)) this.#source.warn(`a callback of at('${waiting.point}') threw`, error);
      this.#thrown.add(waiting.callback);
    }
  }

  /** The current music. Callbacks that wait when it is replaced wait for the first line of the new one. */
  #look(): BeatGrid | null {
    const grid = this.#source.grid();
    if (grid !== this.#grid) {
      for (const waiting of this.#waiting) {
        waiting.after = Number.NEGATIVE_INFINITY;
        waiting.skip = 0;
      }
      this.#grid = grid;
    }
    return grid;
  }

  /** Music time of what is heard now. */
  #musicTime(grid: BeatGrid | null): Seconds {
    if (grid === null) return Number.NEGATIVE_INFINITY;
    const { clock } = grid;
    return clock.now - Math.max(0, clock.clock - this.#source.heard());
  }
}

function checkPoint(owner: string, point: BeatPoint): void {
  checkOneOf(owner, 'sync point', point, BEAT_POINTS);
}

function checkCount(what: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new RangeError(`${what} is ${shown(value)}; it must be a whole number 1..${max}`);
}
