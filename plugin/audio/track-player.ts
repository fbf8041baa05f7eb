/**
 * Plays one recording of the game at a time, through a gain that fades it in and out. A recording that is not yet loaded
 * starts when it is, at the position that it would have reached.
 */

import type { NormalRange, Seconds } from '../music/time.ts';
import type { TrackCall } from '../output/audio-output.ts';
import { type LoopPoints, placeAfter, pointsOf, type TrackStem } from '../soundtrack/track-layout.ts';
import type { FadeCurve } from '../soundtrack/transition-options.ts';
import { gainOfDb } from './decibels.ts';
import { type AutomationPoint, fadeCorners, ParamAutomation, SHORTEST_RAMP } from './param-automation.ts';

/** Seconds in which a stem enters or leaves. */
const STEM_FADE: Seconds = 0.4;
/** Intensity beyond its bounds up to which a stem goes on, so that it does not flicker. */
const SLACK: NormalRange = 0.04;

/**
 * Part of a sample by which both loop points come early. An engine that counts seconds may stand a rounding error before the
 * end, and would play the sample behind it; half a sample is farther than any error, and the round keeps its length.
 */
const EARLY = 0.5;

interface StemVoice {
  readonly stem: TrackStem;
  readonly source: AudioBufferSourceNode;
  readonly gain: GainNode;
  readonly line: ParamAutomation;
  isOn: boolean;
}

interface TrackVoice {
  readonly line: ParamAutomation;
  readonly full: number;
  readonly stems: readonly StemVoice[];
  release(): void;
}

/** Plays tracks into one output. */
export class TrackPlayer {
  readonly #context: BaseAudioContext;
  readonly #output: AudioNode;
  readonly #runs = new Set<TrackVoice>();
  readonly #recording: (key: string) => AudioBuffer | null;
  #current: TrackVoice | null = null;
  #intensity: NormalRange = 0.5;
  /** The track that should play but is not loaded. */
  #awaited: TrackCall | null = null;

  /** @param recording returns the loaded buffer of a key, or null. */
  constructor(context: BaseAudioContext, output: AudioNode, recording: (key: string) => AudioBuffer | null) {
    this.#context = context;
    this.#output = output;
    this.#recording = recording;
  }

