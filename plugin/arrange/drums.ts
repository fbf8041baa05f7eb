/** Drums by level of intensity: grooves or cells with ghost notes, a fill at the end of every fourth bar, and a crash after it. */

import type { Note, Part } from '../music/score.ts';
import { type NormalRange, SIXTEENTH, type Ticks } from '../music/time.ts';
import { barsOf, type Setting } from './arrange-context.ts';
import { ownStrokes } from './band-variants.ts';
import { DRUM_KEYS, DRUM_LEVELS, type Drum, type DrumLevel, KITS, type Kit } from './drum-patterns.ts';
import { ghostStrokes } from './groove.ts';
import { TOP } from './styles.ts';

/** A fill ends every fourth bar, and each phrase. */
export const FILL_EVERY = 4;
/** Below this arousal fills use only eighths, and there are no ghost notes. */
const HASTY: NormalRange = 0.3;
/** Velocity of each sign, as a factor of the level. */
const STRENGTH: Readonly<Record<string, number>> = { X: 1.25, x: 0.95, o: 0.62 };

/** The drum parts of a phrase, one per level, each with its own range of intensity. */
export function drumParts(setting: Setting): Part[] {
  const kit = KITS[setting.style.drums.kit];
  return DRUM_LEVELS.map((level) => drumPart(setting, level, drumNotes(setting, kit, level)));
}

/** The part of a level, which sounds where its range of intensity begins and the next level's does not. */
export function drumPart({ style: { drums } }: Setting, level: DrumLevel, notes: readonly Note[]): Part {
  const bounds: Record<DrumLevel, readonly [number, number]> = {
    light: [drums.light, drums.half],
    half: [drums.half, drums.full],
    full: [drums.full, TOP],
  };
  const [from, to] = bounds[level];
  return { name: `drums-${level}`, role: 'drums', layer: { from, to }, notes };
}

/** The notes of a level over a phrase, by its patterns. */
export function drumNotes(setting: Setting, kit: Kit, level: DrumLevel, mayFill = (_bar: number) => true): Note[] {
  const notes: Note[] = [];
  for (const { bar, tick } of barsOf(setting)) {
    const fill = level === 'light' || !mayFill(bar) ? 0 : fillTicks(setting, bar, level);
    const until = setting.barTicks - fill;
    const plain = barNotes(setting, kit, level, tick);
    const bars = [...plain, ...ghosts(setting, level, bar, tick, plain), ...pickup(setting, kit, level, bar, tick)];
    notes.push(...bars.filter((note) => note.tick < tick + until));
    if (fill > 0) notes.push(...fillNotes(setting, kit, level, tick + until, tick + setting.barTicks));
    if (level === 'full' && kit.crash && followsFill(setting, bar) && (bar === 0 || mayFill(bar - 1))) {
      notes.push(hit(setting, kit.crash, tick, 1.15));
    }
  }
  return notes;
}

/** One bar: the kit's groove for the meter, or cells. */
export function barNotes(setting: Setting, kit: Kit, level: DrumLevel, tick: Ticks): Note[] {
  const groove = kit.grooves.find((one) => one.meter === setting.meter && one.level === level);
  if (groove) return Object.entries(groove.lines).flatMap(([drum, text]) => strokes(setting, drum as Drum, text, tick));
  return kit.levels[level].flatMap(({ drum, two, three }) =>
    setting.beats.flatMap((beat) => strokes(setting, drum, (beat.ternary ? three : two)[beat.job], tick + beat.tick)),
  );
}

function strokes(setting: Setting, drum: Drum, text: string, from: Ticks): Note[] {
  return [...ownStrokes(text, setting.figures)].flatMap((sign, i) => {
    const strength = STRENGTH[sign];
    return strength === undefined ? [] : [hit(setting, drum, from + i * SIXTEENTH, strength)];
  });
}

function hit(setting: Setting, drum: Drum, tick: Ticks, strength: number): Note {
  const velocity = Math.min(1, setting.style.drums.level * strength);
  return { pitch: DRUM_KEYS[drum], tick, durationTicks: SIXTEENTH, velocity };
}

/** Ghost notes where the groove is silent; see groove.ts. */
function ghosts(setting: Setting, level: DrumLevel, bar: number, tick: Ticks, plain: readonly Note[]): Note[] {
  if (setting.feeling.arousal < HASTY) return [];
  const struck = plain.map((note) => ({ drum: DRUMS.get(note.pitch)!, place: (note.tick - tick) / SIXTEENTH }));
  return ghostStrokes(setting, setting.style.drums.kit, level, bar, struck).map(({ drum, place }) =>
    hit(setting, drum, tick + place * SIXTEENTH, 0.55),
  );
}

const DRUMS: ReadonlyMap<number, Drum> = new Map(Object.entries(DRUM_KEYS).map(([drum, key]) => [key, drum as Drum]));

/** In every second bar, a light stroke or two lead into the next where the groove is silent, so that bars form pairs. */
function pickup(setting: Setting, kit: Kit, level: DrumLevel, bar: number, tick: Ticks): Note[] {
  if (kit.pickup === null || level === 'light' || bar % 2 === 0) return [];
  const end = tick + setting.barTicks;
  const twice = setting.chance(`pickup/${level}`).next() < 0.5;
  const struck = barNotes(setting, kit, level, tick);
  return [end - SIXTEENTH, ...(twice ? [end - 2 * SIXTEENTH] : [])]
    .map((at, i) => hit(setting, kit.pickup!, at, i === 0 ? 0.66 : 0.5))
    .filter((note) => !struck.some(({ tick: at, pitch }) => at === note.tick && pitch === note.pitch));
}

/** Length of the fill at the end of a bar: one beat, two at the end of a phrase, 0 in other bars. */
function fillTicks(setting: Setting, bar: number, level: DrumLevel): Ticks {
  const ends = bar === setting.bars - 1;
  if (!ends && (bar + 1) % FILL_EVERY !== 0) return 0;
  const last = setting.beats.at(-1)!;
  const before = setting.beats.length > 2 ? setting.beats.at(-2)! : null;
  return ends && level === 'full' && before ? last.ticks + before.ticks : last.ticks;
}

function followsFill(setting: Setting, bar: number): boolean {
  return bar === 0 ? setting.phraseIndex > 0 : bar % FILL_EVERY === 0;
}

/** A run over the fill's drums with a crescendo; random strokes are doubled. */
function fillNotes(setting: Setting, kit: Kit, level: DrumLevel, from: Ticks, to: Ticks): Note[] {
  const chance = setting.chance(`fill/${level}/${from}`);
  const steps = Math.round((to - from) / SIXTEENTH);
  const notes: Note[] = [];
  for (let i = 0; i < steps; i++) {
    const onEighth = i % 2 === 0;
    const doubled = chance.next() >= (level === 'full' ? 0.35 : 0.6);
    if (!onEighth && (!doubled || setting.feeling.arousal < HASTY)) continue;
    const drum = kit.fill[Math.min(kit.fill.length - 1, Math.floor((i / steps) * kit.fill.length))]!;
    notes.push(hit(setting, drum, from + i * SIXTEENTH, (onEighth ? 0.85 : 0.65) + (0.35 * i) / steps));
  }
  return notes;
}
