/** A soundtrack assigns moods to scenes and describes signals, transitions, themes and palettes. Plain JSON; every field is optional. */

import { resolveStingers, type StingerDefinition, type Stingers } from '../arrange/stinger-definition.ts';
import { checkModulations, type Modulation } from '../mood/modulation.ts';
import { type MoodDefinition, type Moods, moodNamed, resolveMoods } from '../mood/moods.ts';
import { inside, isRecord, plainText, reasonOf, unknownName } from '../mood/names.ts';
import { checkSignals, type SignalDefinition } from '../mood/signals.ts';
import {
  type Check,
  checkFieldsOf,
  checkObject,
  checkSeed,
  checkText,
  entriesOf,
  type Fields,
  flag,
  number,
  plainCopy,
  text,
} from '../mood/validate.ts';
import { DECLARED, NAME_LETTERS, TRANSITIONS } from '../music/limits.ts';
import { hashText } from '../music/random.ts';
import { type MixSnapshotDefinition, resolveSnapshots } from './mix-snapshot.ts';
import { checkPaletteNames, checkPalettes, type PaletteDefinition } from './palette.ts';
import { PhraseBank, type PhraseBankFile } from './phrase-bank.ts';
import { checkThemes, type ThemeDefinition } from './theme.ts';
import { checkTransitionOptions, type TransitionOptions } from './transition-options.ts';
import { checkWorkerUrl } from './worker-url.ts';

/** The tag of a scene: its mood, and how to change to it. */
export interface SceneTag extends TransitionOptions {
  readonly mood: string;
}

/** How to change from one mood to another. */
export interface TransitionDefinition extends TransitionOptions {}

/** Limits for weak devices, such as phones. They do not affect notes or moods. */
export interface Budget {
  /** Voices on all decks together, 8 to 384; beyond, the oldest are stopped. Default: 96 on each of the three mood decks and on the stinger bus. A full band has about 40, and two during a crossfade. */
  readonly voices?: number;
  /** Megabytes of decoded samples, 8 to 1024; those played within the last 30 s are kept in any case. Default 64. */
  readonly samplesMB?: number;
  /** Sample rate of the package's instruments in Hz, 11025 to 96000: half the rate takes half the memory and loses the highest octave. Default: that of the audio context. */
  readonly sampleRate?: number;
}

/** The values of `budget: 'small'`: for a phone some years old. */
export const SMALL_BUDGET = { voices: 32, samplesMB: 24, sampleRate: 22_050 } as const satisfies Budget;

/** A soundtrack as a game defines it. */
export interface SoundtrackDefinition {
  /** Seeds all randomness of the music. Default `'soundtrack'`. */
  readonly seed?: string | number;
  /**
   * Whether the seed also draws keys, tempos, meters, forms and band figures of the presets. Values that the game names are kept.
   * Default: true if `seed` is given.
   */
  readonly variety?: boolean;
  /** Scene key → mood, or mood with transition options. */
  readonly scenes?: Readonly<Record<string, string | SceneTag>>;
  /** Default: `danger`, which raises intensity, brightness and, slightly, tempo. */
  readonly signals?: Readonly<Record<string, SignalDefinition>>;
  readonly modulations?: readonly Modulation[];
  /** Keys: `'forest -> battle'`, `'* -> battle'`, `'battle -> *'` or `'* -> *'`; the first match in this order applies. */
  readonly transitions?: Readonly<Record<string, TransitionDefinition>>;
  /** Custom moods, or changes to presets. */
  readonly moods?: Readonly<Record<string, MoodDefinition>>;
  /** Melodies that can return by name. */
  readonly themes?: Readonly<Record<string, ThemeDefinition>>;
  /** Custom stingers, or replacements for those of the package. */
  readonly stingers?: Readonly<Record<string, StingerDefinition>>;
  /** Custom palettes; a mood selects one by name: `moods: { inn: { like: 'village', controls: { palette: 'tavern' } } }`. */
  readonly palettes?: Readonly<Record<string, PaletteDefinition>>;
  /** Mixer snapshots, applied by `mix(name)`; `paused` and `underwater` are built in. */
  readonly snapshots?: Readonly<Record<string, MixSnapshotDefinition>>;
  /**
   * The mood that plays before any scene or call requests one; `'none'` for silence. Default: silence if a scene is tagged,
   * else `exploration`.
   */
  readonly start?: string;
  /** Cache key of weights loaded with `load.musicModel`. Default: the weights of the package. */
  readonly model?: string;
  /**
   * URL of the package's `phrase-worker.js` on the game's server, for pages whose content security policy forbids blob
   * workers. Default: a blob worker.
   */
  readonly workerUrl?: string;
  /**
   * Approved phrases (`npm run compose -- --bank FILE`), or the key under which a scene loads them with `load.json`. No
   * network is loaded then; the n-gram model writes for moods that are not in the bank.
   */
  readonly bank?: PhraseBankFile | string;
  /** Limits for weak devices. */
  readonly budget?: Budget | 'small';
}

