/** The targets for the shipped weights, and whether they are met. */

import { STYLES } from '../../plugin/internal.ts';
import type { Evaluation } from './evaluation.ts';
import { round } from './interval.ts';

/** One target, met or not. */
export interface Verdict {
  readonly what: string;
  readonly value: number;
  /** The target value; `side` says whether it is a minimum or a maximum. */
  readonly bar: number;
  readonly side: 'at least' | 'at most';
  readonly met: boolean;
}

/** The verdicts on the measured sections. */
export function verdictsOn(found: Evaluation): Verdict[] {
  return [
    ...bitsVerdicts(found),
    ...styleVerdicts(found),
    ...controlVerdicts(found),
    ...modeVerdicts(found),
    ...tuneVerdicts(found),
  ];
}

function atLeast(what: string, value: number, bar: number): Verdict {
  return { what, value: round(value), bar, side: 'at least', met: value >= bar };
}

function atMost(what: string, value: number, bar: number): Verdict {
  return { what, value: round(value), bar, side: 'at most', met: value <= bar };
}

function bitsVerdicts({ bitsPerNote }: Evaluation): Verdict[] {
  if (!bitsPerNote) return [];
  const { lstm, lstmNoChords, ngram, ngramChords, tutorial, first } = bitsPerNote;
  return [
    ...(first ? [atMost('bits per note, with chords', lstm.total, 2.9)] : []),
    atMost('network with chords, share of the bits of the n-gram with chords', lstm.total / ngramChords.total, 0.8),
    atMost('network without chords, share of the bits of the n-gram', lstmNoChords.total / ngram.total, 0.85),
    ...(tutorial
      ? [atMost('pitch, share of the bits of the tutorial network', lstm.pitch / tutorial.pitch, 0.85)]
      : []),
  ];
}

/** Styles that the first weights never saw an example of. */
function styleVerdicts({ styles }: Evaluation): Verdict[] {
  const parts = (styles ?? []).filter(({ part, measured }) => !measured && !STYLES.some((style) => style === part));
  return parts.flatMap(({ part, bits, first }) =>
    first ? [atMost(`${part}: share of the bits of the first weights`, bits.total / first.total, 0.8)] : [],
  );
}

function controlVerdicts({ controls }: Evaluation): Verdict[] {
  if (!controls) return [];
  return [
    ...Object.entries(controls.spearman).map(([control, row]) =>
      atLeast(`${control}: ρ of requested and measured`, row[control as keyof typeof row], 0.9),
    ),
    atMost('largest absolute ρ of a control and another', controls.largestOffDiagonal, 0.2),
  ];
}

function modeVerdicts({ mode }: Evaluation): Verdict[] {
  if (!mode) return [];
  const { inMode, strongBeatChordTones, cadence, corpusChordTones } = mode;
  const verdicts = [
    atLeast('notes in the requested mode, lowest of all modes', Math.min(...Object.values(inMode)), 0.97),
    atLeast('phrases that end on a cadence tone, lowest of all modes', Math.min(...Object.values(cadence)), 0.95),
  ];
  if (corpusChordTones === null) return verdicts;
  const distance = Math.max(...Object.values(strongBeatChordTones).map((share) => Math.abs(share - corpusChordTones)));
  return [
    ...verdicts,
    atMost('chord tones on strong beats, largest difference of a mode from real tunes', distance, 0.05),
  ];
}

function tuneVerdicts({ form, overlapRatio, copying, variety, style }: Evaluation): Verdict[] {
  return [
    ...(form ? [atLeast('periods whose first rhythm returns three times', form.motifReturn.generated, 0.8)] : []),
    ...(overlapRatio === undefined
      ? []
      : [atLeast('overlap of features, ratio to training tunes', overlapRatio, 0.96)]),
    ...(copying
      ? [atMost('12-note windows that occur in the training tunes', copying.generated.share, copying.test.share)]
      : []),
    ...(style ? [atLeast('periods whose style a classifier names', style.all.asked, 0.8)] : []),
    ...(variety
      ? [
          atLeast('share of phrases at one setting that differ', variety.different / variety.phrases, 0.99),
          atMost('repeated figures in a period', variety.repeatedFigures.generated, variety.repeatedFigures.test.high),
        ]
      : []),
  ];
}
