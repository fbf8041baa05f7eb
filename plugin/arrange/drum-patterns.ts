/**
 * Drum patterns as text. A cell is one beat: four sixteenths (`X..x`), or three eighths of two sixteenths each
 * (`X..x..` as six). `X` accent, `x` plain, `o` light, `.` rest. Each beat of a bar takes the cell of its function, so that
 * a kit covers every meter. A groove of a whole bar, where a meter has one, takes precedence over cells.
 *
 * Sources: back-beat and march grooves as in any drum method; maqsum (D T . T D . T .), ayyub and the 7/8 laz of the
 * frame drum from Marcus, Arab Music Theory (1989); jig and waltz strokes of the bodhrán and tambourine. Bodhrán: down and up
 * strokes in eighths, the first of three accented (Driscoll & Conroy, bodhrán methods). Ban-gu: the clapper has the first beat, the
 * small drum the "eyes" between, one beat and three eyes (Thrasher 2008). Matsuri: sparse strokes of a big drum. Rag: the feet
 * of a pianist. Ride: ding, ding-a-ding, the pedal hat on two and four (Riley, The Art of Bop Drumming, 1994).
 */

import type { Meter } from '../music/time.ts';
import type { BeatJob } from './beats.ts';
import type { KitName } from './styles.ts';

/** General MIDI percussion keys of the patterns; every palette's drum set needs these. */
export const DRUM_KEYS = {
  kick: 36,
  rim: 37,
  snare: 38,
  clap: 39,
  lowTom: 41,
  closedHat: 42,
  floorTom: 43,
  pedalHat: 44,
  midTom: 45,
  openHat: 46,
  highTom: 48,
  crash: 49,
  ride: 51,
  tambourine: 54,
  highBongo: 60,
  lowBongo: 61,
  tek: 62, // mute high conga: the rim of a frame drum
  slap: 63, // open high conga
  dum: 64, // low conga: the middle of a frame drum
  maracas: 70,
  woodBlock: 76,
  lowWoodBlock: 77,
  shaker: 82,
  triangle: 81,
  muteTriangle: 80,
} as const;
export type Drum = keyof typeof DRUM_KEYS;

/** How much of the kit plays. */
export const DRUM_LEVELS = ['light', 'half', 'full'] as const;
export type DrumLevel = (typeof DRUM_LEVELS)[number];

/** One drum's cells: for binary beats by function, and for ternary beats. */
export interface DrumLine {
  readonly drum: Drum;
  readonly two: Readonly<Record<BeatJob, string>>;
  readonly three: Readonly<Record<BeatJob, string>>;
}

/** A named groove for one bar of one meter: for each drum a text of sixteenths. */
export interface Groove {
  readonly meter: Meter;
  readonly level: DrumLevel;
  readonly lines: Readonly<Partial<Record<Drum, string>>>;
}

/** A drum set's patterns. */
export interface Kit {
  readonly levels: Readonly<Record<DrumLevel, readonly DrumLine[]>>;
  readonly grooves: readonly Groove[];
  /** Drums of a fill, in order. */
  readonly fill: readonly Drum[];
  /** Plays a pickup at the end of every second bar. */
  readonly pickup: Drum | null;
  /** Struck on the first beat after a fill, at level `full`. */
  readonly crash: Drum | null;
}

/** Cells in the order down, back, other; for binary beats, then for ternary ones. */
function line(drum: Drum, two: readonly [string, string, string], three: readonly [string, string, string]): DrumLine {
  const byJob = ([down, back, other]: readonly [string, string, string]) => ({ down, back, other });
  return { drum, two: byJob(two), three: byJob(three) };
}

const shakerSoft = line('shaker', ['x.o.', 'o.o.', 'o.o.'], ['x.o.o.', 'o.o.o.', 'o.o.o.']);
const hatEighths = line('closedHat', ['x.o.', 'x.o.', 'x.o.'], ['x.o.o.', 'x.o.o.', 'x.o.o.']);

