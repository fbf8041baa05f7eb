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
}

/** Rounds of fitting, and shares of bars with another figure that are tried. */
const ROUNDS = 4;
const MOVES = [0.02, 0.06, 0.15, 0.3] as const;

/** Fits the rules to pieces by expectation and maximization: they are as right as they can be made by smoothing. */
export function fitRules(taken: readonly Taken[]): Fit {
  const tried = MOVES.map((moves) => {
    let fit: Fit = { says: new Map(), figures: new Map(), moves };
    for (let round = 0; round < ROUNDS; round++) fit = refit(fit, taken);
    return { fit, bits: KINDS.reduce((sum, kind) => sum + ruleBits(fit, taken)[kind].bits, 0) };
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
  follow(fit, taken, ({ kind, level, figures: own, symbol }, _, weights, scene) => {
    const sums = figures.get(scene) ?? own.map(() => 1);
    figures.set(scene, sums);
    for (const [i, weight] of weights.entries()) {
      const key = `${kind}/${level}/${own[i]}`;
      const counts = says.get(key) ?? new Array<number>(SIZES[kind]).fill(0.5);
      // Of tones only right and wrong are counted: the rule says which.
      counts[symbol]! += weight;
      says.set(key, counts);
      sums[i]! += weight;
    }
  });
  return { says: normalized(says), figures: normalized(figures), moves: fit.moves };
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

/** Goes through pieces: at each decision its probability, and what is believed of the figures once it is known. */
function follow(
  { says, figures, moves }: Fit,
  taken: readonly Taken[],
  visit: (decision: Decision, probability: number, weights: readonly number[], scene: string) => void,
): void {
  for (const { scene, decisions } of taken) {
    const size = decisions[0]?.figures.length ?? 0;
    const prior = figures.get(scene) ?? new Array<number>(size).fill(1 / size);
    let weights = [...prior];
    for (const decision of decisions) {
      const { kind, level, symbol, figures: own, opens } = decision;
      if (opens) weights = weights.map((weight, i) => (1 - moves) * weight + moves * prior[i]!);
      const each = own.map((said) => {
        const learnt = says.get(`${kind}/${level}/${said}`);
        if (learnt) return learnt[symbol]!;
        return said < 0 ? 1 / SIZES[kind] : said === symbol ? SURE : (1 - SURE) / (SIZES[kind] - 1);
      });
      const probability = each.reduce((sum, p, i) => sum + p * weights[i]!, 0);
      weights = weights.map((weight, i) => (weight * each[i]!) / probability);
      visit(decision, probability, weights, scene);
    }
  }
}
