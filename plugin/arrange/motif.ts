/** A motif is a few notes that are remembered: degrees of a mode and lengths, free of key, meter and tempo. */

import { parseNotes } from '../music/notation.ts';
import type { Phrase } from '../music/phrase.ts';
import {
  anchorOf,
  MODES,
  type Mode,
  moveByScale,
  type RelativePitch,
  TONICS,
  tonicPitchClass,
} from '../music/pitch.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import { headOf, sameDegree } from './transform.ts';

/** One note of a motif; what lies between notes is rest. */
export interface MotifNote {
  /** Semitones above the tonic anchor, in the motif's mode. */
  readonly pitch: RelativePitch;
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
}

/** A motif. */
export interface Motif {
  readonly mode: Mode;
  readonly notes: readonly MotifNote[];
  /** Its length, rests at the end included. */
  readonly ticks: Ticks;
}

/** A motif out of scale steps above the tonic (null rests) and quarter notes, in a mode. */
export function motifOfSteps(steps: readonly (readonly [step: number | null, quarters: number])[], mode: Mode): Motif {
  return motif(
    mode,
    steps.map(([step, quarters]) => [step === null ? null : moveByScale(0, step, mode), quarters]),
  );
}

/**
 * A motif out of written notes in a key, e.g. `motifOfText("theme 'hero'", 'E4:1 G4:1 A4:2', 'A minor')`.
 * @throws TypeError on a note, RangeError on a key that cannot be read, naming the owner.
 */
export function motifOfText(owner: string, text: string, key = 'C ionian'): Motif {
  const { tonic, mode } = readKey(owner, key);
  const anchor = anchorOf(tonic);
  return motif(
    mode,
    parseNotes(text, owner).map(({ pitch, quarters }) => [pitch === null ? null : pitch - anchor, quarters]),
  );
}

/** A motif out of the first bars of a phrase. */
export function motifOfPhrase(phrase: Phrase, bars: number): Motif {
  const { notes } = headOf(phrase, bars);
  const ticks = Math.max(0, ...notes.map((note) => note.tick + note.durationTicks));
  return { mode: phrase.request.mode, notes, ticks };
}

/** A motif's notes in another mode: each keeps its degree. */
export function motifIn(motif: Motif, mode: Mode): Motif {
  return {
    ...motif,
    mode,
    notes: motif.notes.map((note) => ({ ...note, pitch: sameDegree(note.pitch, motif.mode, mode) })),
  };
}

function motif(mode: Mode, written: readonly (readonly [pitch: RelativePitch | null, quarters: number])[]): Motif {
  const notes: MotifNote[] = [];
  let tick = 0;
  for (const [pitch, quarters] of written) {
    const durationTicks = Math.round(quarters * PPQ);
    if (pitch !== null) notes.push({ pitch, tick, durationTicks });
    tick += durationTicks;
  }
  return { mode, notes, ticks: tick };
}

const PLAIN_NAMES: Readonly<Record<string, Mode>> = { major: 'ionian', minor: 'aeolian' };

function readKey(owner: string, key: string): { tonic: number; mode: Mode } {
  const [tonic, ...rest] = key.trim().split(/\s+/);
  const name = rest.join(' ');
  const mode = PLAIN_NAMES[name] ?? name;
  const known = TONICS.find((one) => one === tonic);
  if (known === undefined || !Object.hasOwn(MODES, mode)) {
    const modes = ['major', 'minor', ...Object.keys(MODES)].join(', ');
    throw new RangeError(
      `${owner}: key '${key}' is none; write a tonic (${TONICS.join(', ')}) and a mode (${modes}), e.g. 'A minor'`,
    );
  }
  return { tonic: tonicPitchClass(known), mode: mode as Mode };
}
