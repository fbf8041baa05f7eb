/** The sections of a MIDI file with one meter and one key. */

import { GRID_PER_QUARTER } from '../../plugin/internal.ts';
import type { MidiContent, MidiMeter, MidiPart } from './midi-content.ts';
import { type KeyReader, keyReader } from './stated-key.ts';
import { lastAt } from './stretch.ts';

/** A section between changes of meter or key, in quarters. */
export interface Section {
  readonly start: number;
  readonly end: number;
  /** Where bars are counted from: the last change of meter, or a bar before it for an upbeat. */
  readonly origin: number;
  readonly meter: string;
  /** Length of a bar. */
  readonly bar: number;
  readonly key: string;
  /** Whether it ends inside a bar before a change of meter, so that its stated meter is wrong. */
  readonly astray: boolean;
}

/** The default meter of programs. */
const DEFAULT_METER = '4/4';
const TOLERANCE = 0.05;
/** A note that starts this little before a section (in quarters) belongs to it. */
export const EDGE = 0.5 / GRID_PER_QUARTER;

/** The sections of a file, the first from 0 on, the last without an end. */
export function sectionsOf(content: MidiContent, tune: MidiPart): Section[] {
  const spans = meterSpans(content, tune);
  const keyOf = keyReader(content, tune);
  const changes = [...new Set(content.keys.map(({ tick }) => tick / content.ppq))];
  const onsets = tune.notes.map(({ onset }) => ({ start: onset / content.ppq })).sort((a, b) => a.start - b.start);
  const plays = (start: number, end: number) => (lastAt(onsets, end - EDGE)?.start ?? -1) >= start;
  let next = 0;
  return spans.flatMap((span, i) => {
    const bars = (span.end - span.origin) / span.bar;
    const astray = i < spans.length - 1 && Math.abs(bars - Math.round(bars)) * span.bar > TOLERANCE;
    while (next < changes.length && changes[next]! <= span.start) next++;
    const from = next;
    while (next < changes.length && changes[next]! < span.end) next++;
    return byKey(keyOf, plays, changes.slice(from, next), { ...span, astray });
  });
}

type Span = Omit<Section, 'key' | 'astray'>;

/** Sections of one meter; a first one shorter than a bar of the next is its upbeat. */
function meterSpans({ ppq, meters }: MidiContent, { notes }: MidiPart): Span[] {
  const changes: { tick: number; meter: string }[] = [{ tick: 0, meter: DEFAULT_METER }];
  for (let i = 0; i < meters.length; ) {
    const { tick } = meters[i]!;
    const here: MidiMeter[] = [];
    for (; i < meters.length && meters[i]!.tick === tick; i++) here.push(meters[i]!);
    if (changes.at(-1)!.tick === tick) changes.pop();
    // If tracks state different meters at one tick, the default of programs is ignored.
    const { meter } = here.find((stated) => stated.meter !== DEFAULT_METER) ?? here[0]!;
    if (changes.at(-1)?.meter !== meter) changes.push({ tick, meter });
  }
  const spans = changes.map(({ tick, meter }, i) => {
    const [count, unit] = meter.split('/').map(Number) as [number, number];
    const end = changes[i + 1] ? changes[i + 1]!.tick / ppq : Number.POSITIVE_INFINITY;
    return { start: tick / ppq, end, origin: tick / ppq, meter, bar: (4 * count) / unit };
  });
  const [first, second] = spans;
  const upbeat = first && second && first.end - first.start < second.bar - 1e-6;
  if (upbeat && notes.some(({ onset }) => onset / ppq < first.end)) {
    const origin = second.start - second.bar;
    spans.splice(0, 2, { ...second, start: first.start, origin });
  }
  return spans;
}

/** Splits a section of one meter where the key changes while the melody plays. */
function byKey(
  keyOf: KeyReader,
  plays: (start: number, end: number) => boolean,
  changes: readonly number[],
  span: Omit<Section, 'key'>,
): Section[] {
  const cuts = [span.start, ...changes, span.end];
  const sections: Section[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i]!, cuts[i + 1]!];
    const before = sections.at(-1);
    const key = before && !plays(start, end) ? before.key : keyOf(start, end);
    if (before?.key === key) sections[sections.length - 1] = { ...before, end };
    else sections.push({ ...span, start, end, key });
  }
  return sections.map((section, i) => ({ ...section, astray: section.astray && i === sections.length - 1 }));
}
