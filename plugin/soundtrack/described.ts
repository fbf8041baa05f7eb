/** Moods described in words, in a soundtrack that plays: their numbers come from the word tables, a log or a saved game. */

import { describedNames, type MoodDefinition, resolveMoods } from '../mood/moods.ts';
import { plainText } from '../mood/names.ts';
import { type Check, checkObject, entriesOf, ownValue } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import type { Soundtrack } from './soundtrack.ts';

/** What descriptions were read as, by mood: definitions in numbers. Logs and saved games keep them, so that they need no words. */
export type DescribedMoods = Readonly<Record<string, MoodDefinition>>;

/** Requires {@link DescribedMoods}; what the definitions contain is checked where they are used. */
export const checkDescribed: Check = (value, owner, field) => {
  for (const [name, definition] of entriesOf(`${owner}: ${field}`, value as DescribedMoods, DECLARED)) {
    const mood = `${owner}: ${field}: mood '${plainText(name)}'`;
    checkObject(mood, definition, "{ like: 'village' }");
    if (definition.describe !== undefined) throw new TypeError(`${mood} is described in words; give numbers`);
  }
};

/** The moods of a soundtrack that wait for their words to be read. */
export function undescribed({ ownMoods }: Soundtrack): readonly string[] {
  return describedNames(ownMoods);
}

/** The moods of a soundtrack that were described, in numbers; for logs and saved games. */
export function describedMoods({ ownMoods, described }: Soundtrack): { readonly described?: DescribedMoods } {
  if (described.length === 0) return {};
  return { described: Object.fromEntries(described.map((name) => [name, ownMoods[name]!])) };
}

/** A soundtrack with numbers in place of words. Moods that it does not describe stay as they are. @throws for an invalid definition. */
export function withDescribed(soundtrack: Soundtrack, read: DescribedMoods = {}): Soundtrack {
  const names = undescribed(soundtrack).filter((name) => ownValue(read, name) !== undefined);
  if (names.length === 0) return soundtrack;
  const { variety, seed, endings } = soundtrack;
  const ownMoods = { ...soundtrack.ownMoods, ...Object.fromEntries(names.map((name) => [name, read[name]!])) };
  const moods = resolveMoods(ownMoods, variety ? seed : undefined, endings);
  return { ...soundtrack, ownMoods, moods, described: [...soundtrack.described, ...names] };
}
