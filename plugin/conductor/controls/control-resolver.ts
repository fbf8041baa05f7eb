/** Resolves what the music should be like: a mood's own controls, changed by tuning, signals and override. */

import type { Controls, Mood } from '../../mood/controls.ts';
import type { Feel } from '../../mood/feel.ts';
import { sortedModulations } from '../../mood/followed.ts';
import { ambienceAt, controlsAt, type Modulation } from '../../mood/modulation.ts';
import type { Signals } from '../../mood/signals.ts';
import { inStyle } from '../../mood/style-manner.ts';
import { ownValue } from '../../mood/validate.ts';
import type { Seconds } from '../../music/time.ts';
import type { StillMix } from '../../output/live-mix.ts';
import type { PaletteLoader } from '../../output/palette-loader.ts';
import { type BarRequest, placeSounds } from '../../output/render-bar.ts';
import { type Piece, type PieceTable, type ScoreHashes, scoreHashes, withPiece } from '../../soundtrack/piece.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import type { ThemeDefinition } from '../../soundtrack/theme.ts';
import { type Tuning, tunedMood } from '../../soundtrack/tuning.ts';
import type { MoodState } from '../model/mood-state.ts';

/** Owns the tuning and the override of one conductor. */
export class ControlResolver {
  /** Controls that replace those of every mood. */
  override: Partial<Controls> = {};
  /** Where the game puts every mood on the dial; axes that it leaves out are the mood's own. */
  feel: Partial<Feel> = {};
  /** Changes to the soundtrack, made while it plays. */
  tuning: Tuning = {};

  constructor(
    private readonly soundtrack: Soundtrack,
    private readonly signals: Signals,
    private readonly palettes: PaletteLoader,
    private readonly pieces: PieceTable | null = null,
  ) {}

  /** Controls that neither moods nor signals move. */
  get fixed(): Partial<Controls> {
    return { ...this.override, ...this.tuning.hold };
  }

  /** Modulations that do not come with the controls of a bar. */
  get followed(): readonly Modulation[] {
    return sortedModulations(this.modulations).followed;
  }

  /** What is followed starts from this; undefined where nothing is. */
  stillAt(state: MoodState, time: Seconds): StillMix | undefined {
    const { followed, others } = sortedModulations(this.modulations);
    if (followed.length === 0) return undefined;
    const { intensity, brightness } = this.at(state, time, others);
    const ambience = ambienceAt(state.mood, others, this.signals, time) ?? {};
    return { intensity, brightness, ambience, seed: this.soundtrack.seed };
  }

  /** The controls of a mood at a music time. A palette that failed to load is replaced by one that did. */
  at(state: MoodState, time: Seconds, modulations = this.modulations): Controls {
    const fixed = { ...(state.tonic !== null && { tonic: state.tonic }), ...this.fixed };
    const mood = this.moodOf(state);
    const styled = { ...mood, controls: inStyle(mood.controls, fixed.style ?? mood.controls.style) };
    const controls = controlsAt(styled, modulations, this.signals, time, fixed, this.feel);
    const palette = this.palettes.resolve(controls.palette);
    return palette === controls.palette ? controls : { ...controls, palette };
  }

  /** The sounds of a mood's place at a music time. */
  ambienceAt({ mood }: MoodState, time: Seconds): Pick<BarRequest, 'ambience'> {
    return placeSounds(ambienceAt(mood, this.modulations, this.signals, time), this.soundtrack.seed);
  }

  /** A mood with its tuning. */
  moodOf(state: MoodState): Mood {
    return tunedMood(withPiece(state.mood, this.pieceOf(state)), this.tuning);
  }

  /** The game's MIDI file that is a mood's music; null where it has none, or where that is not loaded. */
  pieceOf({ mood }: MoodState): Piece | null {
    return mood.score === undefined ? null : (this.pieces?.piece(mood.score.key) ?? null);
  }

  /** The hashes of the MIDI files of moods, for logs and saved games; nothing where no mood has one. */
  get scores(): { readonly scores?: ScoreHashes } {
    return this.pieces === null ? {} : scoreHashes(this.soundtrack.moods, this.pieces);
  }

  /** The modulations in force: those of the tuning, or else of the soundtrack. */
  get modulations(): readonly Modulation[] {
    return this.tuning.modulations ?? this.soundtrack.modulations;
  }

  /** A theme of the tuning or of the soundtrack. */
  theme(name: string): ThemeDefinition | undefined {
    return ownValue(this.tuning.themes, name) ?? this.soundtrack.themes.get(name);
  }

  /** The names of all themes, of the soundtrack and of the tuning. */
  get themes(): readonly string[] {
    return [...this.soundtrack.themes.keys(), ...Object.keys(this.tuning.themes ?? {})];
  }

  /** Starts to load a mood's palette. */
  loadPalette(state: MoodState): void {
    this.palettes.prepare(this.#paletteOf(state));
  }

  /** Whether a mood's palette, and its piece if it has one, are loaded, or have failed to load. */
  isPaletteSettled(state: MoodState): boolean {
    const { score } = state.mood;
    const hasPiece = score === undefined || this.pieces === null || this.pieces.isSettled(score.key);
    return hasPiece && this.palettes.isSettled(this.#paletteOf(state));
  }

  #paletteOf(state: MoodState): string {
    return this.tuning.hold?.palette ?? this.override.palette ?? this.moodOf(state).controls.palette;
  }
}
