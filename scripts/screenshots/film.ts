/** A short animation of the demo game, for the README. */

import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { CliError } from '../../models/cli/cli.ts';
import { canConvert, convert } from './convert.ts';
import { putTraveller, stage, wakeDemo } from './demo.ts';

/** The animation has the game's own pixels: a smaller file that a page can enlarge without blur. */
export const FILM = {
  width: 400,
  height: 240,
  frames: 40,
  everyMs: 110,
  from: 240,
  way: 250,
  dusk: 0.64,
  hours: 0.2,
} as const;

/** A walk through the village at dusk, when its lamps light up. */
export async function takeFilm(page: Page, path: string): Promise<void> {
  if (!canConvert())
    throw new CliError('no animation', 'ImageMagick’s convert is not installed', 'install it, or leave film out');
  const folder = mkdtempSync(join(tmpdir(), 'demo-film-'));
  try {
    await wakeDemo(page);
    await stage(page, { name: 'film', scene: 'Village', at: [FILM.from, 186], hour: FILM.dusk });
    await page.waitForTimeout(4200);
    await page.keyboard.down('ArrowRight');
    for (let frame = 0; frame < FILM.frames; frame++) {
      // Positions are set, so that a slow machine shows the same walk.
      const share = frame / (FILM.frames - 1);
      const [x, hour] = [FILM.from + share * FILM.way, FILM.dusk + share * FILM.hours];
      await page.evaluate(putTraveller, ['Village', x, 186, hour] as const);
      await page.waitForTimeout(FILM.everyMs);
      await page.screenshot({ path: join(folder, `${String(frame).padStart(3, '0')}.png`) });
    }
    await page.keyboard.up('ArrowRight');
    const joined = join(folder, 'film.gif');
    const look = ['+dither', '-colors', '80', '-layers', 'OptimizeTransparency', '-loop', '0'];
    convert(['-delay', '11', join(folder, '*.png'), ...look, joined]);
    copyFileSync(joined, `${path}.tmp`);
    renameSync(`${path}.tmp`, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
