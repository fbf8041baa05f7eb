/** The last bar of a piece: a sustained tonic chord, the melody on the tonic (or the third in unresolved moods), one drum stroke. */

import type { Controls } from '../mood/controls.ts';
import { type Chord, chordTones } from '../music/harmony.ts';
import { modulo, scaleOf, tonicPitchClass } from '../music/pitch.ts';
import type { Note, Part, Role, Score } from '../music/score.ts';
import { meterInfo } from '../music/time.ts';
import { nearestPitch } from './arrange-context.ts';
import { DRUM_KEYS, KITS } from './drum-patterns.ts';
import { isUnresolved } from './form.ts';
import { lastChord } from './harmony-parts.ts';
import { humanize } from './humanize.ts';
import type { Manner } from './request.ts';
import { BANDS, TOP } from './styles.ts';
import { TIMPANI_HIGH, TIMPANI_LOW } from './timpani.ts';
import { voiceChord } from './voicing.ts';

/** The tonic chord of a mode. */
export function homeChord(mode: Controls['mode']): Chord {
  const scale: readonly number[] = scaleOf(mode);
  if (!scale.includes(7)) return { root: 0, quality: scale.includes(4) ? 'maj' : 'dim' };
  return { root: 0, quality: scale.includes(4) ? 'maj' : scale.includes(3) ? 'min' : 'power' };
}

/** A closing bar after a score, in its key, meter and palette; its chord, the tonic if not another, continues the score's voice leading. */
export function closingScore(before: Score, mood: Manner, seed: string, chord: Chord = homeChord(before.mode)): Score {
  const { meter, mode, palette, bpm } = before;
  const { barTicks } = meterInfo(meter);
  const style = BANDS[mood.band];
  const tonic = tonicPitchClass(before.tonic);
  const tones = chordTones(chord).map((tone) => (tone + tonic) % 12);
  const long = (pitch: number, velocity: number): Note => ({ pitch, tick: 0, durationTicks: barTicks, velocity });
  const held = (name: 'pad' | 'chords', voices: number): Note[] => {
    const { low, high, level } = style[name];
    return voiceChord({ tones, voices, low, high, previous: lastChord(before, name) }).map((pitch) =>
      long(pitch, level),
    );
  };
  const lastTune = before.parts.find(({ name }) => name === 'melody')?.notes.at(-1)?.pitch ?? style.melody.low + 12;
  const homes = isUnresolved(mood) ? tones.slice(0, 2) : tones.slice(0, 1);
  const home = nearestTone(lastTune, homes, style.melody.low, style.melody.high);
  const part = (role: Role, notes: readonly Note[], from: number, name: string = role): Part => ({
    name,
    role,
    layer: { from, to: TOP },
    notes: humanize(notes, { meter, bars: 1, bpm, swing: 0, looseness: 0.3, mono: false, seed: `${seed}/${name}` }),
  });
  const stroke = (key: number) => ({ pitch: key, tick: 0, durationTicks: barTicks, velocity: style.drums.level });
  const { crash } = KITS[style.drums.kit];
  const bass = nearestPitch(tonic, style.bass.low + 5, style.bass.low, style.bass.high);
  const drum = nearestPitch(tonic, 46, TIMPANI_LOW, TIMPANI_HIGH);
  return {
    bars: 1,
    meter,
    bpm,
    tonic: before.tonic,
    mode,
    palette,
    chords: [{ tick: 0, durationTicks: barTicks, chord }],
    parts: [
      part('melody', [long(home, style.melody.level)], 0),
      part('chords', held('chords', style.chords.voices), style.chords.from),
      part('bass', [long(bass, style.bass.level)], style.bass.from),
      part('pad', held('pad', 3), 0),
      ...(crash ? [part('drums', [stroke(DRUM_KEYS[crash])], style.drums.half, 'drums-full')] : []),
      ...(style.timpani ? [part('drums', [long(drum, style.timpani.level)], style.timpani.from, 'timpani')] : []),
    ],
  };
}

function nearestTone(from: number, tones: readonly number[], low: number, high: number): number {
  const pitches = tones.map((tone) => nearestPitch(modulo(tone, 12), from, low, high));
  return pitches.reduce((best, pitch) => (Math.abs(pitch - from) < Math.abs(best - from) ? pitch : best));
}
