/** The notes that are heard of a recording: those that were played, less those that were taken back. */

import type { TimedNote } from '../../plugin/output/audio-output.ts';
import type { OutputCall } from '../../plugin/output/recording-output.ts';

/** A note as it is heard. */
export interface HeardNote {
  readonly deck: number;
  readonly part: string;
  readonly role: string;
  readonly note: TimedNote;
}

/** Follows the calls of an output. */
export function heardNotes(calls: readonly OutputCall[]): readonly HeardNote[] {
  let heard: HeardNote[] = [];
  for (const call of calls) {
    if (call.kind === 'play') {
      const { deck, parts } = call.bar;
      for (const { name, role, notes } of parts) heard.push(...notes.map((note) => ({ deck, part: name, role, note })));
    } else if (call.kind === 'clear') {
      heard = heard.filter(({ deck, note }) => deck !== call.deck || note.time < call.time - 1e-4);
    } else if (call.kind === 'follow') {
      const gone = new Set(call.change.gone);
      heard = heard.flatMap((each) => {
        if (!gone.has(each.note)) return [each];
        if (each.note.time >= call.time - 1e-4) return [];
        const duration = Math.min(each.note.duration, call.time - each.note.time);
        return [{ ...each, note: { ...each.note, duration } }];
      });
    }
  }
  return heard.sort((a, b) => a.note.time - b.note.time);
}
