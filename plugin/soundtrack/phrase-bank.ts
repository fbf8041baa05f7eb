/**
 * A phrase bank contains approved phrases, for games whose every note must be known before they ship: with a bank, no network
 * is loaded, and its moods are not composed at run time. Plain JSON; every note is checked on load.
 */

import { phraseOf } from '../generate/compose.ts';
import { checkRequest, type UncheckedRequest } from '../generate/request.ts';
import type { PhraseSource } from '../generate/source.ts';
import type { Controls } from '../mood/controls.ts';
import { checkFields, inside, isRecord, reasonOf, unknownName } from '../mood/names.ts';
import { type ChordSpan, QUALITIES, type Quality } from '../music/harmony.ts';
import { BANK_PHRASES, PHRASE_EVENTS, PHRASE_REACH } from '../music/limits.ts';
import { MELODY_CONTROLS } from '../music/melody-controls.ts';
import {
  CADENCES,
  PHRASE_ORIGINS,
  type Phrase,
  type PhraseNote,
  type PhraseOrigin,
  type PhraseRequest,
} from '../music/phrase.ts';
import { hashText } from '../music/random.ts';
import { meterInfo } from '../music/time.ts';
import type { PieceTable } from './piece.ts';

/** A phrase in a bank. Times are ticks from its start. */
export interface SerializedPhrase {
  readonly mood: string;
  /** Phrases of one take follow each other: a melody and its variations. */
  readonly take: string;
  readonly source: PhraseOrigin;
  readonly hash: string;
  readonly bars: number;
  readonly meter: string;
  readonly mode: string;
  readonly cadence: string;
  /** The requested controls, in the order of `MELODY_CONTROLS`. */
  readonly controls: readonly (number | null)[];
  /** Start, duration, root above the tonic, quality. */
  readonly chords: readonly (readonly [number, number, number, string])[];
  /** Semitones above the tonic, start, duration. */
  readonly notes: readonly (readonly [number, number, number])[];
}

/** A phrase bank as a JSON file. */
export interface PhraseBankFile {
  readonly kind: 'phrase-bank';
  readonly version: 1;
  readonly phrases: readonly SerializedPhrase[];
}

/** A source of phrases, with an optional bank. */
export interface ConductorSource extends PhraseSource {
  /** The bank, or null until it is loaded. */
  readonly bank?: () => PhraseBank | null;
  /** The game's MIDI files that are the music of moods. */
  readonly pieces?: PieceTable;
}

const FILE_FIELDS = ['kind', 'version', 'phrases'];
const FIELDS = ['mood', 'take', 'source', 'hash', 'bars', 'meter', 'mode', 'cadence', 'controls', 'chords', 'notes'];
/** Farthest that themes lie from the requested register, in banks of today and before, 0..1. */
const THEMES = 0.25;
/** Longest name, in characters. */
const LONGEST_NAME = 200;

/** A phrase in the form of a bank. */
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

  /** @throws with a one-line message if the file is not a bank or a phrase is damaged. */
  constructor(file: unknown) {
    const { kind, version, phrases } = (isRecord(file) ? file : {}) as Partial<PhraseBankFile>;
    if (kind !== 'phrase-bank' || version !== 1 || !Array.isArray(phrases))
      throw new TypeError('this is not a phrase bank of version 1; make one with npm run compose -- --bank FILE');
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

  /** Moods with phrases in the bank. */
  get moods(): readonly string[] {
    return [...this.#takes.keys()];
  }

  /**
   * The phrase for a slot of a mood; null if the bank has none for the mood. Takes in the current mode and meter with the
   * nearest controls come first; of equal ones the seed chooses. After the end of a take, the next begins.
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

/** Distance of a phrase from the controls; another mode or meter outweighs any other difference. */
function distance({ request }: Phrase, controls: Controls): number {
  const off = MELODY_CONTROLS.reduce((sum, control) => {
    const away = Math.abs((request.controls[control] ?? controls[control]) - controls[control]);
    // Themes lie below and above the requested register.
    return sum + (control === 'register' ? Math.max(0, away - THEMES) : away);
  }, 0);
  return off + (request.meter === controls.meter ? 0 : 20) + (request.mode === controls.mode ? 0 : 10);
}

/** Restores the result of {@link serializePhrase}; names have at most `longest` characters. @throws TypeError naming `owner`, what is wrong, and the remedy. */
export function deserializePhrase(entry: unknown, owner: string, remedy: string, longest = LONGEST_NAME): Phrase {
  const damaged = (what: string): never => {
    throw new TypeError(`${owner}: ${what}; ${remedy}`);
  };
  const checked = (request: UncheckedRequest): PhraseRequest => {
    try {
      checkRequest(request);
      return request;
    } catch (error) {
      return damaged(reasonOf(error));
    }
  };
  const known = isRecord(entry) ? (entry as unknown as SerializedPhrase) : damaged('it is not an object');
  const { mood, take, source, hash, bars, meter, mode, cadence } = known;
  for (const [name, text] of Object.entries({ mood, take, hash }))
    if (typeof text !== 'string' || text.length > longest) damaged(`its ${name} is not a name`);
  for (const field of Object.keys(known)) if (!FIELDS.includes(field)) damaged(unknownName('field', field, FIELDS));
  if (!PHRASE_ORIGINS.includes(source)) damaged(`its source is not one of ${PHRASE_ORIGINS.join(', ')}`);
  const ending = CADENCES.find((name) => name === cadence) ?? damaged('its cadence is unknown');
  for (const name of ['controls', 'chords', 'notes'] as const)
    if (!Array.isArray(known[name]) || known[name].length > PHRASE_EVENTS) damaged(`its ${name} are not a list`);
  const controls = Object.fromEntries(MELODY_CONTROLS.map((control, c) => [control, known.controls[c] ?? null]));
  const chords: ChordSpan[] = [];
  const request = checked({ seed: `bank/${take}`, bars, meter, mode, cadence: ending, controls, style: null, chords });
  const end = bars * meterInfo(request.meter).barTicks;
  const span = (event: unknown): event is number[] =>
    Array.isArray(event) && event.slice(0, 3).every(Number.isSafeInteger) && event.length >= 3;
  for (const event of known.chords) {
    const [tick, durationTicks, root, quality] = span(event) ? (event as typeof event) : damaged('a chord is invalid');
    if (!(tick >= 0 && durationTicks > 0 && tick + durationTicks <= end && root >= 0 && root < 12))
      damaged('a chord lies outside its bars');
    if (!isQuality(quality)) return damaged('a chord has an unknown quality');
    chords.push({ tick, durationTicks, chord: { root, quality } });
  }
  let from = 0;
  const notes = known.notes.map((event): PhraseNote => {
    const [pitch, tick, durationTicks] = span(event) ? (event as typeof event) : damaged('a note is invalid');
    if (!(tick >= from && durationTicks > 0 && tick + durationTicks <= end && Math.abs(pitch) <= PHRASE_REACH))
      damaged('a note lies outside its bars');
    from = tick + durationTicks;
    return { pitch, tick, durationTicks, sampled: true };
  });
  const phrase = phraseOf(notes, request, source);
  return phrase.hash === hash ? phrase : damaged('its notes are not those that were approved');
}

function isQuality(name: unknown): name is Quality {
  return typeof name === 'string' && Object.hasOwn(QUALITIES, name);
}
