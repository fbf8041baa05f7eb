/**
 * The conductor decides what plays next and when. It uses no engine and no speaker: phrases come from a source, bars go to
 * an output, and time is what the output's clock says when `advance` is called.
 *
 * All decisions are made in music time (seconds since the first bar, pauses not counted) and follow only from the seed and
 * from the commands and their times, so that the same log gives the same notes at any tick rate.
 */

import type { ConductorLog } from '../formats/log.ts';
import type { SavedMusic } from '../formats/saved-music.ts';
import { KEPT_BARS } from '../midi/history.ts';
import { barsToMidi } from '../midi/midi-export.ts';
import { plainText } from '../mood/names.ts';
import { plainCopy } from '../mood/validate.ts';
import type { BackgroundTasks } from '../music/background-tasks.ts';
import type { Unsubscribe } from '../music/emitter.ts';
import { type DescribedMoods, describedMoods, undescribed, withDescribed } from '../soundtrack/described.ts';
import { fingerprintOf } from '../soundtrack/soundtrack.ts';
import { assemble, type ConductorParts } from './assemble.ts';
import type { ConductorEvents, ConductorSnapshot } from './model/events.ts';
import { MusicCommands } from './music-commands.ts';
import { type ConductorInspection, inspect } from './observe/inspection.ts';
import { takeSnapshot } from './observe/snapshot.ts';
import type { ConductorOptions } from './options.ts';
import { saveMusic } from './save/save.ts';

/**
 * Directs the music of one game.
 * @example
 * const fallback = createNgramModel();
 * const stage = recordingOutput(() => performance.now() / 1000);
 * const conductor = new Conductor({ source: { composer: null, fallback }, stage });
 * conductor.on('bar', ({ mood, bar }) => console.log(mood, bar));
 * conductor.mood('forest').signal('danger', 0.4).start();
 * const ticker = setInterval(() => conductor.advance(), 50);
 */
export class Conductor extends MusicCommands {
  /** Runs work that can wait, also that of the output. */
  readonly background: BackgroundTasks;
  /** What is scheduled, to be read only. */
  readonly schedule: Pick<ConductorParts, 'timeline' | 'playback' | 'clock'>;
  readonly #parts: ConductorParts;

  /** @throws with one clear line where the soundtrack, the log or the saved music is wrong. */
  constructor(options: ConductorOptions) {
    const parts = assemble(options);
    super(parts);
    this.#parts = parts;
    this.background = parts.background;
    this.schedule = parts;
  }

  /** The moods that are described in words which nobody has read yet; until {@link describe}, they are like their presets. */
  get undescribed(): readonly string[] {
    return undescribed(this.soundtrack);
  }

  /** Gives numbers to moods that are described in words. To be called before {@link prepare} and {@link start}. @throws for an invalid definition. */
  describe(moods: DescribedMoods): this {
    Object.assign(this.soundtrack, withDescribed(this.soundtrack, moods));
    this.#parts.phrases.moods.redefine();
    return this;
  }

  /**
   * Has the first phrases written before the music may begin, e.g. while the game waits for the player's first gesture. To
   * be called now and then until {@link start}, which does not need it.
   */
  prepare(): this {
    this.#parts.transport.prepare();
    return this;
  }

  /**
   * Begins as soon as the first phrase and its instruments are there. A model that still loads is not waited for, and one
   * that writes for at most 1 s: then the fallback begins. Instruments are waited for at most 1 s: then others play in
   * their place. Later calls do nothing.
   */
  start(): this {
    this.#parts.transport.start([...this.soundtrack.scenes.values()].map(({ mood }) => mood));
    return this;
  }

