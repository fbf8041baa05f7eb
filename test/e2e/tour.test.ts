/** A tour of the built demo in a real Chromium, from a sub-path and offline: every place is heard, every mood follows its scene, the network writes. */

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdaptiveMusicPlugin, PlayedNote } from '../../plugin/index.ts';
import { launchChromium } from '../helper/chromium.ts';
import { type ServedDemo, serveDemo } from '../helper/served-demo.ts';
import { decibels, growEars, type Heard, type Told } from './ear.ts';
import { Player } from './player.ts';

/** Moods that the soundtrack gives the places of the tour, in its order. */
const MOODS = {
  Title: 'calm',
  Forest: 'forest',
  Glade: 'mystery',
  Battle: 'battle',
  Village: 'village',
  Desert: 'desert',
  Oasis: 'calm',
  Cave: 'cave',
  Boss: 'boss',
  Defeat: 'sorrow',
  Ending: 'victory',
} as const;
type Place = keyof typeof MOODS;

/** How long each place is listened to, in seconds of sound. */
const LISTEN = 2.6;
const AUDIBLE_DB = -40;
/** So long a slow machine may take to write what the moods begin with, in seconds of music; until then the fallback may help out. */
const BEGINNING = 20;

declare global {
  interface Window {
    fluted?: { readonly asked: readonly PlayedNote[]; readonly answer: readonly PlayedNote[] };
  }
}

let demo: ServedDemo;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
/** What was heard in each place while its own mood sounded. */
const heard = new Map<Place, readonly Heard[]>();
let told: readonly Told[] = [];
/** Gain of the music behind the pause menu, and after it, in dB. */
let behind = 0;
let before = Number.NaN;
let all: readonly Heard[] = [];
/** What the wires say while they are shown, and after they are hidden again. */
let wires: { readonly shown: readonly string[]; readonly hidden: readonly string[] };
/** What each phrase was made to begin with. */
let openings: readonly { readonly mood: string; readonly opening: string | null }[] = [];
/** Of the audio context, at the end. */
let state: AudioContextState | undefined;
/** What the flute asked, and what it was answered. */
let fluted: { readonly asked: readonly PlayedNote[]; readonly answer: readonly PlayedNote[] } | null = null;

async function listen(place: Place): Promise<void> {
  const sounds = (mood: string) => {
    const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
    const now = soundtrack.snapshot();
    return now?.state === 'playing' && now.mood === mood && now.bar >= 0;
  };
  await page.waitForFunction(sounds, MOODS[place], { timeout: 30_000 });
  const from = await page.evaluate(() => window.ears.heard.length);
  // By the clock of the sound: a busy machine makes less of it in a second.
  const enough = ([start, seconds]: readonly [number, number]) =>
    window.ears.heard.slice(start).reduce((sum, stretch) => sum + stretch.seconds, 0) >= seconds;
  await page.waitForFunction(enough, [from, LISTEN] as const, { timeout: 30_000 });
  heard.set(place, await page.evaluate((start) => window.ears.heard.slice(start), from));
}

/** Walks to a spot of a place, and fights whatever comes between. */
async function winThrough(
  player: Player,
  place: string,
  to: { readonly x: number; readonly y: number },
): Promise<string> {
  for (let battles = 0; battles < 5; battles++) {
    let at = await player.walk(place, to, 90_000);
    if (at !== 'Battle') return at;
    at = await player.fight(120_000);
    if (at === 'Defeat') throw new Error('the tour lost a battle; the player strikes too late');
  }
  throw new Error(`the way through ${place} has too many battles`);
}

/** Plays a few notes and waits for the answer. */
async function playFlute(): Promise<void> {
  await page.keyboard.press('f', { delay: 80 });
  await page.waitForFunction(() => window.game.scene.isActive('Flute'));
  for (const key of ['1', '3', '5', '4']) await page.keyboard.press(key, { delay: 260 });
  const answered = () => window.ears.told.some(({ name, event }) => name === 'stinger' && event.name === 'secret');
  await page.waitForFunction(answered, undefined, { timeout: 30_000 });
  await page.keyboard.press('f', { delay: 80 });
  await page.waitForFunction(() => !window.game.scene.isActive('Flute'));
}

