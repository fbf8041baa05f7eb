/** A recital as a MIDI file: one track for each part of each band, drums on channel 10, tempo, meter and key where they change. */

import midi from '@tonejs/midi';
import { MODES, type Mode, TONICS, type Tonic } from '../../plugin/headless.ts';
import { midiProgram } from '../../plugin/render.ts';
import type { RecitalJson, RecitalNote } from './recital-json.ts';

/** Channels are counted from 0; 9 is General MIDI's drums. */
const DRUMS = 9;
const CHANNELS = 16;

/** The bytes of the MIDI file. Decks that overlap share its tempo map: see {@link TickMap}. */
export function recitalMidi(recital: RecitalJson): Uint8Array {
  const file = new midi.Midi();
  const { header } = file;
  header.fromJSON({
    name: `${recital.sections.map(({ mood }) => mood).join(', ')} (seed ${recital.seed})`,
    ppq: recital.ppq,
    meta: [],
    tempos: recital.tempos.map(({ tick, bpm }) => ({ ticks: tick, bpm })),
    timeSignatures: recital.meters.map(({ tick, meter }) => ({
      ticks: tick,
      timeSignature: meter.split('/').map(Number) as [number, number],
    })),
    keySignatures: recital.keys.map(({ tick, tonic, mode }) => ({ ticks: tick, ...keySignature(tonic, mode) })),
  });
  const lines = recital.parts.flatMap(({ name, role, notes }) =>
    [...byPalette(notes)].map(([palette, own]) => ({ name, role, palette, notes: own })),
  );
  let next = 0;
  const channels = new Map<string, number>();
  for (const { name, role, palette, notes } of lines) {
    const track = file.addTrack();
    track.name = `${name} (${palette})`;
    const program = role === 'drums' && name !== 'timpani' ? null : midiProgram(palette, role, name);
    if (program === null) track.channel = DRUMS;
    else {
      // Past fifteen lines, bands share the channel of the same part.
      const channel = next < CHANNELS - 1 ? (next < DRUMS ? next : next + 1) : (channels.get(name) ?? 0);
      next++;
      channels.set(name, channel);
      track.channel = channel;
      track.instrument.number = program;
    }
    for (const { pitch, tick, durationTicks, velocity } of notes) {
      track.addNote({ midi: pitch, ticks: tick, durationTicks, velocity });
    }
  }
  return mendKeys(file.toArray());
}

function byPalette(notes: readonly RecitalNote[]): Map<string, RecitalNote[]> {
  const groups = new Map<string, RecitalNote[]>();
  for (const note of notes) groups.set(note.palette, [...(groups.get(note.palette) ?? []), note]);
  return groups;
}

/** Major keys from seven flats to seven sharps, as the library lists them. */
const SIGNATURES = ['Cb', 'Gb', 'Db', 'Ab', 'Eb', 'Bb', 'F', 'C', 'G', 'D', 'A', 'E', 'B', 'F#', 'C#'];
const NATURAL = SIGNATURES.indexOf('C');

/** MIDI knows major and minor only: a mode is written as the one of the two that its third belongs to. */
function keySignature(tonic: Tonic, mode: Mode): { key: string; scale: string } {
  const { family } = MODES[mode];
  const major = family === 'major' ? tonic : TONICS[(TONICS.indexOf(tonic) + 3) % 12]!;
  return { key: major, scale: family };
}

/**
 * Puts right what @tonejs/midi 2.0.28 writes as a key: the place in its list plus seven, where the format wants the
 * number of sharps (its own reader finds no key there). Key events are the only ones of type 0x59.
 */
function mendKeys(bytes: Uint8Array): Uint8Array {
  for (let i = 0; i + 4 < bytes.length; i++) {
    if (bytes[i] === 0xff && bytes[i + 1] === 0x59 && bytes[i + 2] === 2)
      bytes[i + 3] = (bytes[i + 3]! - 2 * NATURAL) & 0xff;
    // The first track holds all of them.
    if (i > 14 && bytes[i] === 0xff && bytes[i + 1] === 0x2f && bytes[i + 2] === 0) break;
  }
  return bytes;
}
