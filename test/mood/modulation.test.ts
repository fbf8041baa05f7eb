import { describe, expect, test } from 'vitest';
import { FollowedModulations } from '../../plugin/mood/followed.ts';
import { checkModulations, controlsAt, type Modulation } from '../../plugin/mood/modulation.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { Signals } from '../../plugin/mood/signals.ts';

const { forest } = PRESETS;

describe('the mix', () => {
  test('has a gain in dB and a share of strokes, which only signals move', () => {
    const signals = { danger: {} };
    const check = (amount: number, control: 'duck' | 'percussion') => () =>
      checkModulations([{ signal: 'danger', control, amount, follow: 'beat' }], signals);
    expect(check(-60, 'duck')).not.toThrow();
    expect(check(-61, 'duck')).toThrow(/amount is -61; it must lie in -60\.\.60/);
    expect(check(-1.1, 'percussion')).toThrow(/amount is -1.1/);
  });

  test('follows signals as they were sent, not in steps; what follows the beat is held until the next', () => {
    const signals = new Signals({ danger: { attack: 0, release: 0 } });
    const now = { signal: 'danger', control: 'brightness', amount: 0.25, follow: 'now' } as const;
    const beat = { signal: 'danger', control: 'intensity', amount: 0.5, follow: 'beat' } as const;
    const held = new FollowedModulations(signals);
    const read = (time: number, line: 'beat' | 'bar' | null) =>
      Object.fromEntries(held.read([now, beat], time, line, {}));
    expect(read(0, null)).toEqual({ brightness: 0, intensity: 0 });
    signals.set('danger', 1, 0.21);
    expect(signals.value('danger', 0.21)).toBe(0);
    expect(read(0.21, null)).toEqual({ brightness: 0.25, intensity: 0 });
    expect(read(0.5, 'beat')).toEqual({ brightness: 0.25, intensity: 0.5 });
    signals.set('danger', 0, 0.6);
    expect(read(0.6, null)).toEqual({ brightness: 0, intensity: 0.5 });
    expect(read(1, 'bar')).toEqual({ brightness: 0, intensity: 0 });
  });

  test('moves along with a signal from the moment it was sent', () => {
    const signals = new Signals({ danger: { attack: 0.3, release: 1 } });
    signals.set('danger', 1, 0.21);
    expect(signals.live.value('danger', 0.51)).toBeCloseTo(1 - Math.exp(-3), 6);
    expect(signals.isMoving('danger', 0.51)).toBe(true);
    expect(signals.isMoving('danger', 1.21)).toBe(false);
    // A value that comes on the way begins there.
    signals.set('danger', 0, 0.31);
    expect(signals.live.value('danger', 0.31)).toBeCloseTo(1 - Math.exp(-1), 6);
    const other = new Signals({ danger: { attack: 0.3, release: 1 } });
    other.goOn('danger', JSON.parse(JSON.stringify(signals.stepsFrom('danger', 0.4))));
    for (const time of [0.31, 0.4, 1])
      expect(other.live.value('danger', time)).toBe(signals.live.value('danger', time));
  });
});

