/** A drummer's input for a phrase: style, meter, loudness, fills, and what the kit's pattern and the melody accent. */

import {
  DRUM_CLASSES,
  DRUM_PPQ,
  type DrumBrief,
  type DrumClass,
  type DrumStyle,
} from '../../music/drum-performance.ts';
import { random } from '../../music/random.ts';
import type { Note } from '../../music/score.ts';
import { type Meter, type NormalRange, PPQ, type Ticks } from '../../music/time.ts';
import type { Setting } from '../arrange-context.ts';
import { DRUM_KEYS, type Drum, KITS } from '../drum-patterns.ts';
import { barNotes, FILL_EVERY } from '../drums.ts';
import { classOf, type KitVoices } from '../kit-voices.ts';
import { gameGroove } from './game-groove.ts';

/** Ticks of the score in one of the drummer's. */
export const RATIO = PPQ / DRUM_PPQ;
/** Meters in which it adds strokes. */
export const TAUGHT: readonly Meter[] = ['4/4', '2/2'];
/** Swing from which beats are divided in three. */
const SWINGS_FROM: NormalRange = 0.45;
/** Probability of a fill in a fourth bar, and in the last bar of a phrase. */
const FILLS = { fourth: 0.6, last: 0.85 } as const;
/** The part of a bar that keeps the groove before a fill. */
const BEFORE_FILL = { fourth: 3 / 4, last: 1 / 2 } as const;
/** Mean velocity of the drummer at each loudness level, in sixths. */
const USUAL: readonly NormalRange[] = [0.38, 0.46, 0.52, 0.58, 0.65, 0.75];

/** The part of a drummer's input that depends only on the setting. */
export type SharedBrief = Omit<DrumBrief, 'bar' | 'chance' | 'countIn' | 'manner'>;

/** The input that is the same for every bar; swing does not matter to patterns, which are moved afterwards. */
export function sharedBrief(setting: Setting, own: KitVoices, swing: NormalRange): SharedBrief {
  const { meter, bpm } = setting;
  const swings = isSwung(setting, swing);
  // The drummer knows no bar of twelve eighths: it is two of six.
  const bar = meter === '12/8' ? setting.barTicks / 2 : setting.barTicks;
  const kind =
    TAUGHT.includes(meter) || meter === '2/4'
      ? '4/4'
      : meter === '3/4'
        ? '3/4'
        : meter.endsWith('/8')
          ? '6/8'
          : 'other';
  return { style: swings ? 'swing' : styleOf(setting, own), swings, meter: kind, barTicks: bar / RATIO, bpm };
}

/** The style of a game's drums. */
const styleOf = ({ figures }: Setting, { styles }: KitVoices): DrumStyle =>
  figures === undefined ? styles[0]! : random(`${figures}/drum style`).pick(styles);

/** Drums of the groove by tick of the bar, in the drummer's order: the kit's full pattern with the lines of the game. */
export function patternOf(setting: Setting, own: KitVoices): ReadonlyMap<number, readonly DrumClass[]> {
  const pattern = new Map<DrumClass, number[]>();
  for (const note of barNotes(setting, KITS[setting.style.drums.kit], 'full', 0)) {
    const drum = classOf(own, drumOf(note));
    pattern.set(drum, [...(pattern.get(drum) ?? []), note.tick / RATIO]);
  }
  const groove = gameGroove(setting, pattern);
  const ticks = [...new Set([...groove.values()].flat())].sort((a, b) => a - b);
  return new Map(ticks.map((tick) => [tick, DRUM_CLASSES.filter((drum) => groove.get(drum)?.includes(tick))]));
}

/** Bars with a fill, and the part of the bar that comes before it. */
export function fillBars(setting: Setting): ReadonlyMap<number, number> {
  const chance = setting.chance('fills');
  const fills = new Map<number, number>();
  for (let bar = FILL_EVERY - 1; bar < setting.bars; bar += FILL_EVERY) {
    const where = bar === setting.bars - 1 ? 'last' : 'fourth';
    if (chance.next() < FILLS[where]) fills.set(bar, BEFORE_FILL[where]);
  }
  return fills;
}

/** Ticks of the score at which a chord begins, or a note of a beat or more. */
export function accentsOf({ melody, harmony }: Setting): ReadonlySet<Ticks> {
  return new Set([
    ...harmony.map(({ tick }) => tick),
    ...melody.flatMap(({ tick, durationTicks }) => (durationTicks >= PPQ ? [tick] : [])),
  ]);
}

/** The loudness level that the drummer plays at, in sixths. */
export const levelOf = ({ feeling }: Setting): number => Math.round(1 + 3 * feeling.arousal);

/** Whether the drummer divides beats in three. */
export const isSwung = ({ meter }: Setting, swing: NormalRange) => TAUGHT.includes(meter) && swing >= SWINGS_FROM;

/** The drummer's mean velocity at this loudness level. */
export const usualVelocity = (setting: Setting): NormalRange => USUAL[levelOf(setting)]!;

const KEYS: ReadonlyMap<number, Drum> = new Map(Object.entries(DRUM_KEYS).map(([drum, key]) => [key, drum as Drum]));
/** The drum of a note. */
export const drumOf = ({ pitch }: Note): Drum => KEYS.get(pitch)!;
