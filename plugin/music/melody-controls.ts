/** The properties of a melody that a request can set and that melodies are measured by. */

import type { NormalRange } from './time.ts';

/** Properties of a melody that can be requested and measured. */
export const MELODY_CONTROLS = ['density', 'register', 'leap', 'syncopation', 'chromaticism'] as const;
export type MelodyControl = (typeof MELODY_CONTROLS)[number];

/** A value for each melody control: 0..1, a quantile of the training melodies. */
export type MelodyControls = { readonly [K in MelodyControl]: NormalRange };
/** As {@link MelodyControls}; for a missing or null value the composer draws one with the spread of real melodies. */
export type AskedControls = { readonly [K in MelodyControl]?: NormalRange | null };
