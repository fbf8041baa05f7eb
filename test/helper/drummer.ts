/** The package's drummer as he plays in Node. */

import { resolve } from 'node:path';
import { readModelFiles } from '../../models/weights/read.ts';
import { createDrummer } from '../../plugin/generate/drums/network-drummer.ts';

/** Folder of the shipped drum network. */
export const SHIPPED_DRUMS = resolve(import.meta.dirname, '../../models/weights/drums');

export const drummer = createDrummer(readModelFiles(SHIPPED_DRUMS));
