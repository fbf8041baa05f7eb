/** A corpus in memory: its tunes, and a record of everything that was left out. */

import type { Unread } from './files.ts';
import type { Tune } from './record.ts';
import type { LeftOut } from './source-counts.ts';

/** What was read, and what was not. */
export interface Corpus {
  readonly tunes: readonly Tune[];
  /** How many files, tunes or records were left out, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
  /** Files that were read. */
  readonly files: readonly string[];
  /** Files that gave no tune at all. */
  readonly unread: readonly Unread[];
  /** What should be known of files that were read, e.g. that one keeps to no beat. */
  readonly remarks: readonly { readonly file: string; readonly remark: string }[];
  /** How the MIDI files among them were read. */
  readonly midi: MidiCounts;
  /** Every record, tune or file that was left out. */
  readonly leftOut: readonly LeftOut[];
  /** How many files were passed over because records beside them were made from them. */
  readonly passedOver: number;
  /** How many files were left unopened because there are more than are read at once. */
  readonly notDrawn: number;
}

/** How MIDI files were read. */
export interface MidiCounts {
  /** Files that gave a tune. */
  readonly files: number;
  /** How many of them were read without meter, by reason. */
  readonly free: ReadonlyMap<string, number>;
  /** How many of them are damaged. */
  readonly damaged: number;
}
