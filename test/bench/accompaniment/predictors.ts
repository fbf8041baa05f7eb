/** Two that foretell a part: tables counted from games, and today's rules as a mixture of their figures. */

import { Counted } from './counted.ts';
import { type Decision, KINDS, type Kind, SIZES } from './events.ts';

/** Decisions of one piece, and its kind of scene. */
export interface Taken {
  readonly scene: string;
  readonly decisions: readonly Decision[];
}

/** Bits and decisions by kind. */
export type Bits = Readonly<Record<Kind, { bits: number; count: number }>>;

const noBits = (): Bits => Object.fromEntries(KINDS.map((kind) => [kind, { bits: 0, count: 0 }])) as unknown as Bits;

/** Tables by kind. */
export type Tables = Readonly<Record<Kind, Counted>>;

/** Counts pieces. */
export function tablesOf(taken: readonly Taken[]): Tables {
  const tables = Object.fromEntries(KINDS.map((kind) => [kind, new Counted(SIZES[kind])])) as Record<Kind, Counted>;
  for (const { kind, contexts, symbol } of taken.flatMap(({ decisions }) => decisions))
    tables[kind].add(contexts, symbol);
  return tables;
}

export function tableBits(tables: Tables, taken: readonly Taken[]): Bits {
  const all = noBits();
  for (const { kind, contexts, symbol } of taken.flatMap(({ decisions }) => decisions)) {
    all[kind].count++;
    all[kind].bits -= Math.log2(tables[kind].probability(contexts, symbol));
  }
  return all;
}

/** What is fitted of the rules: how sure they are, which figures scenes have, and how often a bar has another one. */
export interface Fit {
  /** By kind, level and symbol of the figure (-1 first): the probability of each symbol. */
  readonly says: Map<string, number[]>;
  readonly figures: Map<string, number[]>;
  readonly moves: number;
  /** Whether what is struck and what is played there are believed of figures apart, as a rhythm may go with other tones. */
  readonly apart: boolean;
}

/** Rounds of fitting, and shares of bars with another figure that are tried. */
const ROUNDS = 4;
const MOVES = [0.02, 0.06, 0.15, 0.3] as const;

/** Fits the rules to pieces by expectation and maximization: they are as right as they can be made by smoothing. */
export function fitRules(taken: readonly Taken[], apart = false): Fit {
  const tried = MOVES.map((moves) => {
    let fit: Fit = { says: new Map(), figures: new Map(), moves, apart };
    for (let round = 0; round < ROUNDS; round++) fit = refit(fit, taken);
    const bits = ruleBits(fit, taken);
    return { fit, bits: KINDS.reduce((sum, kind) => sum + bits[kind].bits, 0) };
  });
  return tried.reduce((best, each) => (each.bits < best.bits ? each : best)).fit;
}

export function ruleBits(fit: Fit, taken: readonly Taken[]): Bits {
  const all = noBits();
  follow(fit, taken, ({ kind }, probability) => {
    all[kind].count++;
    all[kind].bits -= Math.log2(probability);
  });
  return all;
}

function refit(fit: Fit, taken: readonly Taken[]): Fit {
  const says = new Map<string, number[]>();
  const figures = new Map<string, number[]>();
  follow(fit, taken, ({ kind, level, figures: own, symbol }, _, weights, belief) => {
    const sums = figures.get(belief) ?? own.map(() => 1);
    figures.set(belief, sums);
    // By what figures say, how much is believed of those that say it.
    const believed: (number | undefined)[] = [];
    for (let i = 0; i < weights.length; i++) {
      believed[own[i]! + 1] = (believed[own[i]! + 1] ?? 0) + weights[i]!;
      sums[i]! += weights[i]!;
    }
    for (const [i, weight] of believed.entries()) {
      if (weight === undefined) continue;
      const key = `${kind}/${level}/${i - 1}`;
      const counts = says.get(key) ?? new Array<number>(SIZES[kind]).fill(0.5);
      // Of tones only right and wrong are counted: the rule says which.
      counts[symbol]! += weight;
      says.set(key, counts);
    }
  });
  return { says: normalized(says), figures: normalized(figures), moves: fit.moves, apart: fit.apart };
}

const normalized = (counts: ReadonlyMap<string, readonly number[]>) =>
  new Map(
    [...counts].map(([key, own]) => {
      const sum = own.reduce((all, each) => all + each, 0);
      return [key, own.map((each) => each / sum)];
    }),
  );

/** How sure rules are before they are fitted. */
const SURE = 0.8;

/**
 * Goes through pieces: at each decision its probability, and what is believed of the figures once it is known, with the name of
 * that belief.
 */
function follow(
  { says, figures, moves, apart }: Fit,
  taken: readonly Taken[],
  visit: (decision: Decision, probability: number, weights: Float64Array, belief: string) => void,
): void {
  for (const { scene, decisions } of taken) {
    const size = decisions[0]?.figures.length ?? 0;
    const beliefs = (apart ? [scene, `${scene}, tones`] : [scene]).map((name) => {
      const prior = figures.get(name) ?? new Array<number>(size).fill(1 / size);
      return { name, prior, weights: Float64Array.from(prior) };
    });
    for (const decision of decisions) {
      const { kind, level, symbol, figures: own, opens } = decision;
      if (opens)
        for (const { prior, weights } of beliefs)
          for (let i = 0; i < size; i++) weights[i] = (1 - moves) * weights[i]! + moves * prior[i]!;
      const { name, weights } = beliefs[kind === 'strikes' ? 0 : beliefs.length - 1]!;
      // Many figures say the same: by what they say, the symbol's probability.
      const known: (number | undefined)[] = [];
      let probability = 0;
      for (let i = 0; i < size; i++) {
        const said = own[i]!;
        known[said + 1] ??= probabilityOf(says, `${kind}/${level}/${said}`, kind, symbol, said);
        weights[i]! *= known[said + 1]!;
        probability += weights[i]!;
      }
      for (let i = 0; i < size; i++) weights[i]! /= probability;
      visit(decision, probability, weights, name);
    }
  }
}

/** The probability of a symbol where a figure says something; as sure as rules are where that was not fitted. */
function probabilityOf(says: Fit['says'], key: string, kind: Kind, symbol: number, said: number): number {
  const learnt = says.get(key);
  if (learnt) return learnt[symbol]!;
  return said < 0 ? 1 / SIZES[kind] : said === symbol ? SURE : (1 - SURE) / (SIZES[kind] - 1);
}
