/** Ambience in definitions: inherited and named, moved by signals, checked in one line, and of no effect on notes. */

import { expect, test } from 'vitest';
import { readDescriptions } from '../../plugin/affect/described-moods.ts';
import { descriptionOf } from '../../plugin/affect/description.ts';
import { sceneWords } from '../../plugin/affect/scene-words.ts';
import { AMBIENCE_NAMES } from '../../plugin/mood/ambience.ts';
import { ambienceAt, type Modulation } from '../../plugin/mood/modulation.ts';
import { resolveMoods } from '../../plugin/mood/moods.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { Signals } from '../../plugin/mood/signals.ts';
import { fingerprintOf, resolveSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';

test('presets have none', () => {
  for (const mood of Object.values(PRESETS)) expect(mood).not.toHaveProperty('ambience');
  expect(resolveMoods({ inn: { like: 'village' } }).get('inn')).not.toHaveProperty('ambience');
});

test('a mood has the sounds of the one that it is like, and its own beside them', () => {
  const moods = resolveMoods({
    coast: { like: 'calm', ambience: { waves: 0.7, wind: 0.3 } },
    storm: { like: 'coast', ambience: { wind: 0.9, thunder: 0.5 } },
    shelter: { like: 'coast', ambience: { wind: 0 } },
    inland: { like: 'coast', band: 'forest' },
  });
  expect(moods.get('storm')!.ambience).toEqual({ waves: 0.7, wind: 0.9, thunder: 0.5 });
  expect(moods.get('shelter')!.ambience).toEqual({ waves: 0.7, wind: 0 });
  expect(moods.get('inland')!.ambience).toEqual({ waves: 0.7, wind: 0.3 });
});

test.each([
  [{ rain: 2 }, "mood 'm': ambience: rain is 2; it must lie in 0..1"],
  [{ rain: '1' }, "mood 'm': ambience: rain must be a number, not '1'"],
  [{ rian: 0.5 }, /^mood 'm': ambience: unknown sound 'rian'.*rain/],
  [{ constructor: 0.5 }, /^mood 'm': ambience: unknown sound 'constructor'/],
  [0.5, "mood 'm': ambience must be an object like { rain: 0.6, wind: 0.2 }"],
  [['rain'], "mood 'm': ambience must be an object like { rain: 0.6, wind: 0.2 }"],
  [null, "mood 'm': ambience must be an object like { rain: 0.6, wind: 0.2 }"],
])('an invalid value is one clear error: %j', (ambience, message) => {
  expect(() => resolveMoods({ m: { ambience: ambience as never } })).toThrow(message);
});

const SIGNALS = { weather: { initial: 'clear' }, storm: { attack: 0, release: 0 } };
const levels = (modulations: readonly Modulation[], sent: Record<string, string | number>, ambience = {}) => {
  const signals = new Signals(SIGNALS);
  for (const [name, value] of Object.entries(sent)) signals.set(name, value, 1);
  const [mood] = [resolveMoods({ m: { like: 'calm', ambience } }).get('m')!];
  return ambienceAt(mood, modulations, signals, 2);
};

test('signals raise and lower levels, within 0..1, of any mood', () => {
  const modulations = [
    { signal: 'weather', is: 'rain', control: 'ambience.rain', amount: 0.6 },
    { signal: 'storm', control: 'ambience.wind', amount: 1 },
    { signal: 'storm', control: 'ambience.birds', amount: -1 },
  ] as const;
  expect(levels(modulations, {})).toBeNull();
  expect(levels(modulations, { weather: 'rain' })).toEqual({ rain: 0.6 });
  expect(levels(modulations, { weather: 'rain', storm: 0.5 }, { wind: 0.7, birds: 0.3 })).toEqual({
    wind: 1,
    rain: 0.6,
  });
});

test('a modulation of an unknown sound, or by too much, is one clear error', () => {
  const soundtrack = (control: string, amount: number) => () =>
    resolveSoundtrack({ modulations: [{ signal: 'danger', control: control as never, amount }] });
  expect(soundtrack('ambience.rian', 0.5)).toThrow(/unknown control 'ambience.rian'.*ambience.rain/);
  expect(soundtrack('ambience.rain', 1.5)).toThrow('modulations[0]: amount is 1.5; it must lie in -1..1');
});

test('the sounds of a place change no fingerprint, as they change no note', () => {
  const plain = resolveSoundtrack({ moods: { inn: { like: 'village' } } });
  const placed = resolveSoundtrack({
    moods: { inn: { like: 'village', ambience: { fire: 0.4 } } },
    modulations: [...plain.modulations, { signal: 'danger', control: 'ambience.wind', amount: 0.5 }],
  });
  expect(fingerprintOf(placed)).toBe(fingerprintOf(plain));
});

test('every sound that the words name can be heard, and every one that can is named', () => {
  const { english, chinese } = sceneWords();
  const named = new Set([...english.values(), ...chinese.values()].flatMap(({ ambience }) => [...ambience.keys()]));
  expect([...named].sort()).toEqual([...AMBIENCE_NAMES].sort());
});

test('a description gives the sounds of its place; those that the game names win', async () => {
  const text = 'a café in the rain';
  const read = await readDescriptions({
    cafe: { describe: text, ambience: { rain: 0.1, fire: 0.2 } },
    plain: { describe: text },
  });
  const { ambience } = descriptionOf(text);
  expect(ambience.rain).toBeGreaterThan(0.3);
  expect(ambience.cups).toBeGreaterThan(0.2);
  expect(read.plain!.ambience).toEqual(ambience);
  expect(read.cafe!.ambience).toEqual({ ...ambience, rain: 0.1, fire: 0.2 });
  expect((await readDescriptions({ it: { describe: 'qwrtz' } })).it).not.toHaveProperty('ambience');
});
