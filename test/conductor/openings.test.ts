import { expect, test } from 'vitest';
import { rehearse } from '../helper/rehearsal.ts';

test('a battle that breaks into the forest begins with the forest’s tune', async () => {
  const { conductor, playTo, bars } = rehearse({
    soundtrack: { start: 'forest', scenes: { A: 'forest', B: 'battle', C: 'village' } },
  });
  conductor.start();
  await conductor.settled();
  await playTo(12);
  conductor.mood('battle');
  await playTo(20);
  const melody = (mood: string) => {
    const bar = bars(mood).find(({ origin }) => origin.bar === 0)!;
    return bar.parts.find(({ role }) => role === 'melody')!.notes.map(({ pitch }) => pitch);
  };
  const steps = (pitches: number[]) => pitches.slice(1).map((pitch, i) => Math.sign(pitch - pitches[i]!));
  expect(melody('battle')).toHaveLength(melody('forest').length);
  expect(steps(melody('battle'))).toEqual(steps(melody('forest')));
});
