import type { Game } from 'phaser';
import { describe, expect, test } from 'vitest';
import { FirstScene } from '../../plugin/phaser/first-scene.ts';

const [PENDING, LOADING, CREATING, RUNNING, SLEEPING, SHUTDOWN] = [0, 3, 4, 5, 7, 8] as const;

/** A game of which the test says which status its scenes have, frame by frame. */
function comingUp() {
  const settings: { status: number }[] = [];
  const loop = { frame: 0 };
  const clock = { ms: 0 };
  const scenes = { scenes: [] as { sys: { settings: { status: number } } }[] };
  const first = new FirstScene({ scene: scenes, loop } as unknown as Game, () => clock.ms);
  /** One frame later, 16 ms on. */
  const frame = (...statuses: number[]) => {
    loop.frame++;
    clock.ms += 16;
    scenes.scenes = statuses.map((status) => ({ sys: { settings: { status } } }));
    return (wanted = false) => first.isUp(wanted);
  };
  return { frame, clock, settings, first };
}

describe('music waits for the first scene', () => {
  test('that has been up for three frames, with nothing on its way', () => {
    const { frame } = comingUp();
    expect(frame(PENDING)()).toBe(false);
    expect(frame(LOADING)()).toBe(false);
    expect(frame(CREATING)()).toBe(false);
    expect([frame(RUNNING)(), frame(RUNNING)(), frame(RUNNING)(), frame(RUNNING)()]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('and for the menu behind it, where a boot scene starts a preloader and that the menu', () => {
    const { frame } = comingUp();
    const [boot, preloader] = [
      [RUNNING, PENDING, PENDING],
      [SHUTDOWN, LOADING, PENDING],
    ] as const;
    expect(frame(...boot)()).toBe(false);
    for (let i = 0; i < 200; i++) expect(frame(...preloader)()).toBe(false);
    expect(frame(SHUTDOWN, RUNNING, PENDING)()).toBe(false);
    expect(frame(SHUTDOWN, SHUTDOWN, CREATING)()).toBe(false);
    const menu = () => frame(SHUTDOWN, SHUTDOWN, RUNNING)();
    expect([menu(), menu(), menu(), menu()]).toEqual([false, false, false, true]);
  });

  test('but not for later ones, where it was asked for and can be heard', () => {
    const { frame } = comingUp();
    // Before any scene has been up, even music that is wanted waits.
    expect([frame(LOADING)(true), frame(LOADING)(true), frame(LOADING)(true)]).toEqual([false, false, false]);
    expect(frame(RUNNING, PENDING)(true)).toBe(false);
    expect(frame(SHUTDOWN, LOADING)(true)).toBe(true);
  });

  test('and for a frame of the scene that asks for it', () => {
    const { frame } = comingUp();
    frame(RUNNING, PENDING)();
    for (let i = 0; i < 5; i++) expect(frame(SHUTDOWN, LOADING)()).toBe(false);
    const asks = frame(SHUTDOWN, CREATING);
    expect([asks(true), asks(true)]).toEqual([false, false]);
    expect(frame(SHUTDOWN, RUNNING)(true)).toBe(true);
  });

  test('where another scene sleeps as well', () => {
    const { frame } = comingUp();
    const both = () => frame(SLEEPING, RUNNING)();
    expect([both(), both(), both(), both()]).toEqual([false, false, false, true]);
  });

  test('for ten seconds at most, as of a game that loads for ever or whose page is hidden', () => {
    const { frame, clock, first } = comingUp();
    expect(frame(LOADING)()).toBe(false);
    clock.ms = 9_999;
    expect(first.isUp(false)).toBe(false);
    clock.ms = 10_000;
    expect(first.isUp(false)).toBe(true);
  });
});
