import { describe, expect, test } from 'vitest';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { beatsOf } from '../../plugin/arrange/beats.ts';
import { DRUM_KEYS, DRUM_LEVELS, KITS } from '../../plugin/arrange/drum-patterns.ts';
import { BANDS } from '../../plugin/arrange/styles.ts';
import { TIMPANI_HIGH, TIMPANI_LOW } from '../../plugin/arrange/timpani.ts';
import { PRESET_NAMES, type PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { Score } from '../../plugin/music/score.ts';
import { METERS, type Meter, meterInfo } from '../../plugin/music/time.ts';
import { tune } from '../fixtures/tunes.ts';

function play(name: PresetName, meter: Meter, bars = 8, phraseIndex = 1): Score {
  const mood = PRESETS[name];
  const controls = { ...PRESETS.battle.controls, meter };
  const phrase = tune({ bars, meter, mode: controls.mode });
  return arrange({ phrase, controls, mood, seed: 'drums', phraseIndex });
}
const drums = (score: Score) => score.parts.filter(({ name }) => name.startsWith('drums-'));
/** Where in the bar a part strikes, on the grid of sixteenths. */
function places(score: Score, name: string, bar: number): string {
  const { barTicks } = meterInfo(score.meter);
  const notes = score.parts.find((part) => part.name === name)!.notes;
  return notes
    .filter(({ tick }) => Math.floor(tick / barTicks) === bar)
    .map(({ tick, pitch }) => `${pitch}@${Math.round((tick % barTicks) / 120)}`)
    .sort()
    .join(' ');
}

describe('patterns', () => {
  test('fill their cells exactly: four sixteenths to a beat in two, six to a beat in three', () => {
    for (const kit of Object.values(KITS)) {
      for (const level of DRUM_LEVELS) {
        for (const { two, three } of kit.levels[level]) {
          for (const cell of Object.values(two)) expect(cell).toMatch(/^[Xxo.]{4}$/);
          for (const cell of Object.values(three)) expect(cell).toMatch(/^[Xxo.]{6}$/);
        }
      }
    }
  });

  test('that are whole bars fill their meter exactly', () => {
    for (const kit of Object.values(KITS)) {
      for (const { meter, lines } of kit.grooves) {
        for (const text of Object.values(lines)) {
          expect(text.length * 120, `${meter} ${text}`).toBe(meterInfo(meter).barTicks);
          expect(text).toMatch(/^[Xxo.]+$/);
        }
      }
    }
  });

  test.each(METERS)('sound in every bar of %s, mark its first beat, and use General MIDI keys', (meter) => {
    const keys = new Set<number>(Object.values(DRUM_KEYS));
    for (const mood of PRESET_NAMES) {
      const score = play(mood, meter);
      for (const part of drums(score)) {
        for (const { pitch } of part.notes) {
          expect(keys).toContain(pitch);
          expect(pitch >= 35 && pitch <= 82).toBe(true);
        }
        for (let bar = 0; bar < score.bars; bar++) {
          expect(places(score, part.name, bar), `${mood} ${part.name}`).toMatch(/@0( |$)/);
        }
      }
    }
  });

  test.each(METERS)('leave no beat of the full groove silent in %s', (meter) => {
    for (const mood of PRESET_NAMES.filter((name) => BANDS[name].drums.kit !== 'still')) {
      const score = play(mood, meter);
      const struck = places(score, 'drums-full', 1)
        .split(' ')
        .map((place) => Number(place.split('@')[1]));
      for (const beat of beatsOf(meter)) {
        expect(struck.some((place) => place * 120 >= beat.tick && place * 120 < beat.tick + beat.ticks)).toBe(true);
      }
    }
  });

  test('grow with the level: light has fewer strokes than half, half fewer than full', () => {
    for (const mood of PRESET_NAMES) {
      for (const meter of METERS) {
        const [light, half, full] = drums(play(mood, meter)).map(({ notes }) => notes.length);
        expect(light!).toBeLessThan(half!);
        expect(half!).toBeLessThan(full!);
      }
    }
  });
});

describe('fills', () => {
  const withBeats = METERS.filter((meter) => beatsOf(meter).length > 1);
  test.each(withBeats)('come at the end of the fourth and the eighth bar of %s and nowhere else', (meter) => {
    for (const mood of PRESET_NAMES) {
      const score = play(mood, meter);
      const [even, odd] = [0, 1].map((bar) => places(score, 'drums-half', bar));
      for (const bar of [2, 4, 6]) expect(places(score, 'drums-half', bar)).toBe(even);
      expect(places(score, 'drums-half', 5)).toBe(odd);
      for (const bar of [3, 7]) expect([even, odd], mood).not.toContain(places(score, 'drums-half', bar));
    }
  });

  test('are followed by a crash where the band is full', () => {
    const score = play('battle', '4/4');
    const crashes = score.parts
      .find(({ name }) => name === 'drums-full')!
      .notes.filter(({ pitch }) => pitch === DRUM_KEYS.crash);
    expect(crashes.map(({ tick }) => Math.floor(tick / 1920))).toEqual([0, 4]);
  });

  test('differ with the seed', () => {
    const shapes = ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => {
      const controls = PRESETS.battle.controls;
      const phrase = tune({ bars: 8, meter: '4/4', mode: controls.mode });
      return places(arrange({ phrase, controls, mood: PRESETS.battle, seed, phraseIndex: 0 }), 'drums-full', 7);
    });
    expect(new Set(shapes).size).toBeGreaterThan(1);
  });
});

describe('kettledrums', () => {
  test('play where the band has them, tuned within their range to tones of the chord', () => {
    expect(PRESET_NAMES.filter((name) => play(name, '4/4').parts.some(({ name }) => name === 'timpani'))).toEqual([
      'battle',
      'boss',
      'victory',
    ]);
    const notes = play('battle', '4/4').parts.find(({ name }) => name === 'timpani')!.notes;
    for (const { pitch } of notes) expect(pitch >= TIMPANI_LOW && pitch <= TIMPANI_HIGH).toBe(true);
  });

  test('roll louder and louder into the end of the phrase', () => {
    const notes = play('battle', '4/4')
      .parts.find(({ name }) => name === 'timpani')!
      .notes.slice(-4);
    expect(notes.every(({ tick }) => tick >= 8 * 1920 - 500)).toBe(true);
    expect(notes.at(-1)!.velocity).toBeGreaterThan(notes[0]!.velocity);
  });
});
