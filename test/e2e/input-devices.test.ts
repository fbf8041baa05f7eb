/** The demo is played by touch and with a gamepad as with keys. */

import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../helper/chromium.ts';
import { type ServedDemo, serveDemo } from '../helper/served-demo.ts';
import { Player } from './player.ts';

let demo: ServedDemo;
let browser: Browser;

beforeAll(async () => {
  demo = await serveDemo();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

describe('without a keyboard', () => {
  test('thumbs begin the game and walk with a stick', async () => {
    const context = await browser.newContext({ viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true });
    try {
      const phone = await context.newPage();
      await phone.goto(demo.url);
      const player = new Player(phone);
      await player.arrive(['Title'], 120_000);
      await phone.touchscreen.tap(422, 200);
      await phone.waitForTimeout(500);
      await phone.touchscreen.tap(422, 200);
      await player.arrive(['Forest'], 120_000);
      const zoom = await phone.evaluate(
        () => window.game.canvas.getBoundingClientRect().height / window.game.scale.height,
      );
      const high = await phone.evaluate(() => window.game.canvas.getBoundingClientRect().bottom);
      const stick = { x: 44 * zoom, y: high - (24 + 42) * zoom };
      await phone.touchscreen.tap(600, 100);
      const { hero } = await player.look();
      const session = await context.newCDPSession(phone);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly { x: number; y: number }[]) =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point) => ({ ...point, id: 1 })) });
      await touch('touchStart', [stick]);
      await touch('touchMove', [{ x: stick.x + 30 * zoom, y: stick.y }]);
      await expect
        .poll(async () => ((await player.look()).hero?.x ?? 0) - hero!.x, { timeout: 60_000 })
        .toBeGreaterThan(40);
      await touch('touchEnd', []);
      // The flute is taken out by its button, and put away by the cross of its panel.
      const isPlaying = () => phone.evaluate(() => window.game.scene.isActive('Flute'));
      const width = await phone.evaluate(() => {
        const { gameState } = window.game.scene.getScene('Forest') as unknown as { gameState: { found: Set<string> } };
        gameState.found.add('flute');
        return window.game.canvas.getBoundingClientRect().right;
      });
      await phone.touchscreen.tap(width - 30 * zoom, high - (24 + 82) * zoom);
      await expect.poll(isPlaying, { timeout: 60_000 }).toBe(true);
      await phone.touchscreen.tap(width - Math.ceil(width / zoom / 2 - 107) * zoom, 20 * zoom);
      await expect.poll(isPlaying, { timeout: 60_000 }).toBe(false);
    } finally {
      await context.close();
    }
  });

  test('a gamepad begins the game and walks with its stick', async () => {
    const pads = await browser.newPage({ viewport: { width: 1024, height: 640 } });
    try {
      await pads.addInitScript(() => {
        const button = () => ({ pressed: false, touched: false, value: 0 });
        const pad = {
          id: 'pad', index: 0, connected: true, mapping: 'standard', timestamp: 1,
          axes: [0, 0, 0, 0], buttons: Array.from({ length: 17 }, button), vibrationActuator: null,
        }; // biome-ignore format: a pad in two rows
        Object.assign(window, { pad });
        navigator.getGamepads = () => [pad as unknown as Gamepad, null, null, null];
      });
      await pads.goto(demo.url);
      const player = new Player(pads);
      await player.arrive(['Title'], 120_000);
      const set = (axis: number, pressed: boolean) =>
        pads.evaluate(
          ([x, down]) => {
            const { pad } = window as unknown as {
              pad: { timestamp: number; axes: number[]; buttons: { pressed: boolean; value: number }[] };
            };
            pad.timestamp = performance.now();
            pad.axes[0] = x;
            Object.assign(pad.buttons[0]!, { pressed: down, value: Number(down) });
          },
          [axis, pressed] as const,
        );
      await pads.evaluate(() => {
        const event = new Event('gamepadconnected');
        Object.assign(event, { gamepad: navigator.getGamepads()[0] });
        window.dispatchEvent(event);
      });
      // The first button of a pad is no gesture to a browser; the first press wakes the game, the next begins it.
      await pads.mouse.click(512, 300);
      await pads.waitForTimeout(300);
      await set(0, true);
      await player.arrive(['Forest'], 120_000);
      await set(0, false);
      const { hero } = await player.look();
      await set(1, false);
      await expect
        .poll(async () => ((await player.look()).hero?.x ?? 0) - hero!.x, { timeout: 60_000 })
        .toBeGreaterThan(40);
    } finally {
      await pads.close();
    }
  });
});
