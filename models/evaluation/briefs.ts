/**
 * Briefs for periods, so that generated and real tunes can be compared: each has the meter, mode, style and five controls of
 * a random eight-bar excerpt of the *training* tunes (seeded). Nothing of the test tunes is used, guidance works as in a
 * game, and the requests have the spread of real tunes. Chords and form are the plugin's.
 */

import {
  MELODY_CONTROLS,
  type MelodyControls,
  type Mode,
  measureRaw,
  meterInfo,
  modulo,
  quantileOf,
  random,
} from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { FORM_BARS } from './form.ts';
import { excerptsOf, type Passage } from './passage.ts';
import type { PeriodBrief } from './scene.ts';

/** Makes briefs from training stretches. @throws RangeError if none has eight bars. */
export function periodBriefs(train: readonly Stretch[], count: number): PeriodBrief[] {
  const real = train.flatMap((stretch) =>
    excerptsOf([stretch], FORM_BARS).map((passage) => ({ passage, style: stretch.style })),
  );
  if (real.length === 0) throw new RangeError(`no training tune has ${FORM_BARS} bars; name a larger corpus`);
  const chance = random('briefs');
  return Array.from({ length: count }, (_, i) => {
    const { passage, style } = chance.pick(real);
    return { seed: `period ${i}`, meter: passage.meter, mode: modeOf(passage), style, controls: controlsOf(passage) };
  });
}

/** Ionian for major; for minor the scale whose seventh is more frequent in the excerpt. */
function modeOf({ scale, notes }: Passage): Mode {
  if (scale.includes(4)) return 'ionian';
  const count = (pitchClass: number) => notes.filter(({ pitch }) => modulo(pitch, 12) === pitchClass).length;
  return count(11) > count(10) ? 'harmonic minor' : 'aeolian';
}

function controlsOf({ notes, meter, bars, scale }: Passage): MelodyControls {
  const raw = measureRaw(notes, { meter, ticks: bars * meterInfo(meter).barTicks, scale });
  return Object.fromEntries(
    MELODY_CONTROLS.map((control) => [control, quantileOf(control, raw[control])]),
  ) as MelodyControls;
}
