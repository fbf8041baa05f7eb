/** Answers a player's notes in the key and meter of the music, with the composer or the fallback. */

import type { ConductorSnapshot } from '../conductor/model/events.ts';
import { continuation } from '../generate/continue.ts';
import { hearNotes, type PlayedNote } from '../generate/quantize-input.ts';
import type { PhraseSource } from '../generate/source.ts';
import { tonicAnchor } from '../music/pitch.ts';
import { ticksToSeconds } from '../music/time.ts';

/** Key, meter and tempo of the current music. */
export type Hearing = Pick<ConductorSnapshot, 'key' | 'meter' | 'tempo'>;

/**
 * A continuation of the player's notes, with times in seconds from its own first bar line. The network writes it, or the
 * fallback if the network has failed or is still loading.
 * @throws RangeError if no notes are given, or a time is below 0.
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
