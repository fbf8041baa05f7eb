/**
 * The key of a stretch of a MIDI file, from the key signature that it states and the pitches that sound.
 *
 * A signature other than C major is written on purpose: it counts unless a fifth of all that sounds would have to be outside
 * the stated scale for it. C major is what programs write unasked: it counts where hardly another scale fits better and its
 * tonics are not much less likely than others. A stated minor is minor. A stated major can be its relative minor, because many
 * programs write nothing else: it is minor where the pitches say so. Where no signature counts, the pitches alone decide.
 *
 * The thresholds come from 196 game and engraved files with one signature. By pitches alone 52 of them get a key that is neither
 * the stated one nor its relative; by this rule 17, all of which state C major over pitches that lie elsewhere. Of the 61
 * engraved files that state a major, three are called minor.
 */

import { modulo, TONICS } from '../../plugin/internal.ts';
import { correlations, estimateKey, type KeyEstimate, type Sounding, weightsOf } from './key-profile.ts';
import type { MidiContent, MidiKey, MidiPart } from './midi-content.ts';
import { lastAt } from './stretch.ts';

/** The key of a stretch from a quarter to another. */
export type KeyReader = (start: number, end: number) => string;

const DRUMS = 9;
/** Fewer notes say nothing about a key: those of the whole file are heard. */
const FEW = 8;
/** By how much of the sounding time another scale may fit better: than a signature written on purpose, than C major. */
const MISFIT = { onPurpose: 0.2, unasked: 0.03 };
/** By how much another key's profile may fit better than either of C major and A minor. */
const UNLIKE = 0.25;
/** By how much the profile of the relative minor fits better where a stated major is it. */
const MINOR_BY = 0.1;
const SCALE = [0, 2, 4, 5, 7, 9, 11];

/** What reads keys of a file whose tune is in a part. */
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

/** What is stated at one tick. */
interface StatedKeys {
  readonly keys: readonly MidiKey[];
  /** C major among them is what programs write unasked. */
  readonly unasked: boolean;
}

/**
 * What is stated at a tick, the weightiest first: of the newest statements that of the tune's own track, as other instruments
 * may be written in other keys, then that which most tracks share.
 */
function statedKeys(keys: readonly MidiKey[], track: number): (tick: number) => StatedKeys {
  const stated = [{ start: Number.NEGATIVE_INFINITY, keys: [] as MidiKey[], unasked: true }];
  let unasked = true;
  for (const key of keys) {
    if (stated.at(-1)!.start === key.tick) stated.at(-1)!.keys.push(key);
    // C major after another key is a change that somebody wrote.
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

/** Whether a signature is what programs write unasked. */
function isUnasked({ fifths, minor }: MidiKey): boolean {
  return fifths === 0 && !minor;
}

/** Whether what sounds bears a stated signature out. */
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

/** Index of the first of sorted notes that begins at a tick or later. */
function firstAt(notes: readonly (Sounding & { readonly onset: number })[], tick: number): number {
  let [low, high] = [0, notes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (notes[middle]!.onset >= tick) high = middle;
    else low = middle + 1;
  }
  return low;
}
