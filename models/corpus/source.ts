/** What the list of sources states of each. */

import type { FineStyle } from '../../plugin/internal.ts';

/**
 * What a source is for: `training` (what ships may be trained on it), `measuring` (read, but never trained on),
 * `evaluation` (kept out of every corpus), `drums` and `progressions` (other tables are made of it).
 */
export type SourceUse = 'training' | 'measuring' | 'evaluation' | 'drums' | 'progressions';

/**
 * How a source is read: `records`; `MIDI first`, then the records of what MIDI does not give; `records first`, then the MIDI
 * files of what records do not give; `hits` of drums; `progressions`.
 */
export type SourceReader = 'records' | 'MIDI first' | 'records first' | 'hits' | 'progressions';

/** A source of music, as the list states it. */
export interface Source {
  /** The name that its tunes carry. */
  readonly name: string;
  readonly title: string;
  /** Where it lies in the corpus, and the file of its records there. MIDI files lie below in `midi/`. */
  readonly folder: string;
  readonly file: string;
  readonly reader: SourceReader;
  readonly license: string;
  /** What credits say of it; sources of one sentence are joined. Null where nothing has to be said. */
  readonly credit: string | null;
  /** The style of all its records; null if their tags state it. */
  readonly style: FineStyle | null;
  /** Correction of how often it is drawn, see `weights.ts`. */
  readonly weight: number;
  /** Its styles are drawn apart, some with a correction of their own. */
  readonly byStyle?: Partial<Readonly<Record<FineStyle, number>>>;
  readonly use: SourceUse;
  /** Why it is not trained on, or what limits its use. */
  readonly reason?: string;
  /** The corpus that it came with: the shipped weights were trained on the first. */
  readonly corpus: 1 | 2;
  /** Files beside the records that hold the same music. */
  readonly same?: readonly string[];
}
