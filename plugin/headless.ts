/** The `headless` entry: composing without Phaser and without sound, in Node and in browsers. */

export { describe } from './affect/describe.ts';
export type { Description, WordShare } from './affect/description.ts';
export type { MoodShare } from './affect/picture/places.ts';
export { type Look, readPicture } from './affect/picture/read-picture.ts';
export { type Composition, type CompositionRecording, compose } from './compose/compose.ts';
export { type BankOptions, composeBank } from './compose/compose-bank.ts';
export type { ModelChoice } from './compose/open-model.ts';
export type { ComposeOptions } from './compose/options.ts';
export type { ScoreData, ScoreNote } from './compose/score-data.ts';
export type { ScriptSection } from './compose/script.ts';
export { toMidi } from './compose/to-midi.ts';
export { type ModelFiles, WeightsError } from './generate/weights.ts';
export { hearHumming } from './humming/hear-humming.ts';
export type { HummedNote } from './humming/hummed-notes.ts';
export type { Ambience, AmbienceName } from './mood/ambience.ts';
export type { Controls } from './mood/controls.ts';
export type { MoodDefinition } from './mood/moods.ts';
export type { PresetName } from './mood/preset-names.ts';
export { PRESETS } from './mood/presets.ts';
export { WORLD_MOODS, type WorldMoodName } from './mood/world-moods.ts';
export type { PhraseModel } from './music/phrase.ts';
export { type Mode, moveByScale, TONICS, type Tonic, tonicAnchor } from './music/pitch.ts';
export type { PhraseBankFile } from './soundtrack/phrase-bank.ts';
export { defineSoundtrack, type SoundtrackDefinition } from './soundtrack/soundtrack.ts';
