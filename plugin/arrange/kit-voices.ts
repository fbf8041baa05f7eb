/** How each palette's kit speaks for the kit that a drummer plays: which of its drums stands for which, and in what style it is played. */

import { DRUM_CLASSES, type DrumClass, type DrumStyle } from '../music/drum-performance.ts';
import type { Drum } from './drum-patterns.ts';
import type { KitName } from './styles.ts';

/** A drum for each that the drummer strikes; null = silent. */
type Voices = Readonly<Record<DrumClass, Drum | null>>;

/** How a kit is played. */
export interface KitVoices {
  /** Styles it may be played in; a game has one of them, without variety the first. */
  readonly styles: readonly DrumStyle[];
  /** Sixth of what drummers play, 0..5, which a game may have one more or less of; see `DrumBar`. */
  readonly density: number;
  /** Whether the network adds strokes; else it only plays those of the patterns. */
  readonly plays: boolean;
  readonly full: Voices;
  /** Voices of level `half`, where it has others. */
  readonly half: Voices;
}

/** Voices in the order of the classes; a drum that stands for a class first named is its way back, too. */
function voices(drums: readonly (Drum | null)[]): Voices {
  return Object.fromEntries(DRUM_CLASSES.map((name, i) => [name, drums[i] ?? null])) as Record<DrumClass, Drum | null>;
}

const NO_TIME: Partial<Voices> = {
  'hat-closed': null,
  'hat-open': null,
  'hat-pedal': null,
  ride: null,
  'ride-bell': null,
};

function kit(
  styles: readonly DrumStyle[],
  density: number,
  plays: boolean,
  drums: readonly (Drum | null)[],
  half: Partial<Voices> = {},
): KitVoices {
  const full = voices(drums);
  return {
    styles,
    density,
    plays,
    full,
    half: { ...full, 'hat-pedal': null, 'ride-bell': null, crash: null, ...half },
  };
}

// biome-ignore format: a table reads in columns
/** Columns: kick, snare, rimshot, side stick; hats closed, open, pedal; ride, its bell; crash; toms high, middle, low. */
export const KIT_VOICES: Readonly<Record<KitName, KitVoices>> = {
  hand:   kit(['latin', 'afro', 'reggae'], 1, true,  ['dum', 'slap', 'slap', 'slap',         'tambourine', 'shaker', null,         'tambourine', 'triangle',   'triangle',   'slap', 'slap', 'dum'],         { 'hat-closed': 'shaker', ride: 'shaker' }),
  soft:   kit(['pop', 'soul', 'rock', 'gospel'], 2, true,  ['kick', 'snare', 'snare', 'rim',       'closedHat', 'tambourine', 'pedalHat', 'ride', 'tambourine', 'crash',           'highTom', 'midTom', 'floorTom'], { snare: 'rim', rimshot: 'rim', 'hat-open': 'closedHat' }),
  dance:  kit(['country', 'latin', 'dance'], 2, true,  ['kick', 'clap', 'clap', 'woodBlock',   'tambourine', 'woodBlock', null,      'tambourine', 'woodBlock',  'tambourine', 'clap', 'woodBlock', 'kick'],   { snare: null, rimshot: null, sidestick: null, 'hat-open': 'tambourine' }),
  frame:  kit(['middleeastern', 'afro', 'latin'], 1, true,  ['dum', 'tek', 'slap', 'tek',           'tambourine', 'shaker', null,         'tambourine', 'tambourine', 'tambourine', 'tek', 'slap', 'dum'],          NO_TIME),
  war:    kit(['rock', 'funk', 'punk'], 4, true,  ['kick', 'snare', 'snare', 'rim',       'closedHat', 'openHat', 'pedalHat',   'ride', 'ride',             'crash',      'highTom', 'midTom', 'floorTom'], NO_TIME),
  doom:   kit(['rock', 'punk', 'funk'], 4, true,  ['kick', 'snare', 'snare', 'rim',       'closedHat', 'openHat', 'pedalHat',   'ride', 'ride',             'crash',      'midTom', 'floorTom', 'lowTom'],   NO_TIME),
  still:  kit(['pop'], 0, false, ['dum', 'dum', 'dum', 'dum',            'shaker', 'shaker', 'muteTriangle',   'shaker', 'triangle',       'triangle',   'dum', 'dum', 'dum']),
  deep:   kit(['hiphop'], 0, false, ['kick', 'lowWoodBlock', 'lowWoodBlock', 'lowWoodBlock', 'shaker', 'shaker', 'shaker', 'shaker', 'shaker', 'shaker',     'lowTom', 'lowTom', 'lowTom']),
  parade: kit(['neworleans', 'funk', 'soul'], 3, true,  ['kick', 'snare', 'snare', 'rim',       'tambourine', 'openHat', 'pedalHat',  'ride', 'ride',             'crash',      'highTom', 'midTom', 'floorTom'], NO_TIME),
  bodhran: kit(['afro'], 1, false, ['dum', 'tek', 'slap', 'tek',         'tambourine', 'shaker', null,         'tambourine', 'tambourine', 'tambourine', 'tek', 'slap', 'dum'],          NO_TIME),
  bangu:  kit(['pop'], 0, false, ['lowWoodBlock', 'slap', 'slap', 'woodBlock', 'muteTriangle', 'triangle', null,   'muteTriangle', 'triangle', 'triangle',   'slap', 'slap', 'lowWoodBlock']),
  matsuri: kit(['afro'], 0, false, ['kick', 'highTom', 'highTom', 'woodBlock', 'woodBlock', 'woodBlock', null,   'woodBlock', 'woodBlock',   'lowTom',     'highTom', 'highTom', 'lowTom']),
  rag:    kit(['neworleans'], 1, false, ['kick', 'snare', 'snare', 'rim',  'woodBlock', 'closedHat', 'pedalHat', 'woodBlock', 'woodBlock',   'crash',      'highTom', 'midTom', 'floorTom']),
  ride:   kit(['swing', 'jazz'], 2, true, ['kick', 'snare', 'snare', 'rim', 'closedHat', 'openHat', 'pedalHat',   'ride', 'ride',             'crash',      'highTom', 'midTom', 'floorTom'], { 'hat-pedal': 'pedalHat' }),
};

/** What a drummer strikes for drums that no kit names above. */
const OTHERWISE: Readonly<Partial<Record<Drum, DrumClass>>> = {
  shaker: 'hat-closed',
  tambourine: 'hat-closed',
  triangle: 'ride-bell',
  muteTriangle: 'ride-bell',
  lowTom: 'tom-low',
  floorTom: 'tom-low',
  rim: 'sidestick',
};

/** What a drummer strikes for a drum of a kit. */
export function classOf({ full }: KitVoices, drum: Drum): DrumClass {
  return DRUM_CLASSES.find((name) => full[name] === drum) ?? OTHERWISE[drum] ?? 'snare';
}
