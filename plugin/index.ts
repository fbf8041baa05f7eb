/** The package: a Phaser plugin that composes a game's music while the game runs. */

export type { StingerDefinition } from './arrange/stinger-definition.ts';
export type { ThemeReturn } from './arrange/theme-return.ts';
export type { SignalGetter } from './conductor/bindings.ts';
export type {
  FadeCurve,
  KeyMove,
  SyncPoint as CueLine,
  TempoMove,
  TransitionOptions as MoodCue,
} from './conductor/cue.ts';
export type { Unsubscribe } from './conductor/emitter.ts';
export type { ConductorSnapshot, SoundingNote } from './conductor/events.ts';
export type { ConductorLog } from './conductor/log.ts';
export type { DuckOptions, MixState as MixPicture, SnapshotDefinition } from './conductor/mixing.ts';
export type {
  ChannelDefinition as SeatDefinition,
  InstrumentDefinition,
  PaletteDefinition,
  PitchName,
  RecordedInstrument,
  RecordedRange,
  RecordingDefinition,
} from './conductor/palette-definition.ts';
export type { PushOptions } from './conductor/push.ts';
export type { SavedMusic } from './conductor/saved.ts';
export {
  defineSoundtrack,
  type SceneTag,
  type SoundtrackDefinition,
  type TransitionDefinition,
} from './conductor/soundtrack.ts';
export type { TimedBar, TimedNote, TimedPart } from './conductor/stage.ts';
export type { ThemeDefinition } from './conductor/theme.ts';
export type { Tuning } from './conductor/tuning.ts';
export type { PlayedNote } from './generate/hear.ts';
export type { Controls, Mood, NumericControl } from './mood/controls.ts';
export type { Curve } from './mood/curves.ts';
export type { Modulation } from './mood/modulation.ts';
export type { MoodDefinition } from './mood/moods.ts';
export { PRESETS, type PresetName } from './mood/presets.ts';
export type { Hysteresis, SignalDefinition, SignalValue } from './mood/signals.ts';
export type { PhraseOrigin } from './music/phrase.ts';
export type { Mode, Tonic } from './music/pitch.ts';
export type { Role } from './music/score.ts';
export type { BPM, Meter, NormalRange, Seconds } from './music/time.ts';

// Types `this.load.musicModel` wherever the package is imported.
import './phaser/model-file.ts';

export type { SoundtrackEvents } from './phaser/events.ts';
export { type MusicPluginEntry, musicPlugin } from './phaser/music-plugin.ts';
export { AdaptiveMusicPlugin, type MusicDuckOptions } from './phaser/plugin.ts';
export type { SceneOptions } from './phaser/scene-scope.ts';
export type { GameInspection } from './phaser/session.ts';
export type { Area, Point as Place, Tiles, Zone, ZoneDefinition } from './phaser/zones.ts';
