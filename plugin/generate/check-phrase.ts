/** Checks a model's phrase before it is played: the worker may run another program or another version. */

import { isRecord, plainText } from '../mood/names.ts';
import { type Fields, flag, list, number, object, oneOf, required, whole } from '../mood/validate.ts';
import { PHRASE_EVENTS, PHRASE_REACH } from '../music/limits.ts';
import { MELODY_CONTROLS, type MelodyControls } from '../music/melody-controls.ts';
import { notesHash, type Phrase, type PhraseNote, type PhraseRequest } from '../music/phrase.ts';
import { meterInfo } from '../music/time.ts';

const OWNER = 'its phrase';
/** Fields of a request that identify it. */
const SAME = ['seed', 'bars', 'meter', 'mode'] as const;
/** Largest start or length of a note, in ticks: far beyond eight bars. */
const TICKS = 1_000_000;

const NOTE: Fields = {
  pitch: required(number(-PHRASE_REACH, PHRASE_REACH)),
  tick: required(whole(TICKS)),
  durationTicks: required(whole(TICKS)),
  sampled: required(flag),
};
const checkNotes = list(object(NOTE), PHRASE_EVENTS);
const checkMeasured = object(Object.fromEntries(MELODY_CONTROLS.map((control) => [control, required(number(0, 1))])));
const checkSource = oneOf('source', ['lstm', 'ngram']);

/**
 * Returns the answer as a phrase if it belongs to the request and its notes are in order inside its bars.
 * @throws TypeError or RangeError, one line, otherwise.
 */
export function checkPhrase(answer: unknown, request: PhraseRequest): Phrase {
  if (!isRecord(answer)) throw new TypeError(`${OWNER} is ${plainText(answer)}, not a phrase`);
  const { request: of, notes, source, measured } = answer;
  if (!isRecord(of) || SAME.some((field) => of[field] !== request[field]))
    throw new TypeError(`${OWNER} answers another request`);
  checkNotes(notes, OWNER, 'notes');
  checkSource(source, OWNER, 'source');
  checkMeasured(measured, OWNER, 'measured');
  checkPlaces(notes as readonly PhraseNote[], request);
  return answer as unknown as Phrase;
}

function checkPlaces(notes: readonly PhraseNote[], { bars, meter }: PhraseRequest): void {
  const end = bars * meterInfo(meter).barTicks;
  let from = 0;
  for (const [i, { pitch, tick, durationTicks }] of notes.entries()) {
    if (!Number.isInteger(pitch))
      throw new RangeError(`${OWNER}: the pitch of note ${i} is ${pitch}, not a whole semitone`);
    if (tick < from || durationTicks === 0 || tick + durationTicks > end)
      throw new RangeError(`${OWNER}: note ${i} overlaps another, has no length or lies outside the bars`);
    from = tick + durationTicks;
  }
}

/** A worker's phrase, rebuilt from the checked fields only. */
export function phraseFrom(answer: unknown, request: PhraseRequest): Phrase {
  const { notes, source, measured, hash, explanation } = checkPhrase(answer, request);
  const own = notes.map(
    ({ pitch, tick, durationTicks, sampled }): PhraseNote => ({ pitch, tick, durationTicks, sampled }),
  );
  if (notesHash(own) !== hash) throw new TypeError(`${OWNER} does not have the hash of its notes`);
  const levels = Object.fromEntries(MELODY_CONTROLS.map((control) => [control, measured[control]]));
  const phrase: Phrase = { request, notes: own, source, hash, measured: levels as MelodyControls };
  if (request.explain !== true || !isRecord(explanation) || !Array.isArray(explanation.events)) return phrase;
  return { ...phrase, explanation: { events: explanation.events } };
}
