/**
 * How the colors of a picture feel, and why.
 *
 * Sources, and where they contradict each other:
 * - Valdez & Mehrabian 1994 (color chips): pleasure = .69 brightness + .22 saturation; arousal = -.31 brightness + .60
 *   saturation; dominance = -.76 brightness + .32 saturation. Blue to purple pleases most, yellow least.
 * - Wilms & Oberfeld 2018 (a lit display, 62 people): valence is highest for saturated and bright colors; arousal grows
 *   with saturation and with brightness, and from blue over green to red; a saturated blue pleases most.
 *
 * Both agree on valence by brightness and saturation, and on arousal by saturation: those weights are Valdez & Mehrabian's.
 * They disagree on what brightness does to arousal (down, up): it does nothing here. They disagree on hue (green excites
 * most, red most): red is taken, as a game is seen on a lit display too. Neither has a tension. What is dark and red and
 * strong in contrast is tense here: the dark makes people more easily startled (Grillon et al. 1997), and dark colors
 * are the potent ones (dominance above). Patches have no edges; busier pictures excite more (Tuch et al. 2009).
 */

import type { Feel } from '../../mood/feel.ts';
import { clamp01 } from '../../music/pitch.ts';
import type { PictureColors } from './colors.ts';

/** What one quality of a picture adds to its feel. */
export interface PictureReason {
  /** For example `dark`, `vivid` or `red`. */
  readonly what: string;
  /** Added to each axis, about -0.3..0.3. */
  readonly valence: number;
  readonly arousal: number;
  readonly tension: number;
}

/** A quality: its words below and above the usual, how it is measured, its usual value and spread, and its weights. */
interface Quality {
  readonly words: readonly [below: string, above: string];
  readonly of: (colors: PictureColors) => number;
  /** Mean and standard deviation of pictures of games. */
  readonly usual: readonly [mean: number, spread: number];
  readonly valence: number;
  readonly arousal: number;
  readonly tension: number;
}

const warm = ({ hues }: PictureColors) => hues.red + 0.5 * hues.orange + 0.5 * hues.pink;
const cool = ({ hues }: PictureColors) => hues.blue;

/** Usual values: somewhat brighter and more colorful than the demo game, which is seen at night half of the time. */
const QUALITIES: readonly Quality[] = [
  // biome-ignore-start format: a table reads in columns
  {
    words: ['dark', 'bright'],
    of: ({ lightness }) => lightness,
    usual: [0.42, 0.15],
    valence: 0.69,
    arousal: 0,
    tension: -0.5,
  },
  {
    words: ['pale', 'vivid'],
    of: ({ chroma }) => chroma,
    usual: [0.06, 0.025],
    valence: 0.22,
    arousal: 0.6,
    tension: 0.1,
  },
  { words: ['little red', 'red'], of: warm, usual: [0.12, 0.18], valence: 0, arousal: 0.3, tension: 0.4 },
  { words: ['little blue', 'blue'], of: cool, usual: [0.3, 0.25], valence: 0.1, arousal: -0.1, tension: 0 },
  {
    words: ['soft', 'strong in contrast'],
    of: ({ contrast }) => contrast,
    usual: [0.4, 0.13],
    valence: 0,
    arousal: 0.15,
    tension: 0.15,
  },
  { words: ['plain', 'busy'], of: ({ edges }) => edges, usual: [0.22, 0.1], valence: 0, arousal: 0.25, tension: 0 },
  // biome-ignore-end format: a table reads in columns
];
/** The feel of a usual picture: the middle of the presets. */
const USUAL: Feel = { valence: 0.52, arousal: 0.48, tension: 0.4 };
/** How far one standard deviation with weight 1 moves an axis, and the farthest that one quality counts. */
const STEP = 0.2;
const FARTHEST = 2;
/** A smaller part is not named. */
const LEAST = 0.02;

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** The feel of colors, and what adds to it, the largest part first. */
export function feelOf(colors: PictureColors): { readonly feel: Feel; readonly why: readonly PictureReason[] } {
  const reasons = QUALITIES.map(({ words, of, usual: [mean, spread], ...weights }) => {
    const off = Math.max(-FARTHEST, Math.min(FARTHEST, (of(colors) - mean) / spread)) * STEP;
    const [below, above] = words;
    const part = (weight: number) => rounded(weight * off);
    return {
      what: off < 0 ? below : above,
      valence: part(weights.valence),
      arousal: part(weights.arousal),
      tension: part(weights.tension),
    };
  });
  const along = (axis: keyof Feel) =>
    rounded(clamp01(USUAL[axis] + reasons.reduce((sum, reason) => sum + reason[axis], 0)));
  return {
    feel: { valence: along('valence'), arousal: along('arousal'), tension: along('tension') },
    why: reasons.filter((reason) => sizeOf(reason) >= LEAST).sort((one, other) => sizeOf(other) - sizeOf(one)),
  };
}

function sizeOf({ valence, arousal, tension }: PictureReason): number {
  return Math.max(Math.abs(valence), Math.abs(arousal), Math.abs(tension));
}
