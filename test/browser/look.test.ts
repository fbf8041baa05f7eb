/** `look()` in a real browser: the game's own picture, pictures of many kinds, and those that cannot be read. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test } from 'vitest';
import { SoundtrackPlayer } from '../../plugin/player.ts';
import { type Played, pause, play, scene } from './game.ts';

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
});

/** A scene filled with a color. */
const filled = (key: string, color: number) =>
  scene(key, {
    create(this: Phaser.Scene) {
      this.add.rectangle(0, 0, 500, 500, color).setOrigin(0);
    },
  });

function canvasOf(color: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 200;
  canvas.height = 100;
  const context = canvas.getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, 200, 100);
  return canvas;
}

function loaded(src: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(`${src} did not load`));
    image.src = src;
  });
}

describe.each([
  ['a canvas', Phaser.CANVAS],
  ['WebGL', Phaser.WEBGL],
] as const)('a game that draws with %s', (_name, type) => {
  test('is seen as it is, and anew after two seconds, not before', async () => {
    played = await play({ start: 'calm' }, { type, scene: [filled('Red', 0xd02020), filled('Blue', 0x2040d0)] });
    const { game, soundtrack } = played;
    await pause(100);
    const red = await soundtrack.look();
    expect(red.problem).toBeNull();
    expect(red.colors!.hues.red).toBeCloseTo(1, 1);
    game.scene.start('Blue');
    game.scene.stop('Red');
    expect(await soundtrack.look()).toBe(red);
    await pause(2100);
    const [blue, same] = await Promise.all([soundtrack.look(), soundtrack.look()]);
    expect(same).toBe(blue);
    expect(blue.colors!.hues.blue).toBeCloseTo(1, 1);
    expect(blue.feel.arousal!).toBeLessThan(red.feel.arousal!);
  });

  test('keeps its music: only what the game passes on changes it', async () => {
    played = await play({ start: 'calm' }, { type, scene: [filled('Red', 0xd02020)] });
    const { soundtrack } = played;
    const { feel } = await soundtrack.look();
    expect(soundtrack.inspect()!.feel).toEqual({});
    soundtrack.feel(feel);
    expect(soundtrack.inspect()!.feel.arousal).toBeCloseTo(feel.arousal!, 2);
  });
});

describe('look', () => {
  test('says so when the game ends before its next frame', async () => {
    const ending = await play({ start: 'calm' });
    ending.game.loop.sleep();
    const looked = ending.soundtrack.look();
    const ended = ending.end();
    ending.game.loop.wake();
    expect((await looked).problem).toBe('the game has ended');
    await ended;
  });

  test('waits for the next frame of a game that sleeps, once for all calls', async () => {
    played = await play({ start: 'calm' }, { scene: [filled('Red', 0xd02020)] });
    const { game, soundtrack } = played;
    await pause(100);
    game.loop.sleep();
    const first = soundtrack.look();
    await pause(2100);
    const second = soundtrack.look();
    game.loop.wake();
    expect(await second).toBe(await first);
    expect((await first).colors!.hues.red).toBeCloseTo(1, 1);
  });

  test('takes images, canvases, bitmaps and pixels', async () => {
    played = await play({ start: 'calm' });
    const { soundtrack } = played;
    const canvas = canvasOf('rgb(40, 160, 60)');
    const offscreen = new OffscreenCanvas(50, 50);
    offscreen.getContext('2d')!.drawImage(canvas, 0, 0);
    const sources = [
      canvas,
      offscreen,
      await createImageBitmap(canvas),
      await loaded(canvas.toDataURL()),
      canvas.getContext('2d')!.getImageData(0, 0, 200, 100),
    ];
    for (const source of sources) {
      const { colors, problem } = await soundtrack.look(source);
      expect(problem).toBeNull();
      expect(colors!.hues.green).toBeCloseTo(1, 1);
    }
  });

  test('is the same in a player without Phaser', async () => {
    const context = new AudioContext();
    const player = new SoundtrackPlayer({ start: 'calm' }, { context });
    const { colors, moods } = await player.look(canvasOf('rgb(40, 160, 60)'));
    expect(colors!.hues.green).toBeCloseTo(1, 1);
    expect(moods).toHaveLength(11);
    player.destroy();
    await context.close();
  });

  test('says in one line what cannot be read, and breaks nothing', async () => {
    played = await play({ start: 'calm' });
    const { soundtrack } = played;
    // Chromium treats a drawing with HTML in it, from a blob, as of another site.
    const html = '<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>';
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${html}</svg>`;
    const foreign = await loaded(URL.createObjectURL(new Blob([drawing], { type: 'image/svg+xml' })));
    const tainted = document.createElement('canvas');
    tainted.getContext('2d')!.drawImage(foreign, 0, 0);
    for (const source of [foreign, tainted]) {
      const look = await soundtrack.look(source);
      expect(look).toMatchObject({ feel: {}, moods: [], colors: null });
      expect(look.problem).toMatch(/image of another site; load that image with crossOrigin/);
      expect(look.problem).not.toContain('\n');
      soundtrack.feel(look.feel);
    }
    const empty = document.createElement('canvas');
    empty.width = 0;
    expect((await soundtrack.look(empty)).problem).toMatch(/cannot be drawn/);
    expect((await soundtrack.look('forest.png' as never)).problem).toMatch(/cannot be drawn/);
    expect((await soundtrack.look(document.createElement('canvas'))).problem).toMatch(/transparent/);
  });
});
