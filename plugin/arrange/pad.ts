/** The pad holds each chord; tones that stay are struck again only at bar lines where a layer may come in. */

import type { Note } from '../music/score.ts';
import { voiceHarmony } from './harmony-parts.ts';
import { barsOf, type Setting } from './setting.ts';
import type { Voicing } from './voicing.ts';

/** How many voices the pad has. */
export const PAD_VOICES = 3;
/** The pad swells towards the middle of a phrase by this much. */
const SWELL = 0.06;

/** Long chords, at most a bar each, so that every bar can be cut out alone. */
export function padNotes(setting: Setting, previous?: Voicing): readonly Note[] {
  const voiced = voiceHarmony(setting, setting.style.pad, PAD_VOICES, previous);
  const { level } = setting.style.pad;
  return barsOf(setting).flatMap(({ tick: from }) =>
    voiced.flatMap((chord) => {
      const tick = Math.max(from, chord.tick);
      const end = Math.min(from + setting.barTicks, chord.end);
      if (tick >= end) return [];
      const swell = SWELL * Math.sin((Math.PI * tick) / setting.endTick);
      return chord.voicing.map((pitch) => ({ pitch, tick, durationTicks: end - tick, velocity: level + swell }));
    }),
  );
}

/** The pad's voices at the end of the notes, to lead on from. */
export function lastVoicing(notes: readonly Note[]): Voicing | undefined {
  const last = Math.max(...notes.map(({ tick }) => tick));
  // Voices of one chord may stray by some ticks from one another.
  const voices = notes.filter(({ tick }) => tick > last - 60).map(({ pitch }) => pitch);
  return voices.length > 0 ? [...new Set(voices)].sort((a, b) => a - b) : undefined;
}
