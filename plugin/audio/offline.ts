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
  /** As in {@link MixerOptions}. */
  readonly warn?: (message: string) => void;
}

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
  performance: OutputRecording,
  options: RenderOptions = {},
): Promise<Rendering> {
  if (recordingEnd(performance) === 0)
    throw new RangeError('render: the recording plays nothing; record some bars first');
  const { onProgress } = options;
  let shown = 0;
  const forward = (share: number) => {
    if (share < shown) return;
    shown = share;
    onProgress?.(share);
  };
  for (const settling of SETTLING_MS) {
    const rendering = await attempt(Offline, performance, { ...options, onProgress: forward }, settling);
    if (rendering) return rendering;
  }
  throw new Error(`render: the audio engine could not be suspended in time; close other programs and try again`);
}

/** Renders once; null if a suspension was set too late, so that notes may be late. */
async function attempt(
  Offline: typeof OfflineAudioContext,
  performance: OutputRecording,
  options: RenderOptions,
  settling: number,
): Promise<Rendering | null> {
  const { sampleRate = 44100, tail = 3, onProgress = () => {}, ...mixing } = options;
  const end = recordingEnd(performance);
  const context = new Offline(2, Math.ceil((end + tail) * sampleRate), sampleRate);
  // Waits for samples, because the rendering must not contain fallback instruments.
  const mixer = createMixer(context, context.destination, { ...mixing, fallbackInstruments: false });
  try {
    await Promise.all(palettesOf(performance).map((name) => mixer.prepare(name)));
    for (const [seed, names] of ambienceOf(performance)) await mixer.ambience.prepare(seed, names);
    const due = inOrderDue(performance.calls);
    let next = 0;
    const handOver = (until: Seconds) => {
      for (; next < due.length && due[next]!.at <= until; next++) perform(mixer, due[next]!.call);
      if (next === due.length && tail > 0) mixer.ambience.end(end, tail);
      mixer.tick(Math.min(until, end + tail) + BLOCK);
    };
    handOver(BLOCK);
    const collect = nodeCollector();
    let missed = false;
    let blocks = 0;
    if ('suspend' in context) {
      for (let at = BLOCK; at < end; at += BLOCK) {
        const resume = () => {
          onProgress(at / (end + tail));
          if (++blocks % TIDY_EVERY === 0) {
            mixer.tidy();
            collect();
          }
          handOver(at + BLOCK);
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
    const buffer = await context.startRendering();
    if (missed) return null;
    onProgress(1);
    // Copied, because the memory of node-web-audio-api's channels is freed with their buffer.
    return { left: buffer.getChannelData(0).slice(), right: buffer.getChannelData(1).slice(), sampleRate };
  } finally {
    mixer.dispose();
  }
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
  else if (call.kind === 'sting') mixer.playStinger(call.notes, call.palette);
  else if (call.kind === 'track') mixer.track(call.track);
  else if (call.kind === 'endTrack') mixer.endTrack(call.time, call.duration, call.curve);
  else if (call.kind === 'duck') mixer.duck(call.gainDb, call.attack, call.release, call.at);
  else mixer.setLowpass(call.cutoffHz, call.seconds, call.at);
}