// biome-ignore format: cells read in columns
/** The drum kits. */
export const KITS: Readonly<Record<KitName, Kit>> = {
  hand: {
    levels: {
      light: [shakerSoft, line('dum', ['o...', '....', '....'], ['o.....', '......', '......'])],
      half: [shakerSoft, line('dum', ['x...', '....', '..o.'], ['x.....', '....o.', '......']), line('slap', ['....', 'o...', '....'], ['......', 'x.....', 'o.....'])],
      full: [line('tambourine', ['x.o.', 'x.o.', 'o.o.'], ['x.o.o.', 'x.o.o.', 'o.o.o.']), line('dum', ['X..o', '..x.', 'x.o.'], ['X...o.', '..o.x.', 'x...o.']), line('slap', ['..o.', 'x..o', '..o.'], ['..o...', 'x...o.', '..o...'])],
    },
    grooves: [],
    fill: ['slap', 'slap', 'dum', 'dum'],
    pickup: 'dum',
    crash: 'triangle',
  },
  soft: {
    levels: {
      light: [line('shaker', ['x.o.', 'o.o.', 'o.o.'], ['x.o.o.', 'o.o.o.', 'o.o.o.'])],
      half: [hatEighths, line('kick', ['x...', '....', 'x...'], ['x.....', '......', 'o.....']), line('rim', ['....', 'x...', '....'], ['......', 'x.....', '......'])],
      full: [hatEighths, line('kick', ['X...', '...o', 'x.x.'], ['X...o.', '......', 'x.....']), line('snare', ['....', 'x..o', '....'], ['......', 'x.....', '....o.']), line('tambourine', ['....', '..o.', '....'], ['......', '....o.', '......'])],
    },
    grooves: [
      { meter: '4/4', level: 'full', lines: { closedHat: 'x.o.x.o.x.o.x.o.', kick: 'X.....x.x.....o.', snare: '....x..o.o..x...', tambourine: '..o...o...o...o.' } },
      { meter: '3/4', level: 'full', lines: { closedHat: 'x.o.x.o.x.o.', kick: 'X.........o.', snare: '....o...x...' } },
    ],
    fill: ['snare', 'highTom', 'midTom', 'floorTom'],
    pickup: 'kick',
    crash: 'crash',
  },
  dance: {
    levels: {
      light: [line('tambourine', ['o...', 'x...', 'x...'], ['o...o.', 'x...o.', 'x...o.'])],
      half: [line('tambourine', ['o.o.', 'x.o.', 'x.o.'], ['o.o.o.', 'x.o.o.', 'x.o.o.']), line('kick', ['x...', '....', '....'], ['x.....', '......', '......'])],
      full: [line('tambourine', ['x.ox', 'X.o.', 'X.o.'], ['x.o.o.', 'X.o.o.', 'x.o.o.']), line('kick', ['X...', '..o.', '....'], ['X.....', '....o.', '......']), line('clap', ['....', 'x...', '....'], ['......', 'x.....', '......']), line('woodBlock', ['..o.', '....', '..o.'], ['....o.', '......', '..o...'])],
    },
    grooves: [
      { meter: '3/4', level: 'full', lines: { tambourine: 'o.o.X.ooX.o.', kick: 'X...........', woodBlock: '....o.....o.' } },
    ],
    fill: ['clap', 'woodBlock', 'clap', 'kick'],
    pickup: 'woodBlock',
    crash: 'tambourine',
  },
  frame: {
    levels: {
      light: [line('dum', ['x...', '....', 'o...'], ['x.....', '......', 'o.....']), line('tek', ['....', 'o...', '....'], ['......', 'o.....', '......'])],
      half: [line('dum', ['X...', '....', 'x...'], ['X.....', '......', 'x.....']), line('tek', ['..x.', '..x.', '..x.'], ['..o.x.', 'x...o.', '..o.x.'])],
      full: [line('dum', ['X...', '....', 'x..o'], ['X.....', '....x.', 'x.....']), line('tek', ['..xo', 'o.x.', '..x.'], ['..o.x.', 'x.o...', '..o.x.']), line('tambourine', ['o.o.', 'o.o.', 'o.o.'], ['o.o.o.', 'o.o.o.', 'o.o.o.'])],
    },
    grooves: [
      { meter: '4/4', level: 'light', lines: { dum: 'x.......o.......', tek: '..o...o.....o...' } },
      { meter: '4/4', level: 'half', lines: { dum: 'X.......x.......', tek: '..x...x...o.x...' } },
      { meter: '4/4', level: 'full', lines: { dum: 'X.......X.....o.', tek: '..x.o.x...o.x.oo', tambourine: 'o...o...o...o...' } },
      { meter: '2/4', level: 'half', lines: { dum: 'X...x...', tek: '...x..x.' } },
      { meter: '7/8', level: 'half', lines: { dum: 'X...x.........', tek: '..x...x.x.x.x.' } },
    ],
    fill: ['tek', 'tek', 'slap', 'dum'],
    pickup: 'tek',
    crash: 'tambourine',
  },
  war: {
    levels: {
      light: [line('floorTom', ['x...', '....', 'o...'], ['x.....', '......', 'o.....']), line('lowTom', ['....', '..o.', '..oo'], ['......', '....o.', '..o...'])],
      half: [line('kick', ['X...', '....', 'x.x.'], ['X.....', '......', 'x.....']), line('snare', ['..oo', 'x.oo', '..oo'], ['..o.o.', 'x.o.o.', '..o.o.']), line('floorTom', ['x...', '....', '..x.'], ['x.....', '....x.', 'x.....'])],
      full: [line('kick', ['X.x.', '..x.', 'x.x.'], ['X...x.', '....x.', 'x...x.']), line('snare', ['...o', 'X..o', '..oo'], ['....o.', 'X...o.', '..o.o.']), line('floorTom', ['x...', '....', '..x.'], ['x.....', '......', 'x.....']), line('ride', ['x.x.', 'x.x.', 'x.x.'], ['x.o.o.', 'x.o.o.', 'x.o.o.'])],
    },
    grooves: [
      { meter: '4/4', level: 'full', lines: { kick: 'X.xx..x.X.x...x.', snare: '....X..o.o..X.oo', floorTom: 'x.....x.....x...', ride: 'x.x.x.x.x.x.x.x.' } },
      { meter: '7/8', level: 'full', lines: { kick: 'X.x.x.x.X...x.', snare: '....X...x...X.', floorTom: 'x.......x..x..', ride: 'x.x.x.x.x.x.x.' } },
    ],
    fill: ['snare', 'highTom', 'midTom', 'floorTom'],
    pickup: 'floorTom',
    crash: 'crash',
  },
  doom: {
    levels: {
      light: [line('lowTom', ['X...', '....', 'x...'], ['X.....', '......', 'x.....']), line('kick', ['x...', '....', '....'], ['x.....', '......', '......'])],
      half: [line('lowTom', ['X..x', '....', 'x..x'], ['X...x.', '......', 'x...x.']), line('kick', ['X...', '..x.', 'x...'], ['X.....', '....x.', 'x.....']), line('snare', ['....', 'x...', '....'], ['......', 'x.....', '......'])],
      full: [line('kick', ['X.xx', '..xx', 'x.xx'], ['X.x.x.', '..x.x.', 'x.x.x.']), line('lowTom', ['X...', '...x', 'x..x'], ['X.....', '....x.', 'x...x.']), line('snare', ['....', 'X...', '....'], ['......', 'X.....', '......']), line('openHat', ['x...', 'x...', 'x...'], ['x.....', 'x.....', 'x.....'])],
    },
    grooves: [
      { meter: '4/4', level: 'full', lines: { kick: 'X.xxX.xxX.xxX.x.', lowTom: 'X..x..x.....x.x.', snare: '....X.......X..x', openHat: 'x...x...x...x...' } },
    ],
    fill: ['snare', 'midTom', 'floorTom', 'lowTom'],
    pickup: 'lowTom',
    crash: 'crash',
  },
  still: {
    levels: {
      light: [line('triangle', ['o...', '....', '....'], ['o.....', '......', '......'])],
      half: [line('triangle', ['o...', '....', '....'], ['o.....', '......', '......']), line('shaker', ['o...', 'o...', 'o...'], ['o...o.', 'o...o.', 'o...o.'])],
      full: [line('triangle', ['o...', '....', 'o...'], ['o.....', '......', 'o.....']), line('shaker', ['o.o.', 'x.o.', 'o.o.'], ['o.o.o.', 'x.o.o.', 'o.o.o.']), line('dum', ['x...', '....', '..o.'], ['x.....', '....o.', '......'])],
    },
    grooves: [],
    fill: ['muteTriangle', 'triangle'],
    pickup: null,
    crash: null,
  },
  deep: {
    levels: {
      light: [line('kick', ['o...', '....', '....'], ['o.....', '......', '......'])],
      half: [line('kick', ['x...', '....', '....'], ['x.....', '......', '......']), line('lowTom', ['..o.', '....', '....'], ['....o.', '......', '......']), line('lowWoodBlock', ['....', '..o.', '....'], ['......', '....o.', '......'])],
      full: [line('kick', ['X...', '....', 'x...'], ['X.....', '......', 'x.....']), line('lowTom', ['..o.', '....', '....'], ['....o.', '......', '......']), line('lowWoodBlock', ['....', '..o.', '...o'], ['......', '....o.', '..o...']), line('shaker', ['o...', 'o.o.', 'o...'], ['o...o.', 'o...o.', 'o...o.'])],
    },
    grooves: [],
    fill: ['lowTom', 'floorTom'],
    pickup: null,
    crash: null,
  },
  parade: {
    levels: {
      light: [line('snare', ['x...', 'o.oo', 'x...'], ['x...o.', 'o.o.o.', 'x.....'])],
      half: [line('snare', ['x.oo', 'x.oo', 'x.oo'], ['x.o.o.', 'x.o.o.', 'x.o.o.']), line('kick', ['x...', '....', 'x...'], ['x.....', '......', 'x.....'])],
      full: [line('snare', ['X.oo', 'x.xx', 'x.oo'], ['X.o.o.', 'x.o.o.', 'x.o.o.']), line('kick', ['X...', '..o.', 'x...'], ['X.....', '....o.', 'x.....']), line('openHat', ['x...', 'o...', 'o...'], ['x.....', 'o.....', 'o.....']), line('tambourine', ['..o.', '..o.', '..o.'], ['..o.o.', '..o.o.', '..o.o.'])],
    },
    grooves: [
      { meter: '4/4', level: 'full', lines: { snare: 'X..ox.oox..ox.xx', kick: 'X.....x.X.......', openHat: 'x.......x.......', tambourine: '..o...o...o...o.' } },
    ],
    fill: ['snare', 'snare', 'midTom', 'floorTom'],
    pickup: 'snare',
    crash: 'crash',
  },
  bodhran: {
    levels: {
      light: [line('dum', ['x...', 'o...', 'x...'], ['x.....', 'o.....', 'x.....'])],
      half: [line('dum', ['X...', '..o.', 'x...'], ['X...o.', 'x...o.', 'x...o.']), line('tek', ['..o.', 'x...', '..o.'], ['..o...', '..o...', '..o...'])],
      full: [line('dum', ['X...', '..x.', 'X...'], ['X...x.', 'X...x.', 'X...x.']), line('tek', ['..xo', 'x..o', '..xo'], ['..o...', '..o..o', '..o..o']), line('tambourine', ['....', 'o...', '....'], ['......', 'o.....', '......'])],
    },
    grooves: [],
    fill: ['tek', 'slap', 'tek', 'dum'],
    pickup: 'dum',
    crash: 'tambourine',
  },
  bangu: {
    levels: {
      light: [line('lowWoodBlock', ['x...', '....', '....'], ['x.....', '......', '......'])],
      half: [line('lowWoodBlock', ['x...', '....', '....'], ['x.....', '......', '......']), line('woodBlock', ['....', 'o...', 'o...'], ['......', 'o.....', 'o.....'])],
      full: [line('lowWoodBlock', ['X...', '....', '....'], ['X.....', '......', '......']), line('woodBlock', ['....', 'o.o.', 'o...'], ['......', 'o...o.', 'o.....']), line('muteTriangle', ['....', '....', 'o...'], ['......', '......', 'o.....']), line('slap', ['....', 'o...', '....'], ['......', 'o.....', '......'])],
    },
    grooves: [],
    fill: ['woodBlock', 'woodBlock', 'slap', 'lowWoodBlock'],
    pickup: null,
    crash: 'triangle',
  },
  matsuri: {
    levels: {
      light: [line('kick', ['o...', '....', '....'], ['o.....', '......', '......'])],
      half: [line('kick', ['x...', '....', '..o.'], ['x.....', '......', '....o.']), line('woodBlock', ['....', 'o...', '....'], ['......', 'o.....', '......'])],
      full: [line('kick', ['X...', '....', 'x.o.'], ['X.....', '......', 'x...o.']), line('highTom', ['..o.', 'o.oo', '....'], ['....o.', 'o...o.', '......']), line('woodBlock', ['....', 'x...', '....'], ['......', 'x.....', '......'])],
    },
    grooves: [],
    fill: ['kick', 'kick', 'highTom', 'highTom'],
    pickup: null,
    crash: null,
  },
  rag: {
    levels: {
      light: [line('woodBlock', ['o...', '..o.', 'o...'], ['o.....', '....o.', 'o.....'])],
      half: [line('kick', ['x...', 'o...', 'x...'], ['x.....', 'o.....', 'x.....']), line('rim', ['..o.', '..x.', '..o.'], ['....o.', '....x.', '....o.'])],
      full: [line('kick', ['X...', 'x...', 'X...'], ['X.....', 'x.....', 'X.....']), line('snare', ['..x.', '..xo', '..x.'], ['....x.', '....x.', '....x.']), line('woodBlock', ['...o', '....', '....'], ['......', '......', '......'])],
    },
    grooves: [],
    fill: ['snare', 'snare', 'woodBlock', 'snare'],
    pickup: 'woodBlock',
    crash: 'crash',
  },
  ride: {
    levels: {
      light: [line('ride', ['o...', 'o.o.', 'o...'], ['o.....', 'o...o.', 'o.....']), line('pedalHat', ['....', 'x...', '....'], ['......', 'x.....', '......'])],
      half: [line('ride', ['x...', 'x.o.', 'x...'], ['x.....', 'x...o.', 'x.....']), line('pedalHat', ['....', 'x...', '....'], ['......', 'x.....', '......']), line('kick', ['o...', 'o...', 'o...'], ['o.....', 'o.....', 'o.....'])],
      full: [line('ride', ['x...', 'X.o.', 'x...'], ['x.....', 'X...o.', 'x.....']), line('pedalHat', ['....', 'x...', '....'], ['......', 'x.....', '......']), line('kick', ['x...', 'o...', 'o...'], ['x.....', 'o.....', 'o.....']), line('snare', ['....', '..o.', '....'], ['......', '....o.', '......'])],
    },
    grooves: [],
    fill: ['snare', 'snare', 'highTom', 'floorTom'],
    pickup: 'snare',
    crash: 'crash',
  },
};
