/** Compares the beat reported to a game with sounds on it at the game's output, and measures when callbacks on it come. */

import type { Browser } from 'playwright';
import { begin, type ServedTestPage } from '../../helper/served-test-page.ts';
import { percentile, rounded } from '../statistics.ts';

/** What is found of a number of beats. */
export interface BeatFigures {
  readonly beats: number;
  /** Readings of `soundtrack.beat`, one a frame. */
  readonly readings: number;
  /** Between the phase that was read and that of the sounds at the output, and between the next beat that was foretold and its sound. */
  readonly phaseP95Ms: number;
  readonly nextBeatP95Ms: number;
  /** Callbacks of `at('beat')` that came in the first frame in which their beat is heard, of all; and how late they came, beside the length of frames. */
  readonly inFirstFrame: number;
  readonly lateP95Ms: number;
  readonly frameP95Ms: number;
  /** Between the latency that the beat is corrected by and the one that the browser reports. */
  readonly latencyP95Ms: number;
  readonly outputLatencyMs: number;
}

/** Strokes stand so far apart. */
const APART = 0.05;

/** Plays a sound on every beat, with the music itself silent, and compares. */
export async function beatsAtOutput(
  browser: Browser,
  stage: ServedTestPage,
  sounds: Readonly<Record<string, string>>,
  beats: number,
): Promise<BeatFigures> {
  const page = await stage.open(browser, { soundtrack: { seed: 'beats', start: 'battle' }, sounds });
  await begin(page);
  await page.evaluate(() => window.stage.hear());
  await page.waitForTimeout(4000);
  const found = await page.evaluate(
    async ({ beats, apart }) => {
      const { soundtrack, game, samples, now } = window.stage;
      const sound = game.sound as typeof game.sound & { readonly context: AudioContext };
      const { context } = sound;
      soundtrack.volume = 0;
      await new Promise((done) => setTimeout(done, 1500));
      const frames: { read: number; phase: number; toBeat: number; at: number; off: number }[] = [];
      let read = Number.NEGATIVE_INFINITY;
      const frame = () => {
        const { beat } = soundtrack;
        if (beat === null) return;
        const off = context.currentTime - beat.time - context.outputLatency;
        frames.push({ read: beat.time, phase: beat.phase, toBeat: beat.toBeat, at: performance.now(), off });
        read = beat.time;
      };
      // The music's own callbacks run with the scenes; this is after them.
      game.events.on('poststep', frame);
      const calls: { late: number; isFirst: boolean }[] = [];
      const handle = soundtrack.at(
        'beat',
        ({ time }) => {
          const { beat } = soundtrack;
          if (beat !== null) calls.push({ late: beat.time - time, isFirst: read < time });
          soundtrack.play('stroke', { at: 'beat' });
        },
        { every: 1 },
      );
      const strokes: number[] = [];
      let last = now();
      while (strokes.length < beats) {
        await new Promise((done) => setTimeout(done, 2000));
        const until = now() - 0.1;
        const heard = await samples(last, until);
        const rate = heard.length / (until - last);
        for (let i = 0; i < heard.length; i++) {
          const time = last + i / rate;
          if (Math.abs(heard[i]!) > 0.02 && time - (strokes.at(-1) ?? 0) > apart) strokes.push(time);
        }
        last = until;
      }
      handle.cancel();
      game.events.off('poststep', frame);
      return { frames, calls, strokes, latency: context.outputLatency };
    },
    { beats, apart: APART },
  );
  await page.context().close();
  return figuresOf(found);
}

interface Found {
  readonly frames: readonly { read: number; phase: number; toBeat: number; at: number; off: number }[];
  readonly calls: readonly { late: number; isFirst: boolean }[];
  readonly strokes: readonly number[];
  readonly latency: number;
}

function figuresOf({ frames, calls, strokes, latency }: Found): BeatFigures {
  const phases: number[] = [];
  const nexts: number[] = [];
  for (const { read, phase, toBeat } of frames) {
    const next = strokes.findIndex((stroke) => stroke > read);
    const [from, to] = [strokes[next - 1], strokes[next]];
    if (from === undefined || to === undefined) continue;
    nexts.push(Math.abs(read + toBeat - to));
    // Just before or after a beat, the one that is read may be the other.
    const off = Math.abs(phase - (read - from) / (to - from));
    phases.push(Math.min(off, 1 - off) * (to - from));
  }
  const p95Ms = (values: readonly number[]) => rounded(1000 * percentile(values, 0.95));
  const lengths = frames.slice(1).map(({ at }, i) => (at - frames[i]!.at) / 1000);
  return {
    beats: strokes.length,
    readings: phases.length,
    phaseP95Ms: p95Ms(phases),
    nextBeatP95Ms: p95Ms(nexts),
    inFirstFrame: rounded(calls.slice(1).filter(({ isFirst }) => isFirst).length / (calls.length - 1), 3),
    lateP95Ms: p95Ms(calls.map(({ late }) => late)),
    frameP95Ms: p95Ms(lengths),
    latencyP95Ms: p95Ms(frames.map(({ off }) => Math.abs(off))),
    outputLatencyMs: rounded(1000 * latency),
  };
}
