/** A camera takes pictures of a page into a folder, each whole or not at all. */

import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { canConvert, convert } from './convert.ts';

/** Takes a picture under a name: of an element, or of the page. */
export type Camera = (name: string, selector?: string) => Promise<void>;

/**
 * A camera before a page.
 * @param few whether pictures of few colours are made smaller, where the program for it is there
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
