/** The writer of `midi-file` alone: games carry no reader. */
declare module 'midi-file/lib/midi-writer.js' {
  import type { MidiData } from 'midi-file';
  export default function writeMidi(data: MidiData): number[];
}
