/** The music of one game or page: its soundtrack, the current run, and the events. */

import { checkInstrumentNames } from '../audio/palettes/custom-palettes.ts';
import type { Conductor } from '../conductor/conductor.ts';
import { reasonOf } from '../mood/names.ts';
import { Emitter } from '../music/emitter.ts';
import { ownDefinition } from '../soundtrack/own-definition.ts';
import { resolveSoundtrack, type Soundtrack, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import { BeatClock } from './beat-clock.ts';
import { BeatSounds } from './beat-sounds.ts';
import type { SoundtrackEvents } from './events.ts';
import { LISTENING } from './listener.ts';
import type { Beginning, MusicSession, SessionOptions } from './session.ts';
import type { SignalClaims } from './signal-claims.ts';

/** One run of the music, from start to stop. */
export interface MusicRun {
  readonly session: MusicSession;
  /** The session, if it follows the game; null during a replay. */
  readonly live: MusicSession | null;
  /** Stops the music and frees everything except what the next run shares. */
  stop(next: MusicRun | null): void;
}

/** What every run gets; the other options are those of the kind of game. */
export type RunOptions = Omit<SessionOptions, 'host' | 'isTagged' | 'before'> & { readonly resolved: Soundtrack };

/** Owns the current run, and what outlives runs: listeners, volume and mute. */
export abstract class Music<R extends MusicRun = MusicRun> {
  readonly events = new Emitter<SoundtrackEvents>(warn);
  /** The beat for the game, and its own sounds on it. */
  readonly beats: BeatClock;
  readonly sounds: BeatSounds;
  soundtrack: Soundtrack = resolveSoundtrack();
  #given: SoundtrackDefinition = {};
  /** A copy of the definition for the game: changes to it are not played. */
  #shown: SoundtrackDefinition = {};
  /** Null while the plugin is stopped. */
  run: R | null = null;
  /** Whether the soundtrack is invalid, so that no music can start. */
  hasFailed = false;
  /** Whether the game has ended or has removed the plugin. */
  hasEnded = false;
  /** Whether `error` has had a listener, and the last error before. */
  #hasErrorListener = false;
  #unreported: SoundtrackEvents['error'] | null = null;
  #volume = 1;
  #isMuted = false;
  #ambienceVolume = 1;
  #explains = false;
  readonly #claims: SignalClaims;

  constructor(claims: SignalClaims) {
    this.#claims = claims;
    const grid = () => this.session?.beats ?? null;
    this.beats = new BeatClock({ grid, heard: () => this.session?.heard ?? 0, warn });
    this.sounds = new BeatSounds({ grid, output: () => this.session?.destination ?? null });
  }

  /** The session that plays; null while the plugin is stopped. */
  get session(): MusicSession | null {
    return this.run?.session ?? null;
  }

  /** The session, if it listens to the game: a replay does not. */
  get live(): MusicSession | null {
    return this.run?.live ?? null;
  }

  /** The conductor that listens to the game, for a call that makes music begin. */
  get conductorForRequest(): Conductor | undefined {
    this.live?.want();
    return this.live?.conductor;
  }

  /** The soundtrack as it was defined. */
  get definition(): SoundtrackDefinition {
    return this.#shown;
  }

  /** Sets the soundtrack before the first start. @throws if it is invalid. */
  define(definition: SoundtrackDefinition): void {
    this.soundtrack = checkedSoundtrack(definition);
    this.#given = ownDefinition(definition);
    this.#shown = ownDefinition(this.#given);
  }

  /** Starts a new run with the same volume and mix, then ends the previous one. @throws if it cannot start; the previous run then continues. */
  begin(beginning: Beginning = {}, definition = this.#given, soundtrack = this.soundtrack): void {
    if (this.hasEnded || (this.hasFailed && definition === this.#given)) return;
    const before = this.run;
    const run = this.createRun(
      {
        ...beginning,
        soundtrack: definition,
        resolved: soundtrack,
        events: this.events,
        volume: this.#volume,
        muted: this.#isMuted,
        ambienceVolume: this.#ambienceVolume,
        warn,
        ticked: () => {
          this.beats.run();
          this.sounds.run();
        },
        fail: (message, cause) => this.fail(message, cause),
      },
      before,
    );
    if (definition !== this.#given) {
      this.#given = definition;
      this.#shown = ownDefinition(definition);
    }
    this.run = run;
    this.soundtrack = soundtrack;
    this.hasFailed = false;
    const { conductor } = run.session;
    conductor.explain = this.#explains;
    if (before) conductor.mixing.adopt(before.session.conductor.mixing);
    // Who listened to somebody has ended with the run before.
    conductor.mixing.unduck(LISTENING);
    before?.stop(run);
    this.resend();
    this.#claims.resend(beginning.saved === undefined);
  }

  /** Ends the current run; {@link begin} starts another. */
  stop(): void {
    this.run?.stop(null);
    this.run = null;
    this.beats.stop();
    this.sounds.clear();
  }

  /** Calls a function and reports its error, which must not stop the game from booting. @returns whether there was none. */
  attempt(act: () => void): boolean {
    try {
      act();
      return true;
    } catch (cause) {
      this.fail(`no music: ${reasonOf(cause)}`, cause);
      return false;
    }
  }

  /** Reports that music cannot be heard. */
  fail(message: string, cause: unknown): void {
    console.error(`[phaser-adaptive-music] ${message}`, cause);
    if (this.#hasErrorListener) this.events.emit('error', { message, cause });
    else this.#unreported = { message, cause };
  }

  /** The first listener of `error` gets the error before it: a scene's `create()` comes too late for it. */
  listened(name: keyof SoundtrackEvents): void {
    if (name !== 'error') return;
    const unreported = this.#unreported;
    this.#hasErrorListener = true;
    this.#unreported = null;
    if (unreported !== null) queueMicrotask(() => this.events.emit('error', unreported));
  }

  get volume(): number {
    return this.#volume;
  }

  set volume(value: number) {
    this.#volume = value;
    this.#setVolume();
  }

  get isMuted(): boolean {
    return this.#isMuted;
  }

  set isMuted(value: boolean) {
    this.#isMuted = value;
    this.#setVolume();
  }

  get ambienceVolume(): number {
    return this.#ambienceVolume;
  }

  set ambienceVolume(value: number) {
    this.#ambienceVolume = value;
    this.#setVolume();
  }

  get explains(): boolean {
    return this.#explains;
  }

  set explains(value: boolean) {
    this.#explains = value;
    if (this.session) this.session.conductor.explain = value;
  }

  #setVolume(): void {
    this.session?.setVolume(this.#volume, this.#isMuted, this.#ambienceVolume);
  }

  /** Creates a run. @throws if it cannot start; then nothing of it is left. */
  protected abstract createRun(options: RunOptions, before: R | null): R;

  /** Sends to a new run what its predecessor knew, before the signals. */
  protected resend(): void {}
}

/** Checks a definition and fills in its defaults. @throws with one line if it is invalid. */
export function checkedSoundtrack(definition: SoundtrackDefinition): Soundtrack {
  const soundtrack = resolveSoundtrack(definition);
  checkInstrumentNames(soundtrack);
  return soundtrack;
}

/** Shows a warning in the console. */
export function warn(message: string, cause?: unknown): void {
  if (cause === undefined) console.warn(`[phaser-adaptive-music] ${message}`);
  else console.warn(`[phaser-adaptive-music] ${message}`, cause);
}
