/**
 * All work that can wait: in which order it is done, and how long it may hold up the page. A bar that is due never waits
 * for it. Short work runs inside the ticks that schedule bars, by {@link BackgroundTasks}. Long work, which would take
 * thousands of ticks, runs between them in slices.
 */

/** How often bars are scheduled, in ms. */
export const TICK_MS = 50;
/** What a tick may spend on background work, in ms. The step that exceeds it takes a few tenths more. */
export const TICK_BUDGET_MS = 0.4;

/**
 * Background work of a tick, the most important first. A tick works for the first that has anything to do; after that the
 * others do only what is urgent.
 */
export const TICK_TASKS = [
  /** Requests the phrases that may be needed next. */
  'prefetch',
  /** Arranges a phrase whose first bar is due. It is resumed by that bar, so it does not run by itself. */
  'arrangement',
  /** Packs bars that have been heard. */
  'history',
  /** Creates voices ahead of their notes. Those of notes that sound soon are urgent. */
  'voices',
] as const;

export type TickTask = (typeof TICK_TASKS)[number];

/**
 * Ticks between the scheduling of a bar and the prefetching that it causes. They belong to the voices of the bar's first
 * beat, which may be many at once.
 */
export const PREFETCH_DELAY_TICKS = 3;

/** A slice of work between ticks ends with the step in which `ms` are up; the game has `pause` ms until the next. */
export interface Slice {
  readonly ms: number;
  readonly pause: number;
}

/** Slices of work between ticks. */
export const SLICES = {
  /** The fallback writes phrases ahead. */
  fallback: { ms: 0.5, pause: 4 },
  /** Instruments are decoded and rendered while music plays. The pause is not the fallback's, so that a trace shows whose timer it is. */
  loading: { ms: 0.7, pause: 5 },
  /** The same while music waits for them: longer, to start sooner. */
  loadingBeforeStart: { ms: 5, pause: 2 },
} as const satisfies Record<string, Slice>;

/** Work of a tick. */
export interface BackgroundTask {
  /**
   * Does some work, and returns whether there was any. It ends with the step in which the deadline passes, or earlier.
   * @param deadline in ms of `performance.now()`
   * @param isBusy whether the tick has worked for a more important task: then only urgent work is done
   */
  run(deadline: number, isBusy: boolean): boolean;
}

/** Runs the background work of ticks. */
export class BackgroundTasks {
  readonly #tasks = new Map<TickTask, BackgroundTask>();
  /** Index in {@link TICK_TASKS} of the first that has not had its turn in this tick. */
  #next = 0;
  #budgetMs = Number.POSITIVE_INFINITY;
  #deadline = Number.POSITIVE_INFINITY;
  #isBusy = false;

  /** Sets what does a kind of work. */
  set(name: TickTask, task: BackgroundTask): void {
    this.#tasks.set(name, task);
  }

  /** Whether this tick has done background work. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What the tick may spend, in ms. */
  get budgetMs(): number {
    return this.#budgetMs;
  }

  /** When that is spent, in ms of `performance.now()`. */
  get deadline(): number {
    return this.#deadline;
  }

  /** Starts a tick. */
  startTick(budgetMs: number): void {
    this.#budgetMs = budgetMs;
    this.#deadline = performance.now() + budgetMs;
    this.#isBusy = false;
    this.#next = 0;
  }

  /** Records work that was done by something else than {@link runThrough}. */
  worked(): void {
    this.#isBusy = true;
  }

  /** Gives each task up to and including `last` its turn, unless it has had one in this tick. */
  runThrough(last: TickTask): void {
    const end = TICK_TASKS.indexOf(last);
    while (this.#next <= end) {
      const task = this.#tasks.get(TICK_TASKS[this.#next++]!);
      if (task?.run(this.#deadline, this.#isBusy)) this.#isBusy = true;
    }
  }
}

/** Steps a generator, at least once, until it is done or the deadline has passed, in ms of `performance.now()`. Returns its result, or null. */
export function stepUntil<T extends object>(work: Generator<unknown, T>, deadline: number): T | null {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() >= deadline) return null;
  }
}

/** Runs a generator to its end, and returns its result. */
export function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Waits for the next slice. */
export function pauseAfter({ pause }: Slice): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pause));
}

/**
 * Starts to load something in slices. The returned function is awaited between the steps, and pauses where the slice is
 * over. A hidden page, whose timers are slow, and Node have no frames to protect: there it never pauses.
 * @param isPlaying whether music plays at this moment
 */
export function createYielder(isPlaying: () => boolean): () => Promise<void> {
  let started = performance.now();
  return async () => {
    const slice = isPlaying() ? SLICES.loading : SLICES.loadingBeforeStart;
    if (typeof document === 'undefined' || document.hidden || performance.now() - started < slice.ms) return;
    await pauseAfter(slice);
    started = performance.now();
  };
}
