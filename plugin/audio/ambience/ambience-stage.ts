/**
 * Plays the sounds of a place. This module carries all beds; `lazy-ambience.ts` loads it when a mood first has a sound.
 *
 * A sound is rendered when it is first asked for, in slices of a tick, and kept while it sounds and a little longer. Two moods
 * that share a sound share its voice: in a crossfade it moves from one level to the other, and rain does not stop at a door.
 */

import type { Ambience, AmbienceName } from '../../mood/ambience.ts';
import { finished } from '../../music/background-tasks.ts';
import type { Seconds } from '../../music/time.ts';
import { BedPlayer, type LevelChange, secondsOf } from './bed-player.ts';
import { bedSounds, buffersOf, loudest } from './bed-sounds.ts';
import { BEDS } from './beds.ts';

/** Voices at once. The loudest sounds are heard; more would be a noise. */
export const MOST_VOICES = 6;
/** Milliseconds of rendering per tick. */
const RENDER_MS = 1.5;
/** How long rendered sounds are kept after they were last heard. */
const KEEP: Seconds = 30;
/** A voice that begins late needs a moment to be scheduled. */
const SOON: Seconds = 0.02;

/** The levels that all sounds are brought to from a time on; those left out, to silence. */
export interface AmbiencePlan {
  readonly levels: Ambience;
  readonly seed: string;
  readonly time: Seconds;
  readonly seconds: LevelChange['seconds'];
}

/** A sound that was asked for. */
interface Sound {
  readonly seed: string;
  /** Clock time at which it came on. */
  readonly origin: Seconds;
  /** Changes that its voice has not been given, as it has none yet. */
  changes: LevelChange[];
  player: BedPlayer | null;
}

/** The sounds of a place on one audio context. */
export class AmbienceStage {
  readonly #context: BaseAudioContext;
  readonly #output: AudioNode;
  readonly #sounds = new Map<AmbienceName, Sound>();
  readonly #buffers = new Map<AmbienceName, { seed: string; buffers: readonly AudioBuffer[]; usedAt: Seconds }>();
  /** Sounds that may come at any moment. */
  #expected: { readonly seed: string; readonly names: readonly AmbienceName[] } = { seed: '', names: [] };
  #rendering: { name: AmbienceName; seed: string; work: ReturnType<typeof bedSounds> } | null = null;

  constructor(context: BaseAudioContext, output: AudioNode) {
    this.#context = context;
    this.#output = output;
  }

  /** Number of sounds that have a voice. */
  get voices(): number {
    return [...this.#sounds.values()].filter(({ player }) => player !== null).length;
  }

  /** Number of audio nodes. */
  get nodes(): number {
    return [...this.#sounds.values()].reduce((sum, { player }) => sum + (player?.nodes ?? 0), 0);
  }

  /** Renders sounds at once, for renderings that cannot wait. */
  prepare(seed: string, names: readonly AmbienceName[]): void {
    for (const name of names) this.#keep(name, seed, finished(bedSounds(name, seed)));
  }

  /** Keeps sounds rendered that may come at any moment, in place of those that were expected before. */
  expect(seed: string, names: readonly AmbienceName[]): void {
    this.#expected = { seed, names };
  }

  /** Changes all levels; plans for the same time or later are dropped. */
  plan({ levels, seed, time, seconds }: AmbiencePlan): void {
    const heard = new Set(loudest(new Map(Object.entries(levels) as [AmbienceName, number][]), MOST_VOICES));
    for (const name of new Set([...heard, ...this.#sounds.keys()])) {
      const change = { level: heard.has(name) ? levels[name]! : 0, time, seconds };
      const sound = this.#sounds.get(name) ?? { seed, origin: time, changes: [], player: null };
      this.#sounds.set(name, sound);
      if (sound.player !== null) sound.player.change(change);
      else sound.changes = [...sound.changes.filter((other) => other.time < time), change];
    }
  }

  /** Renders, begins, schedules and frees what is due; `until` is the clock time up to which all is scheduled. */
  tick(until: Seconds): void {
    this.#render();
    const now = this.#context.currentTime;
    for (const [name, sound] of this.#sounds) {
      const { player } = sound;
      if (player?.isOver(now)) {
        player.dispose();
        this.#sounds.delete(name);
      } else if (player === null) this.#begin(name, sound, now, until);
      sound.player?.schedule(until);
    }
    for (const [name, rendered] of this.#buffers) {
      if (this.#sounds.has(name) || this.#expected.names.includes(name)) rendered.usedAt = now;
      else if (now - rendered.usedAt > KEEP) this.#buffers.delete(name);
    }
  }

  dispose(): void {
    for (const { player } of this.#sounds.values()) player?.dispose();
    this.#sounds.clear();
    this.#buffers.clear();
    this.#rendering = null;
  }

  /** Gives a sound its voice, if it is rendered, if it is to be heard, and if there is a voice left. */
  #begin(name: AmbienceName, sound: Sound, now: Seconds, until: Seconds): void {
    const { changes, seed, origin } = sound;
    const latest = changes.at(-1)!;
    if (latest.level === 0 && latest.time + secondsOf(latest) < now) {
      this.#sounds.delete(name);
      return;
    }
    const ready = this.#buffers.get(name);
    if (ready?.seed !== seed || origin > until || this.voices >= MOST_VOICES) return;
    const from = Math.max(origin, now + SOON);
    const player = new BedPlayer(this.#context, this.#output, {
      ...{ bed: BEDS[name], buffers: ready.buffers, origin, from },
      seed: `${seed}/ambience/${name}`,
    });
    for (const change of changes) player.change(change);
    sound.player = player;
    sound.changes = [];
  }

  #render(): void {
    const deadline = performance.now() + RENDER_MS;
    do {
      this.#rendering ??= this.#nextToRender();
      if (this.#rendering === null) return;
      const { name, seed, work } = this.#rendering;
      const step = work.next();
      if (!step.done) continue;
      this.#rendering = null;
      this.#keep(name, seed, step.value);
    } while (performance.now() < deadline);
  }

  #nextToRender(): { name: AmbienceName; seed: string; work: ReturnType<typeof bedSounds> } | null {
    for (const [name, { seed, player }] of this.#sounds)
      if (player === null && this.#buffers.get(name)?.seed !== seed) return { name, seed, work: bedSounds(name, seed) };
    const { seed, names } = this.#expected;
    const name = names.find((each) => this.#buffers.get(each)?.seed !== seed);
    return name === undefined ? null : { name, seed, work: bedSounds(name, seed) };
  }

  #keep(name: AmbienceName, seed: string, sounds: readonly (readonly Float32Array[])[]): void {
    const usedAt = this.#context.currentTime;
    this.#buffers.set(name, { seed, buffers: buffersOf(this.#context, name, sounds), usedAt });
  }
}
