/** A short animation of the demo game, for the README. */

import type { Page } from 'playwright';
import { writeFilesAtomic } from '../../models/cli/files.ts';
import { gifOf } from './colors.ts';
import { putHero, setUpScene, wakeDemo } from './demo.ts';

/** The animation has the game's own pixels: a smaller file that a page can enlarge without blur. */
export const FILM = {
  width: 400,
  height: 240,
  frames: 40,
  everyMs: 110,
  colors: 80,
  from: 240,
  way: 250,
  dusk: 0.64,
  hours: 0.2,
} as const;

/** A walk through the village at dusk, when its lamps light up. */
export async function takeFilm(page: Page, path: string): Promise<void> {
  await wakeDemo(page);
  await setUpScene(page, { name: 'film', scene: 'Village', at: [FILM.from, 186], hour: FILM.dusk });
  await page.waitForTimeout(4200);
  await page.keyboard.down('ArrowRight');
  const frames: Uint8Array[] = [];
  for (let frame = 0; frame < FILM.frames; frame++) {
    // Positions are set, so that a slow machine shows the same walk.
    const share = frame / (FILM.frames - 1);
    const [x, hour] = [FILM.from + share * FILM.way, FILM.dusk + share * FILM.hours];
    await page.evaluate(putHero, ['Village', x, 186, hour] as const);
    await page.waitForTimeout(FILM.everyMs);
    frames.push(await page.screenshot());
  }
  await page.keyboard.up('ArrowRight');
  writeFilesAtomic({ [path]: gifOf(frames, FILM.colors, FILM.everyMs) });
}
