/** Watches the scenes of a game, including later ones, and reports their starts and ends. */

import { Core, type Game, type Scene, Scenes } from 'phaser';
import type { SceneMoods, SceneRequest } from './scene-moods.ts';
import { hasStarted } from './scene-status.ts';

/** The tag of a starting scene, or null. */
type TagOf<W> = (scene: Scene) => W | null;

/**
 * Reports scenes to `moods` until the returned function is called. Phaser does not report new scenes to a global plugin, so
 * the list is polled every frame; `wasAsked` returns whether the game called `mood()` since the last poll, which a scene
 * found already running must not override.
 */
export function watchScenes<W extends SceneRequest>(
  game: Game,
  moods: SceneMoods<W>,
  tagOf: TagOf<W>,
  wasAsked: () => boolean,
): () => void {
  const known = new Map<Scene, () => void>();

  const look = () => {
    const asked = wasAsked();
    for (const scene of game.scene.scenes) {
      if (known.has(scene)) continue;
      known.set(
        scene,
        follow(scene, moods, tagOf, () => known.delete(scene)),
      );
      if (!asked && hasStarted(scene)) moods.started(scene.sys.settings.key, tagOf(scene));
    }
    if (moods.unsettled) moods.settle();
  };

  game.events.on(Core.Events.READY, look);
  game.events.on(Core.Events.PRE_STEP, look);
  if (game.isRunning) look();
  return () => {
    game.events.off(Core.Events.READY, look);
    game.events.off(Core.Events.PRE_STEP, look);
    for (const leave of [...known.values()]) leave();
    known.clear();
  };
}

function follow<W extends SceneRequest>(
  scene: Scene,
  moods: SceneMoods<W>,
  tagOf: TagOf<W>,
  gone: () => void,
): () => void {
  const events = scene.sys.events;
  const key = () => scene.sys.settings.key;
  const reports: readonly (readonly [event: string, report: () => void])[] = [
    [Scenes.Events.START, () => moods.started(key(), tagOf(scene))],
    [Scenes.Events.WAKE, () => moods.returned(key(), tagOf(scene))],
    [Scenes.Events.RESUME, () => moods.returned(key(), tagOf(scene))],
    [Scenes.Events.PAUSE, () => moods.paused(key())],
    [Scenes.Events.SLEEP, () => moods.paused(key())],
    [Scenes.Events.SHUTDOWN, () => moods.stopped(key())],
  ];
  const leave = () => {
    for (const [event, report] of reports) events.off(event, report);
    events.off(Scenes.Events.DESTROY, destroyed);
  };
  const destroyed = () => {
    moods.stopped(key());
    leave();
    gone();
  };
  for (const [event, report] of reports) events.on(event, report);
  events.once(Scenes.Events.DESTROY, destroyed);
  return leave;
}
