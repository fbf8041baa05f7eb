import { describe, expect, test } from 'vitest';
import { Signals } from '../../plugin/mood/signals.ts';

describe('signals', () => {
  test('the value follows from what was sent when, never from how often anyone looked', () => {
    const once = new Signals({ danger: { attack: 0.5, release: 4 } });
    const often = new Signals({ danger: { attack: 0.5, release: 4 } });
    for (const signals of [once, often]) {
      signals.set('danger', 1, 1);
      signals.set('danger', 0.2, 3);
    }
    for (let t = 0; t < 5; t += 0.016) often.value('danger', t);
    expect(often.value('danger', 5)).toBe(once.value('danger', 5));
    expect(often.value('danger', 2)).toBe(once.value('danger', 2));
  });

  test('rises in the attack and falls in the release, to about 95 %', () => {
    const signals = new Signals({ danger: { attack: 0.5, release: 4 } });
    signals.set('danger', 1, 1);
    expect(signals.value('danger', 0.9)).toBe(0);
    expect(signals.value('danger', 1.5)).toBeCloseTo(0.95, 2);
    signals.set('danger', 0, 10);
    expect(signals.value('danger', 12)).toBeCloseTo(0.223, 2);
    expect(signals.value('danger', 14)).toBeCloseTo(0.05, 2);
  });

  test('a new value goes on from where the smoothed one is, without a step', () => {
    const signals = new Signals({ danger: { attack: 1, release: 1 } });
    signals.set('danger', 1, 0);
    signals.set('danger', 0, 0.3);
    expect(signals.value('danger', 0.3)).toBeCloseTo(1 - Math.exp(-0.9), 6);
  });

  test('numbers are clamped, booleans are 0 and 1, tags are tags', () => {
    const signals = new Signals({
      danger: { attack: 0 },
      night: { attack: 0, initial: false },
      weather: { initial: 'clear' },
    });
    signals.set('danger', 7, 0);
    signals.set('night', true, 0);
    signals.set('weather', 'rain', 1);
    expect(signals.value('danger', 1)).toBe(1);
    expect(signals.value('night', 1)).toBe(1);
    expect([signals.tag('weather', 0.5), signals.tag('weather', 1)]).toEqual(['clear', 'rain']);
  });

  test('of many values within a tenth of a second the last one counts', () => {
    const signals = new Signals({ danger: { attack: 0 } });
    for (let i = 0; i < 6; i++) signals.set('danger', i / 10, 1.01 + i * 0.016);
    expect(signals.value('danger', 1.1)).toBe(0.5);
    expect(signals.value('danger', 1.05)).toBe(0);
  });

  test('mistakes throw at once, with what is right', () => {
    const signals = new Signals({ danger: {}, weather: { initial: 'clear' } });
    expect(() => signals.set('dangr', 1, 0)).toThrow(
      "unknown signal 'dangr'; did you mean 'danger'? known signals: danger, weather",
    );
    expect(() => signals.set('danger', 'high', 0)).toThrow(
      "signal 'danger' takes a number 0..1 or a boolean, not string",
    );
    expect(() => signals.set('weather', 1, 0)).toThrow("signal 'weather' takes a tag (text), not number");
    expect(() => signals.set('danger', Number.NaN, 0)).toThrow("signal 'danger' is not a number");
    expect(() => new Signals({ danger: { attack: -1 } })).toThrow(
      "signal 'danger': attack is -1; it must lie in 0..600",
    );
    expect(() => new Signals({ danger: { atack: 1 } as never })).toThrow("did you mean 'attack'?");
  });
});
