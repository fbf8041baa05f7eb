/** Chords as root (semitones above the tonic) and quality, so that a progression can be transposed to any key. */

import { Chord as TonalChord, Note as TonalNote } from 'tonal';
import { type Mode, modulo, type PitchClass, scaleOf, type Tonic, tonicPitchClass } from './pitch.ts';
import type { Ticks } from './time.ts';

/** Chord qualities: their tones as semitones above the root, and how chord symbols spell them. */
export const QUALITIES = {
  maj: { tones: [0, 4, 7], suffix: '' },
  min: { tones: [0, 3, 7], suffix: 'm' },
  dim: { tones: [0, 3, 6], suffix: 'dim' },
  aug: { tones: [0, 4, 8], suffix: 'aug' },
  dom7: { tones: [0, 4, 7, 10], suffix: '7' },
  maj7: { tones: [0, 4, 7, 11], suffix: 'maj7' },
  min7: { tones: [0, 3, 7, 10], suffix: 'm7' },
  m7b5: { tones: [0, 3, 6, 10], suffix: 'm7b5' },
  dim7: { tones: [0, 3, 6, 9], suffix: 'dim7' },
  sus4: { tones: [0, 5, 7], suffix: 'sus4' },
  sus2: { tones: [0, 2, 7], suffix: 'sus2' },
  maj6: { tones: [0, 4, 7, 9], suffix: '6' },
  min6: { tones: [0, 3, 7, 9], suffix: 'm6' },
  power: { tones: [0, 7], suffix: '5' },
} as const satisfies Record<string, { tones: readonly number[]; suffix: string }>;
export type Quality = keyof typeof QUALITIES;

/** A chord relative to the tonic. */
export interface Chord {
  /** Semitones above the tonic, 0..11. */
  readonly root: PitchClass;
  readonly quality: Quality;
}

/** A chord with its start and length, in ticks from the start of its phrase. */
export interface ChordSpan {
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  readonly chord: Chord;
}

/** The chord's tones as pitch classes above the tonic, root first. */
export function chordTones(chord: Chord): readonly PitchClass[] {
  return QUALITIES[chord.quality].tones.map((tone) => (chord.root + tone) % 12);
}

/** The chord at a tick, or null if there is none. */
export function chordAt(chords: readonly ChordSpan[], tick: Ticks): Chord | null {
  for (const span of chords) if (tick >= span.tick && tick < span.tick + span.durationTicks) return span.chord;
  return null;
}

/** The interval by which musicians spell each number of semitones above a tonic: borrowed degrees are lowered, the fourth is raised. */
const DEGREES = ['1P', '2m', '2M', '3m', '3M', '4P', '4A', '5P', '6m', '6M', '7m', '7M'];
/** The same for the root of a diminished chord, which leads up to the next degree, e.g. C#dim to Dm in C. */
const LEADING_DEGREES = ['1P', '1A', '2M', '2A', '3M', '4P', '4A', '5P', '5A', '6M', '6A', '7M'];
const WHITE_KEYS = ['C', '', 'D', '', 'E', 'F', '', 'G', '', 'A', '', 'B'];

/** The name of the note some semitones above the tonic of a key, e.g. `F#`, spelled as a degree of the key: D minor has Bb and C#. */
export function noteIn(steps: number, tonic: Tonic, mode: Mode): string {
  const step = modulo(steps, 12);
  const scale: readonly PitchClass[] = scaleOf(mode);
  const lowersFifth = step === 6 && scale.includes(5) && !scale.includes(7);
  return spell(step, tonic, lowersFifth ? '5d' : DEGREES[step]!);
}

/** A chord's symbol in a key, e.g. `Am7`; its root is spelled by {@link noteIn}, a leading one as a raised degree. */
export function chordSymbol(chord: Chord, tonic: Tonic, mode: Mode): string {
  const { tones, suffix }: { tones: readonly number[]; suffix: string } = QUALITIES[chord.quality];
  const leading =
    tones.includes(3) && tones.includes(6) && !(scaleOf(mode) as readonly PitchClass[]).includes(chord.root);
  return (leading ? spell(chord.root, tonic, LEADING_DEGREES[chord.root]!) : noteIn(chord.root, tonic, mode)) + suffix;
}

/** The note an interval above the tonic; a white key has its plain name, so that a reader meets no Cb, E# or double accidental. */
function spell(steps: number, tonic: Tonic, interval: string): string {
  return WHITE_KEYS[modulo(steps + tonicPitchClass(tonic), 12)] || TonalNote.transpose(tonic, interval);
}

/** Parses a chord symbol; a slash bass and tensions are dropped. Null for `N`, `?` and invalid symbols. */
export function parseChord(symbol: string, tonic: PitchClass): Chord | null {
  if (symbol === 'N' || symbol === '?' || symbol === '') return null;
  const known = parseCache.get(symbol);
  const absolute = known === undefined ? parseAbsolute(symbol) : known;
  if (known === undefined) parseCache.set(symbol, absolute);
  return absolute && { root: modulo(absolute.root - tonic, 12), quality: absolute.quality };
}

const parseCache = new Map<string, Chord | null>();

function parseAbsolute(symbol: string): Chord | null {
  const chord = TonalChord.get(symbol.replace(/\/[A-G][#b]?$/, ''));
  if (chord.empty || chord.tonic === null) return null;
  const root = TonalNote.chroma(chord.tonic);
  const tones =
    chord.intervals.length > 0 ? TonalChord.notes(chord.type || 'major', 'C').map((n) => TonalNote.chroma(n)) : [];
  if (root === undefined || tones.length === 0) return null;
  return { root, quality: nearestQuality(new Set(tones)) };
}

/** The quality with the most tones that are all present; failing that, a triad by its third. */
function nearestQuality(tones: ReadonlySet<number | undefined>): Quality {
  let best: Quality = tones.has(3) ? 'min' : 'maj';
  let size = 0;
  for (const [quality, { tones: wanted }] of Object.entries(QUALITIES) as [Quality, { tones: readonly number[] }][]) {
    if (wanted.length > size && wanted.every((tone) => tones.has(tone))) {
      best = quality;
      size = wanted.length;
    }
  }
  return best;
}
