/** The `player` entry: the soundtrack of a page without Phaser, over any audio context. */

export type { ConductorSnapshot, SoundingNote } from './conductor/model/events.ts';
export type { ConductorLog } from './formats/log.ts';
export type { SavedMusic } from './formats/saved-music.ts';
export type { PlayedNote } from './generate/quantize-input.ts';
export type { ModelFiles } from './generate/weights.ts';
export type { Feel } from './mood/feel.ts';
export { PRESETS } from './mood/presets.ts';
export type { SignalValue } from './mood/signals.ts';
export type { DuckOptions } from './output/mix-controller.ts';
export type { BeatHandle, BeatMoment, BeatOptions } from './player/beat-clock.ts';
export type { BeatPoint } from './player/beat-grid.ts';
export type { BeatPosition, Judgement, JudgeOptions } from './player/beat-reading.ts';
export type { PlayedSound, PlayOptions } from './player/beat-sounds.ts';
export type { SoundtrackEvents } from './player/events.ts';
export type { PlayerOptions } from './player/page-music.ts';
export type { GameInspection } from './player/session.ts';
export { SoundtrackPlayer } from './player/soundtrack-player.ts';
export type { PushOptions } from './soundtrack/push-options.ts';
export { defineSoundtrack, type SoundtrackDefinition } from './soundtrack/soundtrack.ts';
export type { ThemeTarget } from './soundtrack/theme.ts';
export type { TrackEnd, TrackOptions } from './soundtrack/track.ts';
export type { TransitionOptions } from './soundtrack/transition-options.ts';
export type { Tuning } from './soundtrack/tuning.ts';
