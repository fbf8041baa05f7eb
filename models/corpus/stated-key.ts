/**
 * The key of a section of a MIDI file, from the stated key signature and the pitches.
 *
 * A signature other than C major is deliberate: it counts unless another scale fits a fifth more of the sounding time. C major is
 * the default of programs: it counts only if hardly another scale fits better and its tonics are not much less likely than
 * others. A stated minor is minor. A stated major can be its relative minor, because many programs write nothing else: it is
 * minor if the pitches fit it better. If no signature counts, the pitches alone decide.
 *
 * The thresholds come from 196 game and engraved files with one signature. By pitches alone, 52 of them get a key that is neither
 * the stated one nor its relative; by this rule 17, all of which state C major over other pitches. Of the 61 engraved files
 * that state a major, three are read as minor.
 */

import { modulo, TONICS } from '../../plugin/internal.ts';
import { correlations, estimateKey, type KeyEstimate, type Sounding, weightsOf } from './key-profile.ts';
import type { MidiContent, MidiKey, MidiPart } from './midi-content.ts';
import { lastAt } from './stretch.ts';

/** Returns the key of a section between two times, in quarters. */
export type KeyReader = (start: number, end: number) => string;

const DRUMS = 9;
/** With fewer notes, those of the whole file are used. */
const FEW = 8;
/** Share of sounding time by which another scale may fit better: than a deliberate signature, than C major. */
const MISFIT = { onPurpose: 0.2, unasked: 0.03 };
/** How much better another key's profile may correlate than those of C major and A minor. */
const UNLIKE = 0.25;
/** How much better the relative minor's profile must correlate to replace a stated major. */
const MINOR_BY = 0.1;
const SCALE = [0, 2, 4, 5, 7, 9, 11];

/** A key reader for a file and its melody part. */
export function keyReader(content: MidiContent, tune: MidiPart): KeyReader {
  const { ppq, keys } = content;
  const notes = content.parts
    .filter(({ channel }) => channel !== DRUMS)
    .flatMap((part) => part.notes)
    .sort((a, b) => a.onset - b.onset);
  const whole = weightsOf(notes);
  const alone = named(estimateKey(notes));
  const changes = new Set(keys.map(({ fifths, minor }) => `${fifths} ${minor}`)).size > 1;
  const stated = statedKeys(keys, tune.track);
  return (start, end) => {
    const from = firstAt(notes, start * ppq);
    const own = notes.slice(from, firstAt(notes, end * ppq));
    const heard = own.length < FEW ? whole : weightsOf(own);
    const { keys: now, unasked } = stated(start * ppq);
    for (const key of now) if (counts(key, unasked, heard)) return named(tonicOf(key, heard));
    return changes && own.length >= FEW ? named(estimateKey(own)) : alone;
  };
}

function named({ tonic, mode }: Pick<KeyEstimate, 'tonic' | 'mode'>): string {
  return `${TONICS[tonic]} ${mode}`;
}

/** The signatures at one tick. */
interface StatedKeys {
  readonly keys: readonly MidiKey[];
  /** Whether C major among them is the default of programs. */
  readonly unasked: boolean;
}

/**
 * The signatures at a tick, the most important first: of the newest ones that of the melody's own track, because other
 * instruments may be transposing, then the most common.
 */
function statedKeys(keys: readonly MidiKey[], track: number): (tick: number) => StatedKeys {
  const stated = [{ start: Number.NEGATIVE_INFINITY, keys: [] as MidiKey[], unasked: true }];
  let unasked = true;
  for (const key of keys) {
    if (stated.at(-1)!.start === key.tick) stated.at(-1)!.keys.push(key);
    // C major after another key is a deliberate change.
    else stated.push({ start: key.tick, keys: [key], unasked });
    unasked &&= isUnasked(key);
  }
  for (const at of stated) {
    const counts = new Map<number, number>();
    for (const { fifths } of at.keys) counts.set(fifths, (counts.get(fifths) ?? 0) + 1);
    const weight = (key: MidiKey) =>
      (key.track === track ? at.keys.length : counts.get(key.fifths)!) + (isUnasked(key) ? 0 : 0.5);
    at.keys.sort((a, b) => weight(b) - weight(a));
  }
  return (tick) => lastAt(stated, tick + 1e-6)!;
}

/** Whether a signature is the default of programs. */
function isUnasked({ fifths, minor }: MidiKey): boolean {
  return fifths === 0 && !minor;
}

/** Whether the pitches agree with a stated signature. */
function counts(key: MidiKey, unasked: boolean, heard: readonly number[]): boolean {
  const total = heard.reduce((sum, weight) => sum + weight, 0);
  const share = (tonic: number) => SCALE.reduce((sum, step) => sum + heard[modulo(tonic + step, 12)]!, 0) / total;
  const best = Math.max(...heard.map((_, tonic) => share(tonic)));
  const misfit = best - share(majorOf(key));
  if (!unasked || !isUnasked(key)) return !(misfit > MISFIT.onPurpose);
  if (misfit > MISFIT.unasked) return false;
  const fits = correlations(heard);
  const own = Math.max(fits.major[majorOf(key)]!, fits.minor[minorOf(key)]!);
  return own >= Math.max(...fits.major, ...fits.minor) - UNLIKE;
}

function tonicOf(key: MidiKey, heard: readonly number[]): Pick<KeyEstimate, 'tonic' | 'mode'> {
  const fits = correlations(heard);
  const minor = key.minor || fits.minor[minorOf(key)]! > fits.major[majorOf(key)]! + MINOR_BY;
  return minor ? { tonic: minorOf(key), mode: 'minor' } : { tonic: majorOf(key), mode: 'major' };
}

function majorOf({ fifths }: MidiKey): number {
  return modulo(7 * fifths, 12);
}

function minorOf({ fifths }: MidiKey): number {
  return modulo(7 * fifths + 9, 12);
}

/** Index of the first of sorted notes that starts at a tick or later. */
function firstAt(notes: readonly (Sounding & { readonly onset: number })[], tick: number): number {
  let [low, high] = [0, notes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (notes[middle]!.onset >= tick) high = middle;
    else low = middle + 1;
  }
  return low;
}
