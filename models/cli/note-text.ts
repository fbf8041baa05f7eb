/** Notes as text: `E4:1 G#4:0.5 r:1 Bb4:2`, name, octave, length in quarter notes; `r` is a rest. */

import { type GivenNote, type MidiPitch, PPQ } from '../../plugin/internal.ts';
import { CliError } from './cli.ts';

const STEPS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const NAMES = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];
/** Lengths are rounded to 1/24 of a quarter note, the network's grid. */
const GRID = PPQ / 24;

/** Parses notes; pitches are MIDI numbers. @throws CliError for an invalid note, or if there are none. */
export function readNotes(option: string, text: string): GivenNote[] {
  const notes: GivenNote[] = [];
  let tick = 0;
  for (const word of text.trim().split(/\s+/)) {
    const [, step, sign, octave, rest, length] = /^(?:([A-G])(#|b)?(-?\d)|(r)):(\d*\.?\d+)$/.exec(word) ?? [];
    const durationTicks = Math.round((Number(length) * PPQ) / GRID) * GRID;
    if ((step === undefined && rest === undefined) || !(durationTicks > 0))
      throw new CliError(
        `--${option} has '${word}'`,
        "write notes as name, octave, length in quarters: 'E4:1 G#4:0.5 r:1'",
      );
    if (step !== undefined) {
      const alter = sign === '#' ? 1 : sign === 'b' ? -1 : 0;
      notes.push({ pitch: (Number(octave) + 1) * 12 + STEPS[step]! + alter, tick, durationTicks });
    }
    tick += durationTicks;
  }
  if (notes.length === 0) throw new CliError(`--${option} has no note`, "write at least one, e.g. 'E4:1'");
  return notes;
}

/** Formats notes (MIDI pitches) as text, with rests between them. */
export function writeNotes(notes: readonly GivenNote[]): string {
  let reached = 0;
  return notes
    .flatMap(({ pitch, tick, durationTicks }) => {
      const rest = tick > reached ? [`r:${quarters(tick - reached)}`] : [];
      reached = tick + durationTicks;
      return [...rest, `${nameOf(pitch)}:${quarters(durationTicks)}`];
    })
    .join(' ');
}

function nameOf(pitch: MidiPitch): string {
  return `${NAMES[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
}

function quarters(ticks: number): number {
  return Number((ticks / PPQ).toFixed(4));
}