/** Shows how it works, reads it, and hides it again. */
async function readWires(): Promise<typeof wires> {
  const texts = () =>
    page.evaluate(() => {
      const { children } = window.game.scene.getScene('Forest');
      const seen = children.list as unknown as { visible: boolean; alpha: number; text?: string; words?: string }[];
      return seen.filter(({ visible, alpha }) => visible && alpha > 0).map(({ text, words }) => text ?? words ?? '');
    });
  await page.keyboard.press('h', { delay: 80 });
  await page.waitForTimeout(400);
  const shown = await texts();
  await page.keyboard.press('h', { delay: 80 });
  await page.waitForTimeout(400);
  return { shown, hidden: await texts() };
}

/** Opens the pause menu, hears the music step back, and goes on. */
async function pauseAndGoOn(): Promise<void> {
  const gain = () => (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).inspect()?.mix.db ?? 0;
  await page.keyboard.press('p', { delay: 80 });
  await page.waitForFunction(() => window.game.scene.isActive('Pause') && window.game.scene.isPaused('Village'));
  await page.waitForTimeout(900);
  behind = await page.evaluate(gain);
  await page.keyboard.press('Escape', { delay: 80 });
  await page.waitForFunction(() => window.game.scene.isActive('Village'));
  before = await page.evaluate(gain);
}

/** Hurts the hero as fights may or may not have: only the hurt pick herbs. */
async function hurt(place: string): Promise<void> {
  await page.evaluate((key) => {
    const { journey } = window.game.scene.getScene(key) as unknown as { readonly journey: { health: number } };
    journey.health = 0.6;
  }, place);
}

/** Goes where a player would need minutes to go. */
async function jump(to: string, data: object = {}): Promise<void> {
  await page.evaluate(
    ([there, plan]) => {
      for (const { scene } of window.game.scene.getScenes(true))
        if (!['Strip', 'Thumbs'].includes(scene.key)) window.game.scene.stop(scene.key);
      window.game.scene.start(there, plan);
    },
    [to, data] as const,
  );
}

const stingers = (events: readonly Told[]) =>
  events.filter(({ name }) => name === 'stinger').map(({ event }) => event.name);

beforeAll(async () => {
  demo = await serveDemo();
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1024, height: 640 } });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => void complaints.push(`thrown: ${error.message}`));
  // Nothing but the game's own folder: it is to run without a network.
  await page.route(
    (url) => !['data:', 'blob:'].includes(url.protocol) && !url.href.startsWith(demo.url),
    async (route) => {
      complaints.push(`asked for ${route.request().url()}`);
      await route.abort();
    },
  );
  await growEars(page);
  await page.goto(demo.url);
  const player = new Player(page);
  await player.arrive(['Title'], 60_000);
  await page.evaluate(() => {
    const names = ['start', 'mood', 'phrase', 'bar', 'stinger', 'degraded', 'error'] as const;
    const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
    const answer = soundtrack.answer.bind(soundtrack);
    soundtrack.answer = async (asked) => {
      const given = await answer(asked);
      window.fluted = { asked, answer: given };
      return given;
    };
    for (const name of names) soundtrack.on(name, (event) => void window.ears.told.push({ name, event: { ...event } }));
  });
  await page.mouse.click(512, 300);
  await listen('Title');
  await page.keyboard.press('Enter');
  await player.arrive(['Forest'], 30_000);
  await listen('Forest');
  wires = await readWires();
  await player.walk('Forest', { x: 728, y: 164 }, 30_000);
  await page.keyboard.press('e', { delay: 80 });
  await player.walk('Forest', { x: 360, y: 176 }, 30_000);
  await listen('Glade');
  await playFlute();
  await player.walk('Forest', { x: 1000, y: 176 }, 60_000);
  await player.arrive(['Battle'], 20_000);
  await listen('Battle');
  await winThrough(player, 'Forest', { x: 1330, y: 180 });
  await player.arrive(['Village'], 20_000);
  await listen('Village');
  await pauseAndGoOn();
  await hurt('Village');
  // There a herb grows.
  await player.walk('Village', { x: 700, y: 198 }, 60_000);
  await player.walk('Village', { x: 910, y: 190 }, 60_000);
  await player.arrive(['Desert'], 20_000);
  await listen('Desert');
  expect(await winThrough(player, 'Desert', { x: 960, y: 186 })).toBe('Desert');
  await listen('Oasis');
  // The cave is a long way back, and the guardian takes some beating: the rest is jumped to.
  await jump('Cave');
  await listen('Cave');
  await jump('Boss', { foe: { id: 'guardian', kind: 'guardian', x: 0, y: 0, note: true }, place: 'Cave' });
  await listen('Boss');
  await jump('Defeat');
  await listen('Defeat');
  await jump('Ending');
  await listen('Ending');
  ({ told, heard: all } = await page.evaluate(() => ({ told: window.ears.told, heard: window.ears.heard })));
  openings = await page.evaluate(() => {
    const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
    const entries = soundtrack.record()?.entries ?? [];
    return entries.flatMap((entry) => (entry.kind === 'phrase' ? [{ mood: entry.mood, opening: entry.opening }] : []));
  });
  fluted = await page.evaluate(() => window.fluted ?? null);
  state = await page.evaluate(() => window.ears.context?.state);
  // Others are to have the machine for themselves.
  await page.close();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

