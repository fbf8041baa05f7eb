/**
 * How modal minor is heard in its own key, though its notes are those of a major one (`isModalMinor`): a theme may stay on its first
 * chord, and the colors of the other chords hold the tonic. Source: Persichetti, Twentieth-Century Harmony (1961), ch. 2: a mode's
 * tonic is kept in hearing, as no leading tone points to it.
 */

import { type Chord, chordTones, type Quality } from '../music/harmony.ts';
import type { Mode } from '../music/pitch.ts';
import { tokenOf } from './progression-chain.ts';
import { canDress } from './progression-model.ts';

/** Least chords per bar of any theme. */
const LEAST = 0.5;
/** Chords per bar that a theme which begins at home has less than others, and never more than one less this. */
const STAYS = 0.3;

/** Chords per bar, 0.5..0.7, of a theme that may stay at home for its first two bars, from its usual ones. */
export function stayingChordsPerBar(usual: number): number {
  return Math.max(LEAST, Math.min(usual, 1) - STAYS);
}

/** Qualities that may hold the tonic where a seventh does not: a second, a fourth or a sixth above the root. */
const HOLDING: readonly Quality[] = ['sus2', 'sus4', 'maj6'];

/** A colored chord as one that holds the tonic, where its root allows it: bVII with a second, v with a fourth, bIII with a sixth. */
export function holdingHome(chord: Chord, mode: Mode): Chord {
  if (chordTones(chord).includes(0)) return chord;
  const held = HOLDING.map((quality): Chord => ({ root: chord.root, quality })).find(
    (each) => chordTones(each).includes(0) && canDress(tokenOf(chord), each.quality, mode),
  );
  return held ?? chord;
}
