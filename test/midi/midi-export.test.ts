import Midi from '@tonejs/midi';
import { describe, expect, test } from 'vitest';
import type { ConductorEvents } from '../../plugin/conductor/model/events.ts';
import { barsToMidi, midiBarOf } from '../../plugin/midi/midi-export.ts';
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
    const midi = new Midi.Midi(barsToMidi(bars.map(midiBarOf)));
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
    const midi = new Midi.Midi(barsToMidi(bars.map(midiBarOf)));
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

describe('what was played in a running game', () => {
  const soundtrack = { start: 'village', seed: 'tape', variety: false };

  test('comes with every part, tempo and meter of each mood, and instruments', async () => {
    const { conductor, playTo, bars } = rehearse({ soundtrack });
    const heard: ConductorEvents['note'][] = [];
    conductor.on('note', (note) => void heard.push(note));
    conductor.start();
    await playTo(20);
    conductor.mood('battle', { at: 'beat' });
    await playTo(30);
    conductor.stinger('victory');
    await playTo(40);
    const midi = new Midi.Midi(conductor.exportMidi());
    // A part that both bands have is a track of each, named by the palette: `melody (war)`.
    const partOf = (name: string) => name.replace(/ \(.*\)$/, '');
    expect(new Set(midi.tracks.map(({ name }) => partOf(name)))).toEqual(
      new Set([...heard.map(({ part }) => part), 'stinger']),
    );
    expect(midi.tracks.map(({ name }) => name)).toEqual(expect.arrayContaining(['melody (folk)', 'melody (war)']));
    const start = heard[0]!.time;
    const missing = heard.filter(({ part, pitch, time }) => {
      const notes = midi.tracks.filter(({ name }) => partOf(name) === part).flatMap((track) => track.notes);
      return !notes.some((note) => note.midi === pitch && Math.abs(note.time - Math.max(0, time - start)) < 0.03);
    });
    expect(heard.length).toBeGreaterThan(500);
    expect(missing).toEqual([]);
    const meters = midi.header.timeSignatures.map(({ timeSignature }) => timeSignature.join('/'));
    expect(meters[0]).toBe(bars()[0]!.origin.score.meter);
    expect(meters).toContain(conductor.snapshot().meter);
    expect(midi.header.tempos.map(({ bpm }) => Math.round(bpm))).toContain(152);
    expect(new Set(midi.tracks.map(({ instrument }) => instrument.number)).size).toBeGreaterThan(3);
  });

  test('is cut to the last bars asked for', async () => {
    const { conductor, playTo, now } = rehearse({ soundtrack });
    conductor.start();
    await playTo(30);
    const seconds = (bars: number) => new Midi.Midi(conductor.exportMidi(bars)).duration;
    expect(seconds(4)).toBeLessThan(seconds(8));
    expect(seconds(256)).toBeGreaterThan(now() - 1);
    expect(seconds(1)).toBeGreaterThan(0);
    expect(() => conductor.exportMidi(0)).toThrow('exportMidi: 0 bars asked; ask for 1 to 256');
    expect(() => conductor.exportMidi(Number.NaN)).toThrow('exportMidi: NaN bars asked');
  });

  test('has no pause in it, and of a bar that was broken off what was heard', async () => {
    const { conductor, playTo } = rehearse({ soundtrack });
    conductor.start();
    await playTo(10);
    const before = new Midi.Midi(conductor.exportMidi()).duration;
    conductor.pause();
    await playTo(100);
    conductor.resume();
    await playTo(105);
    const midi = new Midi.Midi(conductor.exportMidi());
    expect(midi.duration).toBeLessThan(before + 7);
    const { notes } = midi.tracks.find(({ name }) => name === 'melody')!;
    const line = notes.map(({ time, duration }) => [time, time + duration] as const).sort(([a], [b]) => a - b);
    for (const [i, [, end]] of line.slice(0, -1).entries()) expect(end).toBeLessThan(line[i + 1]![0] + 0.25);
  });

  test('is kept for 256 bars, however long the game lasts', async () => {
    const { conductor, playTo, bars } = rehearse({ soundtrack });
    conductor.start();
    await playTo(700, 0.5);
    expect(bars().length).toBeGreaterThan(300);
    const midi = new Midi.Midi(conductor.exportMidi(9999));
    const [first] = midi.tracks.find(({ name }) => name === 'melody')!.notes;
    expect(first!.time).toBeLessThan(8);
    expect(midi.duration).toBeLessThan(600);
  });
});
