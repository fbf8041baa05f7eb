/**
 * Measures the effect of controls: each is requested at eight levels from 0 to 1, the others are not, and all five are measured
 * on every phrase in their own units (measure.ts). A cell of the table is Spearman's ρ between level and measurement over
 * single phrases.
 */

import {
  MELODY_CONTROLS,
  type MelodyControl,
  measureRaw,
  meterInfo,
  type PhraseRequest,
  type RawMeasures,
} from '../../plugin/internal.ts';
import { askPhrase } from './asks.ts';
import { mean, round } from './interval.ts';
import type { Passage } from './passage.ts';
import { spearman } from './spearman.ts';

/** Levels per control, evenly spaced from 0 to 1. */
export const LEVELS = 8;

/** ρ between requested (first key) and measured control. */
export type ControlTable = Readonly<Record<MelodyControl, Readonly<Record<MelodyControl, number>>>>;

/** The figures of controls. */
export interface ControlFigures {
  readonly spearman: ControlTable;
  /** The lowest ρ of a control with itself, and the highest |ρ| of a control with another. */
  readonly least: number;
  readonly largestOffDiagonal: number;
  /** Mean measurement at each level, in the control's own units. */
  readonly means: Readonly<Record<MelodyControl, readonly number[]>>;
  /** Phrases per control, over all levels. */
  readonly phrases: number;
}

/** The requests of the table, by control and level. */
export function controlRequests(phrasesPerLevel: number): PhraseRequest[] {
  return MELODY_CONTROLS.flatMap((control) =>
    levels(phrasesPerLevel).map((level, i) => {
      const turn = i % phrasesPerLevel;
      return askPhrase({ seed: `control ${control} ${i}`, turn, controls: { [control]: level } });
    }),
  );
}

/** The level of each phrase of a control, in the order of {@link controlRequests}. */
function levels(phrasesPerLevel: number): number[] {
  return Array.from({ length: LEVELS * phrasesPerLevel }, (_, i) => Math.floor(i / phrasesPerLevel) / (LEVELS - 1));
}

/** The table, from the phrases of {@link controlRequests}. */
export function controlFigures(passages: readonly Passage[], phrasesPerLevel: number): ControlFigures {
  const asked = levels(phrasesPerLevel);
  const measured = MELODY_CONTROLS.map((_, k) => passages.slice(k * asked.length, (k + 1) * asked.length).map(rawOf));
  const table = byControl((_, k) =>
    byControl((control) =>
      round(
        spearman(
          asked,
          measured[k]!.map((raw) => raw[control]),
        ),
      ),
    ),
  );
  const means = byControl((control, k) =>
    Array.from({ length: LEVELS }, (_, level) =>
      round(
        mean(measured[k]!.slice(level * phrasesPerLevel, (level + 1) * phrasesPerLevel).map((raw) => raw[control])),
      ),
    ),
  );
  const off = MELODY_CONTROLS.flatMap((asks) =>
    MELODY_CONTROLS.filter((other) => other !== asks).map((other) => Math.abs(table[asks][other])),
  );
  return {
    spearman: table,
    least: Math.min(...MELODY_CONTROLS.map((control) => table[control][control])),
    largestOffDiagonal: Math.max(...off),
    means,
    phrases: asked.length,
  };
}

function byControl<T>(of: (control: MelodyControl, index: number) => T): Record<MelodyControl, T> {
  return Object.fromEntries(MELODY_CONTROLS.map((control, index) => [control, of(control, index)])) as Record<
    MelodyControl,
    T
  >;
}

function rawOf({ notes, meter, bars, scale }: Passage): RawMeasures {
  return measureRaw(notes, { meter, ticks: bars * meterInfo(meter).barTicks, scale });
}
