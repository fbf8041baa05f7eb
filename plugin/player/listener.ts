/** Listens to a person who hums to the music. What hears is loaded when it is first used. */

import {
  checkListenOptions,
  LISTEN_DEFAULTS,
  type ListenOptions,
  type ListenResult,
} from '../humming/listen-options.ts';
import type { Seconds } from '../music/time.ts';
import type { Hearing } from './answer.ts';
import type { BeatGrid } from './beat-grid.ts';

/** The music that a listener hears meanwhile. */
export interface ListenerSource {
  readonly grid: BeatGrid;
  /** Null in games without sound. */
  context(): BaseAudioContext | null;
  /** From a time on its clock to the ear. */
  latency(): Seconds;
  hearing(): Hearing;
  duck(db: number): void;
  unduck(): void;
  readonly warn: (message: string, cause?: unknown) => void;
}

/** Name of the duck while somebody hums. */
export const LISTENING = 'listen';

/** Hears one melody at a time. */
export class Listener {
  readonly #source: ListenerSource;
  #current: AbortController | null = null;

  constructor(source: ListenerSource) {
    this.#source = source;
  }

  /** Ends what listens now, which resolves as aborted. */
  end(): void {
    this.#current?.abort();
    this.#current = null;
  }

  /** Listens until a melody is over. @throws (rejects) for an invalid option. */
  async listen(options: ListenOptions = {}): Promise<ListenResult> {
    checkListenOptions(options);
    this.end();
    const context = this.#source.context();
    // A rendering has no microphone beside it.
    if (!isLive(context)) return { heard: false, reason: 'absent' };
    const current = new AbortController();
    const abort = () => current.abort();
    this.#current = current;
    options.signal?.addEventListener('abort', abort);
    if (options.signal?.aborted) abort();
    try {
      const { listenToHumming } = await import('../humming/listen.ts');
      if (current.signal.aborted) return { heard: false, reason: 'aborted' };
      return await listenToHumming(this.#music(context), { ...LISTEN_DEFAULTS, ...options, signal: current.signal });
    } catch (cause) {
      this.#source.warn('humming is not heard: what reads pitches could not be loaded', cause);
      return { heard: false, reason: 'absent' };
    } finally {
      options.signal?.removeEventListener('abort', abort);
      if (this.#current === current) this.#current = null;
    }
  }

  #music(context: AudioContext) {
    const { grid, latency, hearing, duck, unduck } = this.#source;
    const { clock } = grid;
    return {
      context,
      latency,
      barAt(time: Seconds) {
        const bar = grid.barAt(clock.now + time - clock.clock);
        return bar === null ? null : { time: clock.toClock(bar.time), end: clock.toClock(bar.end) };
      },
      manner: hearing,
      duck,
      unduck,
    };
  }
}

function isLive(context: BaseAudioContext | null): context is AudioContext {
  return context !== null && 'createMediaStreamSource' in context && context.state !== 'closed';
}
