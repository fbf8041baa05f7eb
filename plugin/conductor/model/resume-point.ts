/** Where interrupted music goes on: after a pause or a track, in a saved game, at the start of a log. */

import type { Standing } from '../../formats/saved-music.ts';
import type { Seconds } from '../../music/time.ts';
import type { DeckIndex } from '../../output/audio-output.ts';
import type { MoodState } from './mood-state.ts';

/** The bar at which interrupted music goes on. */
export interface ResumePoint {
  readonly memory: MoodState;
  readonly slot: number;
  readonly phraseBar: number;
  readonly number: number;
  /** Tempo curve, layers and age of the mood at that bar; null where the mood enters anew. */
  readonly standing: Standing | null;
  /** Only where a log starts here: the line, the deck, the length of the bar before, and the time at which the mood entered. */
  readonly start?: {
    readonly time: Seconds;
    readonly deck: DeckIndex;
    readonly barSeconds: Seconds;
    readonly entered: Seconds;
  };
}

/** The place at which a mood's next phrase begins. */
export function nextPhraseOf(memory: MoodState): ResumePoint {
  return { memory, slot: memory.slot, phraseBar: memory.phraseBar, number: memory.bars, standing: null };
}
