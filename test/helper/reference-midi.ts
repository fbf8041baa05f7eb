/** Notes of a MIDI file by another reader: `midi-file` reads the events, and each note-off ends the note that began first. */

import { parseMidi } from 'midi-file';

/** A note as one line of text, so that lists of them compare and print well. */
export type ReferenceNote = string;

/** How a note is written: where it is, what it is, and how long; `-` where it has no end. */
export function noteLine(
  track: number,
  channel: number,
  onset: number,
  pitch: number,
  duration: number | null,
): ReferenceNote {
  return `${track}/${channel} @${onset} ${pitch}:${duration ?? '-'}`;
}

/** All notes of a file, sorted as text. @throws what `midi-file` throws at a file that is not as the standard has it. */
export function referenceNotes(bytes: Uint8Array): ReferenceNote[] {
  return parseMidi(bytes)
    .tracks.flatMap((events, track) => {
      const lines: ReferenceNote[] = [];
      const began = new Map<string, number[]>();
      let tick = 0;
      for (const event of events) {
        tick += event.deltaTime;
        if (event.type !== 'noteOn' && event.type !== 'noteOff') continue;
        const { type, channel, noteNumber: pitch } = event;
        const key = `${channel} ${pitch}`;
        const onsets = began.get(key) ?? [];
        began.set(key, onsets);
        const onset = type === 'noteOn' ? undefined : onsets.shift();
        if (type === 'noteOn') onsets.push(tick);
        else if (onset !== undefined) lines.push(noteLine(track, channel, onset, pitch, tick - onset));
      }
      for (const [key, onsets] of began) {
        const [channel, pitch] = key.split(' ').map(Number) as [number, number];
        lines.push(...onsets.map((onset) => noteLine(track, channel, onset, pitch, null)));
      }
      return lines;
    })
    .sort();
}
