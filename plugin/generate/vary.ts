/** Variations of a motif: its rhythm stays; its notes are moved or rewritten, or it gets another ending. */

import type { AskedControls } from '../music/melody-controls.ts';
import { type BarPlan, notesHash, type Phrase, type PhraseModel } from '../music/phrase.ts';
import { clamp01 } from '../music/pitch.ts';
import { type GivenNote, likeness, type PhraseOptions, primeOf, requestOf } from './continue.ts';

/** What a variation keeps of each bar; `last` is true for the motif's last bar. */
type Manner = (bar: number, last: boolean, bars: number) => BarPlan;

const rhythm = (bar: number, bars: number): BarPlan => ({ kind: 'rhythm', of: bar - bars });
const copy = (bar: number, bars: number, steps: number): BarPlan => ({ kind: 'copy', of: bar - bars, steps });
const moved =
  (steps: number): Manner =>
  (bar, last, bars) =>
    last ? rhythm(bar, bars) : copy(bar, bars, steps);

/**
 * Kinds of variation, taken in turn. All keep the rhythm of every bar, except that a changed ending rewrites the last:
 * listeners recognize a motif by its rhythm (docs/music-criteria.md, "Melody").
 */
const MANNERS: readonly Manner[] = [
  (bar, _, bars) => rhythm(bar, bars), // new notes
  (bar, last, bars) => (bars === 1 ? rhythm(bar, bars) : last ? { kind: 'sample' } : copy(bar, bars, 0)), // new ending
  moved(1),
  moved(-1),
  (bar, _, bars) => (bar === 0 && bars > 1 ? copy(bar, bars, 0) : rhythm(bar, bars)), // new continuation
  moved(2),
  moved(-2),
];

/** Seeds that are tried for a variation that differs from all others. */
const TRIES = 12;

/** Rounds through all manners in which the controls stay as they are; later ones look higher and lower for other notes. */
const LIKE_ROUNDS = 2;
/** How much further in register each of those rounds looks. */
const FURTHER = 0.1;

/** The controls of a round: first those of the motif, then alternately higher and lower registers. */
function spread(controls: AskedControls, round: number): AskedControls {
  if (round < LIKE_ROUNDS) return controls;
  const steps = round - LIKE_ROUNDS + 1;
  const by = FURTHER * Math.ceil(steps / 2) * (steps % 2 === 1 ? 1 : -1);
  return { ...controls, register: clamp01((controls.register ?? 0.5) + by) };
}

/**
 * Writes `count` distinct variations of a motif (1 to 8 bars), each with the motif's rhythm. They end freely unless `wish`
 * requests a cadence. The same model, motif and options give the same variations.
 * @throws RangeError if the motif is empty or out of order, or has fewer variations than requested.
 * @example
 * const motif = [
 *   { pitch: 0, tick: 0, durationTicks: 480 },
 *   { pitch: 4, tick: 480, durationTicks: 480 },
 *   { pitch: 7, tick: 960, durationTicks: 960 },
 * ];
 * const three = await varyMotif(createNgramModel(), motif, 3, { seed: 'hero', meter: '4/4', mode: 'ionian' });
 */
export async function varyMotif(
  model: PhraseModel,
  motif: readonly GivenNote[],
  count: number,
  options: Omit<PhraseOptions, 'bars' | 'plan'>,
): Promise<readonly Phrase[]> {
  const prime = primeOf(motif, options.meter);
  const controls = options.controls ?? likeness(prime, options);
  const known = new Set([notesHash(prime.notes)]);
  const versions: Phrase[] = [];
  for (let k = 0; versions.length < count; k++) {
    if (k >= count * TRIES)
      throw new RangeError(
        `vary motif: ${count} versions asked, ${versions.length} found; ask for fewer, or give a motif of more notes`,
      );
    const manner = MANNERS[k % MANNERS.length]!;
    const round = Math.floor(k / MANNERS.length);
    const plan = Array.from({ length: prime.bars }, (_, bar) => manner(bar, bar === prime.bars - 1, prime.bars));
    const seed = `${options.seed}/version ${k}`;
    const request = requestOf({
      cadence: 'open',
      ...options,
      seed,
      bars: prime.bars,
      controls: spread(controls, round),
      plan,
    });
    const phrase = await model.generate({ ...request, prime });
    if (known.has(phrase.hash)) continue;
    known.add(phrase.hash);
    versions.push(phrase);
  }
  return versions;
}
