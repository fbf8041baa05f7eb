/** A run of the music, from one start to the next stop: a session, and how it follows the game's scenes and zones. Whatever it hangs on the game is taken off here. */

import { Core, type Game, Sound } from 'phaser';
import type { Emitter } from '../conductor/model/emitter.ts';
import type { SceneTag, Soundtrack } from '../soundtrack/soundtrack.ts';
import { forwardEvents, type SoundtrackEvents } from './events.ts';
import { SceneMoods } from './scene-moods.ts';
import { SceneTags } from './scene-tags.ts';
import { watchScenes } from './scene-watch.ts';
import { Session, type SessionOptions } from './session.ts';
import type { SignalClaims } from './signal-claims.ts';
import type { Zones } from './zones.ts';

/** What a run is set up with. */
export interface RunOptions extends Omit<SessionOptions, 'soundtrack' | 'isTagged' | 'before'> {
  readonly game: Game;
  /** As it was defined, and with all defaults filled in. */
  readonly definition: SessionOptions['soundtrack'];
  readonly soundtrack: Soundtrack;
  /** Where the session's events go on to. */
  readonly events: Emitter<SoundtrackEvents>;
  readonly zones: Zones;
  readonly claims: SignalClaims;
  /** Whether the game has asked for a mood by itself since the last call. */
  readonly consumeExplicitRequest: () => boolean;
  /** The run whose place it takes; it plays until it is stopped. */
  readonly before?: Run | null;
}

/** What plays, and what it listens to. */
export class Run {
  readonly session: Session;
  /** The session, where it listens to the game: a log that plays is heard alone. */
  readonly live: Session | null;
  readonly scenes: SceneMoods<SceneTag>;
  private readonly free: (() => void)[] = [];

  /** @throws with one clear line where the soundtrack, the log or what was saved is wrong; then nothing of it is left. */
  constructor({
    definition,
    soundtrack,
    events,
    zones,
    claims,
    consumeExplicitRequest: takeAsked,
    before = null,
    ...options
  }: RunOptions) {
    const { game, replay, saved, warn } = options;
    const tags = new SceneTags(soundtrack, warn);
    const isTagged = () =>
      soundtrack.scenes.size > 0 ||
      zones.moods.length > 0 ||
      game.scene.scenes.some((scene) => tags.of(scene) !== null);
    const session = new Session({ ...options, soundtrack: definition, isTagged, before: before?.session ?? null });
    // Scenes that run while music is loaded have said what they want in the game that is over.
    let silent = saved !== undefined;
    this.session = session;
    this.live = replay === undefined ? session : null;
    this.scenes = new SceneMoods(({ mood, ...cue }) => {
      if (silent) return;
      session.want();
      this.live?.conductor.mood(mood, cue);
    });
    const look = () => {
      claims.settle();
      zones.poll();
    };
    // Composed music is no sound of the sound manager's, but pauses with them.
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
      this.free.push(forwardEvents(session.conductor, events));
      this.free.push(watchScenes(game, this.scenes, (scene) => tags.of(scene), takeAsked));
    } catch (error) {
      for (const release of this.free.splice(0)) release();
      session.abandon(before?.session ?? null);
      throw error;
    }
    silent = false;
    const mood = saved && (saved.mood ?? soundtrack.start ?? saved.place?.mood);
    if (mood !== undefined) this.scenes.asked({ mood });
  }

  /** Ends what plays, and frees everything that made it but what the run in its place shares. */
  stop(next: Run | null = null): void {
    for (const release of this.free.splice(0)) release();
    this.session.dispose(next?.session);
  }
}
