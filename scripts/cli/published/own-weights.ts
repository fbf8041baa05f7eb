/** Reads the weights of the published package from its folder. Replaces `own-weights.ts` in the build of its commands. */

import { join } from 'node:path';
import { readModelFiles } from '../../../models/weights/read.ts';
import type { ModelFiles } from '../../../plugin/internal.ts';
import { SHIPPED_MODEL } from './weights.ts';

/** The files of the shipped model. */
export const ownWeights = async (): Promise<ModelFiles> => readModelFiles(SHIPPED_MODEL);

/** The files of the shipped drum network. */
export const ownDrums = async (): Promise<ModelFiles> => readModelFiles(join(SHIPPED_MODEL, '../drums'));
