/** Credits and licenses out of the list of sources, as the model card and `models/ATTRIBUTION.md` state them. */

import type { Source } from './source.ts';
import { SOURCES } from './source-list.ts';

const CHANGED = 'The data was changed: reduced to melodies, chord labels, note lists and drum hits.';

/** The corpus that taught the weights that ship. Weights with fine styles were taught by both: 2. */
export const SHIPPED_CORPUS: 1 | 2 = 2;

/** The line that goes with word norms. */
const NORMS_CREDIT = 'Word norms: Scott et al. (2019), The Glasgow Norms, CC BY 4.0, changed.';

const CORPUS_NAMES = { 1: 'the first corpus', 2: 'the first and the second corpus' } as const;

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

/** Longest line of the card's paragraph. */
const WIDTH = 100;
const CREDIT = /(<!-- credit: [^\n]* -->\n)(?:> [^\n]*\n)+/;

/** The model card with the credit paragraph of the weights that ship. @throws Error if the card has no place for it. */
export function cardWithCredit(card: string): string {
  if (!CREDIT.test(card)) throw new Error('the card has no paragraph after <!-- credit: … -->');
  const lines = [''];
  for (const word of creditParagraph(SHIPPED_CORPUS).split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return card.replace(CREDIT, (_, mark: string) => `${mark}${lines.map((line) => `> ${line}\n`).join('')}`);
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

The network of melodies was trained on ${CORPUS_NAMES[SHIPPED_CORPUS]}, that of drums on the Groove MIDI Dataset.

> ${creditParagraph(SHIPPED_CORPUS)}

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
