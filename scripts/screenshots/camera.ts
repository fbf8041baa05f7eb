/** Takes pictures of a page into a folder; each file is written atomically. */

import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { canConvert, convert } from './convert.ts';

/** Takes a picture with a name: of an element, or of the page. */
export type Camera = (name: string, selector?: string) => Promise<void>;

/**
 * A camera for a page.
 * @param few whether pictures of few colors are compressed, if the program for it is installed
 */
export function cameraFor(page: Page, folder: string, few: boolean): Camera {
  const smaller = few && canConvert();
  return async (name, selector) => {
    const [whole, part] = [join(folder, `${name}.png`), join(folder, `${name}.tmp.png`)];
    await (selector === undefined ? page : page.locator(selector)).screenshot({ path: part });
    if (smaller) convert([part, '+dither', '-colors', '200', `PNG8:${part}`]);
    renameSync(part, whole);
    console.log(whole);
  };
}
