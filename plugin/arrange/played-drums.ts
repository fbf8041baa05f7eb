/**
 * Drums played by the drum network. In 4/4 and 2/2 it starts from the kit's pattern and adds strokes and fills; in other
 * meters, on which it was hardly trained, and on kits of few strokes, it plays the patterns. Level `half` is what is left of
 * the performance without time-keeping and ghost notes; level `light` has its own pattern.
 */

import {
  DRUM_CLASSES,
  DRUM_PPQ,
  type DrumBrief,
  type DrumClass,
  type DrumHit,
  type Drummer,
  type DrumStyle,
} from '../music/drum-performance.ts';
import { random } from '../music/random.ts';
import type { Note, Part } from '../music/score.ts';
import { type Meter, type NormalRange, PPQ, secondsToTicks, type Ticks } from '../music/time.ts';
import type { Setting } from './arrange-context.ts';
import { DRUM_KEYS, DRUM_LEVELS, type Drum, type DrumLevel, KITS } from './drum-patterns.ts';
import { barNotes, drumNotes, drumPart, FILL_EVERY } from './drums.ts';
import { SHORTEST, swung } from './humanize.ts';
import { classOf, KIT_VOICES, type KitVoices } from './kit-voices.ts';
import { variedStrokes } from './varied-strokes.ts';

const SIXTEENTH = PPQ / 4;
/** Ticks of the score in one of the drummer's. */
const RATIO = PPQ / DRUM_PPQ;
/** Meters in which it adds strokes. */
const TAUGHT: readonly Meter[] = ['4/4', '2/2'];
/** Bars of the kit's pattern before the phrase. */
const COUNT_IN = 2;
/** Swing from which beats are divided in three. */
const SWINGS_FROM: NormalRange = 0.45;
/** Probability of a fill in a fourth bar, and in the last bar of a phrase. */
const FILLS = { fourth: 0.6, last: 0.85 } as const;
/** The part of a bar that keeps the groove before a fill. */
const BEFORE_FILL = { fourth: 3 / 4, last: 1 / 2 } as const;
/** Largest deviation, in seconds. Wider ones of drummers are slips, or another tempo. */
const WIDEST = 0.03;
/** Strokes of level `half` are at least this strong, as a share of the drummer's usual velocity. */
const NO_GHOST = 0.5;
/** Share of the pattern in the velocity of its strokes, the rest is the drummer's. */
const PATTERN_SHARE = 0.4;
/** Share of a game's own velocity at each place of the pattern, so that all phrases have the same accents. */
const HABIT = 0.45;
/** Added to the log-probability of hits where the chord changes or a long note begins. */
const ACCENT = 0.5;
/** Mean velocity of each sixth that drummers are told. */
const USUAL: readonly NormalRange[] = [0.38, 0.46, 0.52, 0.58, 0.65, 0.75];

/** What the drummer is told in a setting. */
type SharedBrief = Omit<DrumBrief, 'bar' | 'chance' | 'countIn' | 'manner'>;

/** The drum parts of a phrase as {@link drumParts}, played and timed by a drummer, in steps. */
export function* playedDrums(setting: Setting, drummer: Drummer, swing: NormalRange): Generator<undefined, Part[]> {
  const { kit } = setting.style.drums;
  const own = KIT_VOICES[kit];
  const isFree = own.plays && TAUGHT.includes(setting.meter);
  const performance = isFree ? yield* freeHits(setting, drummer, own, swing) : null;
  const parts: Part[] = [];
  for (const level of DRUM_LEVELS) {
    const notes =
      performance === null || level === 'light'
        ? yield* patternNotes(setting, drummer, own, level, swing)
        : freeNotes(setting, performance, own, level, swing);
    parts.push(drumPart(setting, level, notes));
  }
  return parts;
}

/** Hits of a phrase, found by the drummer, from the phrase's first tick. */
function* freeHits(
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
function freeNotes(
  setting: Setting,
  hits: readonly DrumHit[],
  own: KitVoices,
  level: DrumLevel,
  swing: NormalRange,
): Note[] {
  const usual = USUAL[levelOf(setting)]!;
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
  return sorted(
    [...strongest.values()].map(([drum, hit]) => {
      const tick = swings ? straightened(hit.tick) : hit.tick * RATIO;
      return timed(setting, DRUM_KEYS[drum], tick, hit.velocity * gain, hit.deviation, swing);
    }),
  );
}

/** The pattern of a level, varied from bar to bar, with the drummer's velocities and times. */
function* patternNotes(
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
  const gain = setting.style.drums.level / USUAL[loudness]!;
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
    notes.push(timed(setting, note.pitch, note.tick, velocity, hit.deviation, swing));
  }
  return sorted(notes);
}

