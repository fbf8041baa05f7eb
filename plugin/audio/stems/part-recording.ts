/** A recording with the notes of one part only. All else stays, so that the part sounds as it does in the mix. */

import { ROLES, type Role } from '../../music/score.ts';
import type { OutputRecording } from '../../output/recording-output.ts';

/** A part of a recording; the name is unique in it. */
export interface RecordedPart {
  readonly name: string;
  readonly role: Role;
}

const STINGER: RecordedPart = { name: 'stinger', role: 'stinger' };

/** The parts that have notes, melody first. @throws RangeError for a recording with tracks, which have no parts. */
export function partsOf({ calls }: OutputRecording): readonly RecordedPart[] {
  const found = new Map<string, RecordedPart>();
  for (const call of calls) {
    if (call.kind === 'track')
      throw new RangeError(`stems: the recording plays the track '${call.track.key}'; a track has no stems`);
    if (call.kind === 'sting') found.set(STINGER.name, STINGER);
    if (call.kind !== 'play') continue;
    for (const { name, role, notes } of call.bar.parts) if (notes.length > 0) found.set(name, { name, role });
  }
  return [...found.values()].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}

/** The recording with the notes of one part. Stingers, which duck the rest, become silent notes. */
export function onlyPart({ calls }: OutputRecording, part: string): OutputRecording {
  return {
    calls: calls.map((call) => {
      if (call.kind === 'play')
        return { ...call, bar: { ...call.bar, parts: call.bar.parts.filter(({ name }) => name === part) } };
      if (call.kind !== 'sting' || part === STINGER.name) return call;
      return { ...call, notes: call.notes.map((note) => ({ ...note, velocity: 0 })) };
    }),
  };
}
