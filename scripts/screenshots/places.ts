/** Small pictures of every place of the demo game, as `look()` sees them: by day and by night, in sun and rain, from many spots. */

import type { Page } from 'playwright';
import type { PresetName } from '../../plugin/internal.ts';
import { setUpScene, wakeDemo } from './demo.ts';

/** Edge of a picture, in pixels; that of {@link https://html.spec.whatwg.org/ | a canvas} that `look()` draws the game on. */
const EDGE = 32;

/** One picture: where, when, and what was seen. */
export interface PlacePicture {
  /** `held` pictures are of hours, spots, monsters and windows that the table of places was not tuned on. */
  readonly half: 'open' | 'held';
  readonly place: string;
  /** The place's own mood in the demo. */
  readonly mood: PresetName;
  /** 0..1 from midnight to midnight; null where there is no daylight. */
  readonly hour: number | null;
  readonly rain: boolean;
  /** RGBA bytes, base64. */
  readonly pixels: string;
}

interface Place {
  readonly scene: string;
  readonly mood: PresetName;
  /** Spots of the traveller: of the open pictures, of the held ones. */
  readonly spots?: { readonly open: readonly number[]; readonly held: readonly number[] };
  readonly daylight?: boolean;
  readonly plans?: { readonly open: readonly object[]; readonly held: readonly object[] };
}

const foe = (kind: string) => ({ id: kind, kind, x: 0, y: 0, note: true });
const fight = (kind: string, place: string) => ({ foe: foe(kind), place });

/** The eleven places and scenes that have a mood. */
const PLACES: Readonly<Record<string, Place>> = {
  Title: { scene: 'Title', mood: 'calm' },
  Forest: { scene: 'Forest', mood: 'forest', daylight: true, spots: { open: [640, 1150], held: [800, 960, 560] } },
  Glade: { scene: 'Forest', mood: 'mystery', daylight: true, spots: { open: [330], held: [290, 380] } },
  Village: { scene: 'Village', mood: 'village', daylight: true, spots: { open: [372, 700], held: [200, 560, 860] } },
  Desert: { scene: 'Desert', mood: 'desert', daylight: true, spots: { open: [430, 700], held: [200, 320, 560] } },
  Oasis: { scene: 'Desert', mood: 'calm', daylight: true, spots: { open: [1040], held: [980, 1100] } },
  Cave: { scene: 'Cave', mood: 'cave', spots: { open: [330, 650], held: [220, 480, 740] } },
  Battle: {
    scene: 'Battle',
    mood: 'battle',
    plans: {
      open: [fight('bramble', 'Forest'), fight('sirocco', 'Desert')],
      held: [fight('gloom', 'Forest'), fight('gloom', 'Desert'), fight('gloom', 'Cave')],
    },
  },
  Boss: {
    scene: 'Boss',
    mood: 'boss',
    plans: { open: [fight('guardian', 'Cave')], held: [fight('guardian', 'Cave')] },
  },
  Defeat: { scene: 'Defeat', mood: 'sorrow' },
  Ending: { scene: 'Ending', mood: 'victory' },
};

/** Hours, windows and waiting times of each half. */
const HALVES = [
  { half: 'open', size: [960, 540], hours: [0.45, 0.93], waits: [1500, 4000] },
  { half: 'held', size: [1280, 720], hours: [0.3, 0.55, 0.76, 0.86, 0.02], waits: [900, 2600, 6000] },
  { half: 'held', size: [620, 640], hours: [0.62, 0.8], waits: [2000] },
] as const;

/** Takes all pictures. */
export async function takePlaces(page: Page, onPicture: (picture: PlacePicture) => void): Promise<void> {
  await wakeDemo(page);
  await page.waitForTimeout(1500);
  for (const {
    half,
    size: [width, height],
    hours,
    waits,
  } of HALVES) {
    await page.setViewportSize({ width, height });
    for (const [place, { scene, mood, spots, daylight = false, plans }] of Object.entries(PLACES)) {
      const take = async (hour: number | null, rain: boolean) =>
        onPicture({ half, place, mood, hour, rain, pixels: await pixelsOf(page) });
      if (spots === undefined) {
        for (const plan of plans?.[half] ?? [{}]) {
          await setUpScene(page, { name: place, scene, plan });
          for (const wait of waits) {
            await page.waitForTimeout(wait);
            await take(null, false);
          }
        }
        continue;
      }
      for (const [i, x] of spots[half].entries()) {
        for (const hour of daylight ? hours : [0.45]) {
          await clearMonsters(page);
          await setUpScene(page, { name: place, scene, at: [x, 176 + 8 * (i % 3)], hour });
          await setRain(page, scene, false);
          await page.waitForTimeout(1200);
          await take(daylight ? hour : null, false);
          if (scene !== 'Forest') continue;
          await setRain(page, scene, true);
          await page.waitForTimeout(3200);
          await take(hour, true);
        }
      }
    }
  }
}

/** Beats every monster that roams, so that no picture of a place becomes one of a battle. */
async function clearMonsters(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { beaten } = window.game.registry.get('game-state') as { beaten: Set<string> };
    for (const id of ['bramble', 'prowler-wood', 'sirocco', 'guardian', 'prowler-cave']) beaten.add(id);
  });
}

/** Lets it rain in the wood, or not, whatever the hour is. */
async function setRain(page: Page, scene: string, rains: boolean): Promise<void> {
  await page.evaluate(
    ([key, value]) => {
      const { gameState } = window.game.scene.getScene(key) as unknown as { gameState: object };
      Object.defineProperty(gameState, 'rains', { configurable: true, value });
    },
    [scene, rains] as const,
  );
}

/** The game's next frame, as small as `look()` draws it. */
async function pixelsOf(page: Page): Promise<string> {
  return page.evaluate(
    (edge) =>
      new Promise<string>((resolve) => {
        window.game.events.once('postrender', () => {
          const small = document.createElement('canvas');
          small.width = edge;
          small.height = edge;
          const context = small.getContext('2d')!;
          context.imageSmoothingQuality = 'high';
          context.drawImage(window.game.canvas, 0, 0, edge, edge);
          const { data } = context.getImageData(0, 0, edge, edge);
          resolve(btoa(String.fromCharCode(...data)));
        });
      }),
    EDGE,
  );
}
