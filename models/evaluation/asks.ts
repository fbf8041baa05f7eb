/**
 * The requests with which single phrases are measured. A phrase is one that the plugin would request: four bars, a plan of
 * `arrange/form`, chords of the progression writer with a cadence. Meter, mode and cadence alternate, so that no figure
 * depends on one of them; style, temperature, guidance and candidates have their defaults.
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

/** Bars of a phrase: the plugin's length in these meters. */
export const PHRASE_BARS = 4;
/** The meters of the presets. */
const METERS: readonly Meter[] = ['4/4', '3/4', '6/8'];
/** The modes on which the network was trained; the others are masks over these. */
const MODES: readonly Mode[] = ['ionian', 'aeolian'];
const CADENCES: readonly Cadence[] = ['half', 'full'];

/** The varying part of a request. */
export interface Ask {
  readonly seed: string;
  /** Index in a sequence of phrases; selects among the alternating settings where no value is given. */
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
