/** Renders a recording of the audio output offline: makes the recorded calls a few seconds before they sound. */

import type { Seconds } from '../music/time.ts';
import {
  ambienceOf,
  type OutputCall,
  type OutputRecording,
  palettesOf,
  recordingEnd,
  timeOfCall,
} from '../output/recording-output.ts';
import { createMixer, type MixerOptions } from './mixer.ts';
import { nodeCollector } from './node-audio-context.ts';
import { suspensionsSet } from './suspensions.ts';

/** Stereo samples, -1..1. */
export interface Rendering {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly sampleRate: number;
}

/** Options of a rendering. */
export interface RenderOptions extends Pick<MixerOptions, 'palettes' | 'audio' | 'levels'> {
  /** Default 44100. */
  readonly sampleRate?: number;
  /** Silence after the last note, for the reverb; default 3. */
  readonly tail?: Seconds;
  /** 0..1; default 1. */
  readonly volume?: number;
  /** Called with the share done, 0..1, about twice per second of music. */
  readonly onProgress?: (share: number) => void;
  /** Ends the rendering, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** As in {@link MixerOptions}. */
  readonly warn?: (message: string) => void;
}

/** What a rendering writes to which channels. */
export interface OfflineOutput {
  readonly channels: number;
  /** Music between two moments at which calls are made; default {@link BLOCK}. */
  readonly block?: Seconds;
  /** Connects the mixer's ends to the context's destination. */
  ends(context: OfflineAudioContext): { readonly destination: AudioNode; readonly tap?: AudioNode };
}

/** The mix as a listener hears it. */
const STEREO: OfflineOutput = { channels: 2, ends: (context) => ({ destination: context.destination }) };

/** How far ahead of its sound a call is made, so that a long piece never has all its voices at once. */
const AHEAD: Seconds = 4;
const BLOCK: Seconds = 0.5;
/** Blocks between two removals of ended voices. */
const TIDY_EVERY = 6;

/** Milliseconds for the engine to set all suspensions, per attempt. */
const SETTLING_MS = [30, 300, 3000];

/**
 * Renders an output recording from clock time 0 to its end. The same recording gives the same samples on the same engine up
 * to the last bits: engines sum simultaneous sounds in no fixed order (differences stay below -120 dBFS).
 * Rejects if the recording plays nothing, or a palette is unknown or has no samples.
 */
export async function renderOffline(
  Offline: typeof OfflineAudioContext,
  recording: OutputRecording,
  options: RenderOptions = {},
): Promise<Rendering> {
  const { sampleRate = 44100 } = options;
  const [left, right] = (await renderChannels(Offline, recording, options, STEREO)) as [Float32Array, Float32Array];
  return { left, right, sampleRate };
}

/** Renders an output recording to the channels of an output. Rejects as {@link renderOffline} does. */
export async function renderChannels(
  Offline: typeof OfflineAudioContext,
  recording: OutputRecording,
  options: RenderOptions,
  output: OfflineOutput,
): Promise<readonly Float32Array[]> {
  if (recordingEnd(recording) === 0)
    throw new RangeError('render: the recording plays nothing; record some bars first');
  const { onProgress } = options;
  let shown = 0;
  const forward = (share: number) => {
    if (share < shown) return;
    shown = share;
    onProgress?.(share);
  };
  for (const settling of SETTLING_MS) {
    options.signal?.throwIfAborted();
    const channels = await attempt(Offline, recording, { ...options, onProgress: forward }, output, settling);
    if (channels) return channels;
  }
  throw new Error(`render: the audio engine could not be suspended in time; close other programs and try again`);
}

/** Renders once; null if a suspension was set too late, so that notes may be late. */
async function attempt(
  Offline: typeof OfflineAudioContext,
  recording: OutputRecording,
  options: RenderOptions,
  output: OfflineOutput,
  settling: number,
): Promise<readonly Float32Array[] | null> {
  const { sampleRate = 44100, tail = 3, onProgress = () => {}, signal, ...mixing } = options;
  const end = recordingEnd(recording);
  const { block = BLOCK } = output;
  const context = new Offline(output.channels, Math.ceil((end + tail) * sampleRate), sampleRate);
  const { destination, ...tap } = output.ends(context);
  // Waits for samples, because the rendering must not contain fallback instruments.
  const mixer = createMixer(context, destination, { ...mixing, ...tap, fallbackInstruments: false });
  try {
    await Promise.all(palettesOf(recording).map((name) => mixer.prepare(name)));
    for (const [seed, names] of ambienceOf(recording)) await mixer.ambience.prepare(seed, names);
    signal?.throwIfAborted();
    const due = inOrderDue(recording.calls);
    let next = 0;
    const handOver = (until: Seconds) => {
      for (; next < due.length && due[next]!.at <= until; next++) perform(mixer, due[next]!.call);
      if (next === due.length && tail > 0) mixer.ambience.end(end, tail);
      mixer.tick(Math.min(until, end + tail) + block);
    };
    handOver(block);
    const collect = nodeCollector();
    let missed = false;
    let blocks = 0;
    if ('suspend' in context) {
      for (let at = block; at < end; at += block) {
        const resume = () => {
          // Engines cannot end a rendering; without a mixer the rest of it is silence, which takes no time.
          if (signal?.aborted) return context.resume();
          onProgress(at / (end + tail));
          if (++blocks % TIDY_EVERY === 0) {
            mixer.tidy();
            collect();
          }
          handOver(at + block);
          return context.resume();
        };
        context.suspend(at).then(resume, () => {
          missed = true;
        });
      }
      await suspensionsSet(Offline, settling);
    } else {
      // Some browsers cannot suspend an offline context; then all calls are made beforehand.
      handOver(Number.POSITIVE_INFINITY);
    }
    const buffer = await unlessAborted(context.startRendering(), signal);
    if (missed) return null;
    onProgress(1);
    // Copied, because the memory of node-web-audio-api's channels is freed with their buffer.
    return Array.from({ length: output.channels }, (_, channel) => buffer.getChannelData(channel).slice());
  } finally {
    mixer.dispose();
  }
}

/** The result of a task, or the rejection of its signal, whichever comes first. */
function unlessAborted<T>(task: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return task;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    task.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

interface Due {
  readonly call: OutputCall;
  readonly at: Seconds;
}

/** When each call is due: not before it was recorded, as late as possible, and in order. */
function inOrderDue(calls: readonly OutputCall[]): readonly Due[] {
  const due: Due[] = [];
  let latest = Number.POSITIVE_INFINITY;
  for (const call of [...calls].reverse()) {
    latest = Math.min(latest, Math.max(call.at, timeOfCall(call) - AHEAD));
    due.push({ call, at: latest });
  }
  return due.reverse();
}

function perform(mixer: ReturnType<typeof createMixer>, call: OutputCall): void {
  if (call.kind === 'play') mixer.play(call.bar);
  else if (call.kind === 'fade') mixer.fadeDeck(call.deck, call.to, call.time, call.duration, call.curve);
  else if (call.kind === 'clear') mixer.stopDeck(call.deck, call.time, call.ring);
  else if (call.kind === 'follow') mixer.follow(call.change);
  else if (call.kind === 'sting') mixer.playStinger(call.notes, call.palette);
  else if (call.kind === 'track') mixer.track(call.track);
  else if (call.kind === 'endTrack') mixer.endTrack(call.time, call.duration, call.curve);
  else if (call.kind === 'duck') mixer.duck(call.gainDb, call.attack, call.release, call.at);
  else mixer.setLowpass(call.cutoffHz, call.seconds, call.at);
}
