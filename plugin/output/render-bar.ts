/** Renders one bar of a score as late as possible: only then are its tempo, its layers and its time known. */

import type { Ambience } from '../mood/ambience.ts';
import type { Mood } from '../mood/controls.ts';
import type { Part, Score } from '../music/score.ts';
import { type BPM, meterInfo, type NormalRange, type Seconds, ticksToSeconds } from '../music/time.ts';
import type { DeckIndex, TimedBar, TimedNote, TimedPart } from './audio-output.ts';
import { thinned } from './thin-drums.ts';

/** Which bar to render, and how. */
export interface BarRequest {
  readonly score: Score;
  /** Bar within the score, from 0. */
  readonly bar: number;
  readonly mood: string;
  /** See {@link TimedBar.origin}. */
  readonly felt?: TimedBar['origin']['felt'];
  /** See {@link TimedBar.ambience}. */
  readonly ambience?: TimedBar['ambience'];
  readonly deck: DeckIndex;
  /** Clock time of the bar line. */
  readonly time: Seconds;
  readonly bpm: BPM;
  readonly intensity: NormalRange;
  /** The intensity that layers follow, see {@link applyHysteresis}. Default: the intensity itself. */
  readonly layering?: NormalRange;
  readonly brightness: NormalRange;
  /** Share of the drum strokes that are played. Default 1. */
  readonly percussion?: NormalRange;
  /** Whether every part rests, as after its mood's transition. Default false. */
  readonly rests?: boolean;
  /** Clock time at which every note must have ended, or Infinity. */
  readonly until: Seconds;
}

/** A layer enters when intensity has risen this far past its bound, and leaves when it has fallen as far below. */
export const HYSTERESIS: NormalRange = 0.04;

/**
 * The intensity that a bar's layers follow: it trails the real one at a distance (the play of a gear, Brokate & Sprekels,
 * Hysteresis and Phase Transitions, 1996), so that a signal that trembles about a bound does not switch a part every bar.
 */
export function applyHysteresis(before: NormalRange | null, intensity: NormalRange): NormalRange {
  if (before === null) return intensity;
  return Math.min(intensity + HYSTERESIS, Math.max(intensity - HYSTERESIS, before));
}

/** Whether a part plays at an intensity. */
export function isLayerActive(part: Part, intensity: NormalRange): boolean {
  return intensity >= part.layer.from && intensity < part.layer.to;
}

/** The length of a bar. */
export function barSeconds(score: Score, bpm: BPM): Seconds {
  return ticksToSeconds(meterInfo(score.meter).barTicks, bpm);
}

/** What a bar carries of a mood of the dial. */
export function feltBand({ felt, band }: Mood): Pick<BarRequest, 'felt'> {
  return felt === undefined ? {} : { felt: { felt, band } };
}

/** The sounds of a place as a bar carries them. */
export function placeSounds(levels: Ambience | null, seed: string): Pick<BarRequest, 'ambience'> {
  return levels === null ? {} : { ambience: { levels, seed } };
}

/** The bar with its notes in clock time. Notes may ring on over the bar line. */
export function renderBar(request: BarRequest): TimedBar {
  const { score, bar, mood, felt, ambience, deck, time, bpm, intensity, brightness } = request;
  const parts = renderParts(request);
  const duration = barSeconds(score, bpm);
  const origin = { mood, score, bar, ...(felt === undefined ? {} : { felt }) };
  const sounds = ambience === undefined ? {} : { ambience };
  return { deck, time, duration, palette: score.palette, brightness, intensity, parts, ...sounds, origin };
}

/** What of a request decides which notes sound. */
export type PartsRequest = Pick<
  BarRequest,
  'score' | 'bar' | 'time' | 'bpm' | 'intensity' | 'layering' | 'percussion' | 'rests' | 'until'
>;

/** The parts of a bar that sound, with their notes. */
export function renderParts(request: PartsRequest): TimedPart[] {
  const { score, intensity, layering = intensity, percussion = 1, rests = false } = request;
  return score.parts.flatMap((part): TimedPart[] => {
    if (rests || !isLayerActive(part, layering)) return [];
    const { name, role } = part;
    const all = renderNotes(part, request);
    const notes = role === 'drums' && percussion < 1 ? thinned(all, score.meter, percussion) : all;
    return notes.length === 0 ? [] : [{ name, role, notes }];
  });
}

function renderNotes(part: Part, { score, bar, bpm, time, until }: PartsRequest): TimedNote[] {
  const { barTicks } = meterInfo(score.meter);
  const from = bar * barTicks;
  const notes: TimedNote[] = [];
  for (const note of part.notes) {
    if (note.tick < from || note.tick >= from + barTicks) continue;
    const start = time + ticksToSeconds(note.tick - from, bpm);
    if (start >= until) continue;
    notes.push({ ...note, time: start, duration: Math.min(ticksToSeconds(note.durationTicks, bpm), until - start) });
  }
  return notes;
}
