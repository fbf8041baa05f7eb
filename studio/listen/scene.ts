/** What is played: a scene in somebody's words, or a mood. */

import {
  type AmbienceName,
  type Controls,
  type PresetName,
  type SoundtrackDefinition,
  WORLD_MOODS,
  type WorldMoodName,
} from 'phaser-adaptive-music/headless';

/** A scene with music of its own. Plain JSON. */
export interface Scene {
  /** What it is called on the page. */
  readonly title: string;
  /** The mood of the soundtrack that plays. */
  readonly mood: string;
  /** Another version is other music for the same scene. */
  readonly version: number;
  readonly soundtrack: SoundtrackDefinition;
}

/** The moods, with what they are for. */
export const MOOD_HINTS: Readonly<Record<PresetName, string>> = {
  forest: 'quiet wonder under trees',
  exploration: 'setting out into the open',
  village: 'friendly, dancing, safe',
  calm: 'rest and evening light',
  victory: 'triumph and fanfare',
  mystery: 'something is hidden here',
  cave: 'dark, hollow, sparse',
  desert: 'heat, distance, mirage',
  sorrow: 'loss and memory',
  battle: 'a fight on foot',
  boss: 'the great enemy',
};

/** The moods of the world, with whose music they have and what is heard. */
export const WORLD_MOOD_HINTS: Readonly<Record<WorldMoodName, readonly [whose: string, hint: string]>> = {
  tavern: ['Irish', 'jigs and reels: fiddle, whistle, guitar, frame drum'],
  garden: ['Chinese', 'flute and zither with one tune'],
  shrine: ['Japanese', 'bamboo flute, koto and shamisen'],
  saloon: ['ragtime', 'a piano out of tune, both hands'],
  swing: ['dance band', 'clarinet, trombone, walking bass, ride cymbal'],
};

/** Kinds of melodies, in plain words. */
export const STYLE_NAMES: Readonly<Record<Controls['style'], string>> = {
  song: 'Song',
  'folk-dance': 'Folk dance',
  classical: 'Classical',
  romantic: 'Romantic',
  sacred: 'Church',
  hymn: 'Hymn',
  chant: 'Chant',
  'game-field': 'Game: adventure',
  'game-battle': 'Game: battle',
  'game-calm': 'Game: calm place',
  irish: 'Irish dance',
  'swedish-dance': 'Swedish dance',
  ragtime: 'Ragtime',
  march: 'March',
  'baroque-dance': 'Baroque dance',
  guitar: 'Guitar piece',
  japanese: 'Japanese',
  chinese: 'Chinese',
  swing: 'Swing',
};

/** The sounds of places, in plain words. */
export const AMBIENCE_WORDS: Readonly<Record<AmbienceName, string>> = {
  wind: 'wind',
  rain: 'rain',
  thunder: 'thunder',
  snow: 'snow',
  waves: 'waves',
  brook: 'a brook',
  drips: 'dripping water',
  birds: 'birds',
  crickets: 'crickets',
  fire: 'a fire',
  murmur: 'people talking',
  cups: 'cups',
  machines: 'machines',
  bells: 'bells',
};

/** Letters of a description that name its mood. */
const NAME_LETTERS = 48;

const seeded = (version: number) => `studio/${version}`;

/** The scene of a description. */
export function describedScene(text: string): Scene {
  const title = text.trim().replaceAll(/\s+/g, ' ');
  const short = title.length > NAME_LETTERS ? `${title.slice(0, NAME_LETTERS).trimEnd()}…` : title;
  // `none` is silence.
  const mood = short === 'none' ? 'scene' : short;
  const soundtrack = { start: mood, seed: seeded(1), moods: { [mood]: { describe: title } } };
  return { title: short, mood, version: 1, soundtrack };
}

/** The scene of a mood. */
export function moodScene(mood: PresetName | WorldMoodName): Scene {
  const title = `${mood[0]!.toUpperCase()}${mood.slice(1)}`;
  return { title, mood, version: 1, soundtrack: { start: mood, seed: seeded(1) } };
}

/** Other music for a scene, with what was tuned in it. */
export function versionOf(scene: Scene, version: number, soundtrack: SoundtrackDefinition): Scene {
  return { ...scene, version, soundtrack: { ...soundtrack, seed: seeded(version) } };
}

/** A soundtrack whose mood has other controls. */
export function withControls(soundtrack: SoundtrackDefinition, mood: string, controls: Partial<Controls>) {
  const own = soundtrack.moods?.[mood] ?? (Object.hasOwn(WORLD_MOODS, mood) ? { like: mood } : undefined);
  const moods = { ...soundtrack.moods, [mood]: { ...own, controls: { ...own?.controls, ...controls } } };
  return { ...soundtrack, moods };
}

/** A soundtrack whose mood has no sounds of its place. */
export function withoutAmbience(soundtrack: SoundtrackDefinition, mood: string) {
  const own = soundtrack.moods?.[mood];
  if (own === undefined) return soundtrack;
  const ambience = Object.fromEntries(Object.keys(AMBIENCE_WORDS).map((name) => [name, 0]));
  return { ...soundtrack, moods: { ...soundtrack.moods, [mood]: { ...own, ambience } } };
}
