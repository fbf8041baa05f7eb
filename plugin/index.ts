/** The main entry point: a Phaser plugin that composes a game's music while the game runs. */

export type { HueName, PictureColors } from './affect/picture/colors.ts';
export type { PictureSource } from './affect/picture/look.ts';
export type { PictureReason } from './affect/picture/picture-feel.ts';
export type { MoodShare } from './affect/picture/places.ts';
export type { Look } from './affect/picture/read-picture.ts';
export type { StingerDefinition } from './arrange/stinger-definition.ts';
export type { ThemeReturn } from './arrange/theme-return.ts';
export type { ConductorSnapshot, SoundingNote } from './conductor/model/events.ts';
export type { ConductorLog } from './formats/log.ts';
export type { SavedMusic } from './formats/saved-music.ts';
export type { PlayedNote } from './generate/quantize-input.ts';
export type { HummedPhrase, HummedPlayedNote, ListenOptions, ListenResult, Unheard } from './humming/listen-options.ts';
export type { Ambience, AmbienceName } from './mood/ambience.ts';
export type { Controls, Mood, NumericControl } from './mood/controls.ts';
export type { Curve } from './mood/curves.ts';
export type { Feel } from './mood/feel.ts';
export type { Modulation } from './mood/modulation.ts';
export type { MoodDefinition } from './mood/moods.ts';
export type { PresetName } from './mood/preset-names.ts';
export { PRESETS } from './mood/presets.ts';
export type { Hysteresis, SignalDefinition, SignalValue } from './mood/signals.ts';
export { WORLD_MOODS, type WorldMoodName } from './mood/world-moods.ts';
export type { Unsubscribe } from './music/emitter.ts';
export type { PhraseOrigin } from './music/phrase.ts';
export type { Mode, Tonic } from './music/pitch.ts';
export type { Role } from './music/score.ts';
export type { BPM, Meter, NormalRange, Seconds } from './music/time.ts';
export type { TimedBar, TimedNote, TimedPart } from './output/audio-output.ts';
export type { DuckOptions, MixState } from './output/mix-controller.ts';
export type { AnsweredNote, AnswerOptions } from './player/answer.ts';
export type { BeatHandle, BeatMoment, BeatOptions } from './player/beat-clock.ts';
export type { BeatPoint } from './player/beat-grid.ts';
export type { BeatPosition, Judgement, JudgeOptions } from './player/beat-reading.ts';
export type { PlayedSound, PlayOptions } from './player/beat-sounds.ts';
export type { MixSnapshotDefinition } from './soundtrack/mix-snapshot.ts';
export type {
  ChannelDefinition,
  InstrumentDefinition,
  PaletteDefinition,
  PitchName,
  RecordedInstrument,
  RecordedRange,
  RecordingDefinition,
} from './soundtrack/palette.ts';
export type { PushOptions } from './soundtrack/push-options.ts';
export type { SignalGetter } from './soundtrack/signal-bindings.ts';
export {
  defineSoundtrack,
  type SceneTag,
  type SoundtrackDefinition,
  type TransitionDefinition,
} from './soundtrack/soundtrack.ts';
export type { ThemeDefinition } from './soundtrack/theme.ts';
export type {
  FadeCurve,
  KeyMove,
  SyncPoint,
  TempoMove,
  TransitionOptions,
} from './soundtrack/transition-options.ts';
export type { Tuning } from './soundtrack/tuning.ts';

// Declares the type of `this.load.musicModel`.
import './phaser/model-file.ts';

export { type MusicPluginEntry, musicPlugin } from './phaser/music-plugin.ts';
export { AdaptiveMusicPlugin, type MusicDuckOptions } from './phaser/plugin.ts';
export type { SceneOptions } from './phaser/scene-scope.ts';
export type { Area, Point, Tiles, Zone, ZoneDefinition } from './phaser/zones.ts';
export type { SoundtrackEvents } from './player/events.ts';
export type { GameInspection } from './player/session.ts';
