import { describe, expect, test } from 'vitest';
import { applyHysteresis, HYSTERESIS } from '../../plugin/output/render-bar.ts';
import { byTime, rehearse } from '../helper/rehearsal.ts';

describe('layers', () => {
  test('follow intensity at a distance, and reach both ends', () => {
    expect(applyHysteresis(null, 0.5)).toBe(0.5);
    expect(applyHysteresis(0.5, 0.52)).toBe(0.5);
    expect(applyHysteresis(0.5, 0.6)).toBeCloseTo(0.6 - HYSTERESIS);
    expect(applyHysteresis(0.5, 0.4)).toBeCloseTo(0.4 + HYSTERESIS);
    expect(applyHysteresis(0.5, 1)).toBeGreaterThan(0.9); // the highest bound of any layer
    expect(applyHysteresis(0.5, 0)).toBeLessThan(0.1); // the lowest
  });

  test('come and go at bar lines only, and do not flutter with a signal that trembles about a bound', async () => {
    // The half groove of exploration comes in at 0.55.
    const { conductor, playTo, bars } = rehearse({
      soundtrack: {
        start: 'exploration',
        signals: { danger: { attack: 0, release: 0 } },
        modulations: [{ signal: 'danger', control: 'intensity', amount: 1 }],
        moods: { exploration: { controls: { intensity: 0.54 } } },
      },
    });
    conductor.start();
    await conductor.settled();
    for (let i = 1; i <= 40; i++) {
      await playTo(i);
      conductor.signal('danger', i % 2 === 0 ? 0.03 : 0); // 0.54 and 0.57
    }
    // Each phrase has a lineup of its own, so only changes within one count.
    const drums = byTime(bars()).map(({ parts, origin }) => ({
      phrase: origin.score,
      names: parts.flatMap(({ name, role }) => (role === 'drums' ? [name] : [])).join(),
    }));
    const changes = drums
      .slice(1)
      .filter(({ phrase, names }, i) => phrase === drums[i]!.phrase && names !== drums[i]!.names).length;
    expect(drums.length).toBeGreaterThan(14);
    expect(changes).toBe(0);
    conductor.signal('danger', 0.2);
    await playTo(50);
    const last = byTime(bars()).at(-1)!;
    expect(['drums-half', 'drums-full']).toContain(last.parts.find(({ role }) => role === 'drums')?.name);
  });
});
