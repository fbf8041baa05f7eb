/** Rests of a melody: in some bands it pauses for whole bars, and the second line or the accompaniment answers. */

import type { PresetName } from '../mood/preset-names.ts';
import type { Phrase } from '../music/phrase.ts';
import { random } from '../music/random.ts';
import { meterInfo } from '../music/time.ts';

/**
 * Bars of a phrase of four that sound, as patterns to choose from: a cave is "fragments, long silences", a forest has "many
 * rests" (docs/music-criteria.md, Scenes). Phrases that lead on may end in a rest, the others keep their close. Bands that
 * are not named play on.
 */
const SOUNDING: Readonly<
  Partial<Record<PresetName, { readonly open: readonly string[]; readonly closed: readonly string[] }>>
> = {
  cave: { open: ['xx..', 'xx..', 'x.x.', 'xxx.'], closed: ['xx.x', 'xx.x', 'x..x', 'x.xx'] },
  forest: { open: ['xxxx', 'xxxx', 'xxx.'], closed: ['xxxx', 'xxxx', 'xx.x'] },
};

/** The phrase as a band plays it. The same notes always rest in the same bars, so that a return stays a return. */
export function withRests(phrase: Phrase, band: PresetName): Phrase {
  const patterns = SOUNDING[band]?.[phrase.request.cadence === 'half' ? 'open' : 'closed'];
  if (patterns === undefined || phrase.request.bars < 4) return phrase;
  const pattern = random(`${phrase.hash}/rests`).pick(patterns);
  const { barTicks } = meterInfo(phrase.request.meter);
  const sounds = (tick: number) => tick < 0 || pattern[Math.floor(tick / barTicks) % pattern.length] === 'x';
  return { ...phrase, notes: phrase.notes.filter(({ tick }) => sounds(tick)) };
}
