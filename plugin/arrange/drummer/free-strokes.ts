/** Strokes that the drummer finds: it hears the kit's pattern, keeps to it, and adds ghost notes and fills of its own. */

import { DRUM_PPQ, type DrumClass, type DrumHit, type Drummer } from '../../music/drum-performance.ts';
import { random } from '../../music/random.ts';
import type { Note } from '../../music/score.ts';
import { type NormalRange, PPQ, type Ticks } from '../../music/time.ts';
import type { Setting } from '../arrange-context.ts';
import { DRUM_KEYS, type Drum, type DrumLevel, KITS } from '../drum-patterns.ts';
import type { KitVoices } from '../kit-voices.ts';
import { accentsOf, fillBars, isSwung, levelOf, patternOf, RATIO, sharedBrief, usualVelocity } from './brief.ts';
import { sortedStrokes, timedStroke } from './timed-stroke.ts';

/** Bars of the kit's pattern before the phrase. */
const COUNT_IN = 2;
/** Strokes of level `half` are at least this strong, as a share of the drummer's usual velocity. */
const NO_GHOST = 0.5;
/** Share of a game's own velocity at each place of the pattern, so that all phrases have the same accents. */
const HABIT = 0.45;
/** Added to the log-probability of hits where the chord changes or a long note begins. */
const ACCENT = 0.5;

/** Hits of a phrase, found by the drummer, from the phrase's first tick. */
export function* freeHits(
  setting: Setting,
  drummer: Drummer,
  own: KitVoices,
  swing: NormalRange,
): Generator<undefined, DrumHit[]> {
  const shared = sharedBrief(setting, own, swing);
  const { barTicks } = shared;
  const pattern = patternOf(setting, own);
  const fills = fillBars(setting);
  const level = levelOf(setting);
  const first = COUNT_IN * barTicks;
  const crashes = KITS[setting.style.drums.kit].crash !== null;
  const groove = (tick: number): readonly DrumClass[] | null => {
    const bar = Math.floor(tick / barTicks) - COUNT_IN;
    const within = tick % barTicks;
    const fill = fills.get(bar);
    if (fill !== undefined && within >= fill * barTicks) return null;
    // Bars come in pairs: the second goes on with what the first has found.
    const strokes = (bar % 2 === 1 ? found.get(tick - barTicks) : pattern.get(within)) ?? [];
    const follows = bar === 0 ? setting.phraseIndex > 0 : fills.has(bar - 1);
    return within === 0 && follows && crashes ? [...strokes, 'crash'] : strokes;
  };
  const accents = accentsOf(setting);
  const density = Math.max(
    0,
    own.density + (setting.figures === undefined ? 0 : random(`${setting.figures}/busy`).int(3) - 1),
  );
  const found = new Map<number, DrumClass[]>();
  const usual = new Map<string, NormalRange>();
  const performance = drummer.perform({
    ...shared,
    countIn: COUNT_IN,
    bar: (bar) => ({ density, level, fill: fills.has(bar) }),
    chance: setting.chance('drummer'),
    manner: random(`${setting.figures ?? ''}/manner`),
    groove,
    accent: (tick) => (accents.has((tick - first) * RATIO) ? ACCENT : 0),
  });
  for (let bar = 0; bar < COUNT_IN; bar++) {
    yield;
    for (const [tick, drums] of pattern)
      for (const drum of drums) usual.set(`${tick}/${drum}`, performance.strike(bar * barTicks + tick, drum).velocity);
  }
  const hits: DrumHit[] = [];
  for (let bar = 0; bar < setting.bars; bar++) {
    yield;
    for (const hit of performance.playTo(first + (bar + 1) * barTicks)) {
      const before = usual.get(`${hit.tick % barTicks}/${hit.drum}`) ?? hit.velocity;
      hits.push({ ...hit, velocity: hit.velocity + HABIT * (before - hit.velocity) });
      found.set(hit.tick, [...(found.get(hit.tick) ?? []), hit.drum]);
    }
  }
  return hits.map((hit) => ({ ...hit, tick: hit.tick - first }));
}

/** The notes of a level. Where two hits share a drum, the stronger sounds. */
export function freeNotes(
  setting: Setting,
  hits: readonly DrumHit[],
  own: KitVoices,
  level: DrumLevel,
  swing: NormalRange,
): Note[] {
  const usual = usualVelocity(setting);
  const voices = level === 'full' ? own.full : own.half;
  const strongest = new Map<string, readonly [Drum, DrumHit]>();
  for (const hit of hits) {
    const drum = voices[hit.drum];
    if (drum === null || (level !== 'full' && hit.velocity < NO_GHOST * usual)) continue;
    const key = `${hit.tick}/${drum}`;
    const there = strongest.get(key);
    if (there === undefined || there[1].velocity < hit.velocity) strongest.set(key, [drum, hit]);
  }
  const gain = setting.style.drums.level / usual;
  const swings = isSwung(setting, swing);
  return sortedStrokes(
    [...strongest.values()].map(([drum, hit]) => {
      const tick = swings ? straightened(hit.tick) : hit.tick * RATIO;
      return timedStroke(setting, DRUM_KEYS[drum], tick, hit.velocity * gain, hit.deviation, swing);
    }),
  );
}

/** A tick of swung triplets as a tick of straight eighths, which `swung` takes back to where the band swings. */
function straightened(tick: number): Ticks {
  const quarter = Math.floor(tick / DRUM_PPQ) * PPQ;
  const within = tick % DRUM_PPQ;
  const triplet = (DRUM_PPQ * 2) / 3;
  const half = within <= triplet ? within / triplet : 1 + (within - triplet) / (DRUM_PPQ - triplet);
  return quarter + Math.round((half * PPQ) / 2);
}
