/** The notes that a snapshot names. */

import { expect, test } from 'vitest';
import { rehearse } from '../helper/rehearsal.ts';

test('are those that sound: no note begins before its bar, so no later bar is looked at', async () => {
  const show = rehearse({ soundtrack: { start: 'tavern', seed: 'sounding' } });
  const { conductor } = show;
  conductor.start();
  await conductor.settled();
  let compared = 0;
  for (let now = 1; now < 30; now += 0.31) {
    await show.playTo(now, 0.1);
    const sounding = show
      .bars()
      .filter(({ time, duration }) => time <= show.now() && show.now() < time + duration)
      .flatMap(({ parts, deck }) =>
        parts.flatMap(({ name, role, notes }) =>
          notes
            .filter(({ time, duration }) => time <= show.now() && show.now() < time + duration)
            .map(({ pitch }) => ({ part: name, role, pitch, deck })),
        ),
      );
    const { notes } = conductor.snapshot();
    for (const note of sounding) expect(notes).toContainEqual(note);
    compared += sounding.length;
  }
  expect(compared).toBeGreaterThan(200);
  conductor.mood('battle', { at: 'beat', fade: 1, bridge: 1 });
  await show.playTo(45, 0.1);
  for (const { time, parts } of show.bars())
    for (const { notes } of parts) for (const note of notes) expect(note.time).toBeGreaterThanOrEqual(time);
});
