/** A score as a MIDI file: one track for each part of each band, drums on channel 10, tempo, meter and key where they change. */

import { midiProgram } from '../midi/general-midi.ts';
import { midiFile } from '../midi/midi-song.ts';
import { MODES, type Mode, TONICS, type Tonic } from '../music/pitch.ts';
import { meterInfo } from '../music/time.ts';
import type { PaletteDefinition } from '../soundtrack/palette.ts';
import { checkScore } from './given-score.ts';
import type { ScoreData, ScoreNote } from './score-data.ts';

/** A score; a composition also has the palettes of its game, whose recordings count as the instruments they replace. */
export interface MidiScore extends ScoreData {
  readonly recording?: { readonly palettes: Readonly<Record<string, PaletteDefinition>> };
}

/**
 * Writes a score as a Standard MIDI File of format 1. Decks that overlap share its tempo map: see {@link TickMap}.
 * @throws TypeError for anything but a score, such as a promise of one.
 * @example
 * const score = await compose({ mood: 'forest', bars: 16, seed: 'a' });
 * const file: Uint8Array = toMidi(score);
 */
export function toMidi(score: MidiScore): Uint8Array {
  checkScore('toMidi', score);
  const palettes = score.recording?.palettes;
  return midiFile({
    name: `${score.sections.map(({ mood }) => mood).join(', ')} (seed ${score.seed})`,
    tempos: score.tempos.map(({ tick, bpm }) => ({ tick, quarter: Math.round(60e6 / bpm) })),
    meters: score.meters.map(({ tick, meter }) => ({ tick, ...meterInfo(meter) })),
    keys: score.keys.map(({ tick, tonic, mode }) => ({ tick, ...keySignature(tonic, mode) })),
    markers: score.bars.map(({ bar, tick, mood }) => ({ tick, text: `${mood} ${bar + 1}` })),
    tracks: score.parts.flatMap(({ name, role, notes }) =>
      [...grouped(notes, ({ palette }) => palette)].map(([palette, own]) => {
        const program = midiProgram(palette, role, name, palettes);
        // Bands of one palette that cross are two lines: each keeps its own notes.
        const lines = [...grouped(own, ({ deck }) => deck).values()].map((each) => ({ program, notes: each }));
        return { name: `${name} (${palette})`, lines };
      }),
    ),
  });
}

function grouped<K>(notes: readonly ScoreNote[], keyOf: (note: ScoreNote) => K): Map<K, ScoreNote[]> {
  const groups = new Map<K, ScoreNote[]>();
  for (const note of notes) {
    const key = keyOf(note);
    const group = groups.get(key);
    if (group) group.push(note);
    else groups.set(key, [note]);
  }
  return groups;
}

/** Major keys from seven flats to seven sharps. */
const SIGNATURES = ['Cb', 'Gb', 'Db', 'Ab', 'Eb', 'Bb', 'F', 'C', 'G', 'D', 'A', 'E', 'B', 'F#', 'C#'];

/** MIDI knows major and minor only: a mode is written as the one of the two that its third belongs to. */
function keySignature(tonic: Tonic, mode: Mode): { sharps: number; minor: boolean } {
  const minor = MODES[mode].family === 'minor';
  const major = minor ? TONICS[(TONICS.indexOf(tonic) + 3) % 12]! : tonic;
  return { sharps: SIGNATURES.indexOf(major) - SIGNATURES.indexOf('C'), minor };
}
