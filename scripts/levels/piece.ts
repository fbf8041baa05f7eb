/**
 * Plays a piece to be measured: a number of seconds of a mood at an intensity with a palette, by the conductor. The n-gram model
 * writes it: loudness depends on arrangement and mix, and figures should not change with the weights.
 */

import { integratedLoudness } from '../../plugin/audio/loudness.ts';
import { MEASURED_PIECES } from '../../plugin/audio/palettes/loudness-targets.ts';
import { playSections } from '../../plugin/compose/play-sections.ts';
import {
  createNgramModel,
  meterInfo,
  type OutputRecording,
  PRESETS,
  type PresetName,
  ticksToSeconds,
  WORLD_MOODS,
  type WorldMoodName,
} from '../../plugin/internal.ts';
import { type Rendering, type RenderOptions, renderRecording } from '../../plugin/render.ts';

/** The moods of the package, by name. */
export const MOODS = { ...PRESETS, ...WORLD_MOODS };

/** The properties of a piece. */
export interface Piece {
  readonly mood: PresetName | WorldMoodName;
  /** Default: the mood's own. */
  readonly palette?: string;
  readonly intensity: number;
  readonly seed: string;
  readonly seconds: number;
}

/** A piece as calls of the audio output; the music starts at `start`. */
export interface PlayedPiece {
  readonly recording: OutputRecording;
  readonly start: number;
}

/** Plays a piece, a few bars longer than its length. */
export async function playPiece({ mood, palette, intensity, seed, seconds }: Piece): Promise<PlayedPiece> {
  const { controls } = MOODS[mood];
  const bar = ticksToSeconds(meterInfo(controls.meter).barTicks, controls.tempo);
  const composer = createNgramModel();
  const change = { intensity, palette: palette ?? controls.palette };
  const { recording, start } = await playSections({
    source: { composer, fallback: composer },
    sections: [{ mood, bars: Math.ceil(seconds / bar) + 1 }],
    soundtrack: { seed, moods: { [mood]: { like: mood, controls: change } }, modulations: [] },
  });
  composer.dispose();
  return { recording, start };
}

/** Renders a piece, cut to its length from the first bar on. */
export async function renderPiece(piece: Piece, options: RenderOptions = {}): Promise<Rendering> {
  return renderExcerpt(await playPiece(piece), piece.seconds, options);
}

/** Renders the first seconds of music that was played. */
export async function renderExcerpt(
  { recording, start }: PlayedPiece,
  seconds: number,
  options: RenderOptions = {},
): Promise<Rendering> {
  const { left, right, sampleRate } = await renderRecording(recording, { tail: 0, ...options });
  const from = Math.floor(start * sampleRate);
  const cut = (channel: Float32Array) => channel.subarray(from, from + Math.floor(seconds * sampleRate));
  return { left: cut(left), right: cut(right), sampleRate };
}

/** Several pieces with equal properties and the seeds `levels 0`, `levels 1` …, as many as the mood needs. */
export type Pieces = Omit<Piece, 'seed'>;

/** The seeds of the pieces of a mood, at least `least`. */
export function seedsOf(mood: Piece['mood'], least = 1): readonly string[] {
  return Array.from({ length: Math.max(least, MEASURED_PIECES[mood] ?? 1) }, (_, i) => `levels ${i}`);
}

/** Mean integrated loudness of pieces, in LUFS; -Infinity for silence. */
export async function loudnessOfPieces(pieces: Pieces, options: RenderOptions = {}): Promise<number> {
  let sum = 0;
  const seeds = seedsOf(pieces.mood);
  for (const seed of seeds) {
    const { left, right, sampleRate } = await renderPiece({ ...pieces, seed }, options);
    sum += integratedLoudness([left, right], sampleRate);
  }
  return sum / seeds.length;
}
