/** Bars that were heard, rendered again: aligned with the exported MIDI file, and stems that are the mix. */

import { parseMidi } from 'midi-file';
import { expect, test } from 'vitest';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { barsToMidi, midiBarOf } from '../../plugin/midi/midi-export.ts';
import { recordingOfBars } from '../../plugin/output/heard-bars.ts';
import { rehearse } from '../helper/rehearsal.ts';

async function heard() {
  const show = rehearse({ soundtrack: { start: 'village', seed: 'stems' } });
  show.conductor.start();
  await show.playTo(7);
  return show.bars().filter(({ time }) => time > 2 && time < 5);
}

test('a recording of bars opens the deck before the first note, which comes at the lead-in', async () => {
  const bars = await heard();
  const { calls } = recordingOfBars(bars);
  const plays = calls.flatMap((call) => (call.kind === 'play' ? [call.bar] : []));
  expect(plays[0]!.time).toBeCloseTo(0.1, 9);
  const shift = plays[0]!.time - bars[0]!.time;
  expect(plays.map(({ time }) => time - shift)).toEqual(bars.map(({ time }) => expect.closeTo(time, 9)));
  const [open] = calls.filter((call) => call.kind === 'fade');
  expect(open).toMatchObject({ to: 1, time: expect.closeTo(0, 9) });
});

test('stems begin with bar 1, as the MIDI file does, whose markers name every bar', async () => {
  const bars = await heard();
  const file = parseMidi(barsToMidi(bars.map(midiBarOf)));
  const marks: [number, string][] = [];
  let now = 0;
  for (const event of file.tracks[0]!) {
    now += event.deltaTime;
    if (event.type === 'marker') marks.push([now, event.text]);
  }
  const ticks = 3 * 480;
  expect(marks).toEqual(bars.map((_, i) => [i * ticks, `village ${i + 1}`]));
  expect(file.tracks[0]!.some(({ type }) => type === 'setTempo')).toBe(true);
  const first = Math.min(...bars[0]!.parts.flatMap(({ notes }) => notes.map(({ time }) => time - bars[0]!.time)));
  const Offline = await offlineAudio();
  // Tone detects Web Audio on import.
  const { heardStems } = await import('../../plugin/audio/stems/heard-stems.ts');
  const lengths = new Set<number>();
  let sounds = Number.POSITIVE_INFINITY;
  for await (const { wav } of heardStems(Offline, bars, { sampleRate: 11_025 })) {
    lengths.add(wav.length);
    const samples = new Int16Array(wav.buffer, 44);
    const at = samples.findIndex((sample) => Math.abs(sample) > 60);
    if (at >= 0) sounds = Math.min(sounds, at / 2 / 11_025);
  }
  expect(lengths.size).toBe(1);
  expect(sounds).toBeGreaterThan(first - 0.02);
  expect(sounds).toBeLessThan(first + 0.06);
});
