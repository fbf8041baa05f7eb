/**
 * A phrase bank holds phrases that somebody has heard and approved, for games that must know every note of their tunes
 * before they ship: with it no network is loaded, and nothing is written while the game runs. Plain JSON, checked note by note.
 */

import { phraseOf } from '../generate/compose.ts';
import { checkRequest } from '../generate/request.ts';
import type { PhraseSource } from '../generate/source.ts';
import type { Controls } from '../mood/controls.ts';
import { checkFields, inside, isRecord, reasonOf, unknownName } from '../mood/names.ts';
import { type Chord, type ChordSpan, chordTones } from '../music/harmony.ts';
import { BANK_PHRASES, PHRASE_EVENTS, PHRASE_REACH } from '../music/limits.ts';
import { MELODY_CONTROLS, type Phrase, type PhraseNote, type PhraseOrigin } from '../music/phrase.ts';
import { hashText } from '../music/random.ts';
import { meterInfo } from '../music/time.ts';

/** A phrase as it lies in a bank. Times in ticks from its start. */
export interface SerializedPhrase {
  readonly mood: string;
  /** Phrases of one take follow each other: a tune and what becomes of it. */
  readonly take: string;
  readonly source: PhraseOrigin;
  readonly hash: string;
  readonly bars: number;
  readonly meter: string;
  readonly mode: string;
  readonly cadence: string;
  /** What was asked, in the order of `MELODY_CONTROLS`. */
  readonly controls: readonly (number | null)[];
  /** Start, length, root above the tonic, quality. */
  readonly chords: readonly (readonly [number, number, number, string])[];
  /** Semitones above the tonic, start, length. */
  readonly notes: readonly (readonly [number, number, number])[];
}

/** A bank as it is kept in a file. */
export interface PhraseBankFile {
  readonly kind: 'phrase-bank';
  readonly version: 1;
  readonly phrases: readonly SerializedPhrase[];
}

/** A source of phrases, and of approved ones. */
export interface ConductorSource extends PhraseSource {
  /** The bank, once it is there. */
  readonly bank?: () => PhraseBank | null;
}

const FILE_FIELDS = ['kind', 'version', 'phrases'];
const FIELDS = ['mood', 'take', 'source', 'hash', 'bars', 'meter', 'mode', 'cadence', 'controls', 'chords', 'notes'];
/** Letters of a name. */
const LONGEST_NAME = 200;

/** A phrase as a bank keeps it. */
export function serializePhrase(
  { request, notes, source, hash }: Phrase,
  mood: string,
  take: string,
): SerializedPhrase {
  const { bars, meter, mode, cadence } = request;
  return {
    mood,
    take,
    source,
    hash,
    bars,
    meter,
    mode,
    cadence,
    controls: MELODY_CONTROLS.map((control) => request.controls[control] ?? null),
    chords: request.chords.map(({ tick, durationTicks, chord }) => [tick, durationTicks, chord.root, chord.quality]),
    notes: notes.map(({ pitch, tick, durationTicks }) => [pitch, tick, durationTicks]),
  };
}

/** Phrases by mood and take. */
export class PhraseBank {
  readonly #takes = new Map<string, Map<string, Phrase[]>>();

  /** @throws with one line, where it is no bank or a phrase of it is damaged. */
  constructor(file: unknown) {
    const { kind, version, phrases } = (isRecord(file) ? file : {}) as Partial<PhraseBankFile>;
    if (kind !== 'phrase-bank' || version !== 1 || !Array.isArray(phrases))
      throw new TypeError('this is no phrase bank of version 1; make one with npm run compose -- --bank FILE');
    inside('the phrase bank', () => checkFields('its file', file as object, FILE_FIELDS));
    if (phrases.length > BANK_PHRASES)
      throw new RangeError(`the phrase bank has ${phrases.length} phrases; at most ${BANK_PHRASES} can be played`);
    phrases.forEach((entry: unknown, i) => {
      const phrase = deserializePhrase(
        entry,
        `phrase ${i} of the bank`,
        'make the bank again with npm run compose -- --bank FILE',
      );
      const { mood, take } = entry as SerializedPhrase;
      const takes = this.#takes.get(mood) ?? new Map<string, Phrase[]>();
      const phrases = takes.get(take);
      if (phrases) phrases.push(phrase);
      else takes.set(take, [phrase]);
      this.#takes.set(mood, takes);
    });
  }

