/** Bits per note by style: each part is scored by itself. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { firstWeights } from '../../models/evaluation/first-weights.ts';
import { round } from '../../models/evaluation/interval.ts';
import { readMaterials } from '../../models/evaluation/materials.ts';
import { styleBits } from '../../models/evaluation/style-bits.ts';
import { verdictsOn } from '../../models/evaluation/verdicts.ts';
import { scoreSteps } from '../../models/training/score.ts';
import { NO_CONTROLS } from '../../models/training/validation.ts';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { DEFAULTS } from '../../plugin/generate/compose.ts';
import { ngramSteps } from '../../plugin/generate/ngram.ts';
import { ngramTables } from '../../plugin/generate/ngram-tables.generated.ts';
import { FALLBACK_SCHEME, NgramTables } from '../../plugin/generate/ngram-tables.ts';
import { startTensors } from '../../plugin/generate/tensors.ts';
import { writeHeldCorpus } from '../helper/listed-corpus.ts';

const corpus = mkdtempSync(`${tmpdir()}/styles-`);
afterAll(() => rmSync(corpus, { recursive: true, force: true }));
writeHeldCorpus(corpus);

test('every style and every measured source has a row of its own', () => {
  const model = ngramSteps(NgramTables.parse(ngramTables(), FALLBACK_SCHEME));
  const materials = readMaterials(corpus, 'none');
  const shares: number[] = [];
  const rows = styleBits({ lstm: model, first: null }, materials, (share) => shares.push(share));
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

test('the first weights are scored beside, and judged by their share of the bits', async () => {
  await startTensors();
  const lstm = ngramSteps(NgramTables.parse(ngramTables(), FALLBACK_SCHEME));
  const files = readModelFiles(SHIPPED_MODEL);
  expect(firstWeights(files, SHIPPED_MODEL)).toBeNull();
  const first = firstWeights({ ...files, data: new ArrayBuffer(0) }, SHIPPED_MODEL)!;
  const materials = readMaterials(corpus, 'none');
  const shares: number[] = [];
  const styles = styleBits({ lstm, first }, materials, (share) => shares.push(share));
  first.dispose();
  expect(shares.at(-1)).toBeCloseTo(1);
  const irish = styles.find(({ part }) => part === 'irish')!;
  expect(irish.first!.total).not.toBe(irish.bits.total);
  const found = { model: '', corpus: '', training: null, settings: { ...DEFAULTS, phrasesPerLevel: 1 }, styles };
  const verdicts = verdictsOn(found).map(({ what, value }) => [what, value]);
  expect(verdicts).toEqual([
    ['irish: share of the bits of the first weights', round(irish.bits.total / irish.first!.total)],
  ]);
});
