/** The music of a page without Phaser, on an audio context that the page owns. */

import type { ModelFiles } from '../generate/weights.ts';
import type { MusicHost } from './host.ts';
import { Music, type MusicRun, type RunOptions } from './music.ts';
import { MusicSession } from './session.ts';
import type { SignalClaims } from './signal-claims.ts';

/** What a player plays with. */
export interface PlayerOptions {
  /** Stays open; the page suspends and resumes it as it likes, and the music stands still with it. */
  readonly context: AudioContext;
  /** Where the music goes. Default: the context's own destination. */
  readonly destination?: AudioNode;
  /**
   * The first click, touch or key in it resumes a suspended context, as browsers require one, and a context that a phone call
   * has interrupted. Default: the page's document; null if the page resumes the context itself.
   */
  readonly element?: EventTarget | null;
  /** Finds a decoded recording: for `track()`, `play()` and palettes of the page's own. */
  readonly recording?: (key: string) => AudioBuffer | null;
  /** Loads the files of the model that the soundtrack names. */
  readonly model?: (key: string, signal: AbortSignal) => Promise<ModelFiles>;
  /** Finds the phrase bank that the soundtrack names; undefined until it is loaded. */
  readonly bank?: (key: string) => unknown;
  /** Finds the MIDI file that a mood names as its score: an ArrayBuffer or its bytes; undefined until it is loaded. */
  readonly score?: (key: string) => ArrayBuffer | Uint8Array | undefined;
}

/** Events that browsers take for a wish of the person to hear something. */
const GESTURES = ['pointerdown', 'pointerup', 'touchend', 'click', 'keydown'] as const;

/** A page as the host of its music. */
function pageHost({
  context,
  destination = context.destination,
  recording,
  model,
  bank,
  score,
}: PlayerOptions): MusicHost {
  return {
    sound: { context, destination },
    reopen: 'create another player with a new AudioContext',
    watchStart: () => () => true,
    recording: (key) => recording?.(key) ?? null,
    model: (key, signal) =>
      model?.(key, signal) ?? Promise.reject(new Error("give the player an option 'model' that loads its files")),
    bank: (key) => bank?.(key),
    score: (key) => score?.(key),
  };
}

/**
 * Resumes a suspended context at the first gesture, and one that a call has interrupted (on iOS) as soon as the page is seen or
 * touched again: where the call ends, the system leaves that to the page. A context that the page itself suspends is left alone.
 * The returned function removes the listeners.
 */
function resumeAtGesture(context: AudioContext, element: EventTarget): () => void {
  const page = globalThis.document;
  const resume = () => {
    // The browser refuses where it does not count the event, or while the call lasts; the next one may count.
    void context.resume().then(unwatch, () => {});
  };
  const seen = () => {
    if (page.visibilityState === 'visible') resume();
  };
  const unwatch = () => {
    for (const gesture of GESTURES) element.removeEventListener(gesture, resume, true);
    page?.removeEventListener('visibilitychange', seen);
  };
  const watch = () => {
    for (const gesture of GESTURES) element.addEventListener(gesture, resume, true);
  };
  const changed = () => {
    if (context.state === 'running' || context.state === 'closed') unwatch();
    if ((context.state as string) !== 'interrupted') return;
    watch();
    page?.addEventListener('visibilitychange', seen);
  };
  if (context.state !== 'running') watch();
  context.addEventListener('statechange', changed);
  return () => {
    context.removeEventListener('statechange', changed);
    unwatch();
  };
}

/** A session on a page. */
class PageRun implements MusicRun {
  readonly session: MusicSession;
  readonly live: MusicSession | null;

  constructor(host: MusicHost, { resolved, ...options }: RunOptions, before: PageRun | null) {
    // A soundtrack whose moods belong to scenes waits for a mood to be requested.
    const isTagged = () => resolved.scenes.size > 0;
    this.session = new MusicSession({ ...options, host, isTagged, before: before?.session ?? null });
    this.live = options.replay === undefined ? this.session : null;
  }

  stop(next: MusicRun | null): void {
    this.session.dispose(next?.session);
  }
}

/** Runs on one page. Between the ticks of the music, callbacks on the beat run with the page's frames. */
export class PageMusic extends Music<PageRun> {
  readonly #host: MusicHost;
  readonly #leave: () => void;
  #frame: number | null = null;

  constructor(claims: SignalClaims, options: PlayerOptions) {
    super(claims);
    this.#host = pageHost(options);
    const { context, element = globalThis.document ?? null } = options;
    this.#leave = element === null ? () => {} : resumeAtGesture(context, element);
  }

  /** Has callbacks run with every frame as long as some wait. */
  watchFrames(): void {
    if (this.hasEnded || this.#frame !== null || typeof requestAnimationFrame !== 'function') return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      this.beats.run();
      if (this.beats.isWaiting) this.watchFrames();
    });
  }

  /** Ends everything for good. */
  end(): void {
    this.stop();
    this.hasEnded = true;
    this.events.clear();
    this.beats.clear();
    this.#leave();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  protected override createRun(options: RunOptions, before: PageRun | null): PageRun {
    return new PageRun(this.#host, options, before);
  }
}