describe('a tour of the demo', () => {
  test('the context runs after a click', () => {
    expect(state).toBe('running');
  });

  test.each(Object.keys(MOODS) as Place[])('%s is heard, and below clipping', (place) => {
    const stretches = heard.get(place)!;
    const seconds = stretches.reduce((sum, stretch) => sum + stretch.seconds, 0);
    const power = stretches.reduce((sum, { rms, seconds: length }) => sum + rms ** 2 * length, 0) / seconds;
    expect(seconds).toBeGreaterThan(2);
    expect(decibels(Math.sqrt(power))).toBeGreaterThan(AUDIBLE_DB);
    expect(Math.max(...stretches.map(({ peak }) => peak))).toBeLessThan(1);
  });

  test('the mood changes with the place, in order', () => {
    const moods = told.filter(({ name }) => name === 'mood').map(({ event }) => event.to);
    let from = 0;
    for (const mood of Object.values(MOODS).slice(1)) {
      const found = moods.indexOf(mood, from);
      expect(found, `${mood} after ${moods.slice(0, from).join(', ')}`).toBeGreaterThanOrEqual(from);
      from = found + 1;
    }
  });

  test.each(['discovery', 'item', 'secret', 'victory', 'defeat'])('the %s stinger is heard', (name) => {
    expect(stingers(told)).toContain(name);
  });

  test('the music steps back behind the pause menu, and returns', () => {
    expect(behind).toBeLessThan(-6);
    expect(before).toBe(0);
  });

  test('H writes over the world what it tells the music, and takes it away again', () => {
    const said = wires.shown.filter((text) => text !== '' && !wires.hidden.includes(text)).join(' ');
    expect(said).toMatch(/danger/);
    expect(said).toMatch(/mystery|glade/i);
    expect(wires.hidden.join(' ')).not.toMatch(/danger/);
  });

  test('the flute is answered by a line that goes on from it, in its register and time', () => {
    const { asked, answer } = fluted!;
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(answer.length).toBeGreaterThanOrEqual(2);
    const end = Math.max(...asked.map(({ time, duration }) => time + duration));
    for (const [i, note] of answer.entries()) {
      expect(note.time).toBeGreaterThanOrEqual(i === 0 ? 0 : answer[i - 1]!.time);
      expect(note.duration).toBeGreaterThan(0);
      const nearest = Math.min(...asked.map(({ pitch }) => Math.abs(pitch - note.pitch)));
      expect(nearest).toBeLessThanOrEqual(12);
    }
    expect(Math.max(...answer.map(({ time, duration }) => time + duration))).toBeLessThan(end + 30);
  });

  test('after the fight the wood goes on with its own music, and does not begin again', () => {
    const moods = told.filter(({ name }) => name === 'mood').map(({ event }) => event);
    const fight = moods.findIndex(({ to }) => to === 'battle');
    const back = moods.find(({ to }, i) => i > fight && to === 'forest')!;
    const phrases = told
      .filter(({ name, event }) => name === 'phrase' && event.mood === 'forest')
      .map(({ event }) => event);
    const before = phrases.filter(({ time }) => (time as number) < (moods[fight]!.time as number));
    expect(before.length).toBeGreaterThan(0);
    const after = phrases.find(({ time }) => (time as number) >= (back.time as number) - 0.01)!;
    expect(after.slot as number).toBeGreaterThanOrEqual(before.at(-1)!.slot as number);
  });

  test('a new mood is audible within two of its bars', () => {
    const changes = told.filter(({ name }) => name === 'start' || name === 'mood');
    expect(changes.length).toBeGreaterThanOrEqual(4);
    for (const { event } of changes) {
      const time = event.time as number;
      const bars = told.filter(({ name, event: bar }) => name === 'bar' && (bar.time as number) >= time - 0.01);
      const after = (bars[2]?.event.time ?? bars[1]?.event.time) as number;
      const stretches = all.filter(
        (stretch) => stretch.time - stretch.seconds >= time - 0.4 && stretch.time <= after + 0.8,
      );
      expect(stretches.length, `stretches after ${time}`).toBeGreaterThan(0);
      expect(decibels(Math.max(...stretches.map(({ rms }) => rms)))).toBeGreaterThan(AUDIBLE_DB);
    }
  });

  test('at least 99 % of the phrases are the network’s, once it has written what the moods begin with', () => {
    // A phrase that was left in its first bars is told of again where its mood goes on with it.
    const hashes = new Set<unknown>();
    const phrases = told.flatMap(({ name, event }) => {
      if (name !== 'phrase' || hashes.has(event.hash)) return [];
      hashes.add(event.hash);
      return [event];
    });
    const first = phrases.findIndex(({ source }) => source === 'lstm');
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThanOrEqual(2);
    const begun = (phrases[0]!.time as number) + BEGINNING;
    const later = phrases.filter(({ time }) => (time as number) > begun);
    const others = later.filter(({ source }) => source !== 'lstm');
    const list = phrases.map(
      ({ mood, slot, source, time }) => `${(time as number).toFixed(1)} ${mood} ${slot} ${source}`,
    );
    expect(later.length).toBeGreaterThan(8);
    expect(others.length / later.length, list.join('\n')).toBeLessThanOrEqual(0.01);
  });

  test('the hero’s theme opens the tale, and comes back in other moods', () => {
    const moods = openings.flatMap(({ mood, opening }) => (opening === 'hero' ? [mood] : []));
    expect(moods[0]).toBe('calm');
    expect(new Set(moods)).toEqual(new Set(['calm', 'boss', 'victory']));
  });

  test('nothing is complained of on the console', () => {
    expect(complaints).toEqual([]);
  });
});

describe('other hands than those on a keyboard', () => {
  test('thumbs begin the game and walk with a stick', async () => {
    const context = await browser.newContext({ viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true });
    try {
      const phone = await context.newPage();
      await phone.goto(demo.url);
      const player = new Player(phone);
      await player.arrive(['Title'], 60_000);
      await phone.touchscreen.tap(422, 200);
      await phone.waitForTimeout(500);
      await phone.touchscreen.tap(422, 200);
      await player.arrive(['Forest'], 30_000);
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
        .poll(async () => ((await player.look()).hero?.x ?? 0) - hero!.x, { timeout: 15_000 })
        .toBeGreaterThan(40);
      await touch('touchEnd', []);
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
      await player.arrive(['Title'], 60_000);
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
      await player.arrive(['Forest'], 30_000);
      await set(0, false);
      const { hero } = await player.look();
      await set(1, false);
      await expect
        .poll(async () => ((await player.look()).hero?.x ?? 0) - hero!.x, { timeout: 15_000 })
        .toBeGreaterThan(40);
    } finally {
      await pads.close();
    }
  });
});
