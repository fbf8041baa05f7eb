import { describe, expect, test } from 'vitest';
import { Recorder } from '../../plugin/overlay/recorder.ts';
import { layOut } from '../../plugin/overlay/roll-layout.ts';
import { rehearse } from '../helper/rehearsal.ts';

async function watched(seconds: number) {
  const rehearsal = rehearse({ soundtrack: { start: 'village' } });
  const recorder = new Recorder();
  rehearsal.conductor.start();
  for (let time = 0.1; time <= seconds; time += 0.1) {
    await rehearsal.playTo(time);
    recorder.take(rehearsal.conductor.inspect());
  }
  return { ...rehearsal, recorder };
}

describe('the piano roll', () => {
  test('shows every note that was handed over, at its time', async () => {
    const { recorder, bars, conductor } = await watched(12);
    const { notes, drums } = layOut(recorder.bars, conductor.inspect());
    const shown = [...notes, ...drums]
      .filter(({ ghost }) => !ghost)
      .map(({ part, pitch, time }) => `${part} ${pitch} ${time}`);
    const played = bars().flatMap(({ parts }) =>
      parts.flatMap(({ name, notes: own }) => own.map(({ pitch, time }) => `${name} ${pitch} ${time}`)),
    );
    expect(shown.sort()).toEqual(played.sort());
  });

  test('shows as ghosts what is in hand, where it will then be played', async () => {
    const { recorder, bars, conductor, playTo } = await watched(12);
    const { notes } = layOut(recorder.bars, conductor.inspect());
    const ghosts = notes.filter(({ ghost, role }) => ghost && role === 'melody');
    expect(ghosts.length).toBeGreaterThan(4);
    const last = Math.max(...ghosts.map(({ time }) => time));
    await playTo(last);
    const tune = bars().flatMap(({ parts }) =>
      parts.filter(({ role }) => role === 'melody').flatMap((part) => part.notes),
    );
    for (const { pitch, time } of ghosts)
      expect(tune.some((note) => note.pitch === pitch && Math.abs(note.time - time) < 0.05)).toBe(true);
  });

  test('names chords and phrases without a gap, and bars where an idea comes back', async () => {
    const { recorder, conductor } = await watched(40);
    const { chords, phrases, motifs } = layOut(recorder.bars, conductor.inspect());
    for (const spans of [chords, phrases])
      for (let i = 1; i < spans.length; i++) expect(spans[i]!.time).toBeCloseTo(spans[i - 1]!.end, 1);
    expect(phrases[0]!.name).toBe('village 1');
    expect(motifs.length).toBeGreaterThan(0);
  });

  test('forgets bars that were taken back before they sounded', async () => {
    const { recorder, conductor, playTo, now } = await watched(12);
    conductor.tune({ hold: { tempo: 60 } });
    await playTo(now() + 0.2);
    recorder.take(conductor.inspect());
    const ahead = recorder.bars.filter(({ timed }) => timed.time > now());
    expect(ahead.map(({ timed }) => timed.time)).toEqual(
      conductor
        .inspect()
        .bars.filter(({ timed }) => timed.time > now())
        .map(({ timed }) => timed.time),
    );
  });
});

describe('the repetition meter', () => {
  test('counts the bars of the tune that had been heard before', async () => {
    const { recorder, now } = await watched(40);
    const { share, bars } = recorder.repetition(now());
    expect(bars).toBeGreaterThan(12);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.9);
  });
});