  /** Plays a track; the previous one has been ended and fades out. Returns whether it is loaded; if not, it starts later. */
  play(call: TrackCall): boolean {
    const stems = call.stems ?? [{ key: call.key }];
    const buffers = stems.map(({ key }) => this.#recording(key));
    const isLoaded = buffers.every((buffer) => buffer !== null);
    this.#awaited = isLoaded ? null : call;
    if (isLoaded) this.#begin(buffers, stems, call);
    return isLoaded;
  }

  /** Starts the awaited track if it is loaded now. */
  tick(): void {
    if (this.#awaited !== null) this.play(this.#awaited);
  }

  /** Lets stems enter and leave. */
  set intensity(intensity: NormalRange) {
    this.#intensity = intensity;
    const now = this.#context.currentTime;
    for (const voice of this.#current?.stems ?? []) {
      const isOn = isWithin(voice.stem, intensity, voice.isOn);
      if (isOn === voice.isOn) continue;
      voice.isOn = isOn;
      const full = gainOf(voice.stem);
      const from = voice.line.valueAt(now) / full;
      voice.line.rampThrough(now, scaled(fadeCorners(from, isOn ? 1 : 0, now, STEM_FADE), full));
    }
  }

  /** All stems begin at one time and one place of their recordings, on one clock: they cannot part. */
  #begin(buffers: readonly AudioBuffer[], stems: readonly TrackStem[], call: TrackCall): void {
    const { time, from, loop, gainDb, fade, curve } = call;
    const late = Math.max(0, this.#context.currentTime - time);
    const start = time + late;
    const length = Math.max(...buffers.map(({ duration }) => duration));
    const offset = placeAfter(loop, length, from, late);
    if (offset >= length) return;
    const gain = this.#context.createGain();
    gain.connect(this.#output);
    const full = gainOfDb(gainDb);
    const line = new ParamAutomation(gain.gain, fade > 0 ? 0 : full, start);
    if (fade > 0) line.rampThrough(start, scaled(fadeCorners(0, 1, start, Math.max(SHORTEST_RAMP, fade), curve), full));
    const voices = stems.map((stem, i): StemVoice => {
      const source = this.#context.createBufferSource();
      const own = this.#context.createGain();
      const recording = buffers[i]!;
      // A buffer can be set once.
      if (loop === false) source.buffer = recording;
      else repeat(source, recording, loop, length);
      source.connect(own);
      own.connect(gain);
      const isOn = isWithin(stem, this.#intensity, false);
      return { stem, source, gain: own, line: new ParamAutomation(own.gain, isOn ? gainOf(stem) : 0, start), isOn };
    });
    for (const { source } of voices) source.start(start, offset);
    let sounding = voices.length;
    const run: TrackVoice = {
      line,
      full,
      stems: voices,
      release: () => {
        for (const voice of voices) {
          voice.source.disconnect();
          voice.gain.disconnect();
        }
        gain.disconnect();
        this.#runs.delete(run);
        if (this.#current === run) this.#current = null;
      },
    };
    for (const { source } of voices)
      source.onended = () => {
        sounding--;
        if (sounding === 0) run.release();
      };
    this.#runs.add(run);
    this.#current = run;
  }

  /** Number of audio nodes. */
  get nodes(): number {
    return [...this.#runs].reduce((sum, { stems }) => sum + 1 + 2 * stems.length, 0);
  }

  /** Fades out the current track from a clock time on. */
  end(time: Seconds, duration: Seconds, curve?: FadeCurve): void {
    this.#awaited = null;
    const run = this.#current;
    if (run === null) return;
    this.#current = null;
    const from = Math.max(time, this.#context.currentTime);
    const length = Math.max(SHORTEST_RAMP, duration - (from - time));
    run.line.rampThrough(
      from,
      scaled(fadeCorners(run.line.valueAt(from) / run.full, 0, from, length, curve), run.full),
    );
    for (const { source } of run.stems) source.stop(from + length);
  }

  /** Stops and disconnects everything at once. */
  dispose(): void {
    this.#awaited = null;
    for (const run of [...this.#runs]) {
      for (const { source } of run.stems) source.stop();
      run.release();
    }
  }
}

function scaled(corners: readonly AutomationPoint[], full: number): readonly AutomationPoint[] {
  return corners.map(({ time, value }) => ({ time, value: value * full }));
}

/** Lets a source repeat between two samples. */
function repeat(source: AudioBufferSourceNode, buffer: AudioBuffer, loop: true | LoopPoints, length: Seconds): void {
  source.loop = true;
  if (loop === true) {
    // A shorter recording repeats by itself.
    source.buffer = buffer;
    return;
  }
  const points = pointsOf(loop, length);
  const [start, end] = [points.start, points.end].map((time) => Math.round(time * buffer.sampleRate)) as [
    number,
    number,
  ];
  source.buffer = start === 0 && end < buffer.length ? beginningOf(source.context, buffer, end) : buffer;
  if (start === 0) return;
  source.loopStart = (start - EARLY) / buffer.sampleRate;
  source.loopEnd = (end - EARLY) / buffer.sampleRate;
}

/** The first samples of a recording, which repeat as a whole: there is no half sample before the first. */
function beginningOf(context: BaseAudioContext, buffer: AudioBuffer, length: number): AudioBuffer {
  const cut = context.createBuffer(buffer.numberOfChannels, length, buffer.sampleRate);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++)
    cut.copyToChannel(buffer.getChannelData(channel).subarray(0, length), channel);
  return cut;
}

function gainOf({ db = 0 }: TrackStem): number {
  return gainOfDb(db);
}

/** Whether a stem sounds; one that does goes on a little beyond its bounds. */
function isWithin({ intensity: [from, to] = [0, 1] }: TrackStem, intensity: NormalRange, isOn: boolean): boolean {
  const slack = isOn ? SLACK : 0;
  return intensity >= from - slack && intensity <= to + slack;
}
