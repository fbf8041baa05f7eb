/** Games say the same in every frame. A command that changes nothing is not carried out, and stands in no log. */

import { isRecord } from '../../mood/names.ts';
import type { Seconds } from '../../music/time.ts';
import type { Track } from '../../soundtrack/track.ts';
import type { Ensemble } from '../ensemble.ts';
import { MIN_SCHEDULE_AHEAD } from '../playback/suspension.ts';
import type { Command } from '../recording/command-log.ts';
import type { MoodRequests } from './mood-requests.ts';

/** Whether a command would change nothing at its time. Pauses, resumes and signals are looked at where they come in. */
export function changesNothing(entry: Command, ensemble: Ensemble, moves: MoodRequests): boolean {
  const { transitions: direction, suspension: interruption, crossfader: decks } = ensemble;
  const { time } = entry;
  const soonest: Seconds = time + MIN_SCHEDULE_AHEAD;
  switch (entry.kind) {
    case 'mood':
    case 'push':
    case 'pop':
      return moves.isRedundant(entry);
    case 'override':
      return sameData(entry.controls, ensemble.controls.override);
    case 'tune':
      return sameData(entry.tuning, ensemble.controls.tuning);
    case 'theme':
      return direction.isThemed(entry, moves.first, time);
    case 'stinger':
      return !direction.maySting(entry.name, time);
    case 'track':
      return sameData(interruption.interlude.trackAt(time), trackOf(entry));
    case 'endTrack':
      return !interruption.interlude.mayEnd(entry, soonest);
    case 'reroll':
      return decks.current === null;
    default:
      return false;
  }
}

/** A track, as its command has it. */
export function trackOf({ time: _, kind: __, ...track }: Command & { readonly kind: 'track' }): Track {
  return track;
}

/** Whether two values are the same JSON, whatever the order of their fields. */
export function sameData(a: unknown, b: unknown): boolean {
  return a === b || sorted(a) === sorted(b);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
