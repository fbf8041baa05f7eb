/** A real Chromium for tests that walk through the game as a person does. */

import { type Browser, chromium } from 'playwright';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.ts';

/** Starts a headless Chromium with the flags of every browser test; close it when done. */
export function launchChromium(extraFlags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS, ...extraFlags] });
}

/** What runs TypeScript in Node wraps named functions in a helper that pages do not have; functions sent to a page need it there. */
export const NAMES_IN_PAGES = { content: 'globalThis.__name = (named) => named;' };
