/** A real Chromium for tests that walk through the game as a person does. */

import { type Browser, chromium } from 'playwright';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.ts';

/** Starts a headless Chromium with the flags of every browser test; close it when done. */
export function launchChromium(extraFlags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS, ...extraFlags] });
}
