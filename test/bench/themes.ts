/** Whether a theme is known again: contour similarity of every manner of return with the original, against unrelated phrases. */

import { resolve } from 'node:path';
import { readCorpus } from '../../models/corpus/read.ts';
import type { Tune } from '../../models/corpus/record.ts';
import { moodPhrases } from '../../plugin/compose/mood-phrases.ts';
import {
  beatOfMeter,
  beatOfNotes,
  contourSimilarity,
  createNgramModel,
  type LineNote,
  type Motif,
  motifOfPhrase,
  PPQ,
  PRESETS,
  THEME_RETURNS,
  type Ticks,
  themeReturn,
} from '../../plugin/internal.ts';
import type { Topic } from './topic.ts';

/** Seeds per mood. The first two bars of each tune are a theme if they have at least `LEAST_NOTES` notes. */
const SEEDS = 16;
const THEME_BARS = 2;
const LEAST_NOTES = 6;
/** How alike returns must be at least, each one; and unrelated phrases at most, but for so small a share of the pairs, or for two. */
const ALIKE = 0.7;
const UNLIKE = 0.4;
const BY_CHANCE = 0.02;
/** Pairs that are shown as notes. */
const SHOWN = 3;
/** Grid of the corpus: 24 to a quarter. */
const GRID = PPQ / 24;

/** A line that nothing else of the bench was made from. */
interface NamedMelody {
  readonly name: string;
  readonly notes: readonly LineNote[];
  readonly beat: Ticks;
}

/** The rounds do not matter. */
export const themes: Topic = {
  summary: 'contour similarity of themes with their returns in every mood, and with unrelated phrases',
  async measure() {
    const model = createNgramModel();
    const moods = Object.values(PRESETS);
    const motifs: (Motif & { readonly name: string })[] = [];
    for (let seed = 0; seed < SEEDS; seed++)
      for (const mood of moods) {
        const [first] = await moodPhrases({ model, mood, seed: `bench ${seed}` }, 1);
        motifs.push({ ...motifOfPhrase(first!.phrase, THEME_BARS), name: `${mood.name} ${seed}` });
      }
    model.dispose();
    const known = motifs.filter(({ notes }) => notes.length >= LEAST_NOTES);
    const compound: number[] = [];
    const returns = Object.fromEntries(
      THEME_RETURNS.map((manner) => {
        const all = known.flatMap((motif) =>
          moods.map(({ controls: { mode, meter } }) => {
            const { notes, beat } = themeReturn(motif, manner, { mode, meter, bars: 3 });
            const alike = contourSimilarity(notes, motif.notes, [beat, motif.beat]);
            if (beatOfMeter(meter) > motif.beat) compound.push(alike);
            return alike;
          }),
        );
        return [manner, { mean: mean(all), least: Math.min(...all), below: all.filter((one) => one < ALIKE).length }];
      }),
    );
    const unrelated = { written: pairsOf(known), corpus: pairsOf(corpusLines()) };
    const rows = Object.entries(returns);
    return {
      figures: {
        themes: known.length,
        returns,
        compound: { returns: compound.length, mean: mean(compound), least: Math.min(...compound) },
        unrelated,
      },
      lines: [
        ...rows.map(
          ([manner, one]) => `${manner.padEnd(12)} ${one.mean.toFixed(2)} on average, least ${one.least.toFixed(2)}`,
        ),
        `themes in quarters that return in 6/8: ${mean(compound).toFixed(2)} on average, least ${Math.min(...compound).toFixed(2)}`,
        `unrelated: openings (${THEME_BARS} bars) of tunes from other seeds or moods, none made from another; and of the fixture corpus`,
        ...Object.entries(unrelated).flatMap(([name, { pairs, mean: average, p95, most, over, alike }]) => [
          `  ${name}: ${average.toFixed(2)} on average, 95 % under ${p95.toFixed(2)}, most ${most.toFixed(2)}; ${(100 * over).toFixed(1)} % of ${pairs} pairs over ${UNLIKE}`,
          ...alike.map((pair) => `    ${pair}`),
        ]),
      ],
      missed: [
        ...rows.flatMap(([manner, one]) =>
          one.below > 0 ? [`${manner}: ${one.below} returns less than ${ALIKE} alike`] : [],
        ),
        ...Object.entries(unrelated).flatMap(([name, { over, pairs }]) =>
          over > Math.max(BY_CHANCE, 2 / pairs)
            ? [`${(100 * over).toFixed(1)} % of unrelated pairs (${name}) are over ${UNLIKE} alike`]
            : [],
        ),
      ],
    };
  },
};

/** Openings of the tunes of the fixture corpus, without its versions of the same tune. */
function corpusLines(): NamedMelody[] {
  const { tunes } = readCorpus(resolve(import.meta.dirname, '../fixtures/corpus'));
  return tunes
    .filter(({ id }) => !id.includes('-again'))
    .map(openingOf)
    .filter(({ notes }) => notes.length >= LEAST_NOTES);
}

function openingOf({ id, bar, events }: Tune): NamedMelody {
  const notes = events.flatMap(({ pitch, onset, duration }): LineNote[] =>
    pitch === null || onset >= THEME_BARS * bar ? [] : [{ pitch, tick: onset * GRID, durationTicks: duration * GRID }],
  );
  return { name: id, notes, beat: beatOfNotes(notes) };
}

/** The likeness of every line with every other, the most alike pairs as notes (pitch@quarter). */
function pairsOf(lines: readonly NamedMelody[]) {
  const all = lines.flatMap((a, i) =>
    lines.slice(i + 1).map((b) => ({ a, b, alike: contourSimilarity(a.notes, b.notes, [a.beat, b.beat]) })),
  );
  const sorted = all.sort((x, y) => x.alike - y.alike);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.alike;
  return {
    pairs: all.length,
    mean: mean(all.map(({ alike }) => alike)),
    p95: at(0.95),
    most: at(1),
    over: mean(all.map(({ alike }) => (alike < UNLIKE ? 0 : 1))),
    alike: sorted
      .slice(-SHOWN)
      .filter(({ alike }) => alike >= UNLIKE)
      .map(({ a, b, alike }) => `${alike.toFixed(2)}: ${textOf(a)} | ${textOf(b)}`),
  };
}

function textOf({ name, notes }: NamedMelody): string {
  return `${name}: ${notes.map(({ pitch, tick }) => `${pitch}@${Number((tick / PPQ).toFixed(2))}`).join(' ')}`;
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
}
