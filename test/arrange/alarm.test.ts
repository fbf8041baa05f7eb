/** A peaceful band under danger: the melody stays, and what accompanies it changes. */

import { expect, test } from 'vitest';
import { arrange } from '../../plugin/arrange/arrange.ts';
import type { LineupName } from '../../plugin/arrange/lineups.ts';
import { writeProgression } from '../../plugin/generate/progression.ts';
import type { PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { modulo, scaleOf, tonicPitchClass } from '../../plugin/music/pitch.ts';
import type { Score } from '../../plugin/music/score.ts';
import { meterInfo, PPQ } from '../../plugin/music/time.ts';
import { isLayerActive } from '../../plugin/output/render-bar.ts';
import { tune } from '../fixtures/tunes.ts';

const LINEUPS: readonly LineupName[] = ['thin', 'plain', 'full', 'second', 'doubled', 'peak', 'breather', 'echo'];
const LEVELS = Array.from({ length: 101 }, (_, i) => i / 100);

function scoreOf(name: PresetName, lineup: LineupName = 'plain'): Score {
  const mood = PRESETS[name];
  const { meter, mode } = mood.controls;
  const chords = writeProgression({ seed: 'alarm', bars: 4, meter, mode, cadence: 'half', mood });
  const phrase = tune({ bars: 4, meter, mode, chords });
  return arrange({ phrase, controls: mood.controls, mood, seed: 'alarm', phraseIndex: 0, lineup });
}

const playing = ({ parts }: Score, intensity: number) => parts.filter((part) => isLayerActive(part, intensity));
const names = (score: Score, intensity: number) => playing(score, intensity).map(({ name }) => name);
const ALARMED = ['bass', 'pad', 'chords', 'drums-full'];

test('danger in the forest puts an ostinato, a tremolo, short chords and a heartbeat under the same melody', () => {
  const score = scoreOf('forest');
  const [calm, danger] = [names(score, 0.4), names(score, 0.94)];
  expect(danger).toEqual(expect.arrayContaining(['melody', ...ALARMED.map((name) => `${name}-alarm`)]));
  for (const name of ALARMED) expect(danger).not.toContain(name);
  expect(calm.filter((name) => name.endsWith('alarm'))).toEqual([]);
  expect(calm).toEqual(expect.arrayContaining(['melody', 'bass', 'pad', 'chords']));
  const strokes = (name: string) => score.parts.find((part) => part.name === name)!.notes.length;
  expect(strokes('bass-alarm')).toBeGreaterThan(2 * strokes('bass'));
  expect(strokes('pad-alarm')).toBeGreaterThan(4 * strokes('pad'));
});

test('a part and its alarm never play together, and one of the two always does where the band plays it', () => {
  let heard = 0;
  for (const name of Object.keys(PRESETS) as PresetName[])
    for (const lineup of LINEUPS) {
      const score = scoreOf(name, lineup);
      for (const intensity of LEVELS) {
        const now = names(score, intensity);
        heard += now.filter((part) => part.endsWith('alarm')).length;
        expect(
          now.filter((part) => now.includes(`${part}-alarm`)),
          `${name} ${lineup} ${intensity}`,
        ).toEqual([]);
      }
    }
  expect(heard).toBeGreaterThan(1000);
});

test('urgent moods are never alarmed, and no mood is at its own intensity', () => {
  for (const name of ['battle', 'boss', 'victory'] as const)
    expect(scoreOf(name).parts.filter((part) => part.name.endsWith('alarm'))).toEqual([]);
  for (const name of Object.keys(PRESETS) as PresetName[])
    for (const lineup of LINEUPS) {
      const own = names(scoreOf(name, lineup), PRESETS[name].controls.intensity + 0.1);
      expect(
        own.filter((part) => part.endsWith('alarm')),
        `${name} ${lineup}`,
      ).toEqual([]);
    }
});

test('the ostinato lies low and stays in the mode', () => {
  for (const name of ['forest', 'exploration', 'cave', 'sorrow'] as const) {
    const score = scoreOf(name);
    const scale: readonly number[] = scaleOf(score.mode);
    const { notes } = score.parts.find((part) => part.name === 'bass-alarm')!;
    for (const { pitch } of notes) {
      expect(pitch).toBeLessThan(50);
      expect(scale).toContain(modulo(pitch - tonicPitchClass(score.tonic), 12));
    }
  }
});

test('in 3/4 an alarmed band strikes its chords on beats, as halfway through the bar they would be heard as 6/8', () => {
  expect(PRESETS.village.controls.meter).toBe('3/4');
  const { notes } = scoreOf('village').parts.find((part) => part.name === 'chords-alarm')!;
  const { barTicks } = meterInfo('3/4');
  // Players are up to a 32nd off.
  const near = (tick: number, place: number) => Math.abs((tick % barTicks) - place) < PPQ / 8;
  const at = (place: number) => notes.filter(({ tick }) => near(tick, place)).length;
  expect(at(1.5 * PPQ)).toBe(0);
  expect(at(2 * PPQ)).toBeGreaterThan(notes.length / 4);
});
