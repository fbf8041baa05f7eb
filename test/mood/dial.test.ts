/** The dial: a mood for any point of valence, arousal and tension. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelFor } from '../../plugin/audio/palettes/levels.ts';
import { feltTarget, LOUDNESS_TARGETS } from '../../plugin/audio/palettes/loudness-targets.ts';
import { NUMERIC_CONTROLS } from '../../plugin/mood/controls.ts';
import { feltMode, feltNumbers, movedControls } from '../../plugin/mood/dial.ts';
import type { Feel } from '../../plugin/mood/feel.ts';
import { controlsAt } from '../../plugin/mood/modulation.ts';
import { resolveMoods } from '../../plugin/mood/moods.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { CONTROL_RANGES } from '../../plugin/mood/ranges.ts';
import { Signals } from '../../plugin/mood/signals.ts';
import { resolveSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ valence: share, arousal: share, tension: share });

describe('the numbers of a point', () => {
  test.each(Object.values(PRESETS))('at $name are its own', (preset) => {
    for (const control of NUMERIC_CONTROLS)
      expect(feltNumbers(preset)[control]).toBeCloseTo(preset.controls[control], 3);
  });

  test('lie in their ranges, and move little between neighbors', () => {
    fc.assert(
      fc.property(point, fc.constantFrom('valence', 'arousal', 'tension'), (at, axis) => {
        const here = feltNumbers(at);
        const there = feltNumbers({ ...at, [axis]: Math.min(1, at[axis] + 0.01) });
        for (const control of NUMERIC_CONTROLS) {
          const { min, max } = CONTROL_RANGES[control];
          expect(here[control]).toBeGreaterThanOrEqual(min);
          expect(here[control]).toBeLessThanOrEqual(max);
          expect(Math.abs(here[control] - there[control]), control).toBeLessThan(0.05 * (max - min));
        }
      }),
    );
  });

  test('make excitement fast, dense and full, and tension chromatic', () => {
    for (const [valence, tension] of [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.1, 0.9],
      [0.9, 0.9],
    ] as const) {
      const rising = [0, 0.25, 0.5, 0.75, 1].map((arousal) => feltNumbers({ valence, arousal, tension }));
      for (const [i, now] of rising.entries()) {
        const before = rising[i - 1];
        if (before === undefined) continue;
        expect(now.tempo).toBeGreaterThan(before.tempo);
        expect(now.intensity).toBeGreaterThan(before.intensity);
      }
      const colors = [0, 0.5, 1].map((tense) => feltNumbers({ valence, arousal: 0.5, tension: tense }).chromaticism);
      expect(colors).toEqual([...colors].sort((a, b) => a - b));
    }
  });

  test('go from minor to major with valence', () => {
    const modes = [0.1, 0.3, 0.5, 0.7, 0.9].map((valence) => feltMode({ valence, arousal: 0.5, tension: 0.3 }));
    expect(modes).toEqual(['phrygian', 'aeolian', 'dorian', 'mixolydian', 'ionian']);
    expect(feltMode({ valence: 0.1, arousal: 0.5, tension: 0.7 })).toBe('phrygian');
  });
});

describe('a mood with feel', () => {
  test('has the point, its controls, and the band of the nearest preset', () => {
    const ruin = resolveMoods({ ruin: { feel: [0.3, 0.2, 0.7] } }).get('ruin')!;
    const felt = { valence: 0.3, arousal: 0.2, tension: 0.7 };
    expect(ruin).toMatchObject({ ...felt, felt, band: 'cave' });
    expect(ruin.controls).toMatchObject({ palette: 'cavern', mode: 'phrygian', tonic: 'E' });
    expect(ruin.controls.tempo).toBeCloseTo(feltNumbers(felt).tempo, 0);
  });

  test('keeps what the game names, and the band of `like`', () => {
    const { controls, band } = resolveMoods({
      ruin: { feel: [0.3, 0.2, 0.7], like: 'desert', controls: { tempo: 77, mode: 'locrian' } },
    }).get('ruin')!;
    expect({ ...controls, band }).toMatchObject({ tempo: 77, mode: 'locrian', palette: 'sands', band: 'desert' });
  });

  test('differs from game to game as presets do', () => {
    const of = (seed: string) =>
      resolveSoundtrack({ seed, moods: { ruin: { feel: [0.3, 0.2, 0.7] } } }).moods.get('ruin')!;
    const games = Array.from({ length: 12 }, (_, i) => of(`game ${i}`));
    expect(new Set(games.map(({ controls }) => controls.tonic)).size).toBeGreaterThan(3);
    expect(new Set(games.map(({ controls }) => controls.tempo)).size).toBeGreaterThan(3);
    expect(games.every(({ figures }) => figures !== undefined)).toBe(true);
  });

  test('is refused where the point is none', () => {
    const mood = (feel: unknown) => () => resolveMoods({ ruin: { feel } } as never);
    expect(mood([0.3, 0.2])).toThrow("mood 'ruin': feel must be a list of 3 entries");
    expect(mood([0.3, 0.2, 2])).toThrow('it must lie in 0..1');
  });
});

describe('a mood at another point than its own', () => {
  const forest = PRESETS.forest;

  test('has its own controls at its own point', () => {
    expect(movedControls(forest, forest)).toBe(forest.controls);
  });

  test('moves as the dial moves, and keeps what is its own', () => {
    const moved = movedControls(forest, { ...forest, arousal: 0.75, valence: 0.2 });
    expect(moved.tempo - forest.controls.tempo).toBeGreaterThan(30);
    expect(moved.intensity).toBeGreaterThan(forest.controls.intensity + 0.2);
    expect(moved).toMatchObject({ mode: 'aeolian', meter: '6/8', palette: 'woodland' });
  });

  test('is led there by modulations of valence, arousal and tension', () => {
    const signals = new Signals({ storm: { attack: 0, release: 0, initial: 0 } });
    const modulations = [
      { signal: 'storm', control: 'arousal', amount: 0.5 },
      { signal: 'storm', control: 'tension', amount: 0.4 },
      { signal: 'storm', control: 'tempo', amount: 5 },
    ] as const;
    expect(controlsAt(forest, modulations, signals, 0)).toEqual(forest.controls);
    signals.set('storm', 1, 1);
    const at: Feel = { valence: forest.valence, arousal: forest.arousal + 0.5, tension: forest.tension + 0.4 };
    const moved = movedControls(forest, at);
    expect(controlsAt(forest, modulations, signals, 2)).toEqual({ ...moved, tempo: moved.tempo + 5 });
  });

  test('is led there by a point that the game gives, beside modulations', () => {
    const at = { arousal: 0.9 };
    const given = controlsAt(forest, [], new Signals({}), 0, {}, at);
    expect(given).toEqual(movedControls(forest, { ...forest, ...at }));
  });
});

describe('the loudness of a point', () => {
  test('is that of a preset at its point', () => {
    for (const preset of Object.values(PRESETS))
      expect(feltTarget(preset)).toBeCloseTo(LOUDNESS_TARGETS[preset.band], 3);
  });

  test('moves by less than 1 LU between neighbors, and the gain makes up for another band', () => {
    const step = 0.05;
    fc.assert(
      fc.property(point, fc.constantFrom('valence', 'arousal', 'tension'), (at, axis) => {
        const there = { ...at, [axis]: Math.min(1, at[axis] + step) };
        expect(Math.abs(feltTarget(at) - feltTarget(there))).toBeLessThan(1);
      }),
      { numRuns: 400 },
    );
    const at = { valence: 0.5, arousal: 0.5, tension: 0.5 };
    for (const band of ['cave', 'battle'] as const) {
      const palette = PRESETS[band].controls.palette;
      const gain = levelFor('ruin', palette, 0.5, { band, felt: at });
      expect(gain - levelFor(band, palette, 0.5)).toBeCloseTo(feltTarget(at) - LOUDNESS_TARGETS[band], 6);
    }
  });
});
