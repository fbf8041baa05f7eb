/** Strokes of the kit's patterns, varied from bar to bar, with the drummer's velocities and times. */

import { DRUM_CLASSES, type DrumClass, type Drummer } from '../../music/drum-performance.ts';
import { random } from '../../music/random.ts';
import type { Note } from '../../music/score.ts';
import type { NormalRange } from '../../music/time.ts';
import type { Setting } from '../arrange-context.ts';
import { type DrumLevel, KITS } from '../drum-patterns.ts';
import { barNotes, drumNotes } from '../drums.ts';
import { classOf, type KitVoices } from '../kit-voices.ts';
import { variedStrokes } from '../varied-strokes.ts';
import { drumOf, fillBars, levelOf, RATIO, sharedBrief, usualVelocity } from './brief.ts';
import { sortedStrokes, timedStroke } from './timed-stroke.ts';

/** Share of the pattern in the velocity of its strokes, the rest is the drummer's. */
const PATTERN_SHARE = 0.4;

/** The pattern of a level, varied from bar to bar, with the drummer's velocities and times. */
export function* patternNotes(
  setting: Setting,
  drummer: Drummer,
  own: KitVoices,
  level: DrumLevel,
  swing: NormalRange,
): Generator<undefined, Note[]> {
  const kit = KITS[setting.style.drums.kit];
  const fills = fillBars(setting);
  const loudness = levelOf(setting);
  const shared = sharedBrief(setting, own, 0);
  const countIn = setting.barTicks / RATIO / shared.barTicks;
  const performance = drummer.perform({
    ...shared,
    countIn,
    bar: (bar) => ({ density: level === 'full' ? 2 : 0, level: loudness, fill: fills.has(bar) }),
    chance: setting.chance(`drummer/${level}`),
    manner: random(`${setting.figures ?? ''}/manner/${level}`),
  });
  const gain = setting.style.drums.level / usualVelocity(setting);
  for (const { tick, drum } of inOrder(own, barNotes(setting, kit, level, 0))) performance.strike(tick, drum);
  const pattern = drumNotes(setting, kit, level, (bar) => fills.has(bar));
  const strokes = inOrder(own, variedStrokes(setting, pattern, level));
  const notes: Note[] = [];
  let bar = -1;
  for (const { note, tick, drum } of strokes) {
    const now = Math.floor(note.tick / setting.barTicks);
    if (now !== bar) yield;
    bar = now;
    const hit = performance.strike(countIn * shared.barTicks + tick, drum);
    const velocity = note.velocity ** PATTERN_SHARE * Math.min(1, hit.velocity * gain) ** (1 - PATTERN_SHARE);
    notes.push(timedStroke(setting, note.pitch, note.tick, velocity, hit.deviation, swing));
  }
  return sortedStrokes(notes);
}

/** Notes of patterns as strokes of the drummer, in the order of `DRUM_CLASSES`. */
function inOrder(own: KitVoices, notes: readonly Note[]): { note: Note; tick: number; drum: DrumClass }[] {
  return notes
    .map((note) => ({ note, tick: Math.round(note.tick / RATIO), drum: classOf(own, drumOf(note)) }))
    .sort((a, b) => a.tick - b.tick || DRUM_CLASSES.indexOf(a.drum) - DRUM_CLASSES.indexOf(b.drum));
}
