/** Bits per note by style: each part is scored by itself. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { readMaterials } from '../../models/evaluation/materials.ts';
import { styleBits } from '../../models/evaluation/style-bits.ts';
import { scoreSteps } from '../../models/training/score.ts';
import { NO_CONTROLS } from '../../models/training/validation.ts';
import { ngramSteps } from '../../plugin/generate/ngram.ts';
import { ngramTables } from '../../plugin/generate/ngram-tables.generated.ts';
import { FALLBACK_SCHEME, NgramTables } from '../../plugin/generate/ngram-tables.ts';
import { writeHeldCorpus } from '../helper/listed-corpus.ts';

const corpus = mkdtempSync(`${tmpdir()}/styles-`);
afterAll(() => rmSync(corpus, { recursive: true, force: true }));
writeHeldCorpus(corpus);

test('every style and every measured source has a row of its own', () => {
  const model = ngramSteps(NgramTables.parse(ngramTables(), FALLBACK_SCHEME));
  const materials = readMaterials(corpus, 'none');
  const shares: number[] = [];
  const rows = styleBits(model, materials, (share) => shares.push(share));
  expect(rows.map(({ part, measured, tunes, notes }) => [part, measured, tunes, notes])).toEqual([
    ['chant', false, 2, 80],
    ['game-battle', false, 1, 40],
    ['irish', false, 1, 40],
    ['simutrans', true, 1, 40],
  ]);
  expect(rows[0]!.bits).toEqual(scoreSteps(model, materials.styles.get('chant')!, NO_CONTROLS));
  expect(rows[1]!.bits.total).not.toBe(rows[0]!.bits.total);
  expect(shares.at(-1)).toBeCloseTo(1);
});
