/** Checks what the functions that take composed music are given: a forgotten `await` is the commonest mistake. */

import { isRecord } from '../mood/names.ts';

const isPromise = (value: unknown): boolean => isRecord(value) && typeof value.then === 'function';

/** @throws TypeError naming the function unless a value is a score, as {@link compose} resolves to it or as JSON. */
export function checkScore(name: string, score: unknown): void {
  const lists = ['sections', 'tempos', 'meters', 'keys', 'bars', 'parts'];
  if (isRecord(score) && lists.every((list) => Array.isArray(score[list]))) return;
  throw new TypeError(`${name} needs what compose() resolves to; ${remedyFor(score)}`);
}

/** @throws TypeError naming the function unless a value is a composition with its recording. */
export function checkComposition(name: string, score: unknown): void {
  if (isRecord(score) && isRecording(score.recording)) return;
  const isData = isRecord(score) && Array.isArray(score.parts);
  throw new TypeError(
    isData
      ? `${name} needs the recording of a composition, which JSON does not have; compose it again with the same options`
      : `${name} needs what compose() resolves to; ${remedyFor(score)}`,
  );
}

/** @throws TypeError naming the function unless a value is a recording. */
export function checkRecording(name: string, recording: unknown): void {
  if (isRecording(recording)) return;
  const isWhole = isRecord(recording) && isRecording(recording.recording);
  throw new TypeError(
    `${name} needs the recording of a composition; ${isWhole ? `write ${name}(score.recording)` : remedyFor(recording)}`,
  );
}

const isRecording = (value: unknown): boolean => isRecord(value) && Array.isArray(value.calls);

const remedyFor = (value: unknown): string =>
  isPromise(value) ? 'this is a promise: write await compose(…)' : 'write await compose(…)';
