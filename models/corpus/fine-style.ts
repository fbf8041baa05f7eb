/** The finest style that a record's own tags state. */

import type { FineStyle } from '../../plugin/internal.ts';

/** The first pattern that fits one of a record's tags decides. */
const BY_TAG: readonly (readonly [RegExp, FineStyle])[] = [
  [/^sacred\b/i, 'sacred'],
  [/\bjapanese\b/i, 'japanese'],
  [/\bswedish-dance\b/i, 'swedish-dance'],
  [/\bragtime\b/i, 'ragtime'],
  [/\b(hymn|carol)\b/i, 'hymn'],
  [/\bmarch\b/i, 'march'],
  [/\b(guitar|lute|mandolin)\b/i, 'guitar'],
  [/\b(waltz|landler)\b/i, 'waltz'],
  [/\b(mazurka|oberek|kujawiak)\b/i, 'mazurka'],
  [/\bpolonaise\b/i, 'polonaise'],
  [/\b(polka|galop)\b/i, 'polka'],
  [/\b(krakowiak|cracow)\b/i, 'krakowiak'],
  [/\b(minuet|gavotte|bourree|sarabande|gigue|allemande|courante|passepied|musette|siciliana)\b/i, 'baroque-dance'],
  [/\b(song|lullaby|children)\b/i, 'song'],
  [/\brenaissance\b/i, 'renaissance'],
  [/\bbaroque\b/i, 'baroque'],
  [/\bromantic\b/i, 'romantic'],
  [/\bclassical\b/i, 'classical'],
];

/** The fine style that a record's tags state; null if they state none. */
export function taggedStyle(tags: readonly string[]): FineStyle | null {
  return BY_TAG.find(([pattern]) => tags.some((tag) => pattern.test(tag)))?.[1] ?? null;
}
