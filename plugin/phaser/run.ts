/** One run of the music, from start to stop: a session that follows the game's scenes and zones. It removes everything that it attaches to the game. */

import { Core, type Game, Sound } from 'phaser';
import type { MusicRun } from '../player/music.ts';
import { MusicSession, type SessionOptions } from '../player/session.ts';
import type { SignalClaims } from '../player/signal-claims.ts';
import type { SceneTag, Soundtrack } from '../soundtrack/soundtrack.ts';
import { gameHost } from './game-host.ts';
import { SceneMoods } from './scene-moods.ts';
import { SceneTags } from './scene-tags.ts';
import { watchScenes } from './scene-watch.ts';
import type { Zones } from './zones.ts';

/** Options of a run. */
export interface RunOptions extends Omit<SessionOptions, 'soundtrack' | 'isTagged' | 'before' | 'host'> {
  readonly game: Game;
  /** As defined by the game; `soundtrack` has all defaults filled in. */
  readonly definition: SessionOptions['soundtrack'];
  readonly soundtrack: Soundtrack;
  readonly zones: Zones;
  readonly claims: SignalClaims;
  /** Returns whether the game has called `mood()` since the last call of this function. */
  readonly consumeExplicitRequest: () => boolean;
  /** The run that it replaces, which plays until it is stopped. */
  readonly before?: Run | null;
}

/** A session with its listeners. */
export class Run implements MusicRun {
  readonly session: MusicSession;
  /** The session, if it follows the game; null during a replay. */
  readonly live: MusicSession | null;
  readonly scenes: SceneMoods<SceneTag>;
  private readonly free: (() => void)[] = [];

  /** @throws with a one-line error if the soundtrack, log or save is invalid; then nothing is left behind. */
  constructor({
    definition,
    soundtrack,
    zones,
    claims,
    consumeExplicitRequest,
    before = null,
    ...options
  }: RunOptions) {
    const { game, replay, saved, warn } = options;
    const host = gameHost(game);
    const tags = new SceneTags(soundtrack, warn);
    const isTagged = () =>
      soundtrack.scenes.size > 0 ||
      zones.moods.length > 0 ||
      game.scene.scenes.some((scene) => tags.of(scene) !== null);
    const session = new MusicSession({
      ...options,
      host,
      soundtrack: definition,
      isTagged,
      before: before?.session ?? null,
    });
    // A loaded save determines the mood: requests of scenes that already run belong to the game before it.
    let silent = saved !== undefined;
    this.session = session;
    this.live = replay === undefined ? session : null;
    this.scenes = new SceneMoods(({ mood, ...options }) => {
      if (silent) return;
      session.want();
      this.live?.conductor.mood(mood, options);
    });
    const look = () => {
      claims.settle();
      zones.poll();
    };
    // Composed music is not a sound of the sound manager, but pauses with its sounds.
    const { sound } = game;
    const pause = () => session.pause();
    const resume = () => session.resume();
    this.free.push(
      () => game.events.off(Core.Events.POST_STEP, look),
      () => sound?.off(Sound.Events.PAUSE_ALL, pause),
      () => sound?.off(Sound.Events.RESUME_ALL, resume),
    );
    try {
      for (const name of zones.moods) if (soundtrack.moods.has(name)) session.conductor.expect(name);
      game.events.on(Core.Events.POST_STEP, look);
      sound?.on(Sound.Events.PAUSE_ALL, pause);
      sound?.on(Sound.Events.RESUME_ALL, resume);
      this.free.push(watchScenes(game, this.scenes, (scene) => tags.of(scene), consumeExplicitRequest));
    } catch (error) {
      for (const release of this.free.splice(0)) release();
      session.abandon(before?.session ?? null);
      throw error;
    }
    silent = false;
    const mood = saved && (saved.mood ?? soundtrack.start ?? saved.place?.mood);
    if (mood !== undefined) this.scenes.asked({ mood });
  }

  /** Stops the music and frees everything except what the next run shares. */
  stop(next: MusicRun | null): void {
    for (const release of this.free.splice(0)) release();
    this.session.dispose(next?.session);
  }
}