  /** Moods that it has phrases of. */
  get moods(): readonly string[] {
    return [...this.#takes.keys()];
  }

  /**
   * The phrase for a place of a mood's music; null where there is none of that mood. Of takes in the mode and meter of the
   * moment those whose controls are nearest come first; of equal ones the seed chooses. Past a take's end the next begins.
   */
  phrase(mood: string, slot: number, controls: Controls, seed: string): Phrase | null {
    const takes = [...(this.#takes.get(mood)?.values() ?? [])];
    if (takes.length === 0) return null;
    const least = Math.min(...takes.map((take) => distance(take[0]!, controls)));
    const near = takes.filter((take) => distance(take[0]!, controls) <= least + 1e-9);
    const first = hashText(`${seed}/${mood}/bank`) % near.length;
    let left = slot;
    for (let turn = 0; ; turn++) {
      const take = near[(first + turn) % near.length]!;
      if (left < take.length) return take[left]!;
      left -= take.length;
    }
  }
}

/** How far a phrase is from what is asked; another mode or meter is further than any controls. */
function distance({ request }: Phrase, controls: Controls): number {
  const off = MELODY_CONTROLS.reduce((sum, control) => {
    return sum + Math.abs((request.controls[control] ?? controls[control]) - controls[control]);
  }, 0);
  return off + (request.meter === controls.meter ? 0 : 20) + (request.mode === controls.mode ? 0 : 10);
}

/** A phrase as {@link serializePhrase} wrote it down, with names of at most so many letters. @throws TypeError naming `owner` and what is wrong, with the remedy. */
export function deserializePhrase(entry: unknown, owner: string, remedy: string, longest = LONGEST_NAME): Phrase {
  const damaged = (what: string): never => {
    throw new TypeError(`${owner}: ${what}; ${remedy}`);
  };
  const known = isRecord(entry) ? (entry as unknown as SerializedPhrase) : damaged('it is no object');
  const { mood, take, source, hash, bars, meter, mode, cadence } = known;
  for (const [name, text] of Object.entries({ mood, take, hash }))
    if (typeof text !== 'string' || text.length > longest) damaged(`its ${name} is no name`);
  for (const field of Object.keys(known)) if (!FIELDS.includes(field)) damaged(unknownName('field', field, FIELDS));
  if (source !== 'lstm' && source !== 'ngram') damaged("its source is neither 'lstm' nor 'ngram'");
  if (!['full', 'half', 'open'].includes(cadence)) damaged('its cadence is none');
  for (const name of ['controls', 'chords', 'notes'] as const)
    if (!Array.isArray(known[name]) || known[name].length > PHRASE_EVENTS) damaged(`its ${name} are no list`);
  const controls = Object.fromEntries(MELODY_CONTROLS.map((control, c) => [control, known.controls[c] ?? null]));
  const request = {
    seed: `bank/${take}`,
    bars,
    meter,
    mode,
    cadence,
    controls,
    style: null,
    chords: [] as ChordSpan[],
  };
  try {
    checkRequest(request as never);
  } catch (error) {
    damaged(reasonOf(error));
  }
  const end = bars * meterInfo(meter as never).barTicks;
  const span = (event: unknown): event is number[] =>
    Array.isArray(event) && event.slice(0, 3).every(Number.isSafeInteger) && event.length >= 3;
  for (const event of known.chords) {
    const [tick, durationTicks, root, quality] = span(event) ? (event as typeof event) : damaged('a chord is none');
    const chord = { root, quality } as Chord;
    if (!(tick >= 0 && durationTicks > 0 && tick + durationTicks <= end && root >= 0 && root < 12))
      damaged('a chord lies outside');
    if (typeof quality !== 'string' || !isQuality(chord)) damaged('a chord has no quality that is known');
    request.chords.push({ tick, durationTicks, chord });
  }
  let from = 0;
  const notes = known.notes.map((event): PhraseNote => {
    const [pitch, tick, durationTicks] = span(event) ? (event as typeof event) : damaged('a note is none');
    if (!(tick >= from && durationTicks > 0 && tick + durationTicks <= end && Math.abs(pitch) <= PHRASE_REACH))
      damaged('a note lies outside');
    from = tick + durationTicks;
    return { pitch, tick, durationTicks, sampled: true };
  });
  const phrase = phraseOf(notes, request as Phrase['request'], source);
  return phrase.hash === hash ? phrase : damaged('its notes are not those that were approved');
}

function isQuality(chord: Chord): boolean {
  try {
    return chordTones(chord).length > 0;
  } catch {
    return false;
  }
}
