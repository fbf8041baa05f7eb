/** Checks a phrase request before any note is written, so that mistakes fail early with a clear message. */

import { plainText } from '../mood/names.ts';
import { MELODY_CONTROLS, type MelodyControl } from '../music/melody-controls.ts';
import type { BarPlan, PhraseRequest } from '../music/phrase.ts';
import { MODES } from '../music/pitch.ts';
import { FINE_STYLES } from '../music/style.ts';
import { METERS } from '../music/time.ts';

/** Most bars of one phrase. */
export const MOST_BARS = 8;
/** Most candidates of one request. */
export const MOST_CANDIDATES = 32;

/** A request whose bars, meter, mode and controls come from a file and are not checked yet. */
export interface UncheckedRequest extends Omit<PhraseRequest, 'bars' | 'meter' | 'mode' | 'controls'> {
  readonly bars: unknown;
  readonly meter: unknown;
  readonly mode: unknown;
  readonly controls: { readonly [C in MelodyControl]?: unknown };
}

/** @throws RangeError naming the field, its value, and the valid values. */
export function checkRequest(request: UncheckedRequest): asserts request is PhraseRequest {
  const { bars } = request;
  if (!(typeof bars === 'number' && Number.isInteger(bars) && bars >= 1 && bars <= MOST_BARS))
    fail('bars', bars, `a whole number from 1 to ${MOST_BARS}`);
  checkName('meter', request.meter, METERS);
  checkName('mode', request.mode, Object.keys(MODES));
  if (request.style !== null && !FINE_STYLES.includes(request.style))
    fail('style', request.style, `null or ${FINE_STYLES.join(', ')}`);
  for (const control of MELODY_CONTROLS) {
    const value = request.controls[control];
    if (value != null && !(typeof value === 'number' && value >= 0 && value <= 1))
      fail(`control ${control}`, value, 'a number from 0 to 1, or null');
  }
  numberIn('temperature', request.temperature, 0.05, 3);
  numberIn('topP', request.topP, 0.01, 1);
  numberIn('guidance', request.guidance, 0, 6);
  numberIn('styleGuidance', request.styleGuidance, 0, 12);
  numberIn('candidates', request.candidates, 1, MOST_CANDIDATES);
  if (request.plan) checkPlan(request.plan, bars, request.prime);
}

function checkName(field: string, value: unknown, known: readonly unknown[]): void {
  if (!known.includes(value)) fail(field, value, known.join(', '));
}

function checkPlan(plan: readonly BarPlan[], bars: number, prime: PhraseRequest['prime']): void {
  const earliest = -(prime?.bars ?? 0);
  if (plan.length !== bars) fail('plan', `${plan.length} bars`, `one entry for each of the ${bars} bars`);
  plan.forEach((entry, bar) => {
    if (entry.kind === 'sample') return;
    if (!(Number.isInteger(entry.of) && entry.of >= earliest && entry.of < bar))
      fail(`plan of bar ${bar}`, `repeats bar ${entry.of}`, 'an earlier bar, of the phrase or (below 0) of its prime');
  });
}

function numberIn(name: string, value: number | undefined, low: number, high: number): void {
  if (value !== undefined && !(typeof value === 'number' && value >= low && value <= high))
    fail(name, value, `a number from ${low} to ${high}`);
}

function fail(what: string, value: unknown, allowed: string): never {
  throw new RangeError(`phrase request: ${what} is ${plainText(value)}; allowed: ${allowed}`);
}