  /**
   * Schedules what is due. To be called every 50–100 ms by a ticker that does not sleep with the game; never throws.
   * @param options `budgetMs`: milliseconds for work that can wait, such as arranging a phrase; the rest is done at the
   * next calls. When bars are scheduled depends on the machine then; their notes do not. Default: no limit.
   * @returns whether it did background work, so that the caller may leave other work for the next time.
   */
  advance({ budgetMs = Number.POSITIVE_INFINITY }: { readonly budgetMs?: number } = {}): boolean {
    const { background, bindings, transport, report, replay } = this.#parts;
    background.startTick(budgetMs);
    const isDone = report.attempt(() => {
      if (replay === null) bindings.poll(this);
      transport.advance();
    });
    if (!isDone) background.worked();
    const { isBusy } = background;
    if (!report.attempt(() => background.runThrough('voices'))) background.worked();
    return isBusy;
  }

  /** Subscribes to an event; the returned function ends that. */
  on<K extends keyof ConductorEvents>(name: K, listener: (event: ConductorEvents[K]) => void): Unsubscribe {
    return this.#parts.events.on(name, listener);
  }

  /** Ends a subscription. */
  off<K extends keyof ConductorEvents>(name: K, listener: (event: ConductorEvents[K]) => void): this {
    this.#parts.events.off(name, listener);
    return this;
  }

  /** Whether phrases are written with the reasons of their notes, for tools that show them. Changes no note. */
  get explain(): boolean {
    return this.#parts.phrases.planner.explain;
  }

  set explain(value: boolean) {
    this.#parts.phrases.planner.explain = value;
  }

  /**
   * The music for a saved game, to go on from the bar that plays: moods chosen and pushed (but those that last `until` a
   * function says so), signals, override, tuning, and the tunes so far. Plain JSON of some kilobytes.
   */
  save(): SavedMusic {
    const { transport, requests, bindings } = this.#parts;
    const now = transport.flush();
    return plainCopy(saveMusic(this.#parts, { now, ...requests.wanted(now, (key) => !bindings.hasUntil(key)) }));
  }

  /** What happened so far, to be replayed. */
  get log(): ConductorLog {
    const { beginning, entries } = this.#parts.recorder;
    return {
      version: 1,
      seed: this.soundtrack.seed,
      ...(this.soundtrack.variety ? { variety: true } : {}),
      ...(this.soundtrack.endings ? { endings: true } : {}),
      ...plainCopy(describedMoods(this.soundtrack)),
      ...this.#parts.controls.scores,
      soundtrack: fingerprintOf(this.soundtrack),
      ...plainCopy(beginning),
      entries: plainCopy(entries),
    };
  }

  /**
   * The bars that were heard last, as a MIDI file: a track for each part, tempo, meter, General MIDI programs. Pauses are cut out.
   * @param lastBars at most this many, 1 or more; {@link KEPT_BARS} are kept. @throws RangeError for other numbers.
   */
  exportMidi(lastBars: number = KEPT_BARS): Uint8Array {
    if (typeof lastBars !== 'number' || !(lastBars >= 1))
      throw new RangeError(`exportMidi: ${plainText(lastBars)} bars asked; ask for 1 to ${KEPT_BARS}, or leave it out`);
    const { history, timeline, clock } = this.#parts;
    return barsToMidi(history.played(timeline.bars, clock.now, Math.floor(lastBars)), this.soundtrack.palettes);
  }

  /** Resolves when every requested phrase has come, or never will. For callers that drive the clock themselves. */
  settled(): Promise<void> {
    this.#parts.phrases.planner.runPending();
    return this.#parts.phrases.queue.onIdle();
  }

  /** The music at this moment, as plain data. */
  snapshot(): ConductorSnapshot {
    return takeSnapshot(this.#parts);
  }

  /** What is behind the snapshot: where controls come from, which phrases are ready, how well the model keeps up. */
  inspect(): ConductorInspection {
    return inspect(this.#parts, this.snapshot().mood, this.#parts.requests.awaited);
  }

  /** Falls silent for good and forgets all listeners. The models and the output belong to the caller. */
  dispose(): void {
    this.#parts.transport.dispose();
    this.#parts.events.clear();
  }
}
