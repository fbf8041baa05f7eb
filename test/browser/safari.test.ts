/** What Safari does to sound on a phone, on a context that behaves so: calls, a closed context, a decoder without words, the silent switch. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { SoundtrackPlayer } from '../../plugin/player.ts';
import { refuseToDecode, SafariContext } from '../helper/safari-context.ts';
import { gesture, loudest, next, type Played, pause, play, until } from './game.ts';

const FAST = { seed: 'safari', start: 'battle', moods: { battle: { controls: { tempo: 200 } } } } as const;

let context: SafariContext;
let game: Played | null = null;
let player: SoundtrackPlayer | null = null;
const rejected: unknown[] = [];
const keep = (event: PromiseRejectionEvent) => void rejected.push(event.reason);

afterEach(async () => {
  vi.restoreAllMocks();
  player?.destroy();
  await game?.end();
  if (context.state !== 'closed') await context.close();
  removeEventListener('unhandledrejection', keep);
  rejected.length = 0;
  game = player = null;
});

/** What the package says on the console from now on. */
function said(): string[] {
  const lines: string[] = [];
  for (const level of ['warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...words) => void lines.push(words.map(String).join(' ')));
  return lines;
}

/** A context that runs. On a page that nobody has clicked none does. */
async function running(): Promise<SafariContext> {
  await userEvent.click(document.body);
  const made = new SafariContext();
  await made.resume();
  return made;
}

async function onPage(): Promise<{ player: SoundtrackPlayer; button: HTMLElement; bars: number[] }> {
  context = await running();
  const button = document.body.appendChild(document.createElement('button'));
  player = new SoundtrackPlayer(FAST, { context, element: button });
  const bars: number[] = [];
  player.on('bar', ({ bar }) => void bars.push(bar));
  await until(() => bars.length > 1);
  addEventListener('unhandledrejection', keep);
  return { player, button, bars };
}

async function inGame(): Promise<Played> {
  context = await running();
  game = await play(FAST, { audio: { context } });
  await gesture(game);
  await next(game.soundtrack, 'bar');
  return game;
}

const follow = (bars: readonly number[]) => expect(bars).toEqual(bars.map((_, i) => bars[0]! + i));

describe('a call', () => {
  test('silences a page; after it the first touch brings the music back, and no bar is lost', async () => {
    const lines = said();
    const { player: music, button, bars } = await onPage();
    context.refuses = true;
    await context.interrupt();
    const stood = context.currentTime;
    button.dispatchEvent(new Event('touchend', { bubbles: true }));
    await pause(300);
    expect([context.state, context.currentTime]).toEqual(['interrupted', stood]);
    expect(music.snapshot()!.state).toBe('playing');
    context.hangUp();
    button.dispatchEvent(new Event('touchend', { bubbles: true }));
    const before = bars.length;
    await until(() => bars.length > before + 1);
    follow(bars);
    expect([lines, rejected]).toEqual([[], []]);
  });

  test('that hid the page is over when the page is seen again', async () => {
    const { bars } = await onPage();
    await context.interrupt();
    context.hangUp();
    document.dispatchEvent(new Event('visibilitychange'));
    const before = bars.length;
    await until(() => bars.length > before + 1);
    follow(bars);
  });

  test('leaves a context alone that the page has suspended itself', async () => {
    const { button } = await onPage();
    await context.suspend();
    button.dispatchEvent(new Event('touchend', { bubbles: true }));
    document.dispatchEvent(new Event('visibilitychange'));
    await pause(300);
    expect(context.state).toBe('suspended');
  });

  test('silences a game, which Phaser brings back', async () => {
    const lines = said();
    const played = await inGame();
    const bars: number[] = [];
    played.soundtrack.on('bar', ({ bar }) => void bars.push(bar));
    await context.interrupt();
    await pause(300);
    expect(played.soundtrack.snapshot()!.state).toBe('playing');
    context.hangUp();
    await until(() => bars.length > 2);
    follow(bars);
    expect(await loudest(played, 500)).toBeGreaterThan(0.01);
    expect(lines).toEqual([]);
  });
});

describe('a context that the system has closed', () => {
  test('is one line, and every call is obeyed though it makes no node any more', async () => {
    const lines = said();
    const { player: music } = await onPage();
    await context.close();
    await until(() => lines.length > 0);
    music.mood('village', { at: 'now' }).signal('danger', 1).stinger('victory').duck('voice').unduck('voice');
    music.mix('underwater').unmix().override({ tempo: 90 }).pause().resume();
    music.volume = 0.5;
    music.ambienceVolume = 0.5;
    await music.answer([{ pitch: 69, time: 0, duration: 0.4 }], { play: true });
    await pause(400);
    expect(lines).toEqual([expect.stringMatching(/the audio context was closed/)]);
    expect(rejected).toEqual([]);
    music.restart({ start: 'forest' });
    await pause(400);
    music.destroy();
    expect(rejected).toEqual([]);
  });
});

describe('a decoder', () => {
  test('that refuses every recording without a word is reported in lines, and oscillators play', async () => {
    const lines = said();
    context = await running();
    refuseToDecode(context, Number.POSITIVE_INFINITY);
    game = await play(FAST, { audio: { context } });
    await gesture(game);
    await next(game.soundtrack, 'bar');
    await until(() => lines.length > 0);
    expect(await loudest(game, 1500)).toBeGreaterThan(0.01);
    for (const line of lines)
      expect(line).toMatch(/cannot decode the samples of '[\w-]+': the browser gives no reason; /);
  });
});

test('the silent switch takes the sound and nothing else: the music goes on, and says nothing', async () => {
  const lines = said();
  const played = await inGame();
  await (context as unknown as { setSinkId(sink: { type: 'none' }): Promise<void> }).setSinkId({ type: 'none' });
  const bars: number[] = [];
  played.soundtrack.on('bar', ({ bar }) => void bars.push(bar));
  await until(() => bars.length > 2);
  follow(bars);
  expect(lines).toEqual([]);
});
