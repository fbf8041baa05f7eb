import { describe, expect, test } from 'vitest';
import { notesOf, onTheWay, rehearse } from '../helper/rehearsal.ts';

const soundtrack = {
  start: 'forest',
  scenes: { Forest: 'forest', Arena: 'battle', Boss: 'boss', Cave: 'cave' },
} as const;

async function underWay() {
  const rehearsal = rehearse({ soundtrack });
  rehearsal.conductor.start();
  await rehearsal.conductor.settled();
  rehearsal.conductor.advance();
  await rehearsal.playTo(8);
  const heard = ['forest'];
  rehearsal.conductor.on('mood', ({ to }) => void heard.push(to));
  return { ...rehearsal, heard };
}

describe('a mood pushed over another', () => {
  test('holds until it is popped, and the one beneath goes on where it was', async () => {
    const { conductor, playTo, heard } = await underWay();
    conductor.push('battle', { at: 'beat' });
    await playTo(14);
    conductor.pop('battle', { at: 'bar' });
    await playTo(22);
    expect(heard).toEqual(['forest', 'battle', 'forest']);
  });

  test('is not disturbed by scenes that change beneath it, and ends in what the scene wants then', async () => {
    const { conductor, playTo, heard } = await underWay();
    conductor.push('battle', { at: 'beat' });
    await playTo(12);
    conductor.mood('cave', { at: 'now' });
    await playTo(16);
    conductor.pop('battle');
    await playTo(24);
    expect(heard).toEqual(['forest', 'battle', 'cave']);
  });

  test('of several the highest priority holds, of equals the latest', async () => {
    const { conductor, playTo, heard } = await underWay();
    conductor.push('boss', { priority: 5, at: 'beat' });
    await playTo(12);
    conductor.push('battle', { at: 'beat' });
    conductor.push('cave', { at: 'beat' });
    await playTo(16);
    conductor.pop('boss');
    await playTo(24);
    conductor.pop('cave');
    await playTo(32);
    expect(heard).toEqual(['forest', 'boss', 'cave', 'battle']);
  });

  test('ends by itself after `until` seconds of music; pushed again, it lasts from then', async () => {
    const { conductor, playTo, heard } = await underWay();
    conductor.push('battle', { at: 'now', until: 4 });
    await playTo(11);
    conductor.push('battle', { until: 4 });
    await playTo(14.9);
    expect(heard).toEqual(['forest', 'battle']);
    await playTo(24);
    expect(heard).toEqual(['forest', 'battle', 'forest']);
  });

  test('ends when the game says so; a question that fails ends it too, with one warning', async () => {
    const { conductor, playTo, heard, warnings } = await underWay();
    let enemies = 3;
    conductor.push('battle', { at: 'now', until: () => enemies === 0 });
    await playTo(14);
    enemies = 0;
    await playTo(22);
    conductor.push('boss', {
      at: 'now',
      until: () => {
        throw new Error('the boss is gone');
      },
    });
    await playTo(30);
    expect(heard.slice(0, 3)).toEqual(['forest', 'battle', 'forest']);
    expect(heard.at(-1)).toBe('forest');
    expect(warnings).toHaveLength(1);
  });

  test('may be pushed and popped in every frame', async () => {
    const { conductor, playTo } = await underWay();
    for (let i = 0; i < 60; i++) {
      conductor.push('battle');
      await playTo(8 + i / 60, 1);
    }
    for (let i = 0; i < 60; i++) {
      conductor.pop('battle');
      await playTo(9 + i / 60, 1);
    }
    expect(conductor.log.entries.filter(({ kind }) => kind === 'push' || kind === 'pop')).toHaveLength(2);
  });

  test('comes again in a replay, at any tick rate, also where it ended by itself', async () => {
    const first = await underWay();
    first.conductor.push('battle', { at: 'beat', until: 5.05 });
    await first.playTo(30);
    for (const step of [0.016, 0.13]) {
      const again = rehearse({ soundtrack, replay: JSON.parse(JSON.stringify(first.conductor.log)) });
      again.conductor.start();
      await again.conductor.settled();
      again.conductor.advance();
      await again.playTo(30, step);
      expect(notesOf(again.bars().filter(({ time }) => time < 28))).toBe(
        notesOf(first.bars().filter(({ time }) => time < 28)),
      );
    }
  });

  test('waits for its instruments, and a pop meanwhile is not lost', async () => {
    const { prepare, arrive } = onTheWay('war');
    const { conductor, playTo } = rehearse({ soundtrack: { start: 'forest' }, prepare });
    conductor.start();
    await playTo(5);
    conductor.push('battle');
    await playTo(6);
    expect(conductor.snapshot()).toMatchObject({ mood: 'forest', next: 'battle' });
    conductor.pop('battle');
    arrive();
    await playTo(10);
    expect(conductor.snapshot()).toMatchObject({ mood: 'forest', next: null });
  });

  test('mistakes throw at once', async () => {
    const { conductor } = await underWay();
    expect(() => conductor.push('batle')).toThrow("did you mean 'battle'?");
    expect(() => conductor.push('battle', { untill: 3 } as never)).toThrow("did you mean 'until'?");
    expect(() => conductor.push('battle', { until: -1 })).toThrow("push('battle'): until is -1");
    expect(() => conductor.push('battle', { priority: Number.NaN })).toThrow('priority must be a number');
    expect(() => conductor.pop('battle', { at: 'bra' as never })).toThrow("did you mean 'bar'?");
  });
});
