/**
 * Styles as the sources tell them, finer than those that the network knows. Each belongs to a style of the network or to
 * none; a later network can learn them as inputs of their own, beginning from the style that they belong to.
 */

import { STYLES, type Style } from '../../plugin/internal.ts';

/** The style of the network that each new style belongs to. */
const NEW_STYLES = {
  irish: 'folk-dance',
  'swedish-dance': 'folk-dance',
  ragtime: 'folk-dance',
  march: 'folk-dance',
  waltz: 'folk-dance',
  mazurka: 'folk-dance',
  polonaise: 'folk-dance',
  polka: 'folk-dance',
  krakowiak: 'folk-dance',
  'baroque-dance': 'folk-dance',
  baroque: 'classical',
  renaissance: 'song',
  orchestral: 'classical',
  guitar: 'classical',
  hymn: 'sacred',
  japanese: 'song',
  chinese: 'song',
} as const satisfies Readonly<Record<string, Style>>;

export type FineStyle = Style | keyof typeof NEW_STYLES;

/** All fine styles; those of the network first, in its order. */
export const FINE_STYLES: readonly FineStyle[] = [
  ...STYLES,
  ...(Object.keys(NEW_STYLES) as (keyof typeof NEW_STYLES)[]),
];

/** The style of the network that a fine style belongs to. */
export function broadStyle(style: FineStyle): Style {
  return style in NEW_STYLES ? NEW_STYLES[style as keyof typeof NEW_STYLES] : (style as Style);
}

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

/** The fine style that a record's tags tell; null where they tell none. */
export function taggedStyle(tags: readonly string[]): FineStyle | null {
  return BY_TAG.find(([pattern]) => tags.some((tag) => pattern.test(tag)))?.[1] ?? null;
}