/** The style of a game's drums. */
const styleOf = ({ figures }: Setting, { styles }: KitVoices): DrumStyle =>
  figures === undefined ? styles[0]! : random(`${figures}/drum style`).pick(styles);

/** Notes of patterns as strokes of the drummer, in the order of `DRUM_CLASSES`. */
function inOrder(own: KitVoices, notes: readonly Note[]): { note: Note; tick: number; drum: DrumClass }[] {
  return notes
    .map((note) => ({ note, tick: Math.round(note.tick / RATIO), drum: classOf(own, drumOf(note)) }))
    .sort((a, b) => a.tick - b.tick || DRUM_CLASSES.indexOf(a.drum) - DRUM_CLASSES.indexOf(b.drum));
}

function sharedBrief(setting: Setting, own: KitVoices, swing: NormalRange): SharedBrief {
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

/** Drums of the kit's full pattern by tick of the bar, in the drummer's order. */
function patternOf(setting: Setting, own: KitVoices): ReadonlyMap<number, readonly DrumClass[]> {
  const struck = new Map<number, Set<DrumClass>>();
  for (const note of barNotes(setting, KITS[setting.style.drums.kit], 'full', 0)) {
    const tick = note.tick / RATIO;
    struck.set(tick, (struck.get(tick) ?? new Set()).add(classOf(own, drumOf(note))));
  }
  const order = [...struck].sort(([a], [b]) => a - b);
  return new Map(order.map(([tick, drums]) => [tick, DRUM_CLASSES.filter((drum) => drums.has(drum))]));
}

/** Bars with a fill, and the part of the bar that comes before it. */
function fillBars(setting: Setting): ReadonlyMap<number, number> {
  const chance = setting.chance('fills');
  const fills = new Map<number, number>();
  for (let bar = FILL_EVERY - 1; bar < setting.bars; bar += FILL_EVERY) {
    const where = bar === setting.bars - 1 ? 'last' : 'fourth';
    if (chance.next() < FILLS[where]) fills.set(bar, BEFORE_FILL[where]);
  }
  return fills;
}

/** Ticks of the score at which a chord begins, or a note of a beat or more. */
function accentsOf({ melody, harmony }: Setting): ReadonlySet<Ticks> {
  return new Set([
    ...harmony.map(({ tick }) => tick),
    ...melody.flatMap(({ tick, durationTicks }) => (durationTicks >= PPQ ? [tick] : [])),
  ]);
}

/** How loudly the drummer is told to play, in sixths. */
const levelOf = ({ feeling }: Setting): number => Math.round(1 + 3 * feeling.arousal);

const isSwung = ({ meter }: Setting, swing: NormalRange) => TAUGHT.includes(meter) && swing >= SWINGS_FROM;

const KEYS: ReadonlyMap<number, Drum> = new Map(Object.entries(DRUM_KEYS).map(([drum, key]) => [key, drum as Drum]));
const drumOf = ({ pitch }: Note): Drum => KEYS.get(pitch)!;

/** A tick of swung triplets as a tick of straight eighths, which `swung` takes back to where the band swings. */
function straightened(tick: number): Ticks {
  const quarter = Math.floor(tick / DRUM_PPQ) * PPQ;
  const within = tick % DRUM_PPQ;
  const triplet = (DRUM_PPQ * 2) / 3;
  const half = within <= triplet ? within / triplet : 1 + (within - triplet) / (DRUM_PPQ - triplet);
  return quarter + Math.round((half * PPQ) / 2);
}

function timed(
  setting: Setting,
  pitch: number,
  exact: Ticks,
  velocity: NormalRange,
  deviation: number,
  swing: NormalRange,
): Note {
  const { barTicks, bpm, meter } = setting;
  const bar = Math.floor(exact / barTicks) * barTicks;
  const stray = secondsToTicks(Math.min(WIDEST, Math.max(-WIDEST, deviation / 1000)), bpm);
  const tick = Math.round(swung(exact, swing, meter) + stray);
  return {
    pitch,
    tick: Math.min(bar + barTicks - SHORTEST, Math.max(bar, tick)),
    durationTicks: SIXTEENTH,
    velocity: Math.min(1, Math.max(0.05, velocity)),
  };
}

const sorted = (notes: Note[]): Note[] => notes.sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
