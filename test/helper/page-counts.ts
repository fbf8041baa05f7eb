/** What there is in a page at a moment: audio nodes, timers, tensors, listeners, heap. For those who look for what grows. */

import type { CDPSession, Page } from 'playwright';
import { rounded } from '../bench/statistics.ts';

/** Collects a page's garbage, then hands every object of a kind (`AudioContext`, `Worker` …) that is left to a function in the page. */
async function onHeld<T>(session: CDPSession, kind: string, functionDeclaration: string): Promise<T> {
  const objectGroup = 'held';
  const { result } = await session.send('Runtime.evaluate', { expression: `${kind}.prototype`, objectGroup });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup });
  const call = { objectId: objects.objectId!, functionDeclaration, returnByValue: true };
  const { result: returned } = await session.send('Runtime.callFunctionOn', call);
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return returned.value;
}

/** How many objects of a kind a page's scripts hold, after garbage is collected. */
export function held(session: CDPSession, kind: string): Promise<number> {
  return onHeld(session, kind, 'function () { return this.length; }');
}

/** How many objects of a kind are held, by the number of the game that made them. The page needs {@link keepMakers}. */
export function heldByGame(
  session: CDPSession,
  kind: 'AudioContext' | 'AudioBuffer' | 'AudioNode',
): Promise<Record<number, number>> {
  return onHeld(
    session,
    kind,
    `function () {
      const counts = {};
      for (const one of this) {
        // A subclass's prototype is an object of the kind, too.
        if (Object.hasOwn(one, 'constructor')) continue;
        const game = window.gameOf(one);
        counts[game] = (counts[game] ?? 0) + 1;
      }
      return counts;
    }`,
  );
}

/** Collects a page's garbage and returns its heap, in MB, and its event listeners. `Performance` has to be enabled. */
export async function heapOf(page: Page, session: CDPSession): Promise<{ heapMB: number; listeners: number }> {
  await session.send('HeapProfiler.collectGarbage');
  await page.waitForTimeout(300);
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  return { heapMB: metric('JSHeapUsedSize') / 1e6, listeners: metric('JSEventListeners') };
}

declare global {
  interface Window {
    /** Timers that are set and have not fired, intervals among them. */
    timers: Set<number>;
    /** The number of the game that made a context, a node or a buffer, from 1; 0 for what belongs to no game. */
    gameOf(made: object): number;
  }
}

/**
 * Runs in the page before anything else: remembers which game makes an audio context, its nodes and its buffers. Games
 * play one after the other, each on its own context; what an offline context renders belongs to the game of that moment.
 */
export function keepMakers(): void {
  let games = 0;
  const numbers = new WeakMap<object, number>();
  const RealContext = window.AudioContext;
  window.AudioContext = class extends RealContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      numbers.set(this, ++games);
    }
  };
  const remember = <T extends object>(context: object, made: T): T => {
    numbers.set(made, numbers.get(context) ?? games);
    return made;
  };
  const { createBuffer, decodeAudioData } = BaseAudioContext.prototype;
  BaseAudioContext.prototype.createBuffer = function (...given) {
    return remember(this, createBuffer.apply(this, given));
  };
  BaseAudioContext.prototype.decodeAudioData = function (...given) {
    const game = games;
    return decodeAudioData.apply(this, given).then((buffer) => {
      numbers.set(buffer, numbers.get(this) ?? game);
      return buffer;
    });
  };
  const { startRendering } = OfflineAudioContext.prototype;
  OfflineAudioContext.prototype.startRendering = function () {
    const game = games;
    return startRendering.call(this).then((buffer) => {
      numbers.set(buffer, game);
      return buffer;
    });
  };
  window.gameOf = (made) => numbers.get(made instanceof AudioNode ? made.context : made) ?? 0;
}

/** Runs in the page before anything else: keeps count of its timers. */
export function keepTimers(): void {
  const { setTimeout, setInterval } = window;
  window.timers = new Set();
  window.setTimeout = ((act: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
    const id = setTimeout(() => {
      window.timers.delete(id);
      act(...given);
    }, ms) as unknown as number;
    window.timers.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.setInterval = ((...given: Parameters<typeof setInterval>) => {
    const id = setInterval(...given) as unknown as number;
    window.timers.add(id);
    return id;
  }) as unknown as typeof window.setInterval;
  for (const name of ['clearTimeout', 'clearInterval'] as const) {
    const clear = window[name];
    window[name] = (id) => {
      window.timers.delete(id as number);
      clear(id);
    };
  }
}

/** What there is in a page at a moment. */
export interface Count {
  /** Audio nodes that were created and not destroyed, as the browser reports; it does not report those that are destroyed with their context. */
  readonly nodes: number;
  /** Audio nodes, contexts and sample buffers that this page's scripts hold, ended games' among them. */
  readonly heldNodes: number;
  readonly contexts: number;
  readonly buffers: number;
  readonly heapMB: number;
  readonly listeners: number;
  readonly timers: number;
  readonly workers: number;
  /** Tensors in the worker. */
  readonly tensors: number;
  /** Nodes of the plugin that are not a voice's. */
  readonly fixedNodes: number;
  /** Gains of voices, those that wait for the next among them. */
  readonly gains: number;
}

/** Prepares a page for being counted; the answer collects garbage and counts. */
export async function counting(page: Page): Promise<() => Promise<Count>> {
  const session = await page.context().newCDPSession(page);
  let nodes = 0;
  session.on('WebAudio.audioNodeCreated', () => void nodes++);
  session.on('WebAudio.audioNodeWillBeDestroyed', () => void nodes--);
  await session.send('WebAudio.enable');
  await session.send('Performance.enable');
  return async () => {
    const heap = await heapOf(page, session);
    const heldNodes = await held(session, 'AudioNode');
    const contexts = await held(session, 'AudioContext');
    const buffers = await held(session, 'AudioBuffer');
    const inside = await page.evaluate(() => {
      const { health, sound } = window.stage.soundtrack.inspect()!;
      const { nodes: made, voices, gains } = sound!;
      return { tensors: health.tensors ?? 0, fixedNodes: made - voices - gains, gains, timers: window.timers.size };
    });
    return {
      ...inside,
      nodes,
      heldNodes,
      contexts,
      buffers,
      heapMB: rounded(heap.heapMB),
      listeners: heap.listeners,
      workers: page.workers().length,
    };
  };
}
