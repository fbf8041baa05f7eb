/**
 * Drums played by the drum network. In 4/4 and 2/2 it starts from the kit's pattern and adds strokes and fills; in other
 * meters, on which it was hardly trained, and on kits of few strokes, it plays the patterns. Level `half` is what is left of
 * the performance without time-keeping and ghost notes; level `light` has its own pattern.
 */

import type { Drummer } from '../../music/drum-performance.ts';
import type { Part } from '../../music/score.ts';
import type { NormalRange } from '../../music/time.ts';
import type { Setting } from '../arrange-context.ts';
import { DRUM_LEVELS } from '../drum-patterns.ts';
import { drumPart } from '../drums.ts';
import { KIT_VOICES } from '../kit-voices.ts';
import { TAUGHT } from './brief.ts';
import { freeHits, freeNotes } from './free-strokes.ts';
import { patternNotes } from './pattern-strokes.ts';

/** The drum parts of a phrase as {@link drumParts}, played and timed by a drummer, in steps. */
export function* playedDrums(setting: Setting, drummer: Drummer, swing: NormalRange): Generator<undefined, Part[]> {
  const { kit } = setting.style.drums;
  const own = KIT_VOICES[kit];
  const isFree = own.plays && TAUGHT.includes(setting.meter);
  const performance = isFree ? yield* freeHits(setting, drummer, own, swing) : null;
  const parts: Part[] = [];
  for (const level of DRUM_LEVELS) {
    const notes =
      performance === null || level === 'light'
        ? yield* patternNotes(setting, drummer, own, level, swing)
        : freeNotes(setting, performance, own, level, swing);
    parts.push(drumPart(setting, level, notes));
  }
  return parts;
}
