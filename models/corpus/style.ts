/** Which style a record carries, from its source and its own tags: one that the network knows, and a finer one. */

import { broadStyle, type FineStyle, type Style } from '../../plugin/internal.ts';
import { taggedStyle } from './fine-style.ts';
import { sourceNamed } from './sources.ts';

/** The part of a record that states its style. */
interface Tagged {
  readonly tags?: readonly string[];
}

/** Folders whose records all have one style. */
const BY_FOLDER: Record<string, Style> = {
  openewld: 'song',
  'open-hymnal': 'sacred',
  'openscore-lieder': 'romantic',
  'openscore-quartets': 'classical',
  'chopin-first-editions': 'romantic',
  gregorian: 'chant',
  'early-sacred': 'sacred',
  'ryans-mammoth': 'folk-dance',
  'oneills-1850': 'folk-dance',
};

/** The first pattern that fits a record's tags decides. */
const BY_TAG: readonly (readonly [RegExp, Style])[] = [
  [/\b(battle|boss|action|tense|dramatic)\b/i, 'game-battle'],
  [/\b(exploration|village|castle|sea|title|desert|march|victory|forest|comic|intermission)\b/i, 'game-field'],
  [/\b(calm|sad|cave|mystery|ending|game-over|spooky|dungeon|stealth)\b/i, 'game-calm'],
  [/\bSacred\b/i, 'sacred'],
  [
    /\b(Mazurka|Polonaise|Waltz|Krakowiak|Polka|March|Oberek|Kujawiak|Dance|Galop|Quadrille|Contredanse|Minuet)\b/i,
    'folk-dance',
  ],
  [/\b(Song|Children|Folk)\b/i, 'song'],
  [/\b(Prelude|Etude|Nocturne|Romance|Fantasy|Ballade|Impromptu|Scherzo|Variations|Sonnet)\b/i, 'romantic'],
  [/\b(Opera|Sonata|Partita|quartet|Symphony|Fugue|Rondo|Oratorio|Concerto|Overture)\b/i, 'classical'],
];

/** The style of a record as the network knows it, or null if it is unknown. */
export function styleOf(record: Tagged, source: string): Style | null {
  // The first corpus keeps the styles that the shipped weights were trained and measured with.
  if (sourceNamed(source)?.corpus !== 2) return firstStyle(record, source);
  const fine = fineStyleOf(record, source);
  return fine && broadStyle(fine);
}

/** The fine style of a record, or null if it is unknown. */
export function fineStyleOf(record: Tagged, source: string): FineStyle | null {
  const listed = sourceNamed(source);
  if (listed?.style) return listed.style;
  // Tags of game music are scenes: a march there is a place in a story.
  const tagged = listed?.reader === 'MIDI first' ? null : taggedStyle(record.tags ?? []);
  return tagged ?? firstStyle(record, source);
}

function firstStyle(record: Tagged, source: string): Style | null {
  const folder = BY_FOLDER[source];
  if (folder) return folder;
  const tags = (record.tags ?? []).join('; ');
  for (const [pattern, style] of BY_TAG) if (pattern.test(tags)) return style;
  return null;
}
