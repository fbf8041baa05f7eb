/** Plays the sounds of a place through a real mixer, offline, for tests that listen to them. */

import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import type { Ambience, AmbienceName } from '../../plugin/mood/ambience.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import { monoOf } from '../../scripts/levels/mono.ts';
import { offlineMixer } from './offline-mixer.ts';

/** A bar of silence with sounds of a place. */
export function placeBar(time: number, levels: Ambience | null, deck = 0, seed = 'a'): TimedBar {
  return {
    ...{ deck, time, duration: 2, palette: 'woodland', brightness: 1, intensity: 0.5, parts: [] },
    ...(levels === null ? {} : { ambience: { levels, seed } }),
    origin: { mood: 'forest', score: {} as TimedBar['origin']['score'], bar: 0 },
  };
}

/** What is rendered. */
export interface HeardSound {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly mono: Float32Array;
  readonly sampleRate: number;
}

/** What is rendered, and what was counted at each half second. */
export interface PlacedSound extends HeardSound {
  /** Most voices and nodes at once. */
  readonly voices: number;
  readonly nodes: number;
}

/** Renders bars and what else is done with a mixer; a tick comes every half second, as in the offline rendering. */
export async function renderPlace(
  seconds: number,
  play: (mixer: Awaited<ReturnType<typeof offlineMixer>>['mixer']) => void,
  {
    names,
    seed = 'a',
    at = {},
  }: {
    readonly names: readonly AmbienceName[];
    readonly seed?: string;
    /** What is done at a clock time, a multiple of 0.5. */
    readonly at?: Readonly<Record<number, (mixer: Awaited<ReturnType<typeof offlineMixer>>['mixer']) => void>>;
  },
): Promise<PlacedSound> {
  const stand = await offlineMixer(seconds, ['woodland']);
  const { mixer } = stand;
  await mixer.ambience.prepare(seed, names);
  let [voices, nodes] = [0, 0];
  const still = mixer.nodes;
  const tick = () => {
    mixer.tick();
    voices = Math.max(voices, mixer.ambience.voices);
    nodes = Math.max(nodes, mixer.nodes - still);
  };
  play(mixer);
  tick();
  for (let time = 0.5; time < seconds; time += 0.5)
    stand.at(time, () => {
      at[time]?.(mixer);
      tick();
    });
  const [left, right] = (await stand.render()) as [Float32Array, Float32Array];
  mixer.dispose();
  return { left, right, mono: monoOf(left, right), sampleRate: stand.context.sampleRate, voices, nodes };
}

/** Renders one sound at a level without a mixer, from when it has that level. */
export async function renderSound(name: AmbienceName, seconds: number, level = 1, seed = 'a'): Promise<HeardSound> {
  const Offline = await offlineAudio();
  const { AmbienceStage } = await import('../../plugin/audio/ambience/ambience-stage.ts');
  const [sampleRate, lead] = [44100, 1];
  const context = new Offline(2, (seconds + lead) * sampleRate, sampleRate);
  const stage = new AmbienceStage(context, context.destination);
  stage.prepare(seed, [name]);
  stage.plan({ levels: { [name]: level }, seed, time: 0, seconds: lead });
  stage.tick(seconds + lead);
  const buffer = await context.startRendering();
  const [left, right] = [0, 1].map((channel) => buffer.getChannelData(channel).slice(lead * sampleRate)) as Stereo;
  stage.dispose();
  return { left, right, mono: monoOf(left, right), sampleRate };
}

type Stereo = [Float32Array, Float32Array];
