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

  test("the game's own numbers are read in the range it declares, whichever way round", () => {
    const signals = new Signals({
      health: { range: [0, 120], attack: 0, initial: 120 },
      distance: { range: [400, 50], attack: 0, release: 0 },
    });
    expect([signals.value('health', 0), signals.value('distance', 0)]).toEqual([1, 0]);
    signals.set('health', 30, 0);
    signals.set('distance', 50, 0);
    expect(signals.value('health', 60)).toBeCloseTo(0.25, 6);
    expect(signals.value('distance', 0)).toBe(1);
    signals.set('distance', 1e9, 1);
    expect(signals.value('distance', 1)).toBe(0);
  });

  test('a curve bends what is sent before it is smoothed', () => {
    const signals = new Signals({ danger: { attack: 0, curve: 'late' } });
    signals.set('danger', 0.5, 0);
    expect(signals.value('danger', 1)).toBeCloseTo(0.25, 9);
  });

  test('a switch with hysteresis goes on at one value, off at another, and does not flap between', () => {
    const signals = new Signals({ chased: { attack: 0, release: 0, hysteresis: { on: 0.7, off: 0.3 } } });
    const seen = [0.5, 0.7, 0.5, 0.4, 0.3, 0.6].map((value, i) => {
      signals.set('chased', value, i);
      return signals.value('chased', i);
    });
    expect(seen).toEqual([0, 1, 1, 1, 0, 0]);
  });

  test('a switch may go on at low values', () => {
    const low = new Signals({
      dying: { range: [0, 100], initial: 100, attack: 0, release: 0, hysteresis: { on: 25, off: 40 } },
    });
    const seen = [100, 30, 25, 39, 40].map((value, i) => {
      low.set('dying', value, i);
      return low.value('dying', i);
    });
    expect(seen).toEqual([0, 0, 1, 1, 0]);
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
    expect(() => new Signals({ danger: { range: [3, 3] } })).toThrow('range must be two different numbers');
    expect(() => new Signals({ danger: { initial: 7, range: [0, 5] } })).toThrow('initial is 7; it must lie in 0..5');
    expect(() => new Signals({ danger: { hysteresis: { on: 2, off: 0 } } })).toThrow('hysteresis.on is 2');
    expect(() => new Signals({ danger: { hysteresis: { on: 0.5, off: 0.5 } } })).toThrow('are both 0.5');
    expect(() => new Signals({ danger: { curve: 'inverse', hysteresis: { on: 1, off: 0 } } })).toThrow(
      'a curve has no effect',
    );
    expect(() => new Signals({ sky: { initial: 'clear', range: [0, 5] } })).toThrow("signal 'sky' is a tag");
    expect(() => signals.set('constructor', 1, 0)).toThrow("unknown signal 'constructor'");
  });
});
