/** The pad holds each chord; tones that stay are struck again only at bar lines where a layer may come in. */

import type { Note } from '../music/score.ts';
import { barsOf, nearestPitch, type Setting } from './arrange-context.ts';
import { coloured, type Voiced, voiceHarmony } from './harmony-parts.ts';
import type { Voicing } from './voicing.ts';

/** How many voices the pad has. */
export const PAD_VOICES = 3;
/** The pad swells towards the middle of a phrase by this much. */
const SWELL = 0.06;

/** Long chords, at most a bar each, so that every bar can be cut out alone. */
export function padNotes(setting: Setting, previous?: Voicing): readonly Note[] {
  const voiced = setting.style.pad.drone
    ? [droneOf(setting)]
    : voiceHarmony(coloured(setting, 'leave'), setting.style.pad, PAD_VOICES, previous);
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

/** Tonic, fifth and octave under everything; where the mode has no fifth, the tonic alone. */
function droneOf({ tonic, scale, style, endTick }: Setting): Voiced {
  const ground = nearestPitch(tonic, style.pad.low, style.pad.low, style.pad.high);
  const fifth = scale.includes((tonic + 7) % 12) ? [ground + 7] : [];
  const voicing = [ground, ...fifth, ground + 12].filter((pitch) => pitch <= style.pad.high);
  return { tick: 0, end: endTick, tones: [tonic], last: true, voicing };
}

/** The pad's voices at the end of the notes, to lead on from. */
export function lastVoicing(notes: readonly Note[]): Voicing | undefined {
  const last = Math.max(...notes.map(({ tick }) => tick));
  // Voices of one chord may stray by some ticks from one another.
  const voices = notes.filter(({ tick }) => tick > last - 60).map(({ pitch }) => pitch);
  return voices.length > 0 ? [...new Set(voices)].sort((a, b) => a - b) : undefined;
}
