/** A soundtrack says which scenes have which mood and how the music moves between them. It is plain JSON, and everything in it may be left out. */

import { resolveStingers, type StingerDefinition, type Stingers } from '../arrange/stinger-definition.ts';
import { checkModulations, type Modulation } from '../mood/modulation.ts';
import { checkNumber, type MoodDefinition, type Moods, moodNamed, resolveMoods } from '../mood/moods.ts';
import { checkFields, inside, reasonOf, unknownName } from '../mood/names.ts';
import { checkSignals, type SignalDefinition } from '../mood/signals.ts';
import { hashText } from '../music/random.ts';
import { PhraseBank, type PhraseBankFile } from './bank.ts';
import { checkCue, type MoodCue } from './cue.ts';
import { resolveSnapshots, type SnapshotDefinition } from './mixing.ts';
import { checkPalettes, type PaletteDefinition } from './palette-definition.ts';
import { checkThemes, type ThemeDefinition } from './theme.ts';

/** What a scene is tagged with. */
export interface SceneTag extends MoodCue {
  readonly mood: string;
}

/** How to move between two moods. */
export interface TransitionDefinition extends MoodCue {}

/** What sound may take of a small machine, such as a phone. Notes and moods stay as they are. */
export interface Budget {
  /** Voices that may sound at once, 8 to 384; past that the oldest make room. Default: 96 on each of four decks. A full band has some 40, twice as many where two moods cross. */
  readonly voices?: number;
  /** Megabytes of decoded samples that are kept, 8 to 1024; what played in the last 30 s stays in any case. Default 64. */
  readonly samplesMB?: number;
  /** Samples a second that instruments of the package are decoded at, 11025 to 96000: half as many take half the memory, and lose the highest octave. Default: as the game's audio has. */
  readonly sampleRate?: number;
}

/** What `budget: 'small'` stands for: a phone of some years ago. */
export const SMALL_BUDGET = { voices: 32, samplesMB: 24, sampleRate: 22_050 } as const satisfies Budget;

/** A soundtrack as a game writes it. */
export interface SoundtrackDefinition {
  /** All chance in the music comes from it. Default `'soundtrack'`. */
  readonly seed?: string | number;
  /** Scene key → mood, or mood and how to get there. */
  readonly scenes?: Readonly<Record<string, string | SceneTag>>;
  /** Default: `danger`, which adds layers, brightness and drive. */
  readonly signals?: Readonly<Record<string, SignalDefinition>>;
  readonly modulations?: readonly Modulation[];
  /** Keys `'forest -> battle'`, `'* -> battle'`, `'battle -> *'` or `'* -> *'`; the first of these four that fits wins. */
  readonly transitions?: Readonly<Record<string, TransitionDefinition>>;
  /** Moods of the game's own, or changes to those of the package. */
  readonly moods?: Readonly<Record<string, MoodDefinition>>;
  /** Motifs that can be called back by name. */
  readonly themes?: Readonly<Record<string, ThemeDefinition>>;
  /** Stingers of the game's own, or in the place of those of the package. */
  readonly stingers?: Readonly<Record<string, StingerDefinition>>;
  /** Bands of the game's own; a mood plays with one by its name: `moods: { inn: { like: 'village', controls: { palette: 'tavern' } } }`. */
  readonly palettes?: Readonly<Record<string, PaletteDefinition>>;
  /** States of the whole desk, switched with `mix(name)`; `paused` and `underwater` are there without being declared. */
  readonly snapshots?: Readonly<Record<string, SnapshotDefinition>>;
  /** The mood that plays before any scene or call has asked for one. */
  readonly start?: string;
  /** Cache key of weights loaded with `load.musicModel`; without it, those of the package. */
  readonly model?: string;
  /**
   * Address of the package's `phrase-worker.js` on the game's own server, for pages whose content security policy
   * forbids blob workers; without it, the worker comes with the package's code.
   */
  readonly workerUrl?: string;
  /**
   * Approved phrases (`npm run compose -- --bank FILE`), or the key under which a scene loads them with `load.json`. No
   * network is loaded then; moods that the bank has not are written by the built-in n-gram model.
   */
  readonly bank?: PhraseBankFile | string;
  /** What the sound may take of a small machine. */
  readonly budget?: Budget | 'small';
}

/** A soundtrack checked and with every default filled in. */
export interface Soundtrack {
  readonly seed: string;
  readonly scenes: ReadonlyMap<string, SceneTag>;
  readonly signals: Readonly<Record<string, SignalDefinition>>;
  readonly modulations: readonly Modulation[];
  readonly transitions: ReadonlyMap<string, TransitionDefinition>;
  readonly moods: Moods;
  readonly themes: ReadonlyMap<string, ThemeDefinition>;
  readonly stingers: Stingers;
  readonly palettes: Readonly<Record<string, PaletteDefinition>>;
  readonly snapshots: ReadonlyMap<string, SnapshotDefinition>;
  readonly start: string | null;
  readonly model: string | null;
  readonly workerUrl: string | null;
  /** The bank, or the key that it will be loaded under. */
  readonly bank: PhraseBank | string | null;
}

const DEFAULT_SIGNALS: Readonly<Record<string, SignalDefinition>> = { danger: { attack: 0.3, release: 4, initial: 0 } };
const DEFAULT_MODULATIONS: readonly Modulation[] = [
  { signal: 'danger', control: 'intensity', amount: 0.6 },
  { signal: 'danger', control: 'brightness', amount: 0.25 },
  { signal: 'danger', control: 'tempo', amount: 6, curve: 'late' },
];
const FIELDS = [
  'seed',
  'scenes',
  'signals',
  'modulations',
  'transitions',
  'moods',
  'themes',
  'stingers',
  'palettes',
  'snapshots',
  'start',
  'model',
  'workerUrl',
  'bank',
  'budget',
];

