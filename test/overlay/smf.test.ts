import Midi from '@tonejs/midi';
import { describe, expect, test } from 'vitest';
import { barsToMidi } from '../../plugin/overlay/smf.ts';
import { byTime, rehearse } from '../helper/rehearsal.ts';

async function played(seconds: number) {
  const rehearsal = rehearse({ soundtrack: { start: 'battle', signals: { danger: { attack: 0 } } } });
  rehearsal.conductor.start();
  await rehearsal.playTo(seconds / 2);
  rehearsal.conductor.tune({ moods: { battle: { tempo: 120 } } });
  await rehearsal.playTo(seconds);
  return byTime(rehearsal.bars()).filter(({ time }) => time < seconds / 2 - 4 || time > seconds / 2 + 4);
}

describe('what was played, as a MIDI file', () => {
  test('has every note of every part at its time', async () => {
    const bars = (await played(16)).slice(0, 3);
    const midi = new Midi.Midi(barsToMidi(bars));
    const start = bars[0]!.time;
    for (const name of new Set(bars.flatMap(({ parts }) => parts.map((part) => part.name)))) {
      const track = midi.tracks.find((each) => each.name === name)!;
      const notes = bars.flatMap((bar) => bar.parts.filter((part) => part.name === name).flatMap((part) => part.notes));
      const want = notes.map(({ pitch, time }) => [pitch, Math.max(0, time - start).toFixed(2)].join('@')).sort();
      expect(track.notes.map(({ midi: pitch, time }) => [pitch, time.toFixed(2)].join('@')).sort()).toEqual(want);
    }
  });

  test('tells tempo, meter, and that drums are drums, but for the tuned ones', async () => {
    const bars = await played(24);
    const midi = new Midi.Midi(barsToMidi(bars));
    expect(midi.header.timeSignatures[0]!.timeSignature).toEqual([4, 4]);
    const tempos = midi.header.tempos.map(({ bpm }) => Math.round(bpm));
    expect(tempos[0]).toBe(152);
    expect(tempos.at(-1)).toBe(120);
    const drums = midi.tracks.filter(({ name }) => name.includes('drums'));
    expect(drums.length).toBeGreaterThan(0);
    for (const track of midi.tracks) expect(track.channel === 9).toBe(drums.includes(track));
  });

  test('is a file also where nothing was heard', () => {
    expect(new Midi.Midi(barsToMidi([])).tracks).toEqual([]);
  });
});
