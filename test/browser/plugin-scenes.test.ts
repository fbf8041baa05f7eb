/** Where developers keep what a scene sounds like, and what scenes do in their lives, in a real game. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { gesture, next, type Played, pause, play, scene, until } from './game.ts';

let played: Played | null = null;
async function start(...args: Parameters<typeof play>): Promise<Played> {
  played = await play(...args);
  await gesture(played);
  await until(() => played?.soundtrack.snapshot()?.state === 'playing');
  return played;
}
afterEach(async () => {
  await played?.end();
  played = null;
  vi.restoreAllMocks();
});

const heading = ({ soundtrack }: Played) => soundtrack.snapshot()?.next ?? soundtrack.snapshot()?.mood;

class Grove extends Phaser.Scene {
  static soundtrack = 'village';
  constructor() {
    super('Grove');
  }
}

describe(`tags and scenes on Phaser ${Phaser.VERSION}`, () => {
  test('a mood may stand on the scene class, in the data it starts with, or in its config; the data counts first', async () => {
    const tagged = { ...(scene('Cellar') as object), soundtrack: 'cave' } as Phaser.Types.Scenes.SceneType;
    const game = await start({}, { scene: [Grove, scene('Plain'), tagged] });
    expect(heading(game)).toBe('village');
    game.game.scene.stop('Grove').start('Cellar');
    await until(() => heading(game) === 'cave');
    game.game.scene.stop('Cellar').start('Grove', { soundtrack: { mood: 'battle', at: 'beat' } });
    await until(() => heading(game) === 'battle');
  });

  test('a mood described in words plays as it was read, also where the scene asked for it first', async () => {
    const moods = { inn: { describe: 'a warm tavern at night' } } as const;
    const game = await start({ moods, scenes: { Inn: 'inn' } }, { scene: [scene('Inn')] });
    await next(game.soundtrack, 'bar');
    expect(game.soundtrack.snapshot()).toMatchObject({ mood: 'inn', controls: { palette: 'folk' } });
    expect(game.soundtrack.record()!.described).toMatchObject({ inn: { like: 'village' } });
    const { tempo } = game.soundtrack.snapshot()!.controls;
    game.soundtrack.feel({ arousal: 0.95 });
    await until(() => game.soundtrack.snapshot()!.controls.tempo > tempo + 10);
  });

  test('a misspelled tag is reported once, and the music plays on', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    class Lost extends Phaser.Scene {
      static soundtrack = 'forrest';
    }
    const game = await start({}, { scene: [Lost] });
    expect(game.soundtrack.snapshot()?.mood).toBe('exploration');
    const ours = warn.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('forrest'));
    expect(ours).toEqual([expect.stringContaining("did you mean 'forest'?")]);
  });

  test('two scenes with one mood: not a note is lost, no deck changes', async () => {
    const game = await start(
      { scenes: { A: 'forest', B: { mood: 'forest', at: 'now' } } },
      {
        scene: [scene('A'), scene('B')],
      },
    );
    await next(game.soundtrack, 'bar');
    const before = game.soundtrack.snapshot()!;
    let moved = 0;
    game.soundtrack.on('transition', () => void moved++);
    game.game.scene.stop('A').start('B');
    await next(game.soundtrack, 'bar');
    const after = game.soundtrack.snapshot()!;
    expect([after.deck, moved, after.bar - before.bar]).toEqual([before.deck, 0, 1]);
  });

  test('a pause menu has its mood while it is there, sleeping scenes have none', async () => {
    const game = await start(
      { scenes: { Field: 'forest', Menu: 'calm', Fight: 'battle' } },
      {
        scene: [scene('Field'), scene('Menu'), scene('Fight')],
      },
    );
    game.game.scene.pause('Field');
    game.game.scene.start('Menu');
    await until(() => heading(game) === 'calm');
    game.game.scene.stop('Menu');
    game.game.scene.resume('Field');
    await until(() => heading(game) === 'forest');
    game.game.scene.start('Fight');
    await until(() => heading(game) === 'battle');
    game.game.scene.sleep('Fight');
    await until(() => heading(game) === 'forest');
    game.game.scene.wake('Fight');
    await until(() => heading(game) === 'battle');
  });

  test('a zone pushes its mood while the player is in it, and ends with the scene', async () => {
    let player: Phaser.GameObjects.Rectangle | null = null;
    class Field extends Phaser.Scene {
      static soundtrack = 'forest';
      constructor() {
        super('Field');
      }
      create(): void {
        player = this.add.rectangle(0, 0, 4, 4);
        this.soundtrack.zone(player, { inside: new Phaser.Geom.Rectangle(50, 0, 20, 20), mood: 'cave', at: 'beat' });
        this.soundtrack.zone(player, { near: { x: 60, y: 0 }, within: 30, signal: 'danger' });
      }
    }
    const game = await start({}, { scene: [Field, scene('Other')] });
    expect(heading(game)).toBe('forest');
    player!.setPosition(60, 10);
    await until(() => heading(game) === 'cave');
    await until(() => Number(game.soundtrack.snapshot()?.signals.danger) > 0.5);
    game.game.scene.stop('Field');
    await until(() => heading(game) === 'forest');
    await pause(100);
    expect(game.soundtrack.snapshot()?.state).toBe('playing');
  });

  test('what was recorded is played again, and the scenes are not heard meanwhile', async () => {
    const game = await start({ scenes: { A: 'forest', B: 'battle' } }, { scene: [scene('A'), scene('B')] });
    await next(game.soundtrack, 'bar');
    const first = game.soundtrack.snapshot()!.phrase!.hash;
    const log = game.soundtrack.record()!;
    expect(JSON.parse(JSON.stringify(log))).toEqual(log);
    game.soundtrack.replay(log);
    game.game.scene.start('B');
    await next(game.soundtrack, 'phrase');
    expect(game.soundtrack.snapshot()).toMatchObject({ mood: 'forest', next: null, phrase: { hash: first } });
  });

  test('a saved game goes on in its mood, whichever scene it is loaded in, until a scene asks for another', async () => {
    const scenes = { A: 'forest', B: 'battle' };
    const game = await start({ scenes }, { scene: [scene('A'), scene('B')] });
    await next(game.soundtrack, 'bar');
    game.game.scene.getScene('A').soundtrack.mood('cave', { at: 'now' });
    await until(() => game.soundtrack.snapshot()?.mood === 'cave');
    const saved = JSON.parse(JSON.stringify(game.soundtrack.save()));
    game.soundtrack.mood('village');
    game.soundtrack.load(saved);
    expect(heading(game)).toBe('cave');
    await next(game.soundtrack, 'bar');
    expect(game.soundtrack.snapshot()).toMatchObject({ state: 'playing', mood: 'cave', next: null });
    expect(() => game.soundtrack.load({ ...saved, mood: 'crypt' })).toThrow("unknown mood 'crypt'");
    expect(game.soundtrack.snapshot()?.mood).toBe('cave');
    game.game.scene.stop('A').start('B');
    await until(() => heading(game) === 'battle');
  });

  test('a Tiled map brings its mood and its zones', async () => {
    class Level extends Phaser.Scene {
      constructor() {
        super('Level');
      }
      create(): void {
        const map = this.make.tilemap({ tileWidth: 8, tileHeight: 8, width: 4, height: 4 });
        map.properties = [{ name: 'soundtrack', value: 'desert' }] as never;
        map.objects = [
          { objects: [{ x: 0, y: 0, width: 20, height: 20, properties: [{ name: 'soundtrack', value: 'boss' }] }] },
        ] as never;
        this.soundtrack.tilemap(map, this.add.rectangle(5, 5, 2, 2));
      }
    }
    const game = await start({}, { scene: [Level] });
    await until(() => heading(game) === 'boss');
  });
});
