/** Answers a player's notes: heard in the key and time of the music, gone on from by whichever model is there. */

import type { ConductorSnapshot } from '../conductor/model/events.ts';
import { continuation } from '../generate/continue.ts';
import { hearNotes, type PlayedNote } from '../generate/quantize-input.ts';
import type { PhraseSource } from '../generate/source.ts';
import { tonicAnchor } from '../music/pitch.ts';
import { ticksToSeconds } from '../music/time.ts';

/** The music that is being played to. */
export type Hearing = Pick<ConductorSnapshot, 'key' | 'meter' | 'tempo'>;

/**
 * The notes that go on from what was played, with times in seconds from their own first bar line. The network's where it
 * answers; the fallback's where it is gone or still loading.
 * @throws RangeError where nothing was played, or a time is below 0.
 */
export async function answerTo(
  played: readonly PlayedNote[],
  { key, meter, tempo }: Hearing,
  { composer, fallback }: PhraseSource,
  seed: string,
): Promise<PlayedNote[]> {
  const heard = hearNotes(played, { ...key, meter, tempo });
  const request = continuation(heard.notes, { seed, meter, mode: key.mode });
  const asked = composer && !composer.loading ? composer.generate(request) : Promise.reject(new Error('no composer'));
  const phrase = await asked.catch(() => fallback.generateNow(request));
  return phrase.notes.map(({ pitch, tick, durationTicks }) => ({
    pitch: pitch + tonicAnchor(key.tonic),
    time: ticksToSeconds(tick, tempo),
    duration: ticksToSeconds(durationTicks, tempo),
  }));
}
