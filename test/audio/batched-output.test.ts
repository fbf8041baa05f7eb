/** Voices are made a few a tick, and none is missing, late or played twice. */

import { describe, expect, test } from 'vitest';
import { createBatchedOutput, SOON } from '../../plugin/audio/batched-output.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import { recordingOutput } from '../../plugin/output/recording-output.ts';
import { fullBand } from '../helper/band.ts';

const LEAD = 2;
const bars: readonly TimedBar[] = fullBand('war', 2).map((bar) => ({
  ...bar,
  time: bar.time + LEAD,
  parts: bar.parts.map((part) => ({ ...part, notes: part.notes.map((note) => ({ ...note, time: note.time + LEAD })) })),
}));
const notesOf = (of: readonly TimedBar[]) =>
  of
    .flatMap(({ parts }) =>
      parts.flatMap(({ name, notes }) => notes.map(({ time, pitch }) => `${time} ${name} ${pitch}`)),
    )
    .sort();

function setUp() {
  let now = 0;
  const recorder = recordingOutput(() => now);
  const output = createBatchedOutput(recorder);
  const played = () => recorder.recording().calls.flatMap((call) => (call.kind === 'play' ? [call] : []));
  return {
    stage: output,
    played,
    /** Lets time pass in ticks; answers how many notes each made. */
    pass(seconds: number, tick = 0.05): number[] {
      const made: number[] = [];
      for (const end = now + seconds; now < end - 1e-9; ) {
        now += tick;
        const before = notesOf(played().map(({ bar }) => bar)).length;
        output.run(Number.POSITIVE_INFINITY, false);
        made.push(notesOf(played().map(({ bar }) => bar)).length - before);
      }
      return made;
    },
  };
}

describe('a patient stage', () => {
  test('makes every note once, a few a tick, and long before it sounds', () => {
    const { stage: output, played, pass } = setUp();
    for (const bar of bars) output.play(bar);
    const before = notesOf(played().map(({ bar }) => bar)).length;
    expect(before).toBe(0);
    const made = pass(4);
    expect(notesOf(played().map(({ bar }) => bar))).toEqual(notesOf(bars));
    expect(notesOf(bars).length).toBeGreaterThan(60);
    for (const { at, bar } of played())
      for (const { notes } of bar.parts)
        for (const { time } of notes) expect(time - at).toBeGreaterThanOrEqual(SOON - 0.06);
    // Evenly: 80 notes a bar of two seconds, and a first beat at which all parts come in at once.
    expect(Math.max(...made)).toBeLessThanOrEqual(3);
  });

  test('makes at once what sounds soon', () => {
    const { stage: output, played } = setUp();
    const [bar] = fullBand('war', 1);
    output.play(bar!);
    const soon = notesOf([bar!]).filter((note) => Number.parseFloat(note) < SOON);
    expect(notesOf(played().map((call) => call.bar))).toEqual(soon);
  });

  test('does not make what was taken back, and makes what rings on', () => {
    const { stage: output, played, pass } = setUp();
    for (const bar of bars) output.play(bar);
    const line = bars[1]!.time;
    output.stopDeck(bars[0]!.deck, line, true);
    pass(3);
    expect(notesOf(played().map(({ bar }) => bar))).toEqual(
      notesOf(bars).filter((note) => Number.parseFloat(note) < line - 1e-4),
    );
  });
});
