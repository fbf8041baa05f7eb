import { describe, expect, test } from 'vitest';
import { callingChord, turnaround } from '../../plugin/arrange/bridge.ts';
import { PRESET_NAMES, type PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { chordTones } from '../../plugin/music/harmony.ts';
import { MODES, type Mode, scaleOf } from '../../plugin/music/pitch.ts';
import { meterInfo } from '../../plugin/music/time.ts';

const shoreOf = (name: PresetName) => ({ ...PRESETS[name].controls, band: PRESETS[name].band });
const shores = PRESET_NAMES.map(shoreOf);

describe('the bars between two moods', () => {
  test('end on the chord that calls for the new tonic, in the new key, meter and tempo', () => {
    for (const from of shores) {
      for (const to of shores) {
        for (const bars of [1, 2, 4]) {
          const score = turnaround(from, to, bars, 'seed');
          expect([score.tonic, score.mode, score.meter, score.bpm, score.palette]).toEqual([
            to.tonic,
            to.mode,
            to.meter,
            to.tempo,
            to.palette,
          ]);
          expect(score.chords.at(-1)!.chord).toEqual(callingChord(to.mode));
          const end = bars * meterInfo(to.meter).barTicks;
          expect(score.chords.reduce((sum, { durationTicks }) => sum + durationTicks, 0)).toBe(end);
          for (const note of score.parts.flatMap(({ notes }) => notes)) {
            expect(note.tick >= 0 && note.durationTicks > 0 && note.tick + note.durationTicks <= end).toBe(true);
          }
        }
      }
    }
  });

  test('call by a chord of the new mode: no dominant seventh in the desert', () => {
    for (const mode of Object.keys(MODES) as Mode[]) {
      const scale: readonly number[] = scaleOf(mode);
      for (const tone of chordTones(callingChord(mode))) expect(scale, mode).toContain(tone);
      expect(callingChord(mode).root).not.toBe(0);
    }
    expect(callingChord('phrygian dominant')).toEqual({ root: 1, quality: 'maj' });
    expect(callingChord('ionian')).toEqual({ root: 7, quality: 'dom7' });
  });

  test('swell: the roll grows towards the new mood', () => {
    const swell = turnaround(shoreOf('forest'), shoreOf('battle'), 1, 'seed').parts.find(
      ({ name }) => name === 'swell',
    )!.notes;
    const half = Math.floor(swell.length / 2);
    const loudness = (notes: typeof swell) => notes.reduce((sum, { velocity }) => sum + velocity, 0) / notes.length;
    expect(loudness(swell.slice(half))).toBeGreaterThan(loudness(swell.slice(0, half)) + 0.1);
  });

  test('are one to four', () => {
    expect(() => turnaround(shoreOf('forest'), shoreOf('battle'), 5, 's')).toThrow('5 bars asked');
  });
});
