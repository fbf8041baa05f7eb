/** Where one mood takes over a deck from another, and whether it does so before the deck is free. */

import type { OutputCall } from '../../plugin/output/recording-output.ts';

/** How often a deck passed from one mood to another, and the times at which it was not free. */
export interface DeckTakeovers {
  readonly takeovers: number;
  readonly early: readonly { readonly deck: number; readonly mood: string; readonly time: number }[];
}

/** Follows the calls to an output: a deck is free once it was cleared, or when its last bar and its last note have ended. */
export function deckTakeovers(calls: readonly OutputCall[]): DeckTakeovers {
  const last = new Map<number, { readonly mood: string; until: number }>();
  const early: { deck: number; mood: string; time: number }[] = [];
  let takeovers = 0;
  for (const call of calls) {
    const before = 'deck' in call ? last.get(call.deck) : undefined;
    if (call.kind === 'clear' && before !== undefined) before.until = Math.min(before.until, call.time);
    if (call.kind !== 'play') continue;
    const { deck, time, duration, parts, origin } = call.bar;
    const held = last.get(deck);
    if (held !== undefined && held.mood !== origin.mood) {
      takeovers++;
      if (time < held.until) early.push({ deck, mood: origin.mood, time });
    }
    const ends = parts.flatMap(({ notes }) => notes.map((note) => note.time + note.duration));
    last.set(deck, { mood: origin.mood, until: Math.max(held?.until ?? 0, time + duration, ...ends) });
  }
  return { takeovers, early };
}
