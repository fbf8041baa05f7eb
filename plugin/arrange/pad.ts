/** The pad sustains each chord; repeated tones are struck again only at bar lines, where the layer may start. */

import type { Note } from '../music/score.ts';
import { barsOf, nearestPitch, type Setting } from './arrange-context.ts';
import { type Voiced, voiceHarmony } from './harmony-parts.ts';
import { withRubs } from './rub.ts';
import type { Voicing } from './voicing.ts';

/** Number of voices. */
export const PAD_VOICES = 3;
/** Increase of velocity towards the middle of a phrase. */
const SWELL = 0.06;

/** Sustained chords, at most a bar each, so that every bar can be scheduled alone. */
export function padNotes(setting: Setting, previous?: Voicing): readonly Note[] {
  const voiced = setting.style.pad.drone
    ? droneOf(setting)
    : voiceHarmony(setting, setting.style.pad, { voices: PAD_VOICES, full: true }, previous);
  const chords = withRubs(setting, voiced);
  const { level } = setting.style.pad;
  return barsOf(setting).flatMap(({ tick: from }) =>
    chords.flatMap((chord) => {
      const tick = Math.max(from, chord.tick);
      const end = Math.min(from + setting.barTicks, chord.end);
      if (tick >= end) return [];
      const swell = SWELL * Math.sin((Math.PI * tick) / setting.endTick);
      return chord.voicing.map((pitch) => ({ pitch, tick, durationTicks: end - tick, velocity: level + swell }));
    }),
  );
}

/**
 * The tonic, with octave and fifth under chords that have them. It stays under the chord a semitone above it, as the color of
 * dark modes; under other chords without the tonic, which it would hide, the drone moves to their root.
 */
function droneOf({ tonic, style, harmony }: Setting): readonly Voiced[] {
  return harmony.map((chord) => {
    const stays = chord.tones.includes(tonic) || chord.tones[0] === (tonic + 1) % 12;
    const base = stays ? tonic : chord.tones[0]!;
    const ground = nearestPitch(base, style.pad.low, style.pad.low, style.pad.high);
    const above = [ground + 7, ground + 12].filter((pitch) => chord.tones.includes(pitch % 12));
    const voicing = [ground, ...above].filter((pitch) => pitch <= style.pad.high);
    return { ...chord, voicing };
  });
}

/** The pad's voices at the end, for voice leading. */
export function lastVoicing(notes: readonly Note[]): Voicing | undefined {
  const last = Math.max(...notes.map(({ tick }) => tick));
  // Humanized voices of one chord may differ by some ticks.
  const voices = notes.filter(({ tick }) => tick > last - 60).map(({ pitch }) => pitch);
  return voices.length > 0 ? [...new Set(voices)].sort((a, b) => a - b) : undefined;
}
