/** Reads the weights of the published package from its folder. Replaces `own-weights.ts` in the build of its commands. */

import { readModelFiles } from '../../../models/weights/read.ts';
import type { ModelFiles } from '../../../plugin/internal.ts';
import { SHIPPED_MODEL } from './weights.ts';

/** The files of the shipped model. */
export const ownWeights = async (): Promise<ModelFiles> => readModelFiles(SHIPPED_MODEL);
