/** Plays the game's own sounds on lines of the music: at the exact time of the audio clock, and in tune with the chord. */

import { checkFieldsOf, checkObject, number, oneOf, within } from '../mood/validate.ts';
import { chordAt, chordTones } from '../music/harmony.ts';
import { type MidiPitch, modulo, type PitchClass, tonicPitchClass } from '../music/pitch.ts';
import { meterInfo, type Seconds, secondsToTicks } from '../music/time.ts';
import { type PitchName, readPitch } from '../soundtrack/palette.ts';
import type { BeatGrid, BeatPoint } from './beat-grid.ts';

/** Options of a sound. */
export interface PlayOptions {
  /** The line of the music at which it starts; the next beat, if the page stood still at that line. Default `beat`. */
  readonly at?: BeatPoint | 'now';
  /** 0..4; default 1. */
  readonly volume?: number;
  /** The pitch of the recording, e.g. `'A4'`: it is transposed to the nearest tone of the chord. As recorded if left out. */
  readonly pitch?: PitchName;
}

/** A sound that plays, or waits for its line. */
export interface PlayedSound {
  /** Time on the audio clock at which it starts; null while its line is not near, and where it cannot be heard. */
  readonly time: Seconds | null;
  /** Stops it, or takes it back. May be called twice. */
  stop(): void;
}

/** What sounds are played with. */
export interface BeatSoundsSource {
  /** The beats of the current music, or null while it is stopped. */
  readonly grid: () => BeatGrid | null;
  /** Where the game's sounds go; null in games without sound. */
  readonly output: () => { readonly context: BaseAudioContext; readonly destination: AudioNode } | null;
}

/** A sound is handed to the audio clock this long before its line: late enough for the line not to move. */
const HAND_OVER: Seconds = 0.25;
/** The audio clock cannot start a sound sooner. */
const LEAD: Seconds = 0.005;

const CHECKS = {
  at: oneOf('sync point', ['now', 'beat', 'bar', 'phrase']),
  volume: number(0, 4),
  pitch: within((pitch: PitchName) => void readPitch('play: pitch', pitch)),
};

/** One sound. */
class WaitingSound implements PlayedSound {
  time: Seconds | null = null;
  isOver = false;
  source: AudioBufferSourceNode | null = null;

  constructor(
    readonly buffer: AudioBuffer,
    readonly options: PlayOptions,
    /** Whether no music played when it was requested, so that it waits for none. */
    readonly isFree: boolean,
    /** The music it was requested in. */
    readonly grid: BeatGrid | null,
    /** Time of that music after which a line counts. */
    readonly after: Seconds,
  ) {}

  stop(): void {
    this.isOver = true;
    this.source?.stop();
  }
}

/** The sounds of one game. */
export class BeatSounds {
  readonly #source: BeatSoundsSource;
  readonly #waiting = new Set<WaitingSound>();

  constructor(source: BeatSoundsSource) {
    this.#source = source;
  }

  /** Plays a sound on the next line of a kind, at once where no music plays. @throws for an invalid option. */
  play(buffer: AudioBuffer, options: PlayOptions = {}): PlayedSound {
    checkObject('play: options', options, "{ at: 'beat' }");
    checkFieldsOf('play', options, CHECKS);
    const grid = this.#source.grid();
    const isFree = grid === null || grid.barAt(grid.clock.now) === null;
    const sound = new WaitingSound(buffer, options, isFree, grid, grid === null ? 0 : grid.clock.now + LEAD);
    // What is played while the browser allows no sound is not to sound with the first click.
    if (this.#source.output()?.context.state !== 'running') return sound;
    this.#waiting.add(sound);
    this.run();
    return sound;
  }

  /** Starts what is near. Called by the timer of the music; never throws. */
  run(): void {
    if (this.#waiting.size === 0) return;
    const output = this.#source.output();
    for (const sound of [...this.#waiting]) {
      const line = this.#lineOf(sound);
      const isNear = output !== null && line.time - output.context.currentTime <= HAND_OVER;
      if (sound.isOver || output === null || isNear) this.#waiting.delete(sound);
      if (!sound.isOver && output !== null && isNear) start(sound, output, line);
    }
  }

  /** Takes back what waits. */
  clear(): void {
    this.#waiting.clear();
  }

  /** Clock time of the line that a sound waits for, or of the next beat where it was missed, and the chord there; 0 for now, Infinity where it is not known yet. */
  #lineOf(sound: WaitingSound): { readonly time: Seconds; readonly chord: readonly PitchClass[] } {
    const { at = 'beat' } = sound.options;
    if (sound.isFree) return { time: 0, chord: [] };
    const grid = this.#source.grid();
    if (grid === null) return { time: Number.POSITIVE_INFINITY, chord: [] };
    if (at === 'now') return { time: 0, chord: chordOf(grid, sound.after) };
    // Other music, e.g. after a restart, has times of its own: any of its lines counts.
    const asked = grid.after(at, grid === sound.grid ? sound.after : Number.NEGATIVE_INFINITY);
    // Where the page stood still until that line had passed, the next beat: at once, it would sound off the beat.
    const { now } = grid.clock;
    const isMissed = asked !== null && asked.bar.beats[asked.beat]! < now;
    const line = isMissed ? grid.after('beat', now + LEAD) : asked;
    if (line === null) return { time: Number.POSITIVE_INFINITY, chord: [] };
    const time = line.bar.beats[line.beat]!;
    return { time: grid.clock.toClock(time), chord: chordOf(grid, time) };
  }
}

function start(
  sound: WaitingSound,
  { context, destination }: { readonly context: BaseAudioContext; readonly destination: AudioNode },
  { time, chord }: { readonly time: Seconds; readonly chord: readonly PitchClass[] },
): void {
  const { volume = 1, pitch } = sound.options;
  const source = context.createBufferSource();
  const gain = context.createGain();
  source.buffer = sound.buffer;
  if (pitch !== undefined) source.playbackRate.value = 2 ** (stepTo(chord, readPitch('play: pitch', pitch)) / 12);
  gain.gain.value = volume;
  source.connect(gain);
  gain.connect(destination);
  source.onended = () => {
    source.disconnect();
    gain.disconnect();
  };
  sound.source = source;
  sound.time = Math.max(time, context.currentTime);
  source.start(sound.time);
}

/** Semitones from a pitch to the nearest tone of a chord; of two the lower. */
export function stepTo(chord: readonly PitchClass[], pitch: MidiPitch): number {
  const steps = chord.map((tone) => modulo(tone - pitch + 6, 12) - 6);
  return steps.reduce((best, step) => (Math.abs(step) < Math.abs(best) ? step : best), steps[0] ?? 0);
}

/** Pitch classes of the chord at a music time; empty where none sounds. */
export function chordOf(grid: BeatGrid, time: Seconds): readonly PitchClass[] {
  const bar = grid.barAt(time)?.scheduled;
  if (!bar) return [];
  const { score, bar: number } = bar.timed.origin;
  const tick = number * meterInfo(score.meter).barTicks + secondsToTicks(time - bar.time, bar.bpm);
  const chord = chordAt(score.chords, Math.round(tick));
  return chord === null ? [] : chordTones(chord).map((tone) => (tone + tonicPitchClass(score.tonic)) % 12);
}
