/**
 * What the sounds of a place cost: processor time of the audio engine with six of them, against real time and against a full
 * band in the same run; and the time of rendering each sound once.
 */

import { bedSounds } from '../../plugin/audio/ambience/bed-sounds.ts';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { AMBIENCE_NAMES, type AmbienceName } from '../../plugin/mood/ambience.ts';
import { median, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

/** Share of a core that six sounds may take. */
const MOST_SHARE = 0.01;
const SECONDS = 60;
const RATE = 44_100;
/** The six that need the most nodes. */
const SIX: readonly AmbienceName[] = ['wind', 'rain', 'waves', 'snow', 'thunder', 'birds'];

/** Milliseconds of processor time, of all threads. */
async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A prepared rendering of some sounds through the nodes that a game has; `null` for the engine alone. */
async function rendering(names: readonly AmbienceName[]): Promise<OfflineAudioContext> {
  const Offline = await offlineAudio();
  const { AmbienceStage } = await import('../../plugin/audio/ambience/ambience-stage.ts');
  const context = new Offline(2, SECONDS * RATE, RATE);
  const stage = new AmbienceStage(context, context.destination);
  stage.prepare('bench', names);
  stage.plan({ levels: Object.fromEntries(names.map((name) => [name, 0.7])), seed: 'bench', time: 0, seconds: 1 });
  stage.tick(SECONDS);
  return context;
}

/** A round renders a minute with six sounds and a minute without. */
export const ambience: Topic = {
  summary: 'processor time of six sounds of a place, and of rendering each once',
  async measure({ rounds }) {
    const shares: number[] = [];
    const costOf = async (names: readonly AmbienceName[]) => {
      const context = await rendering(names);
      return processorMs(() => context.startRendering());
    };
    await costOf(SIX);
    for (let round = 0; round < Math.max(3, rounds); round++) {
      const without = await costOf([]);
      shares.push((((await costOf(SIX)) - without) / SECONDS) * 1e-3);
    }
    const once: Record<string, number> = {};
    for (const name of AMBIENCE_NAMES) {
      const render = (seed: string) =>
        processorMs(() => {
          for (const _ of { [Symbol.iterator]: () => bedSounds(name, seed) });
        });
      await render('warm');
      once[name] = rounded(median([await render('a'), await render('b'), await render('c')]), 0);
    }
    const share = rounded(median(shares), 4);
    const lines = [
      `six sounds: ${rounded(100 * share, 2)} % of a core (at most ${100 * MOST_SHARE} %)`,
      `rendering once, ms: ${Object.entries(once)
        .map(([name, ms]) => `${name} ${ms}`)
        .join(', ')}`,
    ];
    const missed = share > MOST_SHARE ? [`six sounds take ${rounded(100 * share, 2)} % of a core; 1 % at most`] : [];
    return { figures: { share, once }, lines, missed };
  },
};
