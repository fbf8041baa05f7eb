import { describe, expect, test } from 'vitest';
import { checkModulations, controlsAt, type Modulation } from '../../plugin/mood/modulation.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { Signals } from '../../plugin/mood/signals.ts';

const { forest } = PRESETS;

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
