/** The pictures of the demo game: every scene at a suitable hour. */

import type { Game, Scene } from 'phaser';
import type { Page } from 'playwright';
import { CliError } from '../../models/cli/cli.ts';
import type { Camera } from './camera.ts';

/** A place's scene, with the members that a picture sets. */
interface Staged extends Scene {
  readonly hero: { place(x: number, y: number): void };
  readonly gameState: { hour: number; health: number; notes: number; readonly found: Set<string> };
}
declare global {
  interface Window {
    game: Game;
  }
}

/** Scene, position and hour of a picture. */
interface View {
  readonly name: string;
  readonly scene: string;
  readonly plan?: object;
  readonly at?: readonly [x: number, y: number];
  readonly hour?: number;
  readonly labels?: boolean;
  readonly keys?: readonly string[];
  /** Milliseconds between the last key and the picture. */
  readonly wait?: number;
}

const foe = (kind: string) => ({ id: kind, kind, x: 0, y: 0, note: true });
/** All pictures; those of the docs come first. */
const VIEWS: readonly View[] = [
  { name: 'demo-village', scene: 'Village', at: [372, 190], hour: 0.9, wait: 6000 },
  { name: 'demo-boss', scene: 'Boss', plan: { foe: foe('guardian'), place: 'Cave' }, wait: 2600 },
  { name: 'demo-how', scene: 'Forest', at: [820, 184], hour: 0.42, labels: true, wait: 6000 },
  { name: 'demo-flute', scene: 'Forest', at: [330, 180], hour: 0.78, keys: ['f', '1', '3', '5', '4'], wait: 4500 },
  { name: 'demo-forest', scene: 'Forest', at: [650, 182], hour: 0.45 },
  { name: 'demo-rain', scene: 'Forest', at: [1180, 180], hour: 0.93, wait: 7000 },
  { name: 'demo-desert', scene: 'Desert', at: [430, 184], hour: 0.4 },
  { name: 'demo-oasis', scene: 'Desert', at: [1040, 192], hour: 0.74, wait: 6000 },
  { name: 'demo-cave', scene: 'Cave', at: [330, 186] },
  { name: 'demo-battle', scene: 'Battle', plan: { foe: foe('bramble'), place: 'Forest' }, wait: 2400 },
  { name: 'demo-battle-sand', scene: 'Battle', plan: { foe: foe('sirocco'), place: 'Desert' }, wait: 2400 },
  { name: 'demo-pause', scene: 'Village', at: [392, 186], hour: 0.5, keys: ['p'], wait: 900 },
  { name: 'demo-defeat', scene: 'Defeat', wait: 4500 },
  { name: 'demo-ending', scene: 'Ending', wait: 8000 },
];

/** Opens the title and starts the music. */
export async function wakeDemo(page: Page): Promise<void> {
  await page.waitForFunction(() => window.game?.scene?.isActive('Title'), undefined, { timeout: 120_000 });
  await page.mouse.click(10, 10);
  await page.waitForTimeout(500);
}

/** Shows a view: stops other scenes, starts its scene, moves the traveller to its spot. */
export async function setUpScene(
  page: Page,
  { scene, plan = {}, at, hour, labels = false, keys = [] }: View,
): Promise<void> {
  await page.evaluate(
    ([key, data]) => {
      for (const { scene: one } of window.game.scene.getScenes(true))
        if (!['NowPlayingBar', 'TouchControls'].includes(one.key)) window.game.scene.stop(one.key);
      window.game.scene.start(key, data);
    },
    [scene, plan] as const,
  );
  await page.waitForFunction((key) => window.game.scene.isActive(key), scene);
  await page.waitForTimeout(600);
  await page.evaluate(
    ([key, spot, time, shown]) => {
      const { hero, gameState } = window.game.scene.getScene<Staged>(key);
      window.game.registry.set('signal-labels', shown);
      gameState?.found.add('flute');
      if (gameState && time !== null) gameState.hour = time;
      if (spot) hero.place(spot[0]!, spot[1]!);
    },
    [scene, at ?? null, hour ?? null, labels] as const,
  );
  await page.waitForTimeout(900);
  for (const key of keys) await page.keyboard.press(key, { delay: 240 });
}

/** Moves the traveller of a place to a spot, at an hour. Runs in the page. */
export function putHero([scene, x, y, hour]: readonly [string, number, number, number]): void {
  const { hero, gameState } = window.game.scene.getScene<Staged>(scene);
  gameState.hour = hour;
  hero.place(x, y);
}

/** Takes pictures of the title and of every view, or one of them. @throws CliError for an unknown one. */
export async function takeDemo(page: Page, take: Camera, only?: string): Promise<void> {
  const names = ['demo-title', ...VIEWS.map(({ name }) => name)];
  if (only !== undefined && !names.includes(only))
    throw new CliError('no such picture', only, `name one of ${names.join(', ')}`);
  await wakeDemo(page);
  if (only === undefined || only === 'demo-title') {
    await page.waitForTimeout(5500);
    await take('demo-title');
  }
  for (const view of VIEWS.filter(({ name }) => only === undefined || name === only)) {
    await setUpScene(page, view);
    await page.waitForTimeout(view.wait ?? 3400);
    await take(view.name);
  }
}
