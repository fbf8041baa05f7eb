/**
 * What can be said can be saved, what is saved loads, and goes on as it would have. The last holds for music at rest: one
 * mood plays, nothing is under way, no signal moves. Where something is under way the save has it done: a move that waits
 * counts as made, a signal stands where it was sent to, a track is over.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conductor } from '../../plugin/conductor/conductor.ts';
import { readSaved, type SavedMusic } from '../../plugin/formats/saved-music.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import { propertyRuns } from '../helper/cases.ts';
import { type Act, CHAOS_SOUNDTRACK } from '../helper/chaos.ts';
import { anyLongGame, type RandomGame } from '../helper/random-replay.ts';
import { byTime, type Rehearsal, rehearse } from '../helper/rehearsal.ts';

/** Through a file and back. */
const written = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

async function play({ conductor, playTo, now }: Rehearsal, acts: readonly Act[]): Promise<void> {
  for (const act of acts) {
    if (act.kind === 'wait') await playTo(now() + act.seconds);
    else Reflect.apply(conductor[act.name as keyof Conductor & 'mood'], conductor, [...act.args]);
  }
}

async function playGame(game: RandomGame): Promise<Rehearsal> {
  const show = rehearse({ soundtrack: CHAOS_SOUNDTRACK });
  await play(show, game.before);
  show.conductor.start();
  await play(show, [...game.waiting, { kind: 'wait', seconds: 1.5 }, ...game.acts]);
  return show;
}

function load(saved: SavedMusic): Rehearsal {
  const show = rehearse({ soundtrack: CHAOS_SOUNDTRACK, saved });
  show.conductor.start();
  show.conductor.advance();
  return show;
}

/** A hair off, for times that lie between two of the text's decimals. */
const digits = (value: number) => (value + 1e-7).toFixed(4);

/** Every note of some bars from a time on, with times from the bar line; of a bar that was handed over twice, the last. */
function notesFrom(show: Rehearsal, from: number, count: number): string[] {
  const bars = new Map<string, TimedBar>(show.bars().map((bar) => [bar.time.toFixed(6), bar]));
  return byTime([...bars.values()])
    .filter(({ time }) => time >= from - 1e-6)
    .slice(0, count)
    .map((bar) => {
      const parts = bar.parts.map(({ name, notes }) => {
        const reported = notes.map(
          ({ pitch, time, duration, velocity }) =>
            `${pitch}@${digits(time - bar.time)}+${digits(duration)}*${digits(velocity)}`,
        );
        return `${name} ${reported.join(' ')}`;
      });
      return `${bar.origin.mood} ${digits(bar.duration)} ${bar.palette} ${bar.brightness} ${parts.join(' | ')}`;
    });
}

const BARS = 14;

describe('random games', () => {
  test('can be saved at any moment; what is saved loads, and saved again at once is the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyLongGame(3), async (game) => {
        const show = await playGame(game);
        const saved = written(show.conductor.save());
        expect(readSaved(saved, show.conductor.soundtrack)).toEqual(saved);
        const again = load(saved);
        expect(written(again.conductor.save())).toEqual(saved);
        expect(again.warnings).toEqual([]);
      }),
      { numRuns: propertyRuns(60), seed: 3 },
    );
  });

  test('go on at rest, note for note, as they would have without being saved', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(anyLongGame(4), async (game) => {
        const show = await playGame(game);
        show.conductor.endTrack({ at: 'now' });
        await show.playTo(show.now() + 45.3);
        const { mood, next, track } = show.conductor.snapshot();
        if (next !== null || track !== null) return;
        const saved = written(show.conductor.save());
        const left = byTime(show.bars(mood)).findLast(({ time }) => time <= show.now() + 1e-6)!;
        await show.playTo(show.now() + 30);
        const again = load(saved);
        await again.playTo(34);
        const expected = notesFrom(show, left.time, BARS);
        expect(notesFrom(again, 0, expected.length)).toEqual(expected);
        compared += expected.length;
      }),
      { numRuns: propertyRuns(40), seed: 8 },
    );
    expect(compared).toBeGreaterThan(5 * propertyRuns(40));
  });
});
