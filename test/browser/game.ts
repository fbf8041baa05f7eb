/** Small real games for browser tests: canvas-drawn, with the plugin as a game config names it, unlocked by a real click. */

import * as Phaser from 'phaser';
import { type Core, Game, type Types } from 'phaser';
import { userEvent } from 'vitest/browser';
import { AdaptiveMusicPlugin, type SoundtrackDefinition, type SoundtrackEvents } from '../../plugin/index.ts';

/** A scene that does nothing, under a key. */
export function scene(key: string, hooks: Types.Scenes.CreateSceneFromObjectConfig = {}): Types.Scenes.SceneType {
  return { key, ...hooks } as Types.Scenes.SceneType;
}

/** A running game and its music. */
export interface Played {
  readonly game: Game;
  readonly soundtrack: AdaptiveMusicPlugin;
  /** Ends the game and waits until it is gone. */
  end(): Promise<void>;
}

/** Starts a game with the plugin installed as the docs say. */
export async function play(
  soundtrack?: SoundtrackDefinition,
  config: Partial<Types.Core.GameConfig> = {},
): Promise<Played> {
  const parent = document.createElement('div');
  parent.style.cssText = 'width: 120px; height: 90px;';
  document.body.append(parent);
  const entry = { key: 'soundtrack', plugin: AdaptiveMusicPlugin, mapping: 'soundtrack', start: true };
  const game = new Game({
    type: Phaser.CANVAS,
    width: 120,
    height: 90,
    parent,
    banner: false,
    plugins: { global: [soundtrack === undefined ? entry : { ...entry, data: soundtrack }] },
    scene: [scene('Only')],
    ...config,
  });
  await until(() => game.isRunning && game.scene.isProcessing === false && game.loop.frame > 1);
  return {
    game,
    soundtrack: game.plugins.get('soundtrack') as AdaptiveMusicPlugin,
    async end() {
      const gone = new Promise((resolve) => game.events.once('destroy' satisfies typeof Core.Events.DESTROY, resolve));
      game.destroy(true);
      await gone;
      parent.remove();
    },
  };
}

/**
 * A config for a game whose sound waits for a gesture, as on a page that nobody has clicked: its context does not run before.
 * The page of the tests has been clicked before, and there any context may run.
 */
export async function unclicked(): Promise<Partial<Types.Core.GameConfig>> {
  const context = new AudioContext();
  await context.suspend();
  const resume = context.resume.bind(context);
  let clicked = false;
  for (const type of ['mousedown', 'touchstart', 'keydown'])
    addEventListener(
      type,
      () => {
        clicked = true;
      },
      { capture: true, once: true },
    );
  context.resume = () => (clicked ? resume() : new Promise(() => {}));
  return { audio: { context } };
}

/** A real click on the page, which is what unlocks sound. */
export async function click({ game }: Played): Promise<void> {
  await userEvent.click(game.canvas);
}

/** What unlocks sound where the click is not what is tested: on a page that was clicked before, its events alone do, a second sooner. */
export async function gesture(played: Played): Promise<void> {
  if (!navigator.userActivation.hasBeenActive) return click(played);
  for (const type of ['mousedown', 'mouseup'])
    played.game.canvas.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
}

/** The next event of a name. */
export function next<K extends keyof SoundtrackEvents>(
  soundtrack: AdaptiveMusicPlugin,
  name: K,
): Promise<SoundtrackEvents[K]> {
  return new Promise((resolve) => void soundtrack.once(name, resolve));
}

/** Waits until something holds; looks every 20 ms. @throws Error after `ms`. */
export async function until(holds: () => boolean, ms = 20_000): Promise<void> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never came: ${holds.toString()}`);
    await pause(20);
  }
}

/** Lets time pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Loudest sample that reaches a game's speakers within some milliseconds. */
export async function loudest({ game }: Played, ms: number): Promise<number> {
  const sound = game.sound as Phaser.Sound.WebAudioSoundManager;
  const ear = sound.context.createAnalyser();
  ear.fftSize = 8192;
  sound.masterVolumeNode.connect(ear);
  const samples = new Float32Array(ear.fftSize);
  let peak = 0;
  for (const end = performance.now() + ms; performance.now() < end; await pause(40)) {
    ear.getFloatTimeDomainData(samples);
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  }
  sound.masterVolumeNode.disconnect(ear);
  return peak;
}
