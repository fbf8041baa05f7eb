/**
 * Reads tunes in ABC notation (abcnotation.com, standard 2.1): the text is normalized, abcjs parses it, and this file expands
 * it in playing order on the corpus's grid of 24 per quarter.
 */

import abcjs from 'abcjs';
import { GRID_PER_QUARTER, TONICS } from '../../plugin/internal.ts';
import { type BarSpan, barDelays } from './abc-bars.ts';
import { played } from './abc-order.ts';
import { abcSource } from './abc-source.ts';
import { type Written, type WrittenNote, wholes, writtenVoice } from './abc-voice.ts';
import { estimateKey } from './key-profile.ts';
import { type Heard, lineArrays } from './line.ts';
import type { CorpusRecord } from './record.ts';

const GRID_PER_WHOLE = 4 * GRID_PER_QUARTER;
/** Dance rhythms (R:), as the word by which styles are recognized. */
const DANCES =
  /jig|reel|hornpipe|polka|slide|waltz|mazurka|schottis|strathspey|march|polska|quadrille|minuet|bourr|galop/i;

/** A section of one meter, in written time. */
interface Section {
  readonly meter: string | null;
  readonly key: string | null;
  readonly start: number;
  readonly notes: { pitch: number; onset: number; duration: number }[];
  readonly chords: [number, string][];
  readonly bars: BarSpan[];
}

/**
 * One tune as corpus records, one per section of one meter.
 * @throws Error with the reason if the text contains no tune.
 */
export function abcRecords(text: string, id: string): CorpusRecord[] {
  const source = abcSource(text);
  const [tune] = abcjs.parseOnly(source.text);
  const voice = tune ? writtenVoice(tune) : null;
  if (!voice) throw new Error('an ABC tune without notes');
  const sections = sectionsOf(played(voice, source.order)).filter(({ notes }) => notes.length > 0);
  const { title, composer, rhythm } = tune!.metaText as { title?: string; composer?: string; rhythm?: string };
  const tags = rhythm ? [DANCES.test(rhythm) ? `${rhythm}; Dance` : rhythm] : [];
  return sections.map((section, i) => {
    const { line, chords, bar } = onClock(section);
    const estimated = estimateKey(line);
    return {
      id: sections.length === 1 ? id : `${id}@${i + 1}`,
      title: title ?? id,
      comp: composer ?? '',
      tags,
      meter: section.meter,
      mchg: i < sections.length - 1 && !endsOnLine(section, sections[i + 1]!) ? 1 : 0,
      key: section.key ?? `${TONICS[estimated.tonic]} ${estimated.mode}`,
      ...lineArrays(line, bar),
      ...(chords.length > 0 ? { chords, chords_src: 'stated' } : {}),
    };
  });
}

/** Whether a section ends on a bar line: a change of meter inside a bar leaves it incomplete. */
function endsOnLine({ bars }: Section, next: Section): boolean {
  const last = bars[bars.length - 1];
  return !last || Math.abs(last.end - next.start) < 0.5;
}

/** Notes, chords and bar lines in playing order, per section. */
function sectionsOf(events: readonly Written[]): Section[] {
  const sections: Section[] = [];
  let [time, barStart] = [0, 0];
  let before: WrittenNote | null = null;
  const endBar = () => {
    if (time > barStart + 1e-6) sections.at(-1)?.bars.push({ start: barStart, end: time });
    barStart = time;
  };
  for (const event of events) {
    if (event.kind === 'bar') endBar();
    if (event.kind !== 'note') continue;
    const { meter, key, chords, duration, note } = event;
    if (sections.at(-1)?.meter !== meter) {
      sections.push({ meter, key, start: time, notes: [], chords: [], bars: [] });
      barStart = time;
      before = null;
    }
    const { notes, chords: stated } = sections.at(-1)!;
    for (const symbol of chords) stated.push([time, symbol]);
    if (note && before && isTied(before, event)) notes.at(-1)!.duration += duration;
    else if (note) notes.push({ pitch: note.pitch, onset: time, duration });
    before = event;
    time += duration;
  }
  endBar();
  return sections;
}

/** Whether two notes are tied: a hyphen to another pitch is a slur, as in old collections. An accidental holds in a tie. */
function isTied(before: WrittenNote, { note, endTie }: WrittenNote): boolean {
  if (!before.startTie || !endTie || !before.note || !note || before.note.step !== note.step) return false;
  return !note.hasAccidental || before.note.pitch === note.pitch;
}

/** Converts written time to the grid: whole numbers, with the end of an upbeat on a bar line. */
function onClock({ meter, notes, chords, bars, start }: Section): {
  line: Heard[];
  chords: [number, string][];
  bar: number;
} {
  const bar = meter === null ? 0 : wholes(meter) * GRID_PER_WHOLE;
  const delays = bar > 0 ? barDelays(bars, bar) : [];
  let at = 0;
  const clock = (time: number): number => {
    while (at < bars.length - 1 && time >= bars[at]!.end - 1e-3) at++;
    return Math.round(time - start + (delays[at] ?? 0));
  };
  const line = notes.map(({ pitch, onset, duration }) => {
    const from = clock(onset);
    return { pitch, onset: from, duration: Math.max(1, Math.round(onset + duration) - Math.round(onset)) };
  });
  at = 0;
  const known: [number, string][] = [];
  for (const [time, symbol] of chords) {
    const tick = clock(time);
    if (symbol !== known[known.length - 1]?.[1]) known.push([tick, symbol]);
  }
  // The arrays start at the bar line before the first note, from which chords are counted.
  const origin = bar > 0 ? Math.floor((line[0]?.onset ?? 0) / bar) * bar : (line[0]?.onset ?? 0);
  return { line, chords: known.map(([tick, symbol]) => [Math.max(0, tick - origin), symbol]), bar };
}
