/** What there is in a page at a moment: audio nodes, timers, tensors, listeners, heap. For those who look for what grows. */

import type { CDPSession, Page } from 'playwright';
import { rounded } from '../bench/statistics.ts';

/** How many objects of a kind (`AudioContext`, `Worker` …) a page's scripts hold, after garbage is collected. */
export async function held(session: CDPSession, kind: string): Promise<number> {
  const objectGroup = 'held';
  const { result } = await session.send('Runtime.evaluate', { expression: `${kind}.prototype`, objectGroup });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup });
  const functionDeclaration = 'function () { return this.length; }';
  const asked = { objectId: objects.objectId!, functionDeclaration, returnByValue: true };
  const { result: length } = await session.send('Runtime.callFunctionOn', asked);
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return length.value;
}

/** Collects a page's garbage and tells its heap, in MB, and its event listeners. `Performance` has to be enabled. */
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
  }
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
  /** Audio nodes that were made and have not gone, as the browser tells; it does not tell of those that go with their context. */
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