/** A checked soundtrack with all defaults filled in. */
export interface Soundtrack {
  readonly seed: string;
  readonly variety: boolean;
  /** Whether presets such as `victory` end; they do not in logs and saved games of before. */
  readonly endings: boolean;
  /** The custom moods as the game defines them. */
  readonly ownMoods: Readonly<Record<string, MoodDefinition>>;
  /** The names of those that were described in words, and are in numbers now. */
  readonly described: readonly string[];
  readonly scenes: ReadonlyMap<string, SceneTag>;
  readonly signals: Readonly<Record<string, SignalDefinition>>;
  readonly modulations: readonly Modulation[];
  readonly transitions: ReadonlyMap<string, TransitionDefinition>;
  readonly moods: Moods;
  readonly themes: ReadonlyMap<string, ThemeDefinition>;
  readonly stingers: Stingers;
  readonly palettes: Readonly<Record<string, PaletteDefinition>>;
  readonly snapshots: ReadonlyMap<string, MixSnapshotDefinition>;
  readonly start: string | null;
  /** Whether nothing plays until a mood is requested. */
  readonly startsSilent: boolean;
  readonly model: string | null;
  readonly workerUrl: string | null;
  /** The bank, or the key under which it will be loaded. */
  readonly bank: PhraseBank | string | null;
}

/** The value of `start` for silence. */
const NO_START = 'none';
const DEFAULT_SIGNALS: Readonly<Record<string, SignalDefinition>> = { danger: { attack: 0.3, release: 4, initial: 0 } };
const DEFAULT_MODULATIONS: readonly Modulation[] = [
  { signal: 'danger', control: 'intensity', amount: 0.6 },
  { signal: 'danger', control: 'brightness', amount: 0.25 },
  { signal: 'danger', control: 'tempo', amount: 6, curve: 'late' },
];
/** For fields that other functions check. */
const READ_BELOW: Check = () => {};
/** A check for each field. */
const FIELDS: Fields = {
  seed: (value) => checkSeed('soundtrack.seed', value),
  variety: flag,
  scenes: READ_BELOW,
  signals: READ_BELOW,
  modulations: READ_BELOW,
  transitions: READ_BELOW,
  moods: READ_BELOW,
  themes: READ_BELOW,
  stingers: READ_BELOW,
  palettes: READ_BELOW,
  snapshots: READ_BELOW,
  start: READ_BELOW,
  model: text(),
  workerUrl: (value) => checkWorkerUrl(value),
  bank: READ_BELOW,
  budget: READ_BELOW,
};

const EXAMPLE = '{ "start": "forest", "moods": {} }';

/**
 * Checks a soundtrack and returns it unchanged, so that mistakes are reported where they are made.
 * @throws with one line: what is wrong, where, and what is valid.
 * @example
 * const soundtrack = defineSoundtrack({ scenes: { Forest: 'forest', Arena: { mood: 'battle', at: 'beat' } } });
 */
export function defineSoundtrack<const D extends SoundtrackDefinition>(definition: D): D {
  resolveSoundtrack(definition);
  return definition;
}

/**
 * Checks a soundtrack and fills in every default. Copies the definition, except a bank, so that later changes have no
 * effect. @throws as {@link defineSoundtrack}.
 */
export function resolveSoundtrack(definition: SoundtrackDefinition = {}): Soundtrack {
  if (!isRecord(definition as unknown)) throw new TypeError(`a soundtrack is an object like ${EXAMPLE}`);
  // Some JSON writers put null for omitted fields.
  const given = Object.fromEntries(Object.entries(definition).filter(([, value]) => value !== null));
  checkFieldsOf('soundtrack', given, FIELDS);
  const { bank, ...shared } = given as SoundtrackDefinition;
  const own = plainCopy(shared);
  const seed = String(own.seed ?? 'soundtrack');
  const variety = own.variety ?? own.seed !== undefined;
  const ownMoods = own.moods ?? {};
  const moods = resolveMoods(ownMoods, variety ? seed : undefined, true);
  const signals = own.signals ?? DEFAULT_SIGNALS;
  checkSignals(signals);
  const modulations = own.modulations ?? DEFAULT_MODULATIONS.filter(({ signal }) => Object.hasOwn(signals, signal));
  checkModulations(modulations, signals);
  const themes = new Map(entriesOf('themes', own.themes ?? {}, DECLARED));
  checkThemes(themes, moods.keys());
  const stingers = resolveStingers(own.stingers);
  checkPalettes(own.palettes ?? {});
  checkPaletteNames(own.palettes ?? {}, moods);
  checkBudget(budgetOf(own));
  const startsSilent = own.start === NO_START && !moods.has(NO_START);
  if (own.start !== undefined && !startsSilent) moodNamed(moods, own.start);
  return {
    seed,
    variety,
    endings: true,
    ownMoods,
    described: [],
    scenes: readScenes(own.scenes ?? {}, { moods, stingers }),
    signals,
    modulations,
    transitions: readTransitions(own.transitions ?? {}, moods, stingers),
    moods,
    themes,
    stingers,
    palettes: own.palettes ?? {},
    snapshots: resolveSnapshots(own.snapshots),
    start: startsSilent ? null : (own.start ?? null),
    startsSilent,
    model: own.model ?? null,
    workerUrl: own.workerUrl ?? null,
    bank: readBank(bank),
  };
}

