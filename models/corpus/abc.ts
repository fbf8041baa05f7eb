/**
 * Reads tunes in ABC notation (abcnotation.com, standard 2.1): abcjs parses them and plays out repeats and endings, here
 * keys and accidentals become pitches and written bars the corpus's clock of 24 to a quarter.
 */

import abcjs from 'abcjs';
import { Note } from 'tonal';
import { GRID_PER_QUARTER, TONICS } from '../../plugin/headless.ts';
import { barDelays, type WrittenBar } from './abc-bars.ts';
import { refusal } from './abc-text.ts';
import { estimateKey } from './key-profile.ts';
import { type Heard, lineArrays } from './line.ts';
import type { CorpusRecord } from './record.ts';

const GRID_PER_WHOLE = 4 * GRID_PER_QUARTER;
const STEPS = [0, 2, 4, 5, 7, 9, 11];
const ACCIDENTALS: Readonly<Record<string, number>> = { sharp: 1, flat: -1, natural: 0, dblsharp: 2, dblflat: -2 };
/** Modes as abcjs shortens them, by their third; the others are major. */
const MINOR_MODES = new Set(['m', 'Aeo', 'Dor', 'Phr', 'Loc']);
/** Rhythms (R:) that are danced: the word that the styles are told by. */
const DANCES =
  /jig|reel|hornpipe|polka|slide|waltz|mazurka|schottis|strathspey|march|polska|quadrille|minuet|bourr|galop/i;

/** An element of abcjs's sequence of a voice, as far as it is used here. */
interface Element {
  readonly el_type: string;
  readonly duration?: number;
  readonly pitches?: readonly { pitch: number; accidental?: string; startTie?: object; endTie?: boolean }[];
  readonly rest?: { readonly type: string };
  readonly chord?: readonly { readonly name: string; readonly position: string }[];
  readonly accidentals?: readonly { readonly acc: string; readonly note: string }[];
  readonly num?: number;
  readonly den?: number | string;
  readonly transpose?: number;
  readonly program?: number;
}

/** A stretch of one meter, in written time. */
interface Section {
  readonly meter: string | null;
  readonly start: number;
  readonly notes: { pitch: number; onset: number; duration: number }[];
  readonly chords: [number, string][];
  readonly bars: WrittenBar[];
}

/**
 * One tune as corpus records: one, or one for each stretch of one meter.
 * @throws Error that says why where there is no tune in it.
 */
export function abcRecords(text: string, id: string): CorpusRecord[] {
  const refused = refusal(text);
  if (refused) throw new Error(refused);
  const [tune] = abcjs.parseOnly(text);
  const voices = abcjs.synth.sequence(tune, {}) as unknown as readonly (readonly Element[])[];
  const isMelodic = (voice: readonly Element[]) =>
    voice.some(({ pitches }) => pitches) && !voice.some(({ program }) => program === 128);
  const voice = voices.find(isMelodic);
  if (!voice) throw new Error('an ABC tune without notes');
  const sections = sectionsOf(voice).filter(({ notes }) => notes.length > 0);
  const { root, acc, mode } = tune.getKeySignature() as { root: string; acc: string; mode: string };
  const { title, composer, rhythm } = tune.metaText as { title?: string; composer?: string; rhythm?: string };
  const tonic = TONICS[Note.chroma(`${root}${acc}`) ?? -1];
  const stated = tonic === undefined ? null : `${tonic} ${MINOR_MODES.has(mode) ? 'minor' : 'major'}`;
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
      key: stated ?? `${TONICS[estimated.tonic]} ${estimated.mode}`,
      ...lineArrays(line, bar),
      ...(chords.length > 0 ? { chords, chords_src: 'stated' } : {}),
    };
  });
}

function barOf(meter: string | null): number {
  if (meter === null) return 0;
  const [count, unit] = meter.split('/').map(Number) as [number, number];
  return (GRID_PER_WHOLE * count) / unit;
}

/** A change of meter inside a bar leaves the bar before it open. */
function endsOnLine({ bars }: Section, next: Section): boolean {
  const last = bars[bars.length - 1];
  return !last || Math.abs(last.end - next.start) < 0.5;
}

/** Notes, chords and bar lines of a voice in written time. */
function sectionsOf(voice: readonly Element[]): Section[] {
  const fresh = (meter: string | null, start: number): Section => ({ meter, start, notes: [], chords: [], bars: [] });
  let section = fresh(null, 0);
  const sections = [section];
  const key = new Map<string, number>();
  const inBar = new Map<string, number>();
  let [time, barStart, transpose, tied] = [0, 0, 0, false];
  const endBar = () => {
    if (time > barStart + 1e-6) section.bars.push({ start: barStart, end: time });
    barStart = time;
    inBar.clear();
  };
  for (const element of voice) {
    if (element.el_type === 'key') {
      key.clear();
      for (const { acc, note } of element.accidentals ?? []) key.set(note.toUpperCase(), ACCIDENTALS[acc] ?? 0);
    } else if (element.el_type === 'meter') {
      const meter = element.num && element.den ? `${element.num}/${element.den}` : null;
      if (meter === section.meter) continue;
      section = fresh(meter, time);
      sections.push(section);
      barStart = time;
    } else if (element.el_type === 'transpose') transpose = element.transpose ?? 0;
    else if (element.el_type === 'bar') endBar();
    else if (element.el_type === 'note') {
      const duration = (element.duration ?? 0) * GRID_PER_WHOLE;
      for (const { name, position } of element.chord ?? []) {
        if (position === 'default') section.chords.push([time, chordSymbol(name)]);
      }
      const top = (element.pitches ?? [])
        .map((written) => ({ ...written, midi: pitchOf(written, key, inBar) + transpose }))
        .sort((a, b) => b.midi - a.midi)[0];
      const last = section.notes[section.notes.length - 1];
      // A tied note keeps the accidental of the bar before.
      if (top?.endTie && tied && last) last.duration += duration;
      else if (top) section.notes.push({ pitch: top.midi, onset: time, duration });
      tied = top?.startTie !== undefined;
      time += duration;
    }
  }
  endBar();
  return sections;
}

/** MIDI pitch of a written note; an accidental holds for its letter, in all octaves, until the bar line. */
function pitchOf(
  { pitch, accidental }: { pitch: number; accidental?: string },
  key: ReadonlyMap<string, number>,
  inBar: Map<string, number>,
): number {
  const step = ((pitch % 7) + 7) % 7;
  const letter = 'CDEFGAB'[step]!;
  if (accidental !== undefined && accidental in ACCIDENTALS) inBar.set(letter, ACCIDENTALS[accidental]!);
  return 60 + 12 * Math.floor(pitch / 7) + STEPS[step]! + (inBar.get(letter) ?? key.get(letter) ?? 0);
}

/** abcjs prints accidentals as signs. */
function chordSymbol(name: string): string {
  return name.replaceAll('♭', 'b').replaceAll('♯', '#').trim();
}

/** Written time to the clock: an upbeat ends on a bar line, whole numbers. */
function onClock({ meter, notes, chords, bars, start }: Section): {
  line: Heard[];
  chords: [number, string][];
  bar: number;
} {
  const bar = barOf(meter);
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
  // The arrays begin on the line before the first note, and chords are counted from there.
  const origin = bar > 0 ? Math.floor((line[0]?.onset ?? 0) / bar) * bar : (line[0]?.onset ?? 0);
  return { line, chords: known.map(([tick, symbol]) => [Math.max(0, tick - origin), symbol]), bar };
}
