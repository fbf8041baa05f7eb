/** Labels of the controls, for game developers without music theory. */

import type { Controls } from '../mood/controls.ts';
import type { Modulation } from '../mood/modulation.ts';
import type { WorldMoodName } from '../mood/world-moods.ts';
import { noteIn } from '../music/harmony.ts';
import { type MidiPitch, type Mode, type Tonic, tonicPitchClass } from '../music/pitch.ts';
import { PPQ, type Ticks } from '../music/time.ts';

/** Unit and effect of each control. */
export const CONTROL_WORDS: Readonly<Record<keyof Controls, { readonly unit: string; readonly hint: string }>> = {
  tempo: { unit: 'BPM', hint: 'How fast. A walk is about 100, a chase 150.' },
  intensity: { unit: '', hint: 'How many layers play.' },
  brightness: { unit: '', hint: 'Muffled at 0, open and clear at 1.' },
  density: { unit: '', hint: 'Few long notes, or many short ones.' },
  register: { unit: '', hint: 'How high the melody is.' },
  leap: { unit: '', hint: 'Steps from note to note, or wide jumps.' },
  syncopation: { unit: '', hint: 'On the beat, or against it.' },
  chromaticism: { unit: '', hint: 'Notes from outside the scale: spice, unease.' },
  temperature: { unit: '×', hint: 'Safe choices below 1, bold ones above.' },
  swing: { unit: '', hint: 'Straight eighths at 0, a full shuffle at 1.' },
  tonic: { unit: '', hint: 'The home note. Same melody, higher or lower.' },
  mode: { unit: '', hint: 'The scale: the color of the mood.' },
  meter: { unit: '', hint: 'Beats in a bar: march, waltz, jig.' },
  palette: { unit: '', hint: 'Which instruments play.' },
  style: { unit: '', hint: 'Which kind of music the melodies resemble.' },
};

/** Whose music a mood of the world has. */
export const WORLD_MOOD_WORDS: Readonly<Record<WorldMoodName, string>> = {
  garden: 'Chinese',
  shrine: 'Japanese',
  tavern: 'Irish',
  saloon: 'ragtime',
  swing: 'dance band',
};

/** A control's value as displayed: tempo with at most one decimal place, others with two. */
export function shown(control: Modulation['control'], value: number): string {
  return control === 'tempo' || control === 'duck' ? value.toFixed(Number.isInteger(value) ? 0 : 1) : value.toFixed(2);
}

/** A change as displayed, with its sign; one that would be displayed as zero has none. */
export function shownChange(control: Modulation['control'], change: number): string {
  const size = shown(control, Math.abs(change));
  return Number(size) === 0 ? size : `${change > 0 ? '+' : '−'}${size}`;
}

/** A number of things: `1 bar`, `2 bars`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** A pitch with its octave, e.g. `Gb4`, as the key spells it. */
export function pitchName(pitch: MidiPitch, key: { readonly tonic: Tonic; readonly mode: Mode } = IN_C): string {
  const { tonic, mode } = key;
  return `${noteIn(pitch - tonicPitchClass(tonic), tonic, mode)}${Math.floor(pitch / 12) - 1}`;
}

const IN_C = { tonic: 'C', mode: 'ionian' } as const;
/** Parts of a whole note, from the largest. */
const PARTS = [1, 2, 4, 8, 16, 32, 6, 12, 24, 48];

/** A length as a part of a whole note, e.g. `1/4`, and `3/8` for a dotted quarter. */
export function lengthName(ticks: Ticks): string {
  const whole = ticks / (4 * PPQ);
  const part = PARTS.find((each) => Math.abs(whole * each - Math.round(whole * each)) < 1e-3) ?? 48;
  return `${Math.round(whole * part)}/${part}`;
}

const DEGREES = ['1', '♭2', '2', '♭3', '3', '4', '♯4', '5', '♭6', '6', '♭7', '7'];

/** A pitch class above the tonic as a scale degree, e.g. `♭7`. */
export function degree(pitch: number): string {
  return DEGREES[((pitch % 12) + 12) % 12]!;
}
