/** A recording with the notes of one role only. All else stays, so that they sound as they do in the mix. */

import { ROLES, type Role } from '../../music/score.ts';
import { ambienceOf, type OutputRecording } from '../../output/recording-output.ts';

/** The roles that have notes, melody first. @throws RangeError for a recording with tracks, which have no roles. */
export function rolesOf({ calls }: OutputRecording): readonly Role[] {
  const found = new Set<Role>();
  for (const call of calls) {
    if (call.kind === 'track')
      throw new RangeError(`stems: the recording plays the track '${call.track.key}'; a track has no stems`);
    if (call.kind === 'sting') found.add('stinger');
    if (call.kind !== 'play') continue;
    for (const { role, notes } of call.bar.parts) if (notes.length > 0) found.add(role);
  }
  return ROLES.filter((role) => found.has(role));
}

/** Whether a recording has the sounds of a place. */
export function hasAmbience(recording: OutputRecording): boolean {
  return ambienceOf(recording).size > 0;
}

/** The recording without the sounds of a place. */
export function withoutAmbience({ calls }: OutputRecording): OutputRecording {
  return {
    calls: calls.map((call) => {
      if (call.kind !== 'play') return call;
      const { ambience: _, ...bar } = call.bar;
      return { ...call, bar };
    }),
  };
}

/** The recording with the notes of one role. Stingers, which duck the rest, become silent notes. */
export function onlyRole({ calls }: OutputRecording, role: Role): OutputRecording {
  return {
    calls: calls.map((call) => {
      if (call.kind === 'play') {
        const parts = call.bar.parts.filter((part) => part.role === role);
        return { ...call, bar: { ...call.bar, parts } };
      }
      if (call.kind !== 'sting' || role === 'stinger') return call;
      return { ...call, notes: call.notes.map((note) => ({ ...note, velocity: 0 })) };
    }),
  };
}
