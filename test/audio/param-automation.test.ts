import { describe, expect, test } from 'vitest';
import { type Drawable, equalPowerCorners, ParamAutomation } from '../../plugin/audio/param-automation.ts';

/** Plays automation events back as the Web Audio standard defines them, so that a line is judged by what is heard. */
function parameter() {
  let events: { kind: 'set' | 'ramp'; value: number; time: number }[] = [];
  const param: Drawable = {
    setValueAtTime: (value, time) => events.push({ kind: 'set', value, time }),
    linearRampToValueAtTime: (value, time) => events.push({ kind: 'ramp', value, time }),
    cancelScheduledValues: (time) => {
      events = events.filter((event) => event.time < time);
    },
  };
  const valueAt = (time: number) => {
    const sorted = events.map((event, i) => ({ ...event, i })).sort((a, b) => a.time - b.time || a.i - b.i);
    const past = sorted.filter((event) => event.time <= time);
    const last = past[past.length - 1]!;
    const next = sorted[past.length];
    if (next?.kind !== 'ramp') return last.value;
    return last.value + ((next.value - last.value) * (time - last.time)) / (next.time - last.time);
  };
  return { param, valueAt };
}

const times = Array.from({ length: 601 }, (_, i) => i / 100);

describe('a line', () => {
  test('knows at every time the value that is heard', () => {
    const { param, valueAt } = parameter();
    const line = new ParamAutomation(param, 0, 0);
    line.rampThrough(1, equalPowerCorners(0, 1, 1, 2));
    line.rampThrough(4, equalPowerCorners(1, 0, 4, 1));
    for (const time of times) expect(line.valueAt(time)).toBeCloseTo(valueAt(time), 6);
    expect(valueAt(3)).toBe(1);
    expect(valueAt(6)).toBe(0);
  });

  test('broken off halfway goes on from where it was', () => {
    const { param, valueAt } = parameter();
    const line = new ParamAutomation(param, 0, 0);
    line.rampThrough(1, equalPowerCorners(0, 1, 1, 2));
    const halfway = line.valueAt(2.013);
    line.rampThrough(2.013, equalPowerCorners(halfway, 0, 2.013, 1));
    const heard = times.map(valueAt);
    const steps = heard.map((value, i) => Math.abs(value - (heard[i - 1] ?? value)));
    expect(halfway).toBeCloseTo(Math.SQRT1_2, 1);
    // A quarter sine over one second rises at most by pi / 2 a second.
    expect(Math.max(...steps)).toBeLessThan((Math.PI / 2) * 0.0101);
    expect(valueAt(2)).toBeLessThan(valueAt(2.013));
    expect(valueAt(3.1)).toBe(0);
  });

  test('drawn a thousand times still knows its value and forgets the far past', () => {
    const { param, valueAt } = parameter();
    const line = new ParamAutomation(param, 0, 0);
    for (let i = 1; i <= 1000; i++) {
      line.rampThrough(i, equalPowerCorners(line.valueAt(i), i % 2 ? 1 : 0, i, 0.7));
    }
    expect(line.valueAt(1000.35)).toBeCloseTo(valueAt(1000.35), 6);
    expect(line.valueAt(1001)).toBe(0);
  });
});

describe('equal-power corners', () => {
  test('one up and one down keep the summed power within 1 %', () => {
    const up = new ParamAutomation(parameter().param, 0, 0);
    const down = new ParamAutomation(parameter().param, 1, 0);
    up.rampThrough(1, equalPowerCorners(0, 1, 1, 3));
    down.rampThrough(1, equalPowerCorners(1, 0, 1, 3));
    for (const time of times) expect(Math.abs(up.valueAt(time) ** 2 + down.valueAt(time) ** 2 - 1)).toBeLessThan(0.01);
  });
});
