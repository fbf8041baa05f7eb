/** The results of an evaluation as tables, for a terminal and for the model card. */

import type { Evaluation } from './evaluation.ts';
import type { NamedShares } from './style-naming.ts';
import { verdictsOn } from './verdicts.ts';

/** A table as text. */
export interface Table {
  readonly title: string;
  /** A sentence that says how it was measured. */
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of all measured sections, verdicts last. */
export function tablesOf(found: Evaluation): Table[] {
  return [training, bits, styles, controls, modes, form, overlap, copying, variety, style, verdicts].flatMap((table) =>
    table(found),
  );
}

/** Tables as Markdown, each under a heading of the third level. */
export function markdownOf(tables: readonly Table[]): string {
  return tables
    .map(({ title, note, head, rows }) => {
      const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
      const rule = `|${head.map(() => '---').join('|')}|`;
      return `### ${title}\n\n${note}\n\n${[line(head), rule, ...rows.map(line)].join('\n')}`;
    })
    .join('\n\n');
}

/** Tables in columns, for a terminal. */
export function textOf(tables: readonly Table[]): string {
  return tables
    .map(({ title, head, rows }) => {
      const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)));
      const line = (cells: readonly string[]) =>
        cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
      return [title, line(head), ...rows.map(line)].join('\n');
    })
    .join('\n\n');
}

const three = (value: number) => value.toFixed(3);
const two = (value: number) => value.toFixed(2);
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

function training({ training: found }: Evaluation): Table[] {
  if (!found) return [];
  const { units, attention, parameters, bytes, hours, notes, validBitsPerNote } = found;
  return [
    {
      title: 'These weights',
      note: 'From their manifest; hours and notes are those of the last run.',
      head: ['size', 'parameters', 'stored', 'hours', 'notes drawn', 'validation bits per note'],
      rows: [
        [
          `2×${units}${attention ? ', attention' : ''}`,
          `${two(parameters / 1e6)} M`,
          `${two(bytes / 1e6)} MB`,
          two(hours),
          `${two(notes / 1e6)} M`,
          three(validBitsPerNote),
        ],
      ],
    },
  ];
}

function bits({ bitsPerNote }: Evaluation): Table[] {
  if (!bitsPerNote) return [];
  const { notes, tunes, ngramTables, tutorial, first, ...models } = bitsPerNote;
  const names: Readonly<Record<keyof typeof models, string>> = {
    lstm: 'network',
    lstmNoChords: 'network, chords withheld',
    lstmControls: 'network, controls given',
    ngramChords: 'n-gram with chords',
    ngram: 'n-gram',
  };
  const rows = (Object.keys(names) as (keyof typeof models)[]).map((model) => {
    const { total, duration, pitch } = models[model];
    return [names[model], three(total), three(duration), three(pitch)];
  });
  const beside = first ? [['first weights', three(first.total), three(first.duration), three(first.pitch)]] : [];
  const counted =
    ngramTables === 'counted'
      ? 'counted on the training split, order up to 5 (4 with chords), Witten–Bell'
      : 'the smaller tables of the package';
  return [
    {
      title: 'Bits per note',
      note: `On ${tunes} tunes (${notes} notes and rests) outside the training split; controls not requested unless stated; n-grams ${counted}; the tutorial network predicts only pitches.`,
      head: ['model', 'total', 'duration', 'pitch'],
      rows: [...rows, ...beside, ...(tutorial ? [['tutorial network', '–', '–', three(tutorial.pitch)]] : [])],
    },
  ];
}

function styles({ styles: found }: Evaluation): Table[] {
  if (!found || found.length === 0) return [];
  return [
    {
      title: 'Bits per note by style',
      note: 'On tunes of each style that no training saw, chords and style given, controls not requested; a style of the first corpus has its share of the test tunes above.',
      head: ['style', 'tunes', 'notes and rests', 'total', 'duration', 'pitch', 'first weights', 'share'],
      rows: found.map(({ part, measured, tunes, notes, bits: { total, duration, pitch }, first }) => [
        measured ? `${part} (measured only)` : part,
        String(tunes),
        String(notes),
        three(total),
        three(duration),
        three(pitch),
        first ? three(first.total) : '–',
        first ? two(total / first.total) : '–',
      ]),
    },
  ];
}

function controls({ controls: found, settings }: Evaluation): Table[] {
  if (!found) return [];
  const names = Object.keys(found.spearman) as (keyof typeof found.spearman)[];
  return [
    {
      title: 'Controls: Spearman’s ρ of requested and measured',
      note: `Each row requests one control at 8 levels, the others not; ρ over ${found.phrases} single phrases of four bars, at the default guidance ${settings.guidance} and best of ${settings.candidates}.`,
      head: ['requested', ...names],
      rows: names.map((asked) => [asked, ...names.map((measured) => two(found.spearman[asked][measured]))]),
    },
  ];
}

