/** Sends signals in a game that runs, in a real Chromium, and brings back what left it. */

import type { Browser, Page } from 'playwright';
import { random } from '../../../plugin/internal.ts';
import { begin, type ServedTestPage } from '../../helper/served-test-page.ts';
import type { Take } from './output-levels.ts';
import { type Scene, soundtrackOf } from './scenes.ts';
import { STROKE } from './steady-sounds.ts';

/** Seconds before and after a signal that are looked at. */
const BEFORE = 0.4;
const AFTER = 0.9;

/** A gesture at the output. */
export interface Gesture extends Take {
  /** The value that was sent, 0 or 1. */
  readonly value: number;
  /** Where strokes were to sound without the gesture, in seconds of the samples. */
  readonly strokes: readonly number[];
  /** Whether a held note of the layer that moves was there to join or to leave. */
  readonly isHeld: boolean;
}

/** Opens a scene; its signal has not been sent. */
export async function openScene(
  browser: Browser,
  stage: ServedTestPage,
  scene: Scene,
  sounds: Readonly<Record<string, string>>,
): Promise<Page> {
  const page = await stage.open(browser, { soundtrack: soundtrackOf(scene), sounds });
  await begin(page);
  await page.evaluate(() => window.stage.hear());
  await page.waitForTimeout(6000);
  return page;
}

/** Sends the signal, on and off by turns, at random moments. */
export async function gestures(page: Page, scene: Scene, count: number, reported: () => void): Promise<Gesture[]> {
  const chance = random(`gestures/${scene.name}`);
  const list: Gesture[] = [];
  for (let i = 0; i < count; i++) {
    await page.waitForTimeout(600 + chance.next() * 900);
    const value = (i + 1) % 2;
    const found = await page.evaluate(
      async ({ value, before, after, audible, stroke }) => {
        const { soundtrack, now, samples } = window.stage;
        const timed = () => soundtrack.inspect()!.bars.map((bar) => bar.timed);
        const notes = () =>
          timed().flatMap(({ parts }) =>
            parts.flatMap((part) => part.notes.map((note) => ({ ...note, part: part.name, role: part.role }))),
          );
        // A moment at which no note begins or ends by itself, but for strokes.
        const isQuiet = () =>
          notes().every(({ role, time, duration }) =>
            [time, time + duration].every(
              (at) => role === 'drums' || at < now() - before - 0.15 || at > now() + after || !audible.includes(role),
            ),
          );
        for (let tries = 0; tries < 400 && !isQuiet(); tries++) await new Promise((done) => setTimeout(done, 25));
        const had = notes();
        const sent = now();
        soundtrack.signal('gesture', value);
        const heard = await samples(sent - before, sent + after);
        // Not at once: a signal may have waited, and that take counts like the others.
        const has = notes();
        const rate = Math.round(heard.length / (before + after));
        const bytes = new Uint8Array(heard.buffer);
        let text = '';
        for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
        // A stroke that has not sounded when the take ends can be neither heard nor missed.
        const near = (time: number) => time > sent - before && time + stroke < sent + after;
        const inTake = (time: number) => time - sent + before;
        const wanted = value === 1 ? had : has;
        return {
          rate,
          samples: btoa(text),
          strokes: wanted
            .filter(({ time, role }) => role === 'drums' && time > sent && near(time))
            .map(({ time }) => inTake(time)),
          // A note that joined, or one that was cut short.
          isHeld: (value === 1 ? has : had).some(
            ({ role, time, duration, since }) =>
              role === 'bass' &&
              time < sent + 0.25 &&
              time + duration > sent + 0.85 &&
              (value === 1
                ? since !== undefined && time > sent
                : !has.some((note) => note.role === role && note.time === time && note.duration === duration)),
          ),
        };
      },
      { value, before: BEFORE, after: AFTER, audible: scene.heard, stroke: STROKE },
    );
    const bytes = Buffer.from(found.samples, 'base64');
    const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    list.push({ ...found, samples, sent: BEFORE, value });
    reported();
  }
  return list;
}