describe('modulations', () => {
  test('move controls by the signal, in the unit of the control', () => {
    const signals = new Signals({ danger: { attack: 0 } });
    signals.set('danger', 0.5, 0);
    const modulations: Modulation[] = [
      { signal: 'danger', control: 'tempo', amount: 20 },
      { signal: 'danger', control: 'brightness', amount: -0.4, curve: 'late' },
    ];
    const controls = controlsAt(forest, modulations, signals, 1);
    expect(controls.tempo).toBe(forest.controls.tempo + 10);
    expect(controls.brightness).toBeCloseTo(forest.controls.brightness - 0.1, 9);
    expect(controls.meter).toBe(forest.controls.meter);
  });

  test('never leave a control out of its range', () => {
    const signals = new Signals({ danger: { attack: 0 } });
    signals.set('danger', 1, 0);
    const all: Modulation[] = [
      { signal: 'danger', control: 'intensity', amount: 1 },
      { signal: 'danger', control: 'density', amount: -1 },
      { signal: 'danger', control: 'tempo', amount: 180 },
    ];
    const { intensity, density, tempo } = controlsAt(forest, all, signals, 1);
    expect([intensity, density, tempo]).toEqual([1, 0, 220]);
  });

  test('add up, clamped once at the end, in any order alike to the last bit', () => {
    const signals = new Signals({ danger: { attack: 0 }, night: { attack: 0 }, cold: { attack: 0 } });
    for (const name of ['danger', 'night', 'cold']) signals.set(name, 0.7, 0);
    const three: Modulation[] = [
      { signal: 'danger', control: 'intensity', amount: 0.9 },
      { signal: 'night', control: 'intensity', amount: -0.8 },
      { signal: 'cold', control: 'intensity', amount: 0.1 },
    ];
    const sums = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [1, 0, 2],
    ].map(
      (order) =>
        controlsAt(
          forest,
          order.map((i) => three[i]!),
          signals,
          1,
        ).intensity,
    );
    expect(new Set(sums).size).toBe(1);
    expect(sums[0]).toBeCloseTo(forest.controls.intensity + 0.14, 9);
  });

  test('below its threshold a modulation does nothing; above it goes from nothing to everything', () => {
    const signals = new Signals({ danger: { attack: 0, release: 0 } });
    const modulations: Modulation[] = [{ signal: 'danger', control: 'tempo', amount: 20, threshold: 0.6 }];
    const tempo = [0.3, 0.6, 0.8, 1].map((value, i) => {
      signals.set('danger', value, i);
      return controlsAt(forest, modulations, signals, i).tempo - forest.controls.tempo;
    });
    [0, 0, 10, 20].forEach((expected, i) => void expect(tempo[i]).toBeCloseTo(expected, 9));
  });

  test('a tag counts while it is the one named', () => {
    const signals = new Signals({ time: { initial: 'day' } });
    const night: Modulation[] = [{ signal: 'time', control: 'brightness', amount: -0.3, is: 'night' }];
    signals.set('time', 'night', 5);
    expect(controlsAt(forest, night, signals, 4).brightness).toBe(forest.controls.brightness);
    expect(controlsAt(forest, night, signals, 5).brightness).toBeCloseTo(forest.controls.brightness - 0.3, 9);
  });

  test('an override has the last word', () => {
    const signals = new Signals({ danger: {} });
    expect(controlsAt(forest, [], signals, 0, { tempo: 61, mode: 'locrian' })).toEqual({
      ...forest.controls,
      tempo: 61,
      mode: 'locrian',
    });
  });

  test.each([
    [
      { signal: 'dangr', control: 'tempo', amount: 1 },
      "modulations[0]: unknown signal 'dangr'; did you mean 'danger'?",
    ],
    [{ signal: 'danger', control: 'temp', amount: 1 }, "modulations[0]: unknown control 'temp'; did you mean 'tempo'?"],
    [{ signal: 'danger', control: 'density', amount: 2 }, 'modulations[0]: amount is 2; it must lie in -1..1'],
    [{ signal: 'danger', control: 'density', amount: 1, curve: 'liner' }, "did you mean 'linear'?"],
    [{ signal: 'danger', control: 'density', amount: 1, threshold: 1 }, 'threshold is 1; it must lie in 0..0.99'],
    [{ signal: 'danger', control: 'density', amount: 1, shape: 'late' }, "unknown field 'shape'"],
    [
      { signal: 'time', control: 'density', amount: 1 },
      "modulations[0]: signal 'time' is a tag; name the tag with is: 'night'",
    ],
  ])('%j is refused', (modulation, message) => {
    expect(() => checkModulations([modulation as Modulation], { danger: {}, time: { initial: 'day' } })).toThrow(
      message,
    );
  });
});
