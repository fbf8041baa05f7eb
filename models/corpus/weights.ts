/** How often each source is drawn in training, so that the largest does not drown the rest. */

/** A source is drawn in proportion to (its notes) to this power: between by-note (1) and by-folder (0). */
const SIZE_POWER = 0.6;

/** Corrections by what SOURCES.md says of each folder: figuration, unmetered or whole-note music count less, tunes with stated chords more. */
const FACTOR: Record<string, number> = {
  'chopin-first-editions': 0.5,
  'early-sacred': 0.35,
  gregorian: 0.4,
  freedoom: 0.7,
  openewld: 1.5,
  'open-hymnal': 1.3,
  'easyrpg-rtp': 1.5,
  'helland-free-music': 1.5,
};

/** The probability of drawing from each source, given how many notes each holds. */
export function sourceWeights(notes: ReadonlyMap<string, number>): Map<string, number> {
  const raw = [...notes].map(([source, count]) => [source, count ** SIZE_POWER * (FACTOR[source] ?? 1)] as const);
  const total = raw.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(raw.map(([source, weight]) => [source, weight / total]));
}
