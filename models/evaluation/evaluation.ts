/**
 * The whole evaluation: its sections, their requirements, and an object with their results. Everything is generated with the
 * default guidance, candidates, temperature and nucleus (`DEFAULTS` in generate/compose.ts).
 */

import { DEFAULTS, type Mode, type StepModel } from '../../plugin/internal.ts';
import { askPhrase, PHRASE_BARS } from './asks.ts';
import { type BitsPerNote, bitsFigures } from './bits.ts';
import { periodBriefs } from './briefs.ts';
import { type ControlFigures, controlFigures, controlRequests } from './control-table.ts';
import { type CopyingFigures, copyingFigures } from './copying.ts';
import { FORM_BARS, type FormFigures, formFigures } from './form.ts';
import type { Materials } from './materials.ts';
import { type ModeFigures, modeFigures, modeRequests } from './mode-rows.ts';
import { type OverlapFigures, overlapFigures } from './overlap.ts';
import { excerptsOf, type Passage } from './passage.ts';
import { type StyleBits, styleBits } from './style-bits.ts';
import { namedStyles, namingBriefs, type StyleNaming, styleNaming } from './style-naming.ts';
import type { TrainingFigures } from './training.ts';
import { type VarietyFigures, varietyFigures } from './variety.ts';
import type { Job, WorkerPool } from './worker-pool.ts';

