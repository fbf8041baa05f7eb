import { describe, expect, test } from 'vitest';
import { notesOf, rehearse } from '../helper/rehearsal.ts';

const soundtrack = {
  start: 'forest',
  signals: { health: { range: [0, 80], initial: 80, attack: 0, release: 0 }, weather: { initial: 'clear' } },
  modulations: [{ signal: 'health', control: 'intensity', amount: 0.6, curve: 'inverse' }],
} as const;

async function underWay() {
  const rehearsal = rehearse({ soundtrack });
  rehearsal.conductor.start();
  await rehearsal.conductor.settled();
  rehearsal.conductor.advance();
  await rehearsal.playTo(5);
  return rehearsal;
}

describe('signals bound to the game', () => {
  test('are read as the game goes on, in its own unit', async () => {
    const { conductor, playTo } = await underWay();
    const player = { hp: 80 };
    conductor.bind('health', () => player.hp);
    await playTo(6);
    expect(conductor.snapshot().signals.health).toBe(1);
    player.hp = 20;
    await playTo(7);
    expect(conductor.snapshot().signals.health).toBeCloseTo(0.25, 6);
    conductor.unbind('health');
    player.hp = 80;
    await playTo(8);
    expect(conductor.snapshot().signals.health).toBeCloseTo(0.25, 6);
  });

  test('a getter that throws or returns nonsense is reported once, and the signal keeps its value', async () => {
    const { conductor, playTo, warnings, bars } = await underWay();
    let answer: () => unknown = () => 40;
    conductor.bind('health', () => answer() as number);
    await playTo(6);
    for (const nonsense of [undefined, null, Number.NaN, 'high', {}, Symbol('hp')]) {
      answer = () => nonsense;
      await playTo(rehearsalTime(conductor) + 0.5);
    }
    answer = () => {
      throw new Error('the player is gone');
    };
    await playTo(rehearsalTime(conductor) + 2);
    expect(conductor.snapshot().signals.health).toBeCloseTo(0.5, 6);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("the getter bound to signal 'health' failed");
    expect(bars().length).toBeGreaterThan(3);
  });

  test('a binding for a signal that is not there throws at once', async () => {
    const { conductor } = await underWay();
    expect(() => conductor.bind('helth', () => 1)).toThrow("did you mean 'health'?");
    expect(() => conductor.bind('health', 3 as never)).toThrow("bind('health') needs a function");
  });

  test('a replay takes them from the log and reads no getter', async () => {
    const first = await underWay();
    first.conductor.bind('health', () => 80 - first.now());
    await first.playTo(20);
    const again = rehearse({ soundtrack, replay: first.conductor.log });
    again.conductor.bind('health', () => {
      throw new Error('read in a replay');
    });
    again.conductor.start();
    await again.conductor.settled();
    again.conductor.advance();
    await again.playTo(20, 0.033);
    expect(notesOf(again.bars()).slice(0, 5000)).toBe(notesOf(first.bars()).slice(0, 5000));
    expect(again.warnings).toEqual([]);
  });
});

function rehearsalTime(conductor: { snapshot(): { time: number } }): number {
  return conductor.snapshot().time;
}