/** The soundtrack with the seed of a log or saved game. */
export function withSeed(soundtrack: Soundtrack, seed: string, variety: boolean, endings: boolean): Soundtrack {
  if (seed === soundtrack.seed && variety === soundtrack.variety && endings === soundtrack.endings) return soundtrack;
  const moods = resolveMoods(soundtrack.ownMoods, variety ? seed : undefined, endings);
  return { ...soundtrack, seed, variety, endings, moods };
}

/** A hash of 8 hex digits; soundtracks that would play different notes for the same seed and commands have different hashes. */
export function fingerprintOf(soundtrack: Soundtrack): string {
  const { signals, modulations, transitions, ownMoods, themes, stingers, start } = soundtrack;
  // Sounds of a place are no notes.
  const moods = [...resolveMoods(ownMoods)].map(([name, { ambience: _, ...mood }]) => [name, mood]);
  const moving = modulations.filter(({ control }) => control !== 'duck' && !control.startsWith('ambience.'));
  const decisive = [signals, moving, [...transitions], moods, [...themes], [...stingers], start];
  return hashText(JSON.stringify(decisive)).toString(16).padStart(8, '0');
}

/** The budget of a soundtrack. @throws for an unknown name. */
export function budgetOf({ budget }: { readonly budget?: SoundtrackDefinition['budget'] | null }): Budget {
  if (budget === undefined || budget === null) return {};
  if (typeof budget !== 'string') return budget;
  if (budget === 'small') return SMALL_BUDGET;
  throw new RangeError(`soundtrack.budget: ${unknownName('budget', budget, ['small'])}`);
}

const BUDGET: Fields = { sampleRate: part(11_025, 96_000), voices: part(8, 384), samplesMB: part(8, 1024) };

function part(min: number, max: number): Check {
  return (value, owner, field) => number(min, max)(value, `${owner}.${field}`, '');
}

function checkBudget(budget: Budget): void {
  checkObject('soundtrack.budget', budget, '{ voices: 32 }');
  checkFieldsOf('soundtrack.budget', budget, BUDGET);
}

function readBank(bank: SoundtrackDefinition['bank']): PhraseBank | string | null {
  if (bank === undefined) return null;
  if (typeof bank === 'string') {
    checkText('soundtrack.bank', bank);
    return bank;
  }
  try {
    return new PhraseBank(bank);
  } catch (error) {
    throw new TypeError(`soundtrack.bank: ${reasonOf(error)}`);
  }
}

/** A scene's tag, from the `scenes` map or from the scene itself. @throws naming `owner` and what is wrong. */
export function readSceneTag(
  owner: string,
  value: unknown,
  { moods, stingers }: Pick<Soundtrack, 'moods' | 'stingers'>,
): SceneTag {
  const tag = typeof value === 'string' ? { mood: value } : value;
  if (typeof tag !== 'object' || tag === null || typeof (tag as SceneTag).mood !== 'string')
    throw new TypeError(`${owner} must be a mood or an object like { mood: 'battle', at: 'beat' }`);
  inside(owner, () => moodNamed(moods, (tag as SceneTag).mood));
  checkTransitionOptions(owner, tag as SceneTag, stingers, { mood: text() });
  return plainCopy(tag as SceneTag);
}

function readScenes(
  scenes: Readonly<Record<string, string | SceneTag>>,
  known: Pick<Soundtrack, 'moods' | 'stingers'>,
): Map<string, SceneTag> {
  const read = entriesOf('scenes', scenes, DECLARED).map(
    ([key, tag]) => [key, readSceneTag(`scene '${plainText(key)}'`, tag, known)] as const,
  );
  return new Map(read);
}

/** Longest key of a transition, in characters: two names, an arrow and spaces. */
const TWO_NAMES = 2 * NAME_LETTERS + 20;

function readTransitions(
  transitions: Readonly<Record<string, TransitionDefinition>>,
  moods: Moods,
  stingers: Stingers,
): Map<string, TransitionDefinition> {
  const read = new Map<string, TransitionDefinition>();
  for (const [key, transition] of entriesOf('transitions', transitions, TRANSITIONS, TWO_NAMES)) {
    const owner = `transition '${plainText(key)}'`;
    const [from, to, ...rest] = key.split('->').map((side) => side.trim());
    if (from === undefined || to === undefined || rest.length > 0) {
      throw new RangeError(`${owner} must read 'mood -> mood', where either may be *`);
    }
    for (const side of [from, to]) if (side !== '*') inside(owner, () => moodNamed(moods, side));
    checkTransitionOptions(owner, transition, stingers);
    read.set(`${from} -> ${to}`, transition);
  }
  return read;
}
