/** Records every call to an audio output, in order, as plain data, to be compared or rendered. */

import type { AmbienceName } from '../mood/ambience.ts';
import type { Seconds } from '../music/time.ts';
import type { FadeCurve } from '../soundtrack/transition-options.ts';
import type { AudioOutput, DeckChange, DeckIndex, TimedBar, TimedNote, TrackCall } from './audio-output.ts';

/** One call to an output, with the clock time it was made at. */
export type OutputCall =
  | { readonly kind: 'play'; readonly at: Seconds; readonly bar: TimedBar }
  | {
      readonly kind: 'fade';
      readonly at: Seconds;
      readonly deck: DeckIndex;
      readonly to: 0 | 1;
      readonly time: Seconds;
      readonly duration: Seconds;
      /** `power` where it is left out. */
      readonly curve?: FadeCurve;
    }
  | {
      readonly kind: 'clear';
      readonly at: Seconds;
      readonly deck: DeckIndex;
      readonly time: Seconds;
      /** False where it is left out. */
      readonly ring?: boolean;
    }
  | { readonly kind: 'follow'; readonly at: Seconds; readonly time: Seconds; readonly change: DeckChange }
  | {
      readonly kind: 'sting';
      readonly at: Seconds;
      readonly notes: readonly TimedNote[];
      readonly palette: string;
    }
  | { readonly kind: 'track'; readonly at: Seconds; readonly time: Seconds; readonly track: TrackCall }
  | {
      readonly kind: 'endTrack';
      readonly at: Seconds;
      readonly time: Seconds;
      readonly duration: Seconds;
      readonly curve?: FadeCurve;
    }
  | {
      readonly kind: 'duck';
      readonly at: Seconds;
      readonly gainDb: number;
      readonly attack: Seconds;
      readonly release: Seconds;
    }
  | { readonly kind: 'muffle'; readonly at: Seconds; readonly cutoffHz: number | null; readonly seconds: Seconds };

/** The clock time at which a call takes effect: of a bar its line, of a stinger its first note. */
export function timeOfCall(call: OutputCall): Seconds {
  if (call.kind === 'play') return call.bar.time;
  if (call.kind === 'sting') return Math.min(...call.notes.map(({ time }) => time));
  return 'time' in call ? call.time : call.at;
}

/** Calls in their order; `at` never goes back. */
export interface OutputRecording {
  readonly calls: readonly OutputCall[];
}

/** An output that makes no sound and records its calls. */
export interface RecordingOutput extends AudioOutput {
  /** The calls so far; a copy, which later calls do not change. */
  recording(): OutputRecording;
}

/**
 * Creates an output that records its calls; every palette is loaded at once.
 * @param now the clock
 * @param tracks lengths of the tracks, by key
 */
export function recordingOutput(now: () => Seconds, tracks: Readonly<Record<string, Seconds>> = {}): RecordingOutput {
  const calls: OutputCall[] = [];
  return {
    now,
    prepare: () => Promise.resolve(),
    play: (bar) => void calls.push({ kind: 'play', at: now(), bar }),
    fadeDeck: (deck, to, time, duration, curve) =>
      void calls.push({ kind: 'fade', at: now(), deck, to, time, duration, ...(curve === undefined ? {} : { curve }) }),
    stopDeck: (deck, time, ring) =>
      void calls.push({ kind: 'clear', at: now(), deck, time, ...(ring ? { ring } : {}) }),
    follow: (change) => void calls.push({ kind: 'follow', at: now(), time: change.time, change }),
    playStinger: (notes, palette) => void calls.push({ kind: 'sting', at: now(), notes, palette }),
    trackSeconds: (key) => (Object.hasOwn(tracks, key) ? tracks[key]! : null),
    track: (track) => void calls.push({ kind: 'track', at: now(), time: track.time, track }),
    endTrack: (time, duration, curve) =>
      void calls.push({ kind: 'endTrack', at: now(), time, duration, ...(curve === undefined ? {} : { curve }) }),
    duck: (gainDb, attack, release) => void calls.push({ kind: 'duck', at: now(), gainDb, attack, release }),
    setLowpass: (cutoffHz, seconds) => void calls.push({ kind: 'muffle', at: now(), cutoffHz, seconds }),
    recording: () => ({ calls: [...calls] }),
  };
}

/** The names of all palettes that a recording uses, each once. */
export function palettesOf(recording: OutputRecording): readonly string[] {
  const names = new Set<string>();
  for (const call of recording.calls) {
    if (call.kind === 'play') names.add(call.bar.palette);
    if (call.kind === 'sting') names.add(call.palette);
  }
  return [...names];
}

/** The sounds of places that a recording uses, by the seed that draws them, each once. */
export function ambienceOf(recording: OutputRecording): ReadonlyMap<string, readonly AmbienceName[]> {
  const sounds = new Map<string, readonly AmbienceName[]>();
  for (const call of recording.calls) {
    if (call.kind !== 'play' || call.bar.ambience === undefined) continue;
    const { seed, levels, mayCome = [] } = call.bar.ambience;
    const names = [...(Object.keys(levels) as AmbienceName[]), ...mayCome];
    sounds.set(seed, [...new Set([...(sounds.get(seed) ?? []), ...names])]);
  }
  return sounds;
}

/** The clock time when the last note of a recording ends; 0 for an empty one. */
export function recordingEnd(recording: OutputRecording): Seconds {
  let end = 0;
  for (const call of recording.calls) {
    if (call.kind === 'play') {
      end = Math.max(end, call.bar.time + call.bar.duration);
      for (const part of call.bar.parts) for (const note of part.notes) end = Math.max(end, note.time + note.duration);
    } else if (call.kind === 'sting') {
      for (const note of call.notes) end = Math.max(end, note.time + note.duration);
    }
  }
  return end;
}
