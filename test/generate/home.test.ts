import { describe, expect, test } from 'vitest';
import { writeProgression } from '../../plugin/generate/progression.ts';
import { holdingHome } from '../../plugin/generate/progression-home.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { ChordSpan, Quality } from '../../plugin/music/harmony.ts';
import { isModalMinor, type Mode } from '../../plugin/music/pitch.ts';

const seeds = Array.from({ length: 100 }, (_, i) => `seed ${i}`);
const BAR = 1920;
const MODAL: readonly Mode[] = ['dorian', 'phrygian', 'aeolian'];

test('modal minor has a minor third and no leading tone', () => {
  const modes: Mode[] = ['dorian', 'phrygian', 'aeolian', 'ionian', 'harmonic minor', 'lydian', 'phrygian dominant'];
  expect(modes.filter(isModalMinor)).toEqual(MODAL);
});

describe('a colored chord of modal minor', () => {
  const held = (root: number, quality: Quality, mode: Mode) => holdingHome({ root, quality }, mode).quality;

  test('holds the tonic in place of a seventh that leads away', () => {
    expect(held(10, 'maj7', 'dorian')).toBe('sus2');
    expect(held(10, 'dom7', 'aeolian')).toBe('sus2');
    expect(held(7, 'min7', 'aeolian')).toBe('sus4');
    expect(held(3, 'dom7', 'phrygian')).toBe('maj6');
  });

  test('stays as it is where it has the tonic, or where no color of its root would be in the mode', () => {
    expect(held(5, 'dom7', 'dorian')).toBe('dom7');
    expect(held(1, 'maj7', 'phrygian')).toBe('maj7');
    expect(held(7, 'm7b5', 'phrygian')).toBe('m7b5');
  });

  const colored = (mode: Mode, mood: Parameters<typeof writeProgression>[0]['mood']) =>
    seeds
      .flatMap((seed) => writeProgression({ seed, bars: 8, meter: '4/4', mode, cadence: 'half', color: 6, mood }))
      .filter(({ chord }) => chord.root === 10);
  const share = (spans: readonly ChordSpan[], qualities: readonly Quality[]) =>
    spans.filter(({ chord }) => qualities.includes(chord.quality)).length / spans.length;

  test('is what a theme of more color plays; moods of the dial and other modes keep their sevenths', () => {
    const sevenths = ['dom7', 'maj7', 'min7'] as const;
    for (const mode of MODAL) {
      expect(share(colored(mode, PRESETS.sorrow), ['sus2'])).toBeGreaterThan(0.5);
      // Dominants of other degrees have their sevenths by themselves.
      expect(share(colored(mode, PRESETS.sorrow), sevenths)).toBeLessThan(0.25);
    }
    const felt = { ...PRESETS.sorrow, felt: { valence: 0.3, arousal: 0.3, tension: 0.8 } };
    expect(share(colored('aeolian', felt), sevenths)).toBeGreaterThan(0.5);
    expect(share(colored('mixolydian', PRESETS.sorrow), sevenths)).toBeGreaterThan(0.5);
  });
});

describe('a theme of modal minor', () => {
  const opening = (mode: Mode) =>
    seeds.map((seed) => writeProgression({ seed, bars: 4, meter: '4/4', mode, cadence: 'half', opening: 'tonic' })[0]!);
  const stays = (mode: Mode) => opening(mode).filter(({ durationTicks }) => durationTicks >= 2 * BAR).length;

  test('may stay at home for two bars, more often than a major one', () => {
    for (const mode of MODAL) {
      expect(stays(mode)).toBeGreaterThan(seeds.length / 4);
      expect(stays(mode)).toBeLessThan((seeds.length * 3) / 4);
      expect(stays(mode)).toBeGreaterThan(2 * stays('ionian'));
    }
  });
});

test('a middle phrase of modal minor mostly touches the tonic', () => {
  const touching = (mode: Mode) =>
    seeds.filter((seed) =>
      writeProgression({ seed, bars: 4, meter: '4/4', mode, cadence: 'half', opening: 'away' }).some(
        ({ chord }) => chord.root === 0,
      ),
    ).length / seeds.length;
  expect(touching('dorian')).toBeGreaterThan(0.9);
  expect(touching('phrygian')).toBeGreaterThan(0.9);
  expect(touching('aeolian')).toBeGreaterThan(0.65);
});

test('a middle phrase of a major theme mostly comes home, and seldom leads to its fifth', () => {
  const phrases = Array.from({ length: 300 }, (_, i) =>
    writeProgression({
      ...{ seed: `away ${i}`, bars: 4, meter: '4/4', mode: 'ionian', cadence: 'half', opening: 'away' },
      ...{ chromaticism: 0.5, borrows: true },
    }),
  ).filter(([first]) => first!.chord.root !== 0);
  const share = (is: (chord: ChordSpan['chord']) => boolean) =>
    phrases.filter((spans) => spans.some(({ chord }) => is(chord))).length / phrases.length;
  expect(phrases.length).toBeGreaterThan(250);
  expect(share(({ root }) => root === 0)).toBeGreaterThan(0.7);
  expect(share(({ root, quality }) => root === 2 && (quality === 'maj' || quality === 'dom7'))).toBeLessThan(0.15);
});
