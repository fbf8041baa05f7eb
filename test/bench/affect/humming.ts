/** Whether a hummed melody is heard as it was sung, and answered on the next bar line. */

import { mean } from 'simple-statistics';
import { createNgramModel } from '../../../plugin/generate/ngram.ts';
import { notesInSamples } from '../../../plugin/humming/hummed-notes.ts';
import type { PhraseModel } from '../../../plugin/internal.ts';
import { type Jam, jam } from '../../humming/jam.ts';
import { SAMPLE_RATE, sing } from '../../humming/singer.ts';
import { agreementOfNotes, f1, type HummedTune, hummedTunes } from '../../humming/tunes.ts';

/** Least note F1 at each signal to noise ratio in dB, and least share of answers on the next bar line. */
export const LEAST_HUMMED = { 20: 0.9, 10: 0.8, answers: 0.95 } as const;

/** Bars that are hummed before an answer. */
const BARS = 2;

/** Note F1 of tunes. */
interface HummedAgreement {
  readonly tunes: number;
  readonly notes: number;
  /** By signal to noise in dB. */
  readonly f1: Readonly<Record<'20' | '10', number>>;
}

/** What was heard. */
export interface HummingReport {
  /** Tunes that thresholds were tuned on, and the others. */
  readonly open: HummedAgreement;
  readonly held: HummedAgreement;
  /** Share of answers on the next bar line after the last note where the game says how many bars to hum. */
  readonly answers: number;
  /** Share of them for which the network was too slow, on this machine, so that the fallback wrote them. */
  readonly byFallback: number;
  /** The same, and the mean of the bars that it comes later, where only a rest ends the melody. */
  readonly afterRest: { readonly next: number; readonly lateBars: number };
  /** Time to read a second of sound, in ms. */
  readonly costMs: number;
}

/** Sings all tunes. `onTune` is called after each. */
export async function measureHumming(
  composer: PhraseModel,
  onTune: (done: number, of: number) => void,
): Promise<HummingReport> {
  const tunes = hummedTunes();
  let done = 0;
  const tick = () => onTune(++done, tunes.length * 3);
  const costs: number[] = [];
  const agreement = (some: readonly HummedTune[]): HummedAgreement => {
    const heardAt = (tune: HummedTune, snr: number) => {
      const take = sing(tune.notes, { seed: `${tune.id} ${snr}`, snr });
      const began = performance.now();
      const heard = notesInSamples(take.samples, SAMPLE_RATE);
      costs.push((performance.now() - began) / (take.samples.length / SAMPLE_RATE));
      return agreementOfNotes(heard, take.notes);
    };
    const both = some.map((tune) => {
      const found = { clean: heardAt(tune, 20), noisy: heardAt(tune, 10) };
      tick();
      return found;
    });
    const clean = both.map((each) => each.clean);
    const noisy = both.map((each) => each.noisy);
    return {
      tunes: some.length,
      notes: clean.reduce((sum, { sung }) => sum + sung, 0),
      f1: { 20: f1(clean), 10: f1(noisy) },
    };
  };
  const open = agreement(tunes.filter(({ isOpen }) => isOpen));
  const held = agreement(tunes.filter(({ isOpen }) => !isOpen));
  const source = { composer, fallback: createNgramModel() };
  const jams = async (isTimed: boolean) => {
    const found: Jam[] = [];
    for (const tune of tunes) {
      found.push(await jam(tune, { bars: BARS, isTimed, source }));
      tick();
    }
    return found;
  };
  const [timed, free] = [await jams(true), await jams(false)];
  const share = (some: readonly Jam[], counts: (one: Jam) => boolean) => mean(some.map((one) => (counts(one) ? 1 : 0)));
  const isNext = ({ lag }: Jam) => lag === 0;
  return {
    open,
    held,
    answers: share(timed, isNext),
    byFallback: share(timed, ({ isLate }) => isLate),
    afterRest: { next: share(free, isNext), lateBars: mean(free.map(({ lag }) => lag)) },
    costMs: mean(costs),
  };
}

/** Lines for people, and what is missed. */
export function hummingLines({ open, held, answers, byFallback, afterRest, costMs }: HummingReport) {
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  const row = (name: string, { tunes, notes, f1 }: HummedAgreement) =>
    `  ${name.padEnd(6)}${tunes} tunes, ${notes} notes: note F1 ${f1[20].toFixed(3)} at 20 dB, ${f1[10].toFixed(3)} at 10 dB`;
  const lines = [
    'hummed tunes (onset within 80 ms, pitch within 50 cents)',
    row('open', open),
    row('held', held),
    `  answers on the next bar line: ${percent(answers)} (${percent(byFallback)} by the fallback); where only a rest ends the melody ${percent(afterRest.next)}, ${afterRest.lateBars.toFixed(2)} bars later in the mean`,
    `  ${costMs.toFixed(1)} ms for a second of sound`,
  ];
  const missed = ([20, 10] as const).flatMap((snr) =>
    [open, held].flatMap(({ f1 }) =>
      f1[snr] >= LEAST_HUMMED[snr]
        ? []
        : [`hummed notes at ${snr} dB are heard with F1 ${f1[snr].toFixed(3)}; ${LEAST_HUMMED[snr]} at least`],
    ),
  );
  if (answers < LEAST_HUMMED.answers)
    missed.push(`${percent(answers)} of answers begin on the next bar line; ${percent(LEAST_HUMMED.answers)} at least`);
  return { lines, missed };
}
