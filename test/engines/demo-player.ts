/** A player of the demo in an engine: waits for scenes, moods and sound, and collects the events of the music. */

import type { AdaptiveMusicPlugin } from '../../plugin/index.ts';
import type { Heard } from './ear.ts';
import { type EnginePage, until } from './engine.ts';

/** Louder than -40 dBFS. */
const AUDIBLE = 0.01;
/** Long enough for a machine that is busy with other things: what is waited for comes at once on a free one. */
const PATIENCE_MS = 120_000;

/** The demo in a page. */
export class DemoPlayer {
  constructor(readonly page: EnginePage) {}

  /** Opens the demo; nothing has been clicked. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.arrive('Title');
    await this.page.evaluate(() => {
      const names = ['start', 'mood', 'phrase', 'bar', 'transition', 'degraded', 'error', 'pause', 'resume'] as const;
      const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
      for (const name of names)
        soundtrack.on(name, (event: object) => {
          const { from: _from, cause: _cause, ...plain } = { mood: '', time: 0, ...event } as Record<string, unknown>;
          window.ear.events.push({ ...(plain as unknown as Heard), name });
        });
    });
  }

  /** Waits for a scene. */
  async arrive(scene: string): Promise<void> {
    await until(this.page, (key) => window.game?.scene?.isActive(key) ?? false, scene, PATIENCE_MS);
  }

  /** Waits until a mood plays and is heard. */
  async hear(mood: string): Promise<void> {
    const plays = (wanted: string) => {
      const now = (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).snapshot();
      return now?.state === 'playing' && now.mood === wanted && now.bar >= 0;
    };
    await until(this.page, plays, mood, PATIENCE_MS);
    await this.hearMore();
  }

  /** Waits until something is heard from now on. */
  async hearMore(): Promise<void> {
    const from = await this.page.evaluate(() => window.ear.levels.length);
    const heard = ({ from: start, audible }: { from: number; audible: number }) =>
      window.ear.levels.slice(start).some(({ rms }) => rms > audible);
    await until(this.page, heard, { from, audible: AUDIBLE }, PATIENCE_MS);
  }

  /** Waits until the network has written a phrase, which is heard later. */
  async networkWrites(): Promise<void> {
    const answered = () =>
      (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).inspect()!.health.answered > 0;
    await until(this.page, answered, undefined, PATIENCE_MS);
  }

  /** Waits for a phrase that the network has written. */
  async hearNetwork(): Promise<void> {
    const written = () => window.ear.events.some(({ name, source }) => name === 'phrase' && source === 'lstm');
    await until(this.page, written, undefined, PATIENCE_MS);
  }

  events(): Promise<Heard[]> {
    return this.page.evaluate(() => [...window.ear.events]);
  }

  complaints(): Promise<string[]> {
    return this.page.evaluate(() => window.ear.complaints);
  }

  /** Highest sample so far. */
  peak(): Promise<number> {
    return this.page.evaluate(() => Math.max(...window.ear.levels.map(({ peak }) => peak)));
  }
}
