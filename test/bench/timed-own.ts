/**
 * How much of each frame the music takes of the demo's main thread, by a clock around every way into it: the plugin's
 * methods, what it does at each step of the game, its ticks, answers of its worker, ends of its voices. What the game
 * does in listeners of its own counts, too. A sampling profiler is too coarse for this where both cores are busy.
 * Beside it a loop that does nothing is timed in each frame: what it takes beyond its length is the machine's doing.
 */

import type { Page } from 'playwright';

declare global {
  interface Window {
    own: { depth: number; ms: number; frames: number[]; idle: number[] };
  }
}

/** The loop that does nothing takes so many ms of each frame: as long as the music usually does. */
export const IDLE_MS = 0.1;

/** Milliseconds of each frame. */
export interface OwnTime {
  readonly music: readonly number[];
  readonly idle: readonly number[];
}

/** Starts the music anew with clocks around it, and keeps them for some seconds. Nothing else can be measured on the page after it. */
export async function timedOwn(page: Page, seconds: number): Promise<OwnTime> {
  await page.evaluate((idleMs) => {
    const own = { depth: 0, ms: 0, frames: [] as number[], idle: [] as number[] };
    window.own = own;
    type Act = (this: unknown, ...given: unknown[]) => unknown;
    const timed = (act: Act): Act =>
      function (this: unknown, ...given) {
        const begun = performance.now();
        own.depth++;
        try {
          return act.apply(this, given);
        } finally {
          own.depth--;
          if (own.depth === 0) own.ms += performance.now() - begun;
        }
      };
    const { plugins, events } = window.game;
    plugins.stop('soundtrack');

    const methods: object = Object.getPrototypeOf(plugins.get('soundtrack'));
    for (const [name, { value, writable }] of Object.entries(Object.getOwnPropertyDescriptors(methods)))
      if (typeof value === 'function' && writable && name !== 'constructor')
        Reflect.set(methods, name, timed(value as Act));
    const { setInterval } = window;
    window.setInterval = ((act: Act, ms?: number) => setInterval(timed(act), ms)) as typeof window.setInterval;
    const { addEventListener } = Worker.prototype;
    Worker.prototype.addEventListener = function (this: Worker, name: string, act: Act, ...rest: unknown[]) {
      Reflect.apply(addEventListener, this, [name, timed(act), ...rest]);
    } as typeof addEventListener;
    const ended = Object.getOwnPropertyDescriptor(AudioScheduledSourceNode.prototype, 'onended')!;
    Object.defineProperty(AudioScheduledSourceNode.prototype, 'onended', {
      ...ended,
      set(act: Act | null) {
        ended.set!.call(this, act && timed(act));
      },
    });
    // Whoever listens to the game while the plugin starts is the plugin.
    const { on } = events;
    events.on = ((name: string, act: Act, ...rest: unknown[]) =>
      Reflect.apply(on, events, [name, timed(act), ...rest])) as typeof on;
    plugins.start('soundtrack');
    events.on = on;

    const frame = () => {
      own.frames.push(own.ms);
      own.ms = 0;
      const begun = performance.now();
      let idle = 0;
      while (idle < idleMs) idle = performance.now() - begun;
      own.idle.push(idle);
      requestAnimationFrame(frame);
    };
    frame();
  }, IDLE_MS);
  await page.waitForTimeout(3000);
  await page.evaluate(() => {
    window.own.frames.splice(0);
    window.own.idle.splice(0);
  });
  await page.waitForTimeout(seconds * 1000);
  return page.evaluate(() => ({ music: window.own.frames, idle: window.own.idle }));
}
