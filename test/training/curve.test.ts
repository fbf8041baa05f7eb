/** The loss curve as text and as a picture. */

import { describe, expect, test } from 'vitest';
import { curveChart, curveLine, curveSvg, sparkline } from '../../models/training/curve.ts';

const log = Array.from({ length: 12 }, (_, i) => ({ epoch: i + 1, train: 4 - i * 0.2, valid: 4.2 - i * 0.1 }));

test('a line of blocks falls where the loss falls', () => {
  expect(sparkline([8, 7, 6, 5, 4, 3, 2, 1])).toBe('█▇▆▅▄▃▂▁');
  expect(sparkline([2, 2])).toBe('▁▁');
  expect(sparkline([])).toBe('');
});

describe('a curve', () => {
  test('names its ends and its best epoch, from the weights it began with', () => {
    expect(curveLine({ log, bestEpoch: 12 })).toMatch(/^█.*▁ 4\.200 → 3\.100 bits\/note, best in epoch 12$/);
    expect(curveLine({ log, start: 4.5, bestEpoch: 12 })).toMatch(/ 4\.500 → 3\.100 /);
    expect(curveLine({ log: log.slice(0, 1), start: 4, bestEpoch: 0 })).toMatch(/no epoch better than the start/);
    expect(curveLine({ log: [], bestEpoch: 0 })).toBe('no validation yet');
  });

  test('is a chart of text with both losses, whatever its length', () => {
    const chart = curveChart({ log, bestEpoch: 12 }).split('\n');
    expect(chart[0]).toMatch(/^ {2}4\.20 ┤•/);
    expect(chart[7]).toMatch(/1\.80 ┤ +·$/);
    expect(chart.join('').match(/•/g)!.length).toBe(log.length + 1);
    const long = Array.from({ length: 1000 }, (_, i) => ({ epoch: i + 1, train: 4, valid: 4 + 1 / (i + 1) }));
    const widths = curveChart({ log: long, bestEpoch: 1000 })
      .split('\n')
      .slice(0, 8)
      .map((row) => row.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(68);
    expect(curveChart({ log: log.slice(0, 1), bestEpoch: 1 })).toBe('');
  });

  test('is a picture with a point an epoch, all of them inside it', () => {
    const svg = curveSvg({ log, start: 4.5, bestEpoch: 12 });
    const [train, valid] = [...svg.matchAll(/points="([^"]+)"/g)].map((match) =>
      match[1]!.split(' ').map((point) => point.split(',').map(Number) as [number, number]),
    );
    expect([train!.length, valid!.length]).toEqual([12, 13]);
    for (const [x, y] of [...train!, ...valid!]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(720);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(360);
    }
    expect(valid!.at(-1)![1]).toBeGreaterThan(valid![0]![1]);
    expect(svg).toContain('best 3.100');
    expect(curveSvg({ log: log.slice(0, 1), bestEpoch: 1 })).not.toContain('NaN');
  });
});
