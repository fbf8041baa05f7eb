/**
 * What is asked when single phrases are measured. A phrase is one that the plugin would ask for: four bars, a plan of
 * `arrange/form`, chords of the progression writer with a cadence. Meter, mode and cadence take turns, so that no figure
 * holds for one of them alone; style, temperature, guidance and candidates are left to the defaults that ship.
 */

import {
  type AskedControls,
  type Cadence,
  type Meter,
  type Mode,
  type PhraseRequest,
  phrasePlan,
  writeProgression,
} from '../../plugin/internal.ts';

/** Bars of a phrase: as many as the plugin asks for in these meters. */
export const PHRASE_BARS = 4;
/** The meters of the moods that ship. */
const METERS: readonly Meter[] = ['4/4', '3/4', '6/8'];
/** The two modes that the network was trained on; the others are masks over these. */
const MODES: readonly Mode[] = ['ionian', 'aeolian'];
const CADENCES: readonly Cadence[] = ['half', 'full'];

/** What differs from phrase to phrase. */
export interface Ask {
  readonly seed: string;
  /** Place in a row of phrases: chooses what is not given among the settings that take turns. */
  readonly turn: number;
  readonly controls: AskedControls;
  readonly meter?: Meter;
  readonly mode?: Mode;
  readonly cadence?: Cadence;
}

/** The request for a phrase. */
export function askPhrase(ask: Ask): PhraseRequest {
  const { seed, turn, controls } = ask;
  const meter = ask.meter ?? METERS[turn % METERS.length]!;
  const mode = ask.mode ?? MODES[Math.floor(turn / METERS.length) % MODES.length]!;
  const cadence = ask.cadence ?? CADENCES[Math.floor(turn / METERS.length / MODES.length) % CADENCES.length]!;
  const plan = phrasePlan({ bars: PHRASE_BARS, seed });
  const chromaticism = controls.chromaticism ?? 0;
  const chords = writeProgression({ seed, bars: PHRASE_BARS, meter, mode, cadence, chromaticism, plan });
  return { seed, bars: PHRASE_BARS, meter, mode, style: null, chords, controls, cadence, plan };
}