/** The sections by the names that `--only` takes. */
export const SECTIONS = [
  'bits',
  'styles',
  'controls',
  'mode',
  'form',
  'overlap',
  'copying',
  'variety',
  'style',
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Figures of generated and of real tunes. */
export type FormTable = {
  readonly [K in keyof FormFigures]: { readonly generated: number; readonly test: number };
};

/** The results, one key per section; sections that were not selected are missing. */
export interface Evaluation {
  readonly model: string;
  readonly corpus: string;
  /** The settings with which everything was generated. */
  readonly settings: typeof DEFAULTS & { readonly phrasesPerLevel: number };
  /** How the weights were trained; null if unknown. */
  readonly training: TrainingFigures | null;
  readonly bitsPerNote?: BitsPerNote;
  readonly styles?: readonly StyleBits[];
  readonly controls?: ControlFigures;
  readonly mode?: ModeFigures;
  readonly form?: FormTable;
  readonly overlap?: OverlapFigures['overlap'];
  readonly overlapRatio?: number;
  readonly copying?: CopyingFigures;
  readonly variety?: VarietyFigures;
  readonly style?: StyleNaming;
  /** Sections that could not be measured, with the reason. */
  readonly leftOut?: Partial<Record<SectionName, string>>;
}

/** Input of an evaluation. */
export interface Bench {
  readonly model: string;
  readonly corpus: string;
  readonly training: TrainingFigures | null;
  readonly sections: readonly SectionName[];
  /** Phrases per level of the control table; all other sample sizes are proportional to it. */
  readonly phrasesPerLevel: number;
  readonly pool: WorkerPool;
  /** Real tunes; null if no section needs them. */
  readonly materials: Materials | null;
  readonly lstm: StepModel;
  /** The first weights that shipped, to be measured beside; null = not. */
  readonly first: StepModel | null;
  readonly progress: (label: string, total: number) => { update(done: number): void; finish(): void };
}

/** Sample sizes per phrase of a level: periods, phrases per mode, phrases of one setting, periods per style. */
const SHARES = { periods: 3, mode: 0.6, variety: 10, style: 0.5 };

/** Whether a section needs real tunes. */
export function needsMaterials(section: SectionName): boolean {
  return section !== 'controls';
}

/** Runs the sections in order. */
export async function evaluate(bench: Bench): Promise<Evaluation> {
  const { model, corpus, training, sections, phrasesPerLevel } = bench;
  const asked = (...names: SectionName[]) => names.some((name) => sections.includes(name));
  const count = (share: number) => Math.max(2, Math.round(share * phrasesPerLevel));
  const leftOut: Partial<Record<SectionName, string>> = {};
  let found: Omit<Evaluation, 'model' | 'corpus' | 'settings' | 'training'> = {};
  const { materials } = bench;
  if (asked('bits')) found = { ...found, bitsPerNote: bits(bench, materials!) };
  if (asked('styles')) found = { ...found, styles: byStyle(bench, materials!) };
  if (asked('controls')) {
    const requests = controlRequests(phrasesPerLevel);
    const passages = await write(bench, 'controls', requests.map(phraseJob));
    found = { ...found, controls: controlFigures(passages, phrasesPerLevel) };
  }
  if (asked('mode')) {
    const passages = await write(bench, 'mode', modeRequests(count(SHARES.mode)).map(phraseJob));
    found = { ...found, mode: modeFigures(passages, excerptsOf(materials!.test, PHRASE_BARS)) };
  }
  if (asked('form', 'overlap', 'copying', 'variety')) {
    const { test, train } = materials!;
    const briefs = periodBriefs(train.length > 0 ? train : test, count(SHARES.periods));
    const jobs = briefs.map((brief): Job => ({ kind: 'period', brief }));
    const generated = await write(bench, 'periods', jobs);
    const real = excerptsOf(test, FORM_BARS);
    if (asked('form')) found = { ...found, form: beside(formFigures(generated), formFigures(real)) };
    const unknown = train.length > 0 ? null : 'no training tunes at hand; name them with --baseline';
    if (asked('overlap')) {
      if (unknown) leftOut.overlap = unknown;
      else {
        const { overlap, overlapRatio } = overlapFigures({
          generated,
          test: real,
          train: excerptsOf(train, FORM_BARS),
        });
        found = { ...found, overlap, overlapRatio };
      }
    }
    if (asked('copying')) {
      if (unknown) leftOut.copying = unknown;
      else found = { ...found, copying: copyingFigures({ generated, test: real, train }) };
    }
    if (asked('variety')) {
      const phrases = await write(bench, 'variety', varietyJobs(count(SHARES.variety)));
      found = { ...found, variety: varietyFigures({ phrases, periods: generated, excerpts: real }) };
    }
  }
  if (asked('style')) {
    const styles = namedStyles(materials!);
    if (styles.length < 2) leftOut.style = 'fewer than two styles have training and test tunes; name the whole corpus';
    else {
      const briefs = namingBriefs(materials!.train, styles, count(SHARES.style));
      const jobs = briefs.map((brief): Job => ({ kind: 'period', brief }));
      found = { ...found, style: styleNaming(materials!, styles, await write(bench, 'style', jobs)) };
    }
  }
  const settings = { ...DEFAULTS, phrasesPerLevel };
  return { model, corpus, settings, training, ...found, ...(Object.keys(leftOut).length > 0 ? { leftOut } : {}) };
}

function phraseJob(request: Extract<Job, { kind: 'phrase' }>['request']): Job {
  return { kind: 'phrase', request };
}

/** Requests of one setting, with all controls at 0.5: only the seed differs. */
function varietyJobs(count: number): Job[] {
  const controls = { density: 0.5, register: 0.5, leap: 0.5, syncopation: 0.5, chromaticism: 0.5 };
  const setting = { turn: 0, meter: '4/4', mode: 'ionian' as Mode, cadence: 'full', controls } as const;
  return Array.from({ length: count }, (_, i) => phraseJob(askPhrase({ ...setting, seed: `variety ${i}` })));
}

async function write({ pool, progress }: Bench, label: string, jobs: readonly Job[]): Promise<Passage[]> {
  const line = progress(label, jobs.length);
  const passages = await pool.write(jobs, (done) => line.update(done));
  line.finish();
  return passages;
}

function bits({ progress, ...networks }: Bench, materials: Materials): BitsPerNote {
  const line = progress('bits', 100);
  const figures = bitsFigures(networks, materials, (share) => line.update(Math.round(share * 100)));
  line.finish();
  return figures;
}

function byStyle({ progress, ...networks }: Bench, materials: Materials): readonly StyleBits[] {
  const line = progress('styles', 100);
  const figures = styleBits(networks, materials, (share) => line.update(Math.round(share * 100)));
  line.finish();
  return figures;
}

function beside(generated: FormFigures, test: FormFigures): FormTable {
  return Object.fromEntries(
    (Object.keys(generated) as (keyof FormFigures)[]).map((figure) => [
      figure,
      { generated: generated[figure], test: test[figure] },
    ]),
  ) as FormTable;
}
