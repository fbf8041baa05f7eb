/** Records why a symbol was chosen: the likeliest alternatives, and the vetoes. */

import { type ChoiceOption, type ChoiceReason, TOP_OPTIONS, type Veto } from '../music/explanation.ts';
import type { RelativePitch } from '../music/pitch.ts';
import type { Ticks } from '../music/time.ts';
import type { MelodyDraft } from './melody-draft.ts';
import { chanceOf, logTotal, type Odds } from './sampling.ts';
import { DURATION_COUNT, durationTicks, PITCH_SYMBOLS, pitchOfToken, REST } from './tokens.ts';

/** The model's output of a step, as `Answer` in candidate-decoder.ts. */
interface NamedLogits {
  readonly conditioned: Float32Array;
  readonly guided: Float64Array;
}

/** Why a length was chosen; call it before the event is appended. */
export function lengthReason(
  logits: NamedLogits,
  row: number,
  odds: Odds,
  chosen: number,
  line: MelodyDraft,
): ChoiceReason<Ticks> {
  const veto = (token: number) => line.durationVeto(token);
  return reasonOf(logits, row, DURATION_COUNT, odds, chosen, veto, durationTicks);
}

/** Why a pitch or rest was chosen; call it before the event is appended. */
export function toneReason(
  logits: NamedLogits,
  row: number,
  odds: Odds,
  chosen: number,
  line: MelodyDraft,
  duration: number,
  mayRest: boolean,
): ChoiceReason<RelativePitch | null> {
  const veto = (token: number) => line.pitchVeto(token, duration, mayRest);
  const value = (token: number) => (token === REST ? null : pitchOfToken(token));
  return reasonOf(logits, row, PITCH_SYMBOLS, odds, chosen, veto, value);
}

function reasonOf<Value>(
  { conditioned, guided }: NamedLogits,
  row: number,
  width: number,
  odds: Odds,
  chosen: number,
  vetoOf: (token: number) => Veto | null,
  nameOf: (token: number) => Value,
): ChoiceReason<Value> {
  const from = row * width;
  const shift = logTotal(conditioned, from, width);
  const option = (token: number): ChoiceOption<Value> => ({
    value: nameOf(token),
    network: Math.exp(conditioned[from + token]! - shift),
    guided: Math.exp(guided[from + token]!),
    drawn: chanceOf(odds, token),
    veto: vetoOf(token),
  });
  const vetoed: { [K in Veto]?: number } = {};
  for (let token = 0; token < width; token++) {
    const veto = vetoOf(token);
    if (veto) vetoed[veto] = (vetoed[veto] ?? 0) + Math.exp(guided[from + token]!);
  }
  return { chosen: option(chosen), top: likeliest(guided, from, width).map(option), vetoed };
}

/** The {@link TOP_OPTIONS} likeliest symbols of a row; of equal ones, the lower first. */
function likeliest(row: Float64Array, from: number, width: number): number[] {
  const top: number[] = [];
  for (let token = 0; token < width; token++) {
    let place = top.length;
    while (place > 0 && row[from + top[place - 1]!]! < row[from + token]!) place--;
    if (place >= TOP_OPTIONS) continue;
    if (top.length === TOP_OPTIONS) top.pop();
    top.splice(place, 0, token);
  }
  return top;
}
