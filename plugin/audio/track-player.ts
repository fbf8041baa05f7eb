/**
 * Plays one recording of the game at a time, through a gain that fades it in and out. A recording that is not yet loaded
 * starts when it is, at the position that it would have reached.
 */

import type { Seconds } from '../music/time.ts';
import type { TrackCall } from '../output/audio-output.ts';
import type { FadeCurve } from '../soundtrack/transition-options.ts';
import { type AutomationPoint, fadeCorners, ParamAutomation, SHORTEST_RAMP } from './param-automation.ts';

interface TrackVoice {
  readonly line: ParamAutomation;
  readonly full: number;
  readonly source: AudioBufferSourceNode;
  release(): void;
}

/** Plays tracks into one output. */
export class TrackPlayer {
  readonly #context: BaseAudioContext;
  readonly #output: AudioNode;
  readonly #runs = new Set<TrackVoice>();
  readonly #recording: (key: string) => AudioBuffer | null;
  #current: TrackVoice | null = null;
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
    const buffer = this.#recording(call.key);
    this.#awaited = buffer === null ? call : null;
    if (buffer !== null) this.#begin(buffer, call);
    return buffer !== null;
  }

  /** Starts the awaited track if it is loaded now. */
  tick(): void {
    if (this.#awaited !== null) this.play(this.#awaited);
  }

  #begin(buffer: AudioBuffer, { time, from, loop, gainDb, fade, curve }: TrackCall): void {
    const late = Math.max(0, this.#context.currentTime - time);
    const start = time + late;
    const offset = loop ? (from + late) % buffer.duration : from + late;
    if (offset >= buffer.duration) return;
    const source = this.#context.createBufferSource();
    const gain = this.#context.createGain();
    source.buffer = buffer;
    source.loop = loop;
    source.connect(gain);
    gain.connect(this.#output);
    const full = 10 ** (gainDb / 20);
    const line = new ParamAutomation(gain.gain, fade > 0 ? 0 : full, start);
    if (fade > 0) line.rampThrough(start, scaled(fadeCorners(0, 1, start, Math.max(SHORTEST_RAMP, fade), curve), full));
    source.start(start, offset);
    const run: TrackVoice = {
      line,
      full,
      source,
      release: () => {
        source.disconnect();
        gain.disconnect();
        this.#runs.delete(run);
        if (this.#current === run) this.#current = null;
      },
    };
    source.onended = run.release;
    this.#runs.add(run);
    this.#current = run;
  }

  /** Number of audio nodes. */
  get nodes(): number {
    return this.#runs.size * 2;
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
    run.source.stop(from + length);
  }

  /** Stops and disconnects everything at once. */
  dispose(): void {
    this.#awaited = null;
    for (const run of [...this.#runs]) {
      run.source.stop();
      run.release();
    }
  }
}

function scaled(corners: readonly AutomationPoint[], full: number): readonly AutomationPoint[] {
  return corners.map(({ time, value }) => ({ time, value: value * full }));
}
