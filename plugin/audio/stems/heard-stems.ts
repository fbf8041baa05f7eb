/** Renders bars that were heard as stems: WAV files that all begin with the first bar line, as the exported MIDI file does. */

import type { TimedBar } from '../../output/audio-output.ts';
import { LEAD_IN, recordingOfBars } from '../../output/heard-bars.ts';
import type { RenderOptions } from '../offline.ts';
import { encodeWav } from '../wav.ts';
import { renderParts, type Stem } from './stems.ts';

/** A stem as a file. */
export interface StemFile {
  readonly role: Stem['role'];
  /** A 16-bit stereo WAV file, as long as those of the other roles. */
  readonly wav: Uint8Array;
}

/** The stems of bars, melody first. Rejects where nothing was heard. */
export async function* heardStems(
  Offline: typeof OfflineAudioContext,
  bars: readonly TimedBar[],
  options: RenderOptions,
): AsyncGenerator<StemFile, void, undefined> {
  for await (const { role, left, right, sampleRate } of renderParts(Offline, recordingOfBars(bars), options)) {
    const from = Math.round(LEAD_IN * sampleRate);
    yield { role, wav: encodeWav([left.subarray(from), right.subarray(from)], sampleRate) };
  }
}
