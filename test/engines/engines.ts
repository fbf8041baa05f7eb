/** The engines that the tests run in. */

import { findFirefox, findWebKit } from '../../scripts/engines.ts';
import { startChromium } from './chromium-engine.ts';
import type { EngineBrowser } from './engine.ts';
import { startFirefox } from './firefox-engine.ts';
import { startWebKit } from './webkit-engine.ts';

const firefox = findFirefox();
const webkit = findWebKit();

/** How each engine is started; null where it is not installed. */
export const START: Readonly<Record<'Chromium' | 'Firefox' | 'WebKit', (() => Promise<EngineBrowser>) | null>> = {
  Chromium: startChromium,
  Firefox: firefox && (() => startFirefox(firefox)),
  WebKit: webkit && (() => startWebKit(webkit)),
};
