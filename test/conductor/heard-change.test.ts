/** What a slider promises: the network's music moves the way it was asked to, heard from the second bar line at the latest. */

import { describe, expect, test } from 'vitest';
import type { BarState } from '../../plugin/conductor/observe/inspection.ts';
import { measure } from '../../plugin/generate/measure.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { MELODY_CONTROLS, type MelodyControl } from '../../plugin/music/melody-controls.ts';
import { meterInfo } from '../../plugin/music/time.ts';
import { COMPOSERS } from '../helper/composers.ts';
import { type Rehearsal, rehearse } from '../helper/rehearsal.ts';

/** Bars of the comparison, before the change and after. */
const BARS = 4;
const MOODS = ['village', 'exploration'] as const;
const SETTINGS = [
  { from: 0.2, to: 0.8 },
  { from: 0.8, to: 0.2 },
] as const;

/** A melody control, measured over the tune of some bars. */
function measured(control: MelodyControl, bars: readonly BarState[]): number {
  const { meter, mode } = bars[0]!.phrase.request;
  const { barTicks } = meterInfo(meter);
  const notes = bars.flatMap(({ phrase, phraseBar }, i) =>
    phrase.notes
      .filter(({ tick }) => Math.floor(tick / barTicks) === phraseBar)
      .map((note) => ({ ...note, tick: note.tick + (i - phraseBar) * barTicks })),
  );
  return measure(notes, { meter, mode, bars: bars.length })[control];
}

/** Plays on until `count` more bars have begun to sound, and returns them. */
async function nextBars({ conductor, playTo, now }: Rehearsal, count: number): Promise<readonly BarState[]> {
  const from = now();
  const heard = new Map<number, BarState>();
  while (heard.size < count) {
    await playTo(now() + 0.1, 0.1);
    for (const bar of conductor.inspect().bars)
      if (bar.timed.time > from && bar.timed.time <= now()) heard.set(bar.number, bar);
  }
  return [...heard.values()].slice(0, count);
}

describe('a slider', () => {
  test('moves what is measured of the next four bars the way it was asked to, in at least 18 of 20 trials', async () => {
    const composer = await COMPOSERS.lstm();
    const reported: string[] = [];
    let right = 0;
    for (const mood of MOODS) {
      for (const control of MELODY_CONTROLS) {
        for (const { from, to } of SETTINGS) {
          const rehearsal = rehearse({
            soundtrack: {
              seed: `${mood} ${control}`,
              start: mood,
              moods: { [mood]: { controls: { [control]: from } } },
            },
            source: { composer, fallback: createNgramModel() },
            spares: 'tagged',
          });
          rehearsal.conductor.start();
          const before = await nextBars(rehearsal, BARS);
          rehearsal.conductor.tune({ moods: { [mood]: { [control]: to } } });
          // The first bar line may be too near; from the second on it must be heard.
          const after = (await nextBars(rehearsal, BARS + 1)).slice(1);
          expect(after[0]!.phrase.request.controls[control]).toBe(to);
          const [was, is] = [measured(control, before), measured(control, after)];
          const moved = Math.sign(is - was) === Math.sign(to - from);
          if (moved) right++;
          reported.push(
            `${mood} ${control} ${from} -> ${to}: ${was.toFixed(2)} -> ${is.toFixed(2)}${moved ? '' : ' (wrong)'}`,
          );
          rehearsal.conductor.dispose();
        }
      }
    }
    composer.dispose();
    expect(right, reported.join('\n')).toBeGreaterThanOrEqual(18);
  }, 600_000);
});
