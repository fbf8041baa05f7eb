/** A topic of the bench: one file that measures one thing, listed in `topics.ts`. */

/** The options of every topic. */
export interface BenchOptions {
  /** How often to measure; what a round is, the topic says. */
  readonly rounds: number;
  /** Seeds to compose with, for topics that compose whole games; null for the topic's own number. */
  readonly seeds: number | null;
  /** A model folder. */
  readonly model: string;
  /** A folder of music for topics that compare with it; null for the one beside the working copy. */
  readonly corpus: string | null;
  /** A folder to draw pictures into, for topics that have some; null for none. */
  readonly pictures: string | null;
}

/** What a topic found out. */
export interface Report {
  /** Plain JSON, printed under the topic's name by `--json`. */
  readonly figures: unknown;
  /** The same for people to read. */
  readonly lines: readonly string[];
  /** Bars that were missed, one line each; any makes the command fail. */
  readonly missed?: readonly string[];
}

/** One thing that can be measured. Rejects with a `CliError` where it cannot. */
export interface Topic {
  readonly summary: string;
  /** Left out unless it is asked for by `--only`, because it takes minutes. */
  readonly long?: boolean;
  measure(options: BenchOptions): Promise<Report>;
}
