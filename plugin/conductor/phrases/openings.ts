/** What a phrase begins with if it is not written freely: a scheduled theme, or the melody of the mood that it escalates from. */

import { carryOverMotif } from '../../arrange/carry-over.ts';
import type { Controls } from '../../mood/controls.ts';
import { phraseBars } from '../../phrases/phrase-job.ts';
import type { Piece } from '../../soundtrack/piece.ts';
import { type Opening, type ThemeDefinition, themeOpening } from '../../soundtrack/theme.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { MoodStates } from './mood-states.ts';

/** Finds themes by their names, and pieces by their moods. */
export interface ThemeTable {
  theme(name: string): ThemeDefinition | undefined;
  pieceOf(state: MoodState): Piece | null;
}

/** What a slot's phrase begins with: its scheduled theme; else bars of the mood's piece, or if it is the mood's first, a melody carried over; else null. */
export function openingOf(
  state: MoodState,
  slot: number,
  { mode, meter }: Controls,
  themes: ThemeTable,
  moods: MoodStates,
): Opening | null {
  const name = state.scheduledThemes.get(slot);
  const theme = name === undefined ? undefined : themes.theme(name);
  if (name !== undefined && theme !== undefined) {
    const tuneOf = (mood: string) => moods.find(mood)?.first('A') ?? null;
    return themeOpening(name, theme, { mood: state.mood, mode, meter, phraseBars: phraseBars(meter), tuneOf });
  }
  const piece = themes.pieceOf(state);
  if (piece !== null) return piece.motif(slot, mode);
  if (slot !== 0 || state.carriedOver === null) return null;
  const carried = carryOverMotif(state.carriedOver.tune, mode, meter);
  return carried && { name: `echo of ${state.carriedOver.mood}`, ...carried, octave: null };
}