function modes({ mode }: Evaluation): Table[] {
  if (!mode) return [];
  const { inMode, strongBeatChordTones, cadence, corpusChordTones, phrases } = mode;
  const names = Object.keys(inMode) as (keyof typeof inMode)[];
  const real = corpusChordTones === null ? [] : [['real tunes', '–', percent(corpusChordTones), '–']];
  return [
    {
      title: 'Modes',
      note: `${phrases} phrases of four bars per mode, chromaticism 0, full cadence: share of notes in the mode, of chord tones on strong beats, and of phrases that end on a cadence tone.`,
      head: ['mode', 'in mode', 'chord tones', 'cadence'],
      rows: [
        ...names.map((name) => [
          name,
          percent(inMode[name]),
          percent(strongBeatChordTones[name]),
          percent(cadence[name]),
        ]),
        ...real,
      ],
    },
  ];
}

function form({ form: found }: Evaluation): Table[] {
  if (!found) return [];
  return [
    {
      title: 'Form',
      note: 'Periods of eight bars as the plugin writes them, and real excerpts of eight bars from the test split; `models/evaluation/form.ts` defines each figure.',
      head: ['figure', 'generated', 'test'],
      rows: Object.entries(found).map(([name, { generated, test }]) => [name, three(generated), three(test)]),
    },
  ];
}

function overlap({ overlap: found, overlapRatio }: Evaluation): Table[] {
  if (!found || overlapRatio === undefined) return [];
  return [
    {
      title: 'Overlap with real tunes',
      note: 'Features of Yang & Lerch (2020): overlapped area of the distances to test excerpts, for generated periods and for training excerpts.',
      head: ['feature', 'generated', 'train', 'ratio'],
      rows: [
        ...Object.entries(found).map(([name, { generated, train }]) => [
          name,
          three(generated),
          three(train),
          two(generated / train),
        ]),
        ['mean ratio', '', '', two(overlapRatio)],
      ],
    },
  ];
}

function copying({ copying: found }: Evaluation): Table[] {
  if (!found) return [];
  return [
    {
      title: 'Copying',
      note: 'Share of windows of 12 notes (intervals and durations) that occur in the training tunes, in periods of eight bars and in real test excerpts of eight bars.',
      head: ['', 'share', '95 % interval', 'windows'],
      rows: (['generated', 'test'] as const).map((side) => {
        const { share, low, high, windows } = found[side];
        return [side, percent(share), `${percent(low)} – ${percent(high)}`, String(windows)];
      }),
    },
  ];
}

function variety({ variety: found }: Evaluation): Table[] {
  if (!found) return [];
  const { generated, test } = found.repeatedFigures;
  return [
    {
      title: 'Variety',
      note: 'Phrases of one setting that differ in at least one note, and the share of 8-note figures that occurred earlier in the same eight bars (real tunes: mean, and the range of 90 %).',
      head: ['', 'generated', 'test'],
      rows: [
        ['phrases that differ', `${found.different} of ${found.phrases}`, '–'],
        [
          'repeated figures',
          percent(generated),
          `${percent(test.mean)} (${percent(test.low)} – ${percent(test.high)})`,
        ],
      ],
    },
  ];
}

function style({ style: found }: Evaluation): Table[] {
  if (!found) return [];
  const names = Object.keys(found.styles);
  const row = (name: string, { real, asked, withheld }: NamedShares, named: string) => [
    name,
    percent(real),
    percent(asked),
    percent(withheld),
    named,
  ];
  /** What a style is most often taken for. */
  const takenFor = (i: number) => {
    const others = found.confusion[i]!.map((share, other) => (other === i ? 0 : share));
    const most = Math.max(...others);
    return most === 0 ? '–' : `${names[others.indexOf(most)]} ${percent(most)}`;
  };
  return [
    {
      title: 'Styles named by a classifier',
      note: `A logistic regression over ${found.features} features of the notes (\`models/evaluation/style-features.ts\`), fitted to training excerpts of eight bars of ${names.length} styles, names the style of held-out excerpts, of ${found.periods} periods a style, and of the same periods without a style. Each period has the meter, mode and controls of a training excerpt of its style.`,
      head: ['style', 'real tunes', 'asked for', 'style withheld', 'most often taken for'],
      rows: [...names.map((name, i) => row(name, found.styles[name]!, takenFor(i))), row('all', found.all, '')],
    },
  ];
}

function verdicts(found: Evaluation): Table[] {
  const rows = verdictsOn(found).map(({ what, value, bar, side, met }) => [
    what,
    three(value),
    `${side} ${three(bar)}`,
    met ? 'yes' : 'no',
  ]);
  if (rows.length === 0) return [];
  return [
    {
      title: 'Targets',
      note: 'Set before the figures were known.',
      head: ['figure', 'value', 'target', 'met'],
      rows,
    },
  ];
}
