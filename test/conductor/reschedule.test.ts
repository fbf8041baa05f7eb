import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { random } from '../../plugin/music/random.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import { byTime, notesOf, type Rehearsal, rehearse } from '../helper/rehearsal.ts';

const soundtrack = {
  seed: 'second look',
  start: 'forest',
  scenes: { Forest: 'forest', Arena: 'battle', Cave: 'cave' },
  signals: { danger: { attack: 0.1, release: 0.1 } },
  modulations: [{ signal: 'danger', control: 'intensity', amount: 0.6 }],
} as const;

async function begun(mood: string, step = 0.05): Promise<Rehearsal> {
  const show = rehearse({ soundtrack: { ...soundtrack, start: mood } });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  await show.playTo(4, step);
  return show;
}

/** Bars as they were heard: of those with one line on one deck, the last that was handed over. */
function heard(show: Rehearsal): TimedBar[] {
  const bars = new Map<string, TimedBar>();
  for (const bar of show.bars()) bars.set(`${bar.deck}/${bar.time.toFixed(6)}`, bar);
  return byTime([...bars.values()]);
}

describe('a second look at bars that were handed over', () => {
  test.each(['forest', 'village', 'cave'] as const)(
    'in %s layers follow a signal, up and down, on the next bar line',
    async (mood) => {
      const chance = random(`looks/${mood}`);
      const show = await begun(mood);
      const { intensity } = PRESETS[mood].controls;
      const middle = (intensity + Math.min(1, intensity + 0.6)) / 2;
      const waits: number[] = [];
      for (let i = 0; i < 60; i++) {
        const danger = i % 2 === 0 ? 1 : 0;
        const asked = show.now() + 5 + chance.next() * 4;
        await show.playTo(asked);
        show.conductor.signal('danger', danger);
        await show.playTo(asked + 12);
        const bars = heard(show).filter((bar) => bar.time > asked);
        const changed = bars.find((bar) => bar.intensity > middle === (danger === 1))!;
        const before = heard(show).findLast((bar) => bar.time <= asked)!;
        waits.push((changed.time - asked) / before.duration);
        const drums = (bar: TimedBar) => bar.parts.find(({ role }) => role === 'drums')?.name;
        expect(drums(changed)).not.toBe(drums(before));
        // Seen in time, it is on the very next line; what comes in the last half second, on the one after.
        const late = (0.45 + 0.2) / before.duration;
        expect(waits.at(-1)).toBeLessThan(1 + late);
      }
      expect(Math.max(...waits)).toBeGreaterThan(0.8);
      expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeLessThan(0.95);
    },
  );

  test('a small change takes no bar back, and a large one does', async () => {
    const show = await begun('forest');
    for (let i = 0; i < 40; i++) {
      await show.playTo(show.now() + 0.7);
      show.conductor.signal('danger', 0.3 + 0.1 * (i % 2));
    }
    const cleared = () => show.calls().filter(({ kind }) => kind === 'clear').length;
    // The first step, from 0 to 0.3, is large enough.
    const before = cleared();
    expect(before).toBeLessThanOrEqual(1);
    show.conductor.signal('danger', 1);
    await show.playTo(show.now() + 4);
    expect(cleared()).toBeGreaterThan(before);
  });

  test('notes that began before the line ring on, and none is heard twice', async () => {
    const show = await begun('village');
    const chance = random('rings');
    for (let i = 0; i < 30; i++) {
      await show.playTo(show.now() + 1 + 3 * chance.next());
      show.conductor.signal('danger', i % 2);
    }
    let kept: TimedBar[] = [];
    let rung = 0;
    for (const call of show.calls()) {
      if (call.kind === 'play') kept.push(call.bar);
      if (call.kind !== 'clear') continue;
      expect(call.ring).toBe(true);
      rung++;
      kept = kept.filter((bar) => bar.deck !== call.deck || bar.time < call.time - 1e-6);
    }
    expect(rung).toBeGreaterThan(10);
    const notes = notesOf(kept).split('\n');
    expect(new Set(notes).size).toBe(notes.length);
    const lines = byTime(kept);
    for (const [i, bar] of lines.slice(1).entries())
      expect(bar.time).toBeCloseTo(lines[i]!.time + lines[i]!.duration, 6);
  });

  test('is the same at any tick rate', async () => {
    const evening = async (step: number) => {
      const show = await begun('forest', step);
      for (const [time, danger] of [
        [6, 1],
        [9.1, 0.2],
        [14, 0.9],
        [21.7, 0],
      ] as const) {
        // biome-ignore format: a row
        await show.playTo(time, step);
        show.conductor.signal('danger', danger);
      }
      await show.playTo(30, step);
      return notesOf(heard(show).filter((bar) => bar.time < 28));
    };
    const calm = await evening(0.05);
    expect(await evening(1 / 60)).toBe(calm);
    expect(await evening(0.2)).toBe(calm);
  });
});
