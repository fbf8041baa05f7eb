/** Someone who plays the demo with keys and mouse only. Looks at the game's state where a person would look at the screen. */

import type { GameObjects } from 'phaser';
import type { Page } from 'playwright';

interface Sight {
  readonly scene: string;
  readonly hero: { readonly x: number; readonly y: number } | null;
  readonly foe: { readonly x: number; readonly y: number } | null;
}

const LOOK_MS = 60;
const SPOT_REACHED = 9;
/** Scenes that lie over others. */
const LAID_OVER = ['NowPlayingBar', 'TouchControls', 'Flute', 'Pause'];

/** A player at a page that shows the demo. */
export class Player {
  private readonly down = new Set<string>();

  constructor(private readonly page: Page) {}

  /** What is on the screen. */
  async look(): Promise<Sight> {
    return this.page.evaluate((over) => {
      const scene = window.game.scene.getScenes(true).find(({ scene: { key } }) => !over.includes(key));
      const sprites = (scene?.children.list ?? []).filter((child) => child.type === 'Sprite') as GameObjects.Sprite[];
      const spot = (found: GameObjects.Sprite | undefined) => (found ? { x: found.x, y: found.y } : null);
      return {
        scene: scene?.scene.key ?? '',
        hero: spot(sprites.find(({ texture }) => texture.key.startsWith('hero'))),
        foe: spot(sprites.find(({ texture }) => texture.key.endsWith('-large'))),
      };
    }, LAID_OVER);
  }

  /** Waits for one of some scenes. @throws Error after `ms`. */
  async arrive(scenes: readonly string[], ms: number): Promise<string> {
    return this.until(ms, async ({ scene }) => scenes.includes(scene), `none of ${scenes.join(', ')} came`);
  }

  /** Walks towards a spot of the world until a scene other than this one comes, or the spot is reached. */
  async walk(from: string, to: { readonly x: number; readonly y: number }, ms: number): Promise<string> {
    const end = await this.until(
      ms,
      async ({ scene, hero }) => {
        if (scene !== from || !hero) return scene !== from && scene !== '';
        await this.steer(to.x - hero.x, to.y - hero.y);
        return Math.hypot(to.x - hero.x, to.y - hero.y) < SPOT_REACHED;
      },
      `never got from ${from} to ${to.x},${to.y}`,
    );
    await this.letGo();
    return end;
  }

  /** Fights until the battle is over, won or lost. */
  async fight(ms: number): Promise<string> {
    const end = await this.until(
      ms,
      async ({ scene, hero, foe }) => {
        if (scene !== 'Battle' && scene !== 'Boss') return scene !== '';
        if (!hero || !foe) return false;
        const away = foe.x - hero.x;
        const near = Math.abs(away) < 50 && Math.abs(foe.y - hero.y) < 18;
        if (near) await this.letGo();
        else await this.steer(away, foe.y - hero.y);
        if (near) await this.page.keyboard.press('Space', { delay: 30 });
        return false;
      },
      'the battle never ended',
    );
    await this.letGo();
    return end;
  }

  /** Takes all fingers off the keys. */
  async letGo(): Promise<void> {
    for (const key of this.down) await this.page.keyboard.up(key);
    this.down.clear();
  }

  private async steer(dx: number, dy: number): Promise<void> {
    const want = new Set<string>();
    if (Math.abs(dx) > SPOT_REACHED / 2) want.add(dx > 0 ? 'ArrowRight' : 'ArrowLeft');
    if (Math.abs(dy) > SPOT_REACHED / 2) want.add(dy > 0 ? 'ArrowDown' : 'ArrowUp');
    for (const key of [...this.down].filter((held) => !want.has(held))) {
      await this.page.keyboard.up(key);
      this.down.delete(key);
    }
    for (const key of [...want].filter((wanted) => !this.down.has(wanted))) {
      await this.page.keyboard.down(key);
      this.down.add(key);
    }
  }

  private async until(ms: number, done: (sight: Sight) => Promise<boolean>, why: string): Promise<string> {
    const end = Date.now() + ms;
    for (;;) {
      const sight = await this.look();
      if (await done(sight)) return sight.scene;
      if (Date.now() > end) throw new Error(`${why} (at ${JSON.stringify(sight)})`);
      await this.page.waitForTimeout(LOOK_MS);
    }
  }
}
