/** A motif is a short melody as scale degrees and lengths, independent of key, meter and tempo. */

import { plainText } from '../mood/names.ts';
import { ownValue } from '../mood/validate.ts';
import { parseNotes } from '../music/notation.ts';
import type { Phrase } from '../music/phrase.ts';
import {
  anchorOf,
  MODES,
  type Mode,
  modulo,
  moveByScale,
  type RelativePitch,
  scaleOf,
  TONICS,
  tonicPitchClass,
} from '../music/pitch.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import { beatOfMeter, beatOfNotes } from './felt-beat.ts';
import { headOf, sameDegree } from './transform.ts';

/** One note of a motif; gaps between notes are rests. */
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
  /** Its length, final rests included. */
  readonly ticks: Ticks;
  /** Its beat: a quarter or a dotted quarter, in ticks. */
  readonly beat: Ticks;
}

/** A motif from scale steps above the tonic (null = rest) and quarter notes, in a mode. */
export function motifOfSteps(steps: readonly (readonly [step: number | null, quarters: number])[], mode: Mode): Motif {
  return motif(
    mode,
    steps.map(([step, quarters]) => [step === null ? null : moveByScale(0, step, mode), quarters]),
  );
}

/**
 * A motif from notes written in a key, e.g. `motifOfText("theme 'hero'", 'E4:1 G4:1 A4:2', 'A minor')`.
 * @throws TypeError for an invalid note, RangeError for an invalid key, naming the owner.
 */
export function motifOfText(owner: string, text: string, key = 'C ionian'): Motif {
  const { tonic, mode } = readKey(owner, key);
  const anchor = anchorOf(tonic);
  return motif(
    mode,
    parseNotes(text, owner).map(({ pitch, quarters }) => [pitch === null ? null : pitch - anchor, quarters]),
  );
}

/** A motif from the first bars of a phrase. */
export function motifOfPhrase(phrase: Phrase, bars: number): Motif {
  const { notes } = headOf(phrase, bars);
  const ticks = Math.max(0, ...notes.map((note) => note.tick + note.durationTicks));
  return { mode: phrase.request.mode, notes, ticks, beat: beatOfMeter(phrase.request.meter) };
}

/**
 * A motif's notes in another mode: each keeps its scale degree. A note without a degree there, because it is chromatic or
 * the scales differ in size (seven tones and five), takes a nearby tone that preserves the melody's contour.
 */
export function motifIn(motif: Motif, mode: Mode): Motif {
  const own: readonly number[] = scaleOf(motif.mode);
  const scale: readonly number[] = scaleOf(mode);
  const near = (pitch: number) =>
    Array.from({ length: 2 * REACH + 1 }, (_, i) => pitch - REACH + i).filter((tone) =>
      scale.includes(modulo(tone, 12)),
    );
  const line = motif.notes.map(({ pitch }) => pitch);
  const choices = line.map((pitch) =>
    own.length === scale.length && own.includes(modulo(pitch, 12))
      ? [sameDegree(pitch, motif.mode, mode)]
      : motif.mode === mode
        ? [pitch]
        : near(pitch),
  );
  const pitches = mostSimilar(line, choices);
  return { ...motif, mode, notes: motif.notes.map((note, i) => ({ ...note, pitch: pitches[i]! })) };
}

/** Largest move of a tone, in semitones; weights of a changed interval and of a changed direction. */
const REACH = 4;
const LINE = 3;
const CHANGED_DIRECTION_COST = 8;

/** One choice per note, so that the result is most similar to `line`: a shortest path by dynamic programming. */
function mostSimilar(
  line: readonly RelativePitch[],
  choices: readonly (readonly RelativePitch[])[],
): readonly number[] {
  let paths: { readonly tones: readonly number[]; readonly cost: number }[] = [{ tones: [], cost: 0 }];
  line.forEach((pitch, i) => {
    paths = choices[i]!.map((tone) =>
      paths
        .map(({ tones, cost }) => {
          const before = tones.at(-1);
          const step = before === undefined ? 0 : tone - before;
          const asked = before === undefined ? 0 : pitch - line[i - 1]!;
          const turn = Math.sign(step) === Math.sign(asked) ? 0 : CHANGED_DIRECTION_COST;
          return {
            tones: [...tones, tone],
            cost: cost + Math.abs(tone - pitch) + LINE * Math.abs(step - asked) + turn,
          };
        })
        .reduce((best, one) => (one.cost < best.cost ? one : best)),
    );
  });
  return paths.reduce((best, one) => (one.cost < best.cost ? one : best)).tones;
}

function motif(mode: Mode, written: readonly (readonly [pitch: RelativePitch | null, quarters: number])[]): Motif {
  const notes: MotifNote[] = [];
  let tick = 0;
  for (const [pitch, quarters] of written) {
    const durationTicks = Math.round(quarters * PPQ);
    if (pitch !== null) notes.push({ pitch, tick, durationTicks });
    tick += durationTicks;
  }
  return { mode, notes, ticks: tick, beat: beatOfNotes(notes) };
}

const PLAIN_NAMES: Readonly<Record<string, Mode>> = { major: 'ionian', minor: 'aeolian' };

function readKey(owner: string, key: string): { tonic: number; mode: Mode } {
  const [tonic, ...rest] = key.trim().split(/\s+/);
  const name = rest.join(' ');
  const mode = ownValue(PLAIN_NAMES, name) ?? name;
  const known = TONICS.find((one) => one === tonic);
  if (known === undefined || !Object.hasOwn(MODES, mode)) {
    const modes = ['major', 'minor', ...Object.keys(MODES)].join(', ');
    throw new RangeError(
      `${owner}: key '${plainText(key)}' is invalid; write a tonic (${TONICS.join(', ')}) and a mode (${modes}), e.g. 'A minor'`,
    );
  }
  return { tonic: tonicPitchClass(known), mode: mode as Mode };
}