/**
 * Checks a soundtrack and hands it back unchanged, so that a mistake shows where it was made.
 * @throws with one line: what is wrong, where, and what would be right.
 * @example
 * const soundtrack = defineSoundtrack({ scenes: { Forest: 'forest', Arena: { mood: 'battle', at: 'beat' } } });
 */
export function defineSoundtrack<const D extends SoundtrackDefinition>(definition: D): D {
  resolveSoundtrack(definition);
  return definition;
}

/** Fills in every default. @throws as {@link defineSoundtrack}. */
export function resolveSoundtrack(definition: SoundtrackDefinition = {}): Soundtrack {
  checkFields('soundtrack', definition, FIELDS);
  const moods = resolveMoods(definition.moods);
  const signals = definition.signals ?? DEFAULT_SIGNALS;
  checkSignals(signals);
  const modulations =
    definition.modulations ?? DEFAULT_MODULATIONS.filter(({ signal }) => Object.hasOwn(signals, signal));
  checkModulations(modulations, signals);
  const themes = new Map(Object.entries(definition.themes ?? {}));
  checkThemes(themes, moods.keys());
  const stingers = resolveStingers(definition.stingers);
  checkPalettes(definition.palettes ?? {});
  checkBudget(budgetOf(definition));
  if (definition.start !== undefined) moodNamed(moods, definition.start);
  return {
    seed: String(definition.seed ?? 'soundtrack'),
    scenes: readScenes(definition.scenes ?? {}, { moods, stingers }),
    signals,
    modulations,
    transitions: readTransitions(definition.transitions ?? {}, moods, stingers),
    moods,
    themes,
    stingers,
    palettes: definition.palettes ?? {},
    snapshots: resolveSnapshots(definition.snapshots),
    start: definition.start ?? null,
    model: definition.model ?? null,
    workerUrl: definition.workerUrl ?? null,
    bank: readBank(definition.bank),
  };
}

/** Eight hex digits that tell soundtracks apart which would play other notes to the same seed and calls. */
export function fingerprintOf(soundtrack: Soundtrack): string {
  const { signals, modulations, transitions, moods, themes, stingers, start } = soundtrack;
  const decisive = [signals, modulations, [...transitions], [...moods], [...themes], [...stingers], start];
  return hashText(JSON.stringify(decisive)).toString(16).padStart(8, '0');
}

/** The budget that a soundtrack means. @throws where it names none. */
export function budgetOf({ budget = {} }: Pick<SoundtrackDefinition, 'budget'>): Budget {
  if (typeof budget !== 'string') return budget;
  if (budget === 'small') return SMALL_BUDGET;
  throw new RangeError(`soundtrack.budget: ${unknownName('budget', budget, ['small'])}`);
}

function checkBudget(budget: Budget): void {
  checkFields('soundtrack.budget', budget, ['voices', 'samplesMB', 'sampleRate']);
  const { voices, samplesMB, sampleRate } = budget;
  if (sampleRate !== undefined) checkNumber('soundtrack.budget.sampleRate', sampleRate, { min: 11_025, max: 96_000 });
  if (voices !== undefined) checkNumber('soundtrack.budget.voices', voices, { min: 8, max: 384 });
  if (samplesMB !== undefined) checkNumber('soundtrack.budget.samplesMB', samplesMB, { min: 8, max: 1024 });
}

function readBank(bank: SoundtrackDefinition['bank']): PhraseBank | string | null {
  if (bank === undefined) return null;
  if (typeof bank === 'string') return bank;
  try {
    return new PhraseBank(bank);
  } catch (error) {
    throw new TypeError(`soundtrack.bank: ${reasonOf(error)}`);
  }
}

/** A scene's tag, as the `scenes` map and scenes themselves may have it. @throws naming `owner` and what is wrong. */
export function readSceneTag(
  owner: string,
  value: unknown,
  { moods, stingers }: Pick<Soundtrack, 'moods' | 'stingers'>,
): SceneTag {
  const tag = typeof value === 'string' ? { mood: value } : value;
  if (typeof tag !== 'object' || tag === null || typeof (tag as SceneTag).mood !== 'string')
    throw new TypeError(`${owner} must be a mood or an object like { mood: 'battle', at: 'beat' }`);
  inside(owner, () => moodNamed(moods, (tag as SceneTag).mood));
  checkCue(owner, tag as SceneTag, stingers, ['mood']);
  return tag as SceneTag;
}

function readScenes(
  scenes: Readonly<Record<string, string | SceneTag>>,
  known: Pick<Soundtrack, 'moods' | 'stingers'>,
): Map<string, SceneTag> {
  const read = Object.entries(scenes).map(([key, tag]) => [key, readSceneTag(`scene '${key}'`, tag, known)] as const);
  return new Map(read);
}

function readTransitions(
  transitions: Readonly<Record<string, TransitionDefinition>>,
  moods: Moods,
  stingers: Stingers,
): Map<string, TransitionDefinition> {
  const read = new Map<string, TransitionDefinition>();
  for (const [key, transition] of Object.entries(transitions)) {
    const [from, to, ...rest] = key.split('->').map((side) => side.trim());
    if (from === undefined || to === undefined || rest.length > 0) {
      throw new RangeError(`transition '${key}' must read 'mood -> mood', where either may be *`);
    }
    for (const side of [from, to]) if (side !== '*') inside(`transition '${key}'`, () => moodNamed(moods, side));
    checkCue(`transition '${key}'`, transition, stingers);
    read.set(`${from} -> ${to}`, transition);
  }
  return read;
}
