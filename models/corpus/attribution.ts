/** Credits and licenses out of the list of sources, as the model card and `models/ATTRIBUTION.md` state them. */

import type { Source } from './source.ts';
import { SOURCES } from './source-list.ts';

const CHANGED = 'The data was changed: reduced to melodies, chord labels, note lists and drum hits.';

/** The line that goes with word norms. */
const NORMS_CREDIT = 'Word norms: Scott et al. (2019), The Glasgow Norms, CC BY 4.0, changed.';

/** Sources that teach weights and progressions trained on a corpus: the first, or the first and the second. */
export function taughtBy(corpus: 1 | 2): Source[] {
  return SOURCES.filter((source) => source.corpus <= corpus && ['training', 'progressions'].includes(source.use));
}

/** The paragraph that goes into credits: of melodies, and of the drums that ship with them. */
export function creditParagraph(corpus: 1 | 2): string {
  const drums = SOURCES.filter(({ use }) => use === 'drums');
  const credits = [...taughtBy(corpus), ...drums].flatMap(({ credit }) => credit ?? []);
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
  const drums = SOURCES.filter(({ use }) => use === 'drums');
  const not = SOURCES.filter(({ use }) => use === 'measuring' || use === 'evaluation');
  return `# Attribution

Written by \`npx tsx models/corpus/attribution-file.ts\` from the list of sources (\`models/corpus/source-list.ts\`).

## Weights that ship

The network of melodies was trained on the first corpus, that of drums on the Groove MIDI Dataset.

> ${creditParagraph(1)}

## Weights trained on all listed sources

> ${creditParagraph(2)}

Each file of the Mutopia Project states its own license. The list by file stands beside the data (\`mutopia/ATTRIBUTION.txt\`);
this paragraph is its short form.

## Word norms

They read scenes described in words (\`plugin/affect\`), and ship with that code. Put the line in your game's credits if it uses \`describe\`.

> ${NORMS_CREDIT}

The norms are the supplementary table of doi.org/10.3758/s13428-018-1099-3. Two of their nine scales were kept, in sixteen steps; a word with
several senses has the mean of them.

## Sources that train

${table([...taughtBy(2), ...drums], 'corpus', ({ corpus, use }) => (use === 'drums' ? 'drums only' : corpus === 1 ? 'first' : 'second'))}

## Sources that do not

${table(not, 'why', ({ reason }) => reason!)}
`;
}
