/** Measures transition latency in real Chromium, in real time. */

import type { Browser } from 'playwright';
import { encodeWav } from '../../plugin/audio/wav.ts';
import { beatStarts, PRESETS, random, type SyncPoint, ticksToSeconds } from '../../plugin/internal.ts';
import { begin, type ServedTestPage } from '../helper/served-test-page.ts';

const TOUR = ['forest', 'battle', 'village', 'cave', 'boss'] as const;

/** What came of one call. */
export interface Move {
  /** From the call to the scheduled time of the first note of the new mood, and how long a beat of the left one lasts. */
  readonly ms: number;
  readonly beatMs: number;
}

/** Plays until `count` transitions at a sync point have been made; calls `reported` after each. */
export async function movesInChromium(
  browser: Browser,
  stage: ServedTestPage,
  at: SyncPoint,
  count: number,
  reported: () => void,
): Promise<readonly Move[]> {
  const scenes = Object.fromEntries(TOUR.map((mood) => [mood, mood]));
  const page = await stage.open(browser, { soundtrack: { seed: 'latency', start: TOUR[0], scenes } });
  await begin(page);
  await page.waitForTimeout(8000);
  const chance = random(`latency/${at}/heard`);
  const moves: Move[] = [];
  let mood: string = TOUR[0];
  for (let i = 1; i <= count; i++) {
    await page.waitForTimeout(300 + chance.next() * 1700);
    const back = mood;
    const left = PRESETS[mood as keyof typeof PRESETS].controls;
    mood = TOUR[i % TOUR.length]!;
    // Every tenth call is a change of mind: there and back again before the line, and then there after all.
    const wavers = i % 10 === 0;
    const ms = await page.evaluate(
      async ({ to, line, home, wavering }) => {
        const { soundtrack, now } = window.stage;
        if (wavering) soundtrack.mood(to, { at: line }).mood(home, { at: line });
        const asked = now();
        soundtrack.mood(to, { at: line });
        const first = () => {
          const notes = soundtrack
            .inspect()!
            .bars.filter(({ timed }) => timed.origin.mood === to && timed.time + timed.duration > asked)
            .flatMap(({ timed }) => timed.parts.flatMap((part) => part.notes.map(({ time }) => time)))
            .filter((time) => time >= asked - 0.02);
          return Math.min(...notes);
        };
        while (!Number.isFinite(first()) && now() - asked < 40) await new Promise((done) => setTimeout(done, 20));
        const at = first();
        while (now() < at) await new Promise((done) => setTimeout(done, 20));
        return (at - asked) * 1000;
      },
      { to: mood, line: at, home: back, wavering: wavers },
    );
    moves.push({ ms, beatMs: 1000 * ticksToSeconds(beatStarts(left.meter)[1] ?? 0, left.tempo) });
    reported();
  }
  await page.context().close();
  return moves;
}

/** A move that was waited for at the game's output. */
export interface HeardMove {
  /** From the call to the scheduled time of the first note, and to the first sound of it. */
  readonly ms: number;
  readonly heardMs: number;
}

/** A mood all of whose instruments are a hum, 40 dB under what they would be: what comes after it stands out. */
const HUM = { key: 'sound', root: 'A4', range: ['C-1', 'G9'], gain: -40 } as const;
const HUSHED = {
  start: 'hush',
  scenes: { Arena: 'battle' },
  palettes: {
    hush: Object.fromEntries(
      ['melody', 'counter', 'chords', 'bass', 'pad', 'drums', 'stinger'].map((role) => [role, HUM]),
    ),
  },
  moods: { hush: { like: 'calm', controls: { palette: 'hush', intensity: 0 } } },
} as const;
const RATE = 22_050;
const hum = () =>
  encodeWav([Float32Array.from({ length: RATE }, (_, i) => 0.3 * Math.sin((2 * Math.PI * 440 * i) / RATE))], RATE);

/** Goes from a mood that is hardly heard to one that is, and waits for it at the output. */
export async function movesAtOutput(
  browser: Browser,
  stage: ServedTestPage,
  at: SyncPoint,
  count: number,
  reported: () => void,
): Promise<readonly HeardMove[]> {
  stage.files.set('/hum.wav', hum());
  const page = await stage.open(browser, { soundtrack: { seed: 'output', ...HUSHED }, sound: '/hum.wav' });
  await begin(page);
  await page.waitForTimeout(8000);
  const chance = random(`output/${at}`);
  const moves: HeardMove[] = [];
  for (let i = 0; i < count; i++) {
    await page.waitForTimeout(300 + chance.next() * 1700);
    const move = await page.evaluate(async (line) => {
      const { soundtrack, now, peaks } = window.stage;
      const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
      const asked = now();
      soundtrack.mood('battle', { at: line, fade: 0 });
      const first = () =>
        Math.min(
          ...soundtrack
            .inspect()!
            .bars.filter(({ timed }) => timed.origin.mood === 'battle' && timed.time + timed.duration > asked)
            .flatMap(({ timed }) => timed.parts.flatMap((part) => part.notes.map(({ time }) => time)))
            .filter((time) => time >= asked - 0.02),
        );
      while (!Number.isFinite(first()) && now() - asked < 40) await wait(10);
      const due = first();
      await wait(1000 * Math.max(0, due - now()) + 700);
      const quiet = Math.max(
        ...peaks.filter(([time]) => time > asked - 1 && time < due - 0.02).map(([, peak]) => peak),
      );
      const sound =
        peaks.find(([time, peak]) => time >= due - 0.02 && peak > Math.max(0.02, 3 * quiet))?.[0] ?? Infinity;
      soundtrack.mood('hush', { at: 'now', fade: 0 });
      // The room of the loud mood dies away.
      await wait(4500);
      return { ms: (due - asked) * 1000, heardMs: (sound - asked) * 1000 };
    }, at);
    moves.push(move);
    reported();
  }
  await page.context().close();
  return moves;
}
