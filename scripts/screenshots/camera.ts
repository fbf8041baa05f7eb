/** Takes pictures of a page into a folder; each file is written atomically. */

import { join } from 'node:path';
import type { Page } from 'playwright';
import { writeFilesAtomic } from '../../models/cli/files.ts';
import { withColors } from './colors.ts';

/** Takes a picture with a name: of an element, or of the page. */
export type Camera = (name: string, selector?: string) => Promise<void>;

/** Most colors of a picture that is reduced. */
const FEW_COLORS = 200;

/**
 * A camera for a page.
 * @param few whether its pictures have few colors, and are reduced to them
 */
export function cameraFor(page: Page, folder: string, few: boolean): Camera {
  return async (name, selector) => {
    const path = join(folder, `${name}.png`);
    const taken = await (selector === undefined ? page : page.locator(selector)).screenshot();
    writeFilesAtomic({ [path]: few ? withColors(taken, FEW_COLORS) : taken });
    console.log(path);
  };
}
