/**
 * How much of each frame the music takes of the demo's main thread: marks at every way into it, in a trace whose clock is
 * the thread's own and stops while another thread has the core, as often happens where pictures are drawn by the
 * processor. The ways in are the plugin's methods, what it does at each step of the game, its ticks and the timers it sets,
 * answers of its worker, what it had decoded or rendered, and ends of its voices; what the game does in listeners of its
 * own counts, too. A mark takes longer than most calls, so
 * empty pairs of marks are measured as well, and as many of them are taken off each frame. Beside it a loop that does
 * nothing is timed by the clock on the wall: what it takes beyond its length is the machine's doing.
 */

import type { Page } from 'playwright';
import { median } from './statistics.ts';
import { type TraceEvent, traced } from './trace.ts';

/** Duration of the idle loop in each frame, in ms: as long as the music usually takes. */
export const IDLE_MS = 0.1;

/** Milliseconds of each frame. */
export interface OwnTime {
  /** By the thread's clock. */
  readonly music: readonly number[];
  /** By the clock on the wall, which goes on while another thread has the core. */
  readonly idle: readonly number[];
}

/** What lies between a mark `in` and its mark `out`, in ms. */
interface Span {
  readonly thread: number;
  readonly wall: number;
}

/** Starts the music anew with marks around it, and traces them for some seconds. Nothing else can be measured on the page after it. */
export async function timedOwn(page: Page, seconds: number): Promise<OwnTime> {
  await page.evaluate(setMarks, IDLE_MS);
  await page.waitForTimeout(10_000);
  const names = /^(music|empty|idle|frame) /;
  return framesOf(await traced(page, 'blink.user_timing', names, () => page.waitForTimeout(seconds * 1000)));
}

function framesOf(events: readonly TraceEvent[]): OwnTime {
  type Frame = Partial<Record<string, Span[]>>;
  const frames: Frame[] = [];
  let frame: Frame = {};
  let from: TraceEvent | null = null;
  for (const event of events) {
    const [what = '', way] = event.name.split(' ');
    if (what === 'frame') {
      frames.push(frame);
      frame = {};
    } else if (way === 'in') from = event;
    else if (from !== null) {
      frame[what] ??= [];
      frame[what].push({ thread: (event.tts - from.tts) / 1000, wall: (event.ts - from.ts) / 1000 });
    }
  }
  const sum = (clock: keyof Span, what: string) => {
    const empty = median(frames.flatMap(({ empty: pairs = [] }) => pairs).map((span) => span[clock]));
    const net = (spans: readonly Span[]) => spans.reduce((total, span) => total + span[clock] - empty, 0);
    return frames.map((each) => Math.max(0, net(each[what] ?? [])));
  };
  return { music: sum('thread', 'music'), idle: sum('wall', 'idle') };
}

/** Runs in the page. */
function setMarks(idleMs: number): void {
  type Act = (this: unknown, ...given: unknown[]) => unknown;
  /** Number of rounds of microtasks that are counted with what resolved them: promises of the music go on in microtasks. */
  const ROUNDS = 30;
  let depth = 0;
  const enter = () => {
    if (depth++ === 0) performance.mark('music in');
  };
  const leave = () => {
    if (--depth === 0) performance.mark('music out');
  };
  const settle = async () => {
    for (let round = 0; round < ROUNDS; round++) await undefined;
    leave();
  };
  const around =
    (ended: () => unknown) =>
    (act: Act): Act =>
      function (this: unknown, ...given) {
        enter();
        try {
          return act.apply(this, given);
        } finally {
          ended();
        }
      };
  /** A call by the game ends when it returns, a task of its own with its microtasks. */
  const called = around(leave);
  const task = around(settle);
  const { plugins, events } = window.game;
  plugins.stop('soundtrack');

  const methods: object = Object.getPrototypeOf(plugins.get('soundtrack'));
  for (const [name, { value, writable }] of Object.entries(Object.getOwnPropertyDescriptors(methods)))
    if (typeof value === 'function' && writable && name !== 'constructor')
      Reflect.set(methods, name, called(value as Act));
  const { setInterval } = window;
  window.setInterval = ((act: Act, ms?: number) => setInterval(task(act), ms)) as typeof window.setInterval;
  const { setTimeout } = window;
  window.setTimeout = ((act: Act, ms?: number) =>
    setTimeout(depth > 0 ? task(act) : act, ms)) as typeof window.setTimeout;
  /** What waits for a promise goes on when it resolves. */
  const waited = (prototype: object, name: string) => {
    const method: (...given: unknown[]) => Promise<unknown> = Reflect.get(prototype, name);
    Reflect.set(prototype, name, async function (this: unknown, ...given: unknown[]) {
      const value = await Reflect.apply(method, this, given);
      enter();
      void settle();
      return value;
    });
  };
  waited(OfflineAudioContext.prototype, 'startRendering');
  waited(BaseAudioContext.prototype, 'decodeAudioData');
  const { addEventListener } = Worker.prototype;
  Worker.prototype.addEventListener = function (this: Worker, name: string, act: Act, ...rest: unknown[]) {
    Reflect.apply(addEventListener, this, [name, task(act), ...rest]);
  } as typeof addEventListener;
  const ended = Object.getOwnPropertyDescriptor(AudioScheduledSourceNode.prototype, 'onended')!;
  Object.defineProperty(AudioScheduledSourceNode.prototype, 'onended', {
    ...ended,
    set(act: Act | null) {
      ended.set!.call(this, act && task(act));
    },
  });
  // Whoever listens to the game while the plugin starts is the plugin.
  const { on } = events;
  events.on = ((name: string, act: Act, ...rest: unknown[]) =>
    Reflect.apply(on, events, [name, called(act), ...rest])) as typeof on;
  plugins.start('soundtrack');
  events.on = on;

  const frame = () => {
    performance.mark('empty in');
    performance.mark('empty out');
    performance.mark('idle in');
    const begun = performance.now();
    while (performance.now() - begun < idleMs);
    performance.mark('idle out');
    performance.mark('frame end');
    performance.clearMarks();
    requestAnimationFrame(frame);
  };
  frame();
}
