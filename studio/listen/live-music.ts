/** The music that plays while the page is used. It begins with the first click, as browsers require one. */

import type { Controls } from 'phaser-adaptive-music/headless';
import { type ConductorSnapshot, SoundtrackPlayer } from 'phaser-adaptive-music/player';
import { type Scene, versionOf, withControls } from './scene.ts';

/** The state of the music. */
export type LiveState = 'silent' | 'starting' | 'playing' | 'paused';

/** Plays one scene at a time. */
export class LiveMusic {
  #soundtrack: SoundtrackPlayer | null = null;
  #context: AudioContext | null = null;
  #scene: Scene | null = null;
  #state: LiveState = 'silent';
  #volume = 0.8;
  readonly #listeners: (() => void)[] = [];
  readonly #made: (soundtrack: SoundtrackPlayer) => void;
  #tuned: () => Scene['soundtrack'] | null = () => null;

  /** @param made called once, when the soundtrack exists. */
  constructor(made: (soundtrack: SoundtrackPlayer) => void) {
    this.#made = made;
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  get state(): LiveState {
    return this.#state;
  }

  get volume(): number {
    return this.#volume;
  }

  set volume(value: number) {
    this.#volume = value;
    if (this.#soundtrack) this.#soundtrack.volume = value;
  }

  /** What plays at this moment. */
  get snapshot(): ConductorSnapshot | null {
    return this.#soundtrack?.snapshot() ?? null;
  }

  /** What plays, with what was tuned in it. In the panels another mood or another soundtrack may have been chosen. */
  get tuned(): Scene | null {
    const scene = this.#scene;
    if (scene === null) return null;
    const mood = this.#state === 'playing' ? (this.snapshot?.mood ?? scene.mood) : scene.mood;
    const title = mood === scene.mood ? scene.title : mood;
    const soundtrack = this.#tuned() ?? scene.soundtrack;
    const moved = this.#moved();
    return { ...scene, mood, title, soundtrack: moved === null ? soundtrack : withControls(soundtrack, mood, moved) };
  }

  /** Controls that the pad of the panels, or a description in them, has moved away from the mood's own; null if there are none. */
  #moved(): Partial<Controls> | null {
    const { controls, base } = this.#soundtrack?.inspect() ?? {};
    if (this.#state !== 'playing' || controls === undefined || base === undefined) return null;
    const names = (Object.keys(controls) as (keyof Controls)[]).filter((name) => controls[name] !== base[name]);
    return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, controls[name]]));
  }

  /** Sets where tuned soundtracks come from. */
  set tuning(read: () => Scene['soundtrack']) {
    this.#tuned = read;
  }

  /** Calls back when scene or state have changed. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Plays a scene. Call it in the listener of a click or a key. @throws with one line where the page can make no sound. */
  play(scene: Scene): void {
    this.#scene = scene;
    this.#set('starting');
    if (this.#soundtrack === null) this.#open(scene);
    // A new soundtrack continues the mood of the one before, if it has that.
    else this.#soundtrack.restart(scene.soundtrack).resume().mood(scene.mood, { at: 'now' });
    void this.#context!.resume();
  }

  /** Plays other music for the same scene, with the same settings. */
  another(): void {
    const { tuned } = this;
    if (tuned) this.play(versionOf(tuned, tuned.version + 1, tuned.soundtrack));
  }

  /** Pauses, or goes on. */
  toggle(): void {
    if (this.#state === 'silent') return;
    if (this.#state === 'paused') {
      void this.#context!.resume();
      this.#soundtrack!.resume();
      this.#set(this.snapshot && this.snapshot.bar >= 0 ? 'playing' : 'starting');
    } else this.pause();
  }

  pause(): void {
    if (this.#state === 'silent' || this.#state === 'paused') return;
    this.#soundtrack!.pause();
    this.#set('paused');
  }

  #open(scene: Scene): void {
    this.#context = new AudioContext();
    const soundtrack = new SoundtrackPlayer(scene.soundtrack, { context: this.#context });
    soundtrack.volume = this.#volume;
    soundtrack.on('bar', () => void (this.#state === 'starting' && this.#set('playing')));
    this.#soundtrack = soundtrack;
    this.#made(soundtrack);
  }

  #set(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
