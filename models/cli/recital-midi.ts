/** A recital as a MIDI file: one track for each part of each band, drums on channel 10, tempo, meter and key where they change. */

import { MODES, type Mode, meterInfo, midiFile, midiProgram, TONICS, type Tonic } from '../../plugin/headless.ts';
import type { RecitalJson, RecitalNote } from './recital-json.ts';

/** The bytes of the MIDI file. Decks that overlap share its tempo map: see {@link TickMap}. */
export function recitalMidi(recital: RecitalJson): Uint8Array {
  return midiFile({
    name: `${recital.sections.map(({ mood }) => mood).join(', ')} (seed ${recital.seed})`,
    tempos: recital.tempos.map(({ tick, bpm }) => ({ tick, quarter: Math.round(60e6 / bpm) })),
    meters: recital.meters.map(({ tick, meter }) => ({ tick, ...meterInfo(meter) })),
    keys: recital.keys.map(({ tick, tonic, mode }) => ({ tick, ...keySignature(tonic, mode) })),
    tracks: recital.parts.flatMap(({ name, role, notes }) =>
      [...grouped(notes, ({ palette }) => palette)].map(([palette, own]) => {
        const program = midiProgram(palette, role, name);
        // Bands of one palette that cross are two lines: each keeps its own notes.
        const lines = [...grouped(own, ({ deck }) => deck).values()].map((each) => ({ program, notes: each }));
        return { name: `${name} (${palette})`, lines };
      }),
    ),
  });
}

function grouped<K>(notes: readonly RecitalNote[], keyOf: (note: RecitalNote) => K): Map<K, RecitalNote[]> {
  const groups = new Map<K, RecitalNote[]>();
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
