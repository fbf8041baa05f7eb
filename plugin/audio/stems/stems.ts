/**
 * Renders the parts of a recording one by one, so that together they are the mix. The mix is rendered once with the sum before
 * the master bus beside it. Each part is then rendered alone up to there, and gets what the bus did to the whole: its share of
 * the tone ({@link toneOf}) and the gain of compressor and limiter at each sample ({@link gainOf}). The sounds of a place bypass
 * the compressor; their stem is what they add to the mix.
 */

import type { Role } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import { type OutputRecording, recordingEnd } from '../../output/recording-output.ts';
import { type OfflineOutput, type Rendering, type RenderOptions, renderChannels, renderOffline } from '../offline.ts';
import { delayOf, gainOf } from './mix-gain.ts';
import { hasAmbience, onlyRole, rolesOf, withoutAmbience } from './role-recording.ts';
import { rectification, toneOf, trebleOf } from './tone-by-part.ts';

/** One part of a mix: the notes of one role, or the sounds of the place. */
export interface Stem extends Rendering {
  readonly role: Role | 'ambience';
}

/** What the bus did to one channel of the mix. */
interface BusChannel {
  readonly sign: Float32Array;
  readonly gain: Float32Array;
  readonly delay: number;
}

/** Samples between two moments for the page to do something else. */
const BLOCK = 1 << 19;

const stereo = (context: OfflineAudioContext, to: AudioNode, first: number): AudioNode => {
  const input = context.createGain();
  input.channelCount = 2;
  input.channelCountMode = 'explicit';
  const splitter = context.createChannelSplitter(2);
  input.connect(splitter);
  for (const side of [0, 1]) splitter.connect(to, side, first + side);
  return input;
};

/** The mix in channels 0 and 1, the sum before the bus in 2 and 3. */
const MIX_AND_SUM: OfflineOutput = {
  channels: 4,
  ends(context) {
    const merger = context.createChannelMerger(4);
    merger.connect(context.destination);
    return { destination: stereo(context, merger, 0), tap: stereo(context, merger, 2) };
  },
};

/** The sum before the bus. Of one part, more bars may be scheduled at once. */
const SUM: OfflineOutput = {
  channels: 2,
  block: 2,
  ends: (context) => ({ destination: context.createGain(), tap: context.destination }),
};

/**
 * Renders a recording part by part, melody first; the sum of all stems is the mix. `onProgress` receives the share of the whole.
 * Rejects as a rendering of the mix does, and for a recording that plays a track.
 */
export async function* renderParts(
  Offline: typeof OfflineAudioContext,
  recording: OutputRecording,
  options: RenderOptions = {},
): AsyncGenerator<Stem, void, undefined> {
  const { sampleRate = 44100, onProgress = () => {}, signal } = options;
  const roles = rolesOf(recording);
  const hasPlace = hasAmbience(recording);
  const band = withoutAmbience(recording);
  const renderings = roles.length + (hasPlace ? 2 : 1);
  // A part may end before the others do.
  const end = recordingEnd(recording);
  const tailOf = (own: OutputRecording): Seconds => (options.tail ?? 3) + end - recordingEnd(own);
  const step = (done: number) => ({
    ...options,
    onProgress: (share: number) => onProgress((done + share) / renderings),
  });
  const [mixLeft, mixRight, ...sum] = await renderChannels(Offline, band, step(0), MIX_AND_SUM);
  const mix = [mixLeft!, mixRight!] as const;
  const bus: BusChannel[] = [];
  for (const side of [0, 1] as const) bus.push(await readBus(sum[side]!, mix[side], sampleRate, signal));
  for (const [i, role] of roles.entries()) {
    const own = onlyRole(band, role);
    const alone = await renderChannels(Offline, own, { ...step(i + 1), tail: tailOf(own) }, SUM);
    const [left, right] = [
      await throughBus(alone[0]!, bus[0]!, sampleRate, signal),
      await throughBus(alone[1]!, bus[1]!, sampleRate, signal),
    ];
    yield { role, left, right, sampleRate };
  }
  if (!hasPlace) return;
  const whole = await renderOffline(Offline, recording, step(renderings - 1));
  const added = (all: Float32Array, music: Float32Array) => all.map((sample, i) => sample - music[i]!);
  yield { role: 'ambience', left: added(whole.left, mix[0]), right: added(whole.right, mix[1]), sampleRate };
}

/** Works through samples block by block, and lets the page breathe in between. */
async function inBlocks(
  length: number,
  signal: AbortSignal | undefined,
  work: (from: number, to: number) => void,
): Promise<void> {
  for (let from = 0; from < length; from += BLOCK) {
    signal?.throwIfAborted();
    work(from, Math.min(length, from + BLOCK));
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function readBus(
  sum: Float32Array,
  mix: Float32Array,
  sampleRate: number,
  signal: AbortSignal | undefined,
): Promise<BusChannel> {
  const sign = new Float32Array(sum.length);
  const toned = new Float32Array(sum.length);
  const treble = trebleOf(sampleRate);
  const tone = toneOf(sampleRate);
  await inBlocks(sum.length, signal, (from, to) => {
    const block = Float64Array.from(sum.subarray(from, to));
    const signs = treble(block.slice()).map(rectification);
    sign.set(signs, from);
    toned.set(tone(block, signs), from);
  });
  const delay = delayOf(toned, mix);
  return { sign, delay, gain: gainOf(toned, mix, delay) };
}

async function throughBus(
  samples: Float32Array,
  { sign, gain, delay }: BusChannel,
  sampleRate: number,
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const out = new Float32Array(gain.length);
  const tone = toneOf(sampleRate);
  await inBlocks(Math.min(samples.length, gain.length), signal, (from, to) => {
    const block = Float64Array.from(samples.subarray(from, to));
    const toned = tone(block, Float64Array.from(sign.subarray(from, to)));
    for (let i = 0; i < toned.length && from + i + delay < out.length; i++)
      out[from + i + delay] = toned[i]! * gain[from + i]!;
  });
  return out;
}
