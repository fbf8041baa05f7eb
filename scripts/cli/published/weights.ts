/** The folder of the shipped model in the published package. Replaces `models/weights/shipped.ts` in the build of its commands. */

import { resolve } from 'node:path';

/** The shipped model; all files of the commands lie in `dist/cli`. */
export const SHIPPED_MODEL = resolve(import.meta.dirname, '../../models/weights/default');
