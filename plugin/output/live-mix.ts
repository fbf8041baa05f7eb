/** The mix of scheduled bars, adjusted by what signals add at the moment. */

import { type Ambience, type AmbienceName, movedAmbience } from '../mood/ambience.ts';
import type { Pushes } from '../mood/modulation.ts';
import { sameData } from '../mood/same-data.ts';
import { clamp01 } from '../music/pitch.ts';
import type { BPM, NormalRange, Seconds } from '../music/time.ts';
import type { DeckChange, TimedBar, TimedNote } from './audio-output.ts';
import { type BarRevision, revised } from './live-bar.ts';
import { applyHysteresis, renderParts } from './render-bar.ts';

/** What of a bar's mix signals move while it sounds, without them. */
export interface StillMix {
  readonly intensity: NormalRange;
  readonly brightness: NormalRange;
  readonly ambience: Ambience;
  readonly seed: string;
}

/** The same with them. */
export interface MovedMix extends Pick<TimedBar, 'ambience'> {
  readonly intensity: NormalRange;
  readonly brightness: NormalRange;
  readonly percussion: NormalRange;
}

/** What signals add: to each control, and the share of the drum strokes that it leaves. */
export interface LiveMoves {
  readonly pushes: Pushes;
  readonly percussion: NormalRange;
  /** Sounds that may come. */
  readonly mayCome: readonly AmbienceName[];
}

/** Steps of the share of the drum strokes. */
const SHARES = 32;

/** The share of the drum strokes that are played. A stroke is there or not when it sounds, so a trembling signal does no harm. */
export function percussionOf(pushes: Pushes): NormalRange {
  return Math.round(SHARES * clamp01(1 + (pushes.get('percussion') ?? 0))) / SHARES;
}

/** Moves a mix. */
export function movedMix(still: StillMix, { pushes, percussion, mayCome }: LiveMoves): MovedMix {
  const levels = movedAmbience(still.ambience, (target) => pushes.get(target) ?? 0);
  const isSilent = levels === null && mayCome.length === 0;
  return {
    intensity: clamp01(still.intensity + (pushes.get('intensity') ?? 0)),
    brightness: clamp01(still.brightness + (pushes.get('brightness') ?? 0)),
    percussion,
    ...(isSilent ? {} : { ambience: { levels: levels ?? {}, seed: still.seed, mayCome } }),
  };
}

/** A scheduled bar of a deck. */
export interface LiveBar {
  readonly timed: TimedBar;
  readonly bpm: BPM;
  readonly layering: NormalRange;
  /** Share of its drum strokes; 1 where it is left out. */
  readonly percussion?: NormalRange;
  /** Whether its notes may come and go. */
  readonly mayRevise: boolean;
  readonly still: StillMix;
}

/** The bars of a deck after a change, and what the audio output has to change. */
export interface DeckMove {
  readonly bars: readonly Required<Pick<LiveBar, 'timed' | 'layering' | 'percussion'>>[];
  /** Null where nothing changes. */
  readonly change: Omit<DeckChange, 'deck' | 'time'> | null;
  /** Notes that are new, as parts of their bars. */
  readonly added: readonly TimedBar[];
}

/** A smaller move of the filter is not heard, and comes with the next. */
const SHADE: NormalRange = 0.004;

/**
 * Moves the bars of a deck that sound at a clock time or later.
 * @param bars by time
 * @param from when notes can be added or taken back
 * @param isAtRest whether no signal moves on from here
 */
export function movedBars(bars: readonly LiveBar[], moves: LiveMoves, from: Seconds, isAtRest: boolean): DeckMove {
  const gone: TimedNote[] = [];
  const added: TimedBar[] = [];
  let layering: NormalRange | null = null;
  const after = bars.map((bar) => {
    const { intensity, brightness, percussion, ambience } = movedMix(bar.still, moves);
    layering = applyHysteresis(layering ?? bar.layering, intensity);
    const isFar = isAtRest || Math.abs(brightness - bar.timed.brightness) >= SHADE;
    const { ambience: _, ...rest } = bar.timed;
    const timed = { ...rest, ...(isFar ? { brightness } : {}), ...(ambience && { ambience }) };
    const revision = revisionOf(bar, timed, layering, percussion, from);
    gone.push(...(revision?.gone ?? []));
    if (revision?.added.length) added.push({ ...timed, parts: revision.added });
    return { timed: revision?.bar ?? timed, layering, percussion };
  });
  const isMoved = (field: 'brightness' | 'ambience') =>
    after.some(({ timed }, i) => !sameData(timed[field], bars[i]!.timed[field]));
  const change = {
    ...(isMoved('brightness') ? { shades: after.map(({ timed }) => timed) } : {}),
    ...(isMoved('ambience') ? { ambience: after[0]!.timed.ambience ?? null } : {}),
    ...(gone.length > 0 ? { gone } : {}),
  };
  return { bars: after, change: Object.keys(change).length > 0 ? change : null, added };
}

function revisionOf(
  bar: LiveBar,
  timed: TimedBar,
  layering: NormalRange,
  percussion: NormalRange,
  from: Seconds,
): BarRevision | null {
  if (!bar.mayRevise || (layering === bar.layering && percussion === (bar.percussion ?? 1))) return null;
  const { score, bar: number } = timed.origin;
  const place = { score, bar: number, time: timed.time, bpm: bar.bpm, until: Number.POSITIVE_INFINITY };
  return revised(timed, renderParts({ ...place, intensity: layering, percussion }), from);
}
