/** Credits and licenses out of the list of sources, as the model card and `models/ATTRIBUTION.md` state them. */

import type { Source } from './source.ts';
import { SOURCES } from './source-list.ts';

const CHANGED = 'The data was changed: reduced to melodies, chord labels and note lists.';

/** Sources that teach weights and progressions trained on a corpus: the first, or the first and the second. */
export function taughtBy(corpus: 1 | 2): Source[] {
  return SOURCES.filter((source) => source.corpus <= corpus && ['training', 'progressions'].includes(source.use));
}

/** The paragraph that goes into credits. */
export function creditParagraph(corpus: 1 | 2): string {
  const credits = taughtBy(corpus).flatMap(({ credit }) => credit ?? []);
  return `Trained in part on: ${credits.join('; ')}. ${CHANGED}`;
}

/** The text of `models/ATTRIBUTION.md`. */
export function attributionText(): string {
  const table = (sources: readonly Source[], head: string, cell: (source: Source) => string) =>
    [
      `| source | license | ${head} |`,
      '|---|---|---|',
      ...sources.map((source) => `| ${source.title} | ${source.license} | ${cell(source)} |`),
    ].join('\n');
  const not = SOURCES.filter(({ use }) => use === 'measuring' || use === 'evaluation' || use === 'drums');
  return `# Attribution

Written by \`npx tsx models/corpus/attribution-file.ts\` from the list of sources (\`models/corpus/source-list.ts\`).

## Weights that ship

They were trained on the first corpus.

> ${creditParagraph(1)}

## Weights trained on all listed sources

> ${creditParagraph(2)}

Each file of the Mutopia Project states its own license. The list by file stands beside the data (\`mutopia/ATTRIBUTION.txt\`);
this paragraph is its short form.

## Sources that train

${table(taughtBy(2), 'corpus', ({ corpus }) => (corpus === 1 ? 'first' : 'second'))}

## Sources that do not

${table(not, 'why', ({ reason }) => reason!)}
`;
}
