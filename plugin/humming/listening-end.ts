/** When listening ends: after a rest, or in time for an answer on the bar line that follows the longest time. */

import type { Seconds } from '../music/time.ts';
import { withVoice } from './hummed-notes.ts';
import { HOP, type PitchFrame } from './pitch-frames.ts';

/**
 * Listening ends this long before a bar line: time to find the notes, to compose an answer, and to schedule it on that line.
 */
export const ANSWER_LEAD: Seconds = 0.35;
/** A bar line that is so little too early counts as the one that was meant. */
const SLACK: Seconds = 0.25;
/** Shorter sounds are no voice. */
const SOUND: Seconds = 0.08;

/** How far listening is. Times are of one clock. */
export interface ListeningState {
  /** When it began, and now. */
  readonly start: Seconds;
  readonly now: Seconds;
  /** The next bar line of the music; null where none is known. */
  readonly nextBar: Seconds | null;
  /** When the voice was heard last; null before it was. */
  readonly lastVoice: Seconds | null;
}

/** Whether listening is over. */
export function isListeningOver(
  { start, now, nextBar, lastVoice }: ListeningState,
  { seconds, rest }: { readonly seconds: Seconds; readonly rest: Seconds },
): boolean {
  if (lastVoice !== null && now - lastVoice >= rest) return true;
  if (nextBar === null) return now - start >= seconds;
  return nextBar - start >= seconds - SLACK && now >= nextBar - ANSWER_LEAD;
}

/** When a voice was heard last, in the time of the frames; null where none was. */
export function lastVoiceIn(frames: readonly PitchFrame[]): Seconds | null {
  const voiced = withVoice(frames);
  const least = Math.round(SOUND / HOP);
  let run = 0;
  for (let i = voiced.length - 1; i >= 0; i--) {
    run = voiced[i]!.isVoiced ? run + 1 : 0;
    if (run === least) return voiced[i + least - 1]!.time;
  }
  return null;
}
