import { describe, expect, test } from 'vitest';
import { hearHumming } from '../../plugin/humming/hear-humming.ts';
import { notesInSamples } from '../../plugin/humming/hummed-notes.ts';
import { random } from '../../plugin/music/random.ts';
import { SAMPLE_RATE, type SungNote, sing } from './singer.ts';
import { agreementOfNotes, f1, hummedTunes } from './tunes.ts';

/** A scale of quarter notes at 100 beats a minute, with a repeated note and a rest. */
const MELODY: readonly SungNote[] = [57, 59, 60, 60, 64, 62, 57].map((pitch, i) => ({
  pitch,
  time: 0.6 * (i < 5 ? i : i + 1),
  duration: 0.6,
}));
const listen = (samples: Float32Array) => notesInSamples(samples, SAMPLE_RATE);

describe('notes of a voice', () => {
  test('are those that were sung, with vibrato, glides, breath and a room', () => {
    const take = sing(MELODY, { seed: 'y', snr: 30 });
    const heard = listen(take.samples);
    expect(heard).toHaveLength(MELODY.length);
    expect(agreementOfNotes(heard, take.notes).hits).toBe(MELODY.length);
  });

  test('stay one note under a vibrato of 50 cents to each side', () => {
    const held = [{ pitch: 60, time: 0.2, duration: 2.5 }];
    for (const seed of ['a', 'b', 'c', 'd']) expect(listen(sing(held, { seed, snr: 30 }).samples)).toHaveLength(1);
  });

  test('are two where a pitch is repeated', () => {
    const twice = [0, 0.5, 1].map((time) => ({ pitch: 55, time: time + 0.2, duration: 0.5 }));
    expect(listen(sing(twice, { seed: 'again', snr: 30, vibratoCents: 0 }).samples)).toHaveLength(3);
  });

  test('follow a singer who is off concert pitch', () => {
    const off = MELODY.map((note) => ({ ...note, pitch: note.pitch + 0.45 }));
    const take = sing(off, { seed: 'off', snr: 30 });
    expect(agreementOfNotes(listen(take.samples), take.notes).hits).toBe(MELODY.length);
  });

  test.each(['white', 'dark'] as const)('are none in %s noise', (color) => {
    const chance = random(color);
    let low = 0;
    const noise = Float32Array.from({ length: 3 * SAMPLE_RATE }, () => {
      const white = chance.next() - 0.5;
      low = 0.99 * low + 0.1 * white;
      return 0.2 * (color === 'white' ? white : low);
    });
    expect(listen(noise)).toEqual([]);
  });

  test('are none in silence, in a click, and in no samples at all', () => {
    expect(listen(new Float32Array(SAMPLE_RATE))).toEqual([]);
    expect(listen(new Float32Array(SAMPLE_RATE).fill(1, 20_000, 20_050))).toEqual([]);
    expect(listen(new Float32Array(0))).toEqual([]);
  });

  test('are the same at other sample rates', () => {
    const take = sing(MELODY, { seed: 'y', snr: 30 });
    const half = take.samples.filter((_, i) => i % 2 === 0);
    expect(agreementOfNotes(notesInSamples(half, SAMPLE_RATE / 2), take.notes).hits).toBe(MELODY.length);
  });

  test('are found in two of the tunes at 20 dB and at 10 dB', () => {
    const tunes = hummedTunes()
      .filter(({ isOpen }) => isOpen)
      .slice(1, 3);
    expect(tunes).toHaveLength(2);
    const at = (snr: number) =>
      f1(
        tunes.map((tune) => {
          const melody = tune.notes.slice(0, 12);
          const take = sing(melody, { seed: `${tune.id} ${snr}`, snr });
          return agreementOfNotes(listen(take.samples), take.notes);
        }),
      );
    expect(at(20)).toBeGreaterThanOrEqual(0.9);
    expect(at(10)).toBeGreaterThanOrEqual(0.8);
  });
});

test('hearHumming gives the same notes, and refuses what is no recording', async () => {
  const { samples } = sing(MELODY.slice(0, 2), { seed: 'y', snr: 30 });
  expect(await hearHumming(samples, SAMPLE_RATE)).toEqual(listen(samples));
  await expect(hearHumming([] as never, SAMPLE_RATE)).rejects.toThrow('Float32Array');
  await expect(hearHumming(samples, 0)).rejects.toThrow('8000..192000');
});

test('agreement counts each note once', () => {
  const note = { pitch: 60, time: 1, duration: 1 };
  expect(agreementOfNotes([note, note], [note])).toEqual({ hits: 1, heard: 2, sung: 1 });
  expect(agreementOfNotes([{ ...note, time: 1.09 }], [note]).hits).toBe(0);
  expect(agreementOfNotes([{ ...note, pitch: 60.6 }], [note]).hits).toBe(0);
});
