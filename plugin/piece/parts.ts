/** The parts of a score from those of a file, with their layers, and from those of the mood's band. */

import type { PhraseNote } from '../music/phrase.ts';
import { type Tonic, tonicAnchor } from '../music/pitch.ts';
import type { Note, Part, Role } from '../music/score.ts';
import type { NormalRange } from '../music/time.ts';
import type { FilePhrase } from './file-phrases.ts';
import { type Key, rekeyed } from './rekeyed.ts';

/**
 * The intensity from which each role plays, as a share of the mood's own: at that everything sounds that the file has, below
 * it parts leave one by one, the melody never.
 */
const FROM: Readonly<Record<Role, NormalRange>> = {
  melody: 0,
  stinger: 0,
  chords: 0.15,
  pad: 0.15,
  bass: 0.35,
  counter: 0.55,
  drums: 0.75,
};
/** Includes intensity 1. */
const TOP = 1.01;
/** How far intensity rises above the mood's own before drums join a file that has none. */
const ABOVE: NormalRange = 0.15;

/** How a phrase of a file is played. */
export interface PartsOptions {
  readonly key: { readonly from: Key; readonly to: Key };
  /** The upper voice of the melody as written, and as it is played, which may be in another mode. */
  readonly tune: { readonly before: readonly PhraseNote[]; readonly after: readonly PhraseNote[] };
  /** The intensity of the mood itself. */
  readonly home: NormalRange;
}

/** All parts of a phrase of a file in a key. */
export function fileParts({ parts }: FilePhrase, { key, tune, home }: PartsOptions): readonly Part[] {
  const move = rekeyed(key.from, key.to);
  return parts.map(({ name, role, notes }): Part => {
    const own = role === 'melody' ? varied(notes, tune, key) : notes.map((note) => moved(note, role, move));
    return { name, role, layer: { from: FROM[role] * home, to: TOP }, notes: own };
  });

  /** The melody with the notes that were changed; those of lower voices stay. */
  function varied(
    notes: readonly Note[],
    { before, after }: PartsOptions['tune'],
    { from }: PartsOptions['key'],
  ): Note[] {
    const placeOf = ({ tick, durationTicks }: PhraseNote) => `${tick} ${durationTicks}`;
    const tonic: Tonic = from.tonic;
    const anchor = tonicAnchor(tonic);
    const kept = new Map(after.map((note) => [placeOf(note), note]));
    const mode = { tonic, mode: key.to.mode };
    const asWritten = rekeyed(from, mode);
    const transposed = rekeyed(mode, key.to);
    const isSame = (note: PhraseNote) => kept.get(placeOf(note))?.pitch === asWritten(note.pitch + anchor) - anchor;
    const gone = new Set(before.filter((note) => !isSame(note)).map(({ tick, pitch }) => `${tick} ${pitch + anchor}`));
    const there = new Set(before.filter(isSame).map(placeOf));
    const velocityAt = (tick: number) => (notes.findLast((note) => note.tick <= tick) ?? notes[0]!).velocity;
    const added = after
      .filter((note) => !there.has(placeOf(note)))
      .map(({ pitch, tick, durationTicks }) => {
        return { pitch: transposed(pitch + anchor), tick, durationTicks, velocity: velocityAt(tick) };
      });
    const rest = notes
      .filter(({ tick, pitch }) => !gone.has(`${tick} ${pitch}`))
      .map((note) => moved(note, 'melody', move));
    return [...rest, ...added].sort((a, b) => a.tick - b.tick);
  }
}

function moved(note: Note, role: Role, move: (pitch: number) => number): Note {
  return role === 'drums' ? note : { ...note, pitch: Math.min(127, Math.max(0, move(note.pitch))) };
}

/** The drums of a band, which join above the mood's own intensity a file that has none. */
export function bandParts(band: readonly Part[], home: NormalRange): readonly Part[] {
  return band
    .filter(({ role }) => role === 'drums')
    .map((part) => ({ ...part, layer: { ...part.layer, from: Math.max(part.layer.from, home + ABOVE) } }));
}

/** The parts of other roles. */
export function withoutRole(parts: readonly Part[], role: Role): readonly Part[] {
  return parts.filter((part) => part.role !== role);
}
