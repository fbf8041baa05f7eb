/** The folder of the shipped model. The build of the package replaces this module. */

import { resolve } from 'node:path';

/** The shipped model. */
export const SHIPPED_MODEL = resolve(import.meta.dirname, 'default');
