/**
 * How soon a gesture is heard: from `signal()` to the change at the game's output, in a real Chromium with the plugin playing.
 * Times are those of the audio clock: a busy machine delays the page, which counts, but not the measurement. A round is 20
 * gestures for each control.
 */

import { progressLine } from '../../models/cli/progress.ts';
import { launchChromium } from '../helper/chromium.ts';
import { serveTestPage } from '../helper/served-test-page.ts';
import { type BeatFigures, beatsAtOutput } from './gestures/beat.ts';
import { type Gesture, openScene, gestures as sent } from './gestures/in-page.ts';
import { above, largestJump, loudestClick, msUntil } from './gestures/output-levels.ts';
import { LEVEL_SCENES, type Scene, STROKES } from './gestures/scenes.ts';
import { STROKE, serveSounds } from './gestures/steady-sounds.ts';
import { percentile, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const GESTURES = 20;
/** What is promised: 90 % of the change within 200 ms (95th percentile), no jump over 3 dB in 20 ms, no click. */
const MS = 200;
const JUMP_DB = 3;
/** A click this far under the music is not heard. */
const CLICK_DB = -60;
/** Beats a round, and how far from their sounds the beats reported to a game may be (95th percentile). */
const BEATS = 60;
const BEAT_MS = 10;
/** The level of what shows a change. */
function ofBand(take: Gesture, { band }: Scene): Gesture {
  return band === null ? take : { ...take, samples: above(take.samples, take.rate, band) };
}

function levelRow(scene: Scene, takes: readonly Gesture[]) {
  const counted = scene.name === 'layers' ? takes.filter(({ isHeld }) => isHeld) : takes;
  const ms = (share: number) => counted.map((take) => msUntil(ofBand(take, scene), share));
  const whole = (values: readonly number[], share: number) => rounded(percentile(values, share), 0);
  // Rain trembles: its jumps are those of the mean of all takes.
  const alike = [0, 1].map((value) => counted.filter((take) => take.value === value));
  const groups = scene.name === 'ambience' ? alike : counted.map((take) => [take]);
  const jumps = groups.map((takes) => largestJump(takes, -0.03, 0.5));
  const { clicksAbove } = scene;
  return {
    gestures: counted.length,
    halfP50Ms: whole(ms(0.5), 0.5),
    halfP95Ms: whole(ms(0.5), 0.95),
    p50Ms: whole(ms(0.9), 0.5),
    p95Ms: whole(ms(0.9), 0.95),
    jumpDb: rounded(Math.max(...jumps)),
    clickDb:
      clicksAbove === null ? null : rounded(Math.max(...counted.map((take) => loudestClick(take, clicksAbove))), 1),
  };
}

/** The last moment after a signal at which a stroke was heard that it forbids, or missed that it allows. */
function strokeMs({ samples, rate, sent, value, strokes }: Gesture): number {
  const isHeard = (time: number) =>
    samples
      .subarray(Math.round((time - 0.002) * rate), Math.round((time + STROKE) * rate))
      .some((x) => Math.abs(x) > 0.02);
  const wrong = strokes.filter((time) => isHeard(time) === (value === 1));
  return 1000 * Math.max(0, ...wrong.map((time) => time - sent));
}

export const gestures: Topic = {
  summary:
    'from a signal to the change at the output, for each control that follows now; the beat at the output; in Chromium',
  long: true,
  async measure({ rounds }) {
    const stage = await serveTestPage();
    const browser = await launchChromium();
    const scenes = [...LEVEL_SCENES, STROKES];
    const progress = progressLine('gestures', rounds * GESTURES * scenes.length);
    let done = 0;
    try {
      const sounds = serveSounds(stage);
      const figures: Record<string, Record<string, number | null>> = {};
      for (const scene of scenes) {
        const page = await openScene(browser, stage, scene, sounds);
        const takes = await sent(page, scene, rounds * GESTURES, () => progress.update(++done));
        await page.context().close();
        const strokes = takes.map(strokeMs);
        figures[scene.name] =
          scene === STROKES
            ? {
                gestures: takes.length,
                strokes: takes.reduce((sum, take) => sum + take.strokes.length, 0),
                p50Ms: rounded(percentile(strokes, 0.5), 0),
                p95Ms: rounded(percentile(strokes, 0.95), 0),
              }
            : levelRow(scene, takes);
      }
      const beat = await beatsAtOutput(browser, stage, sounds, rounds * BEATS);
      progress.finish();
      const lines = Object.entries(figures).map(([name, row]) => `${name.padEnd(11)} ${said(row)}`);
      const missed = Object.entries(figures).flatMap(([name, row]) => missedBy(name, row));
      return {
        figures: { ...figures, beat },
        lines: [...lines, beatLine(beat)],
        missed: [...missed, ...missedByBeat(beat)],
      };
    } finally {
      await browser.close();
      await stage.close();
    }
  },
};

function beatLine(beat: BeatFigures): string {
  const { readings, phaseP95Ms, nextBeatP95Ms, inFirstFrame, lateP95Ms, frameP95Ms, outputLatencyMs } = beat;
  const calls = `${rounded(100 * inFirstFrame, 1)} % of the callbacks in the first frame, p95 ${lateP95Ms} ms late (a frame: ${frameP95Ms} ms)`;
  return `beat        ${readings} readings: phase off by ${phaseP95Ms} ms, next beat by ${nextBeatP95Ms} ms (p95); ${calls}; speakers ${outputLatencyMs} ms behind`;
}

function missedByBeat({ phaseP95Ms, nextBeatP95Ms, inFirstFrame, latencyP95Ms }: BeatFigures): string[] {
  const far = ([what, ms]: [string, number]) =>
    ms <= BEAT_MS ? [] : [`the ${what} is ${ms} ms off; at most ${BEAT_MS}`];
  return [
    ...(
      [
        ['phase', phaseP95Ms],
        ['next beat', nextBeatP95Ms],
        ['latency of the speakers', latencyP95Ms],
      ] as [string, number][]
    ).flatMap(far),
    ...(inFirstFrame === 1
      ? []
      : [`${rounded(100 * inFirstFrame, 1)} % of the callbacks come in their first frame; all are to`]),
  ];
}

function said(row: Readonly<Record<string, number | null>>): string {
  const { gestures: count, p50Ms, p95Ms, halfP95Ms, jumpDb, clickDb } = row;
  const level = jumpDb === undefined ? '' : `, half of it ${halfP95Ms}; largest jump in 20 ms ${jumpDb} dB`;
  const click = typeof clickDb === 'number' ? `, loudest click ${clickDb} dB` : '';
  return `${count} gestures: p50 ${p50Ms} ms, p95 ${p95Ms}${level}${click}`;
}

function missedBy(name: string, { p95Ms, jumpDb, clickDb }: Readonly<Record<string, number | null>>): string[] {
  return [
    ...(p95Ms! <= MS ? [] : [`${name} is heard after ${p95Ms} ms; at most ${MS}`]),
    ...(jumpDb === undefined || jumpDb! <= JUMP_DB ? [] : [`${name} jumps by ${jumpDb} dB; at most ${JUMP_DB}`]),
    ...(typeof clickDb !== 'number' || clickDb <= CLICK_DB
      ? []
      : [`${name} clicks at ${clickDb} dB; at most ${CLICK_DB}`]),
  ];
}
