/** Renders the sounds of beds, slice by slice, leveled. */

import { AMBIENCE_NAMES, type AmbienceName } from '../../mood/ambience.ts';
import { random } from '../../music/random.ts';
import { gainOfDb } from '../decibels.ts';
import { kWeighting, loudnessOf } from '../loudness.ts';
import type { Bed } from './bed.ts';
import { BEDS } from './beds.ts';
import { filter, type Slices } from './loop-noise.ts';

/** The rendered sounds of one bed: a loop of two channels, or single sounds of one. */
type Channels = readonly Float32Array[];

/** Renders a bed. The same seed gives the same samples. */
export function* bedSounds(name: AmbienceName, seed: string): Slices<readonly Channels[]> {
  const bed = BEDS[name];
  const rng = random(`${seed}/ambience/${name}`);
  if (bed.kind === 'loop') {
    const channels = yield* bed.render(Math.round(bed.seconds * bed.rate), bed.rate, rng);
    yield;
    return [yield* leveled(channels, bed)];
  }
  const sounds: Channels[] = [];
  for (let variant = 0; variant < bed.variants; variant++) {
    const sound = yield* bed.render(bed.rate, rng);
    yield;
    sounds.push(yield* leveled([sound], bed));
  }
  return sounds;
}

/** Brings a sound to the loudness of its bed: a loop by its mean power, a single sound by its loudest 400 ms. */
function* leveled(channels: Channels, { kind, rate, loudness }: Bed): Slices<Channels> {
  let power = 0;
  for (const channel of channels) {
    const blocks = yield* blockPowers(channel, rate);
    if (kind === 'loop') power += blocks.reduce((sum, block) => sum + block, 0) / blocks.length;
    else power += Math.max(...blocks.map((_, i) => blocks.slice(i, i + 4).reduce((sum, block) => sum + block / 4, 0)));
  }
  const gain = gainOfDb(loudness - loudnessOf(power));
  for (const channel of channels) {
    for (let i = 0; i < channel.length; i++) channel[i] = channel[i]! * gain;
    yield;
  }
  return channels;
}

/** K-weighted power of every tenth of a second. */
function* blockPowers(samples: Float32Array, rate: number): Slices<readonly number[]> {
  const weighted = yield* filter(samples.slice(), ...kWeighting(rate));
  const size = Math.round(rate / 10);
  return Array.from({ length: Math.ceil(weighted.length / size) }, (_, block) => {
    const part = weighted.subarray(block * size, (block + 1) * size);
    return part.reduce((sum, value) => sum + value * value, 0) / size;
  });
}

/** Rendered sounds as buffers of a context. */
export function buffersOf(context: BaseAudioContext, name: AmbienceName, sounds: readonly Channels[]): AudioBuffer[] {
  return sounds.map((channels) => {
    const buffer = context.createBuffer(channels.length, channels[0]!.length, BEDS[name].rate);
    for (const [i, channel] of channels.entries()) buffer.getChannelData(i).set(channel);
    return buffer;
  });
}

/** The `most` loudest sounds, loudest first; sounds of equal level are in the order of {@link AMBIENCE_NAMES}. */
export function loudest(levels: ReadonlyMap<AmbienceName, number>, most: number): readonly AmbienceName[] {
  return AMBIENCE_NAMES.filter((name) => (levels.get(name) ?? 0) > 0)
    .sort((a, b) => levels.get(b)! - levels.get(a)!)
    .slice(0, most);
}
